"""How often each kind of time expression has the right value: makes onrecord/extract/times/confidence.tsv.

    python -m benchmarks.time_shares [--data DATA]

Counted on the documents of TimeBank and AQUAINT that nothing is judged on.  An expression is right where an
annotated one that it touches has its value; where the annotators marked nothing it is wrong.  Kinds with few
expressions are drawn towards the share of all: as if eight more of that share had been seen.
"""

from __future__ import annotations

import argparse
import importlib.util
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.common import ROOT, data_folder
from benchmarks.times import JUDGED, read_tml, sentences_of
from onrecord.extract.times.find import find_times

TABLE = ROOT / "onrecord" / "extract" / "times" / "confidence.tsv"
PRIOR_COUNT = 8
HEAD = """\
# How often a kind of time expression has the right value; made by benchmarks/time_shares.py.
# kind, share (drawn towards the share of all), expressions counted
"""


def gold_of(folder: Path, scorer: Path) -> dict[str, list[tuple[int, int, str, str]]]:
    """The annotated times of each document, as the scorer reads them."""
    spec = importlib.util.spec_from_file_location("score_times", scorer)
    assert spec and spec.loader
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: gold for name, (_, _, gold) in module.load(str(folder)).items()}


def counts(folder: Path, scorer: Path) -> tuple[Counter[str], Counter[str]]:
    """Expressions found and right, by kind."""
    judged = set(JUDGED.read_text(encoding="utf-8").split())
    found, right = Counter[str](), Counter[str]()
    for name, gold in gold_of(folder, scorer).items():
        if name in judged:
            continue
        text, created = read_tml(folder / f"{name}.tml")
        for one in find_times(text, sentences_of(text), created):
            touched = [value for start, end, _, value in gold if start < one.end and one.start < end]
            found[one.kind] += 1
            right[one.kind] += one.value in touched
    return found, right


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    folder = data_folder(parser.parse_args().data)
    if not folder:
        print("time shares: skipped, ONRECORD_DATA is not set")
        return 0
    found, right = counts(folder / "data" / "time" / "tbaq", folder / "measure" / "score_times.py")
    whole = right.total() / found.total()
    rows = [
        f"{kind}\t{(right[kind] + PRIOR_COUNT * whole) / (count + PRIOR_COUNT):.3f}\t{count}"
        for kind, count in sorted(found.items())
    ]
    TABLE.write_text(HEAD + "\n".join(rows) + f"\nother\t{whole:.3f}\t{found.total()}\n", encoding="utf-8")
    print(f"time shares: {len(rows)} kinds, {found.total()} expressions, {100 * whole:.1f} % right")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
