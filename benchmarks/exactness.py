"""Is every passage the words at its place?  Generated texts, and all of PolNeAR where it is there.

python -m benchmarks.exactness [--data DATA] [--texts 10000]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.progress import track

from benchmarks.common import check_floors, data_folder
from onrecord.reader import Reader
from onrecord.settings import Settings
from tests.checks import check
from tests.test_exact import check_generated


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--texts", type=int, default=10_000)
    arguments = parser.parse_args()
    reader = Reader(Settings())
    failures = 0
    for seed in track(range(arguments.texts), "generated texts", transient=True):
        try:
            check_generated(reader, seed)
        except AssertionError as error:
            failures += 1
            print(f"seed {seed}: {str(error)[:200]}")
    folder = data_folder(arguments.data)
    paths = sorted((folder / "data" / "polnear").glob("*/text/*.txt")) if folder else []
    for path in track(paths, "PolNeAR", transient=True):
        try:
            check(reader.read(path), path.read_bytes().decode("utf-8"))
        except AssertionError as error:
            failures += 1
            print(f"{path.name}: {str(error)[:200]}")
    print(f"exactness, {arguments.texts} generated texts, {len(paths)} articles")
    return bool(check_floors("exactness", {"failures": failures}))


if __name__ == "__main__":
    raise SystemExit(main())
