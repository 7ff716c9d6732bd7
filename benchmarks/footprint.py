"""Start-up, memory and size.

    python -m benchmarks.footprint [--data DATA] [--no-install]

Times are medians of five cold processes.  ``--no-install`` leaves out the fresh
environment, which needs a package index.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.common import ROOT, check_floors, data_folder, texts

READ_ALL = """
import resource, sys
from onrecord.reader import Reader
reader = Reader()
for name in sys.stdin.read().split(chr(10)):
    if name:
        reader.read(name)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def seconds(code: list[str]) -> float:
    """Median wall time of five runs of this Python."""
    times = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run([sys.executable, *code], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def resident_megabytes(paths: list[Path]) -> float:
    """The most memory that one process holds while it reads all these files."""
    names = "\n".join(str(path) for path in paths)
    done = subprocess.run(
        [sys.executable, "-c", READ_ALL], input=names, text=True, check=True, capture_output=True, cwd=ROOT
    )
    return int(done.stdout) / 1024


def installed_sizes() -> dict[str, float]:
    """Megabytes of the wheel, and of a fresh environment with it, pip not counted, then with the reading room."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, str(ROOT)], check=True)
        wheel = next(Path(folder).glob("onrecord-*.whl"))
        environment = Path(folder) / "environment"
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        python = environment / "bin" / "python"
        subprocess.run([str(python), "-m", "pip", "install", "-q", str(wheel)], check=True)
        alone = _without_pip(environment)
        subprocess.run([str(python), "-m", "pip", "install", "-q", f"{wheel}[serve]"], check=True)
        return {
            "wheel_megabytes": wheel.stat().st_size / 1e6,
            "environment_megabytes": alone / 1e6,
            "serving_environment_megabytes": _without_pip(environment) / 1e6,
        }


def _without_pip(environment: Path) -> int:
    """Bytes of an environment but for what installs."""
    tools = [path for name in ("pip", "setuptools") for path in environment.rglob(f"site-packages/{name}")]
    return _size(environment) - sum(_size(path) for path in tools)


def _size(folder: Path) -> int:
    """Bytes on disk, as ``du`` counts them."""
    return sum(path.lstat().st_blocks * 512 for path in folder.rglob("*"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--no-install", action="store_true")
    arguments = parser.parse_args()
    folder = data_folder(arguments.data)
    paths = texts(folder)
    if folder:
        paths += sorted((folder / "data" / "polnear" / "train" / "text").glob("*.txt"))
    print(f"footprint, {len(paths)} texts")
    figures = {
        "import_seconds": seconds(["-c", "import onrecord"]) - seconds(["-c", "pass"]),
        "cold_start_seconds": seconds(["-m", "onrecord", "read", str(ROOT / "examples" / "01-agency-wire.txt")]),
        "resident_megabytes": resident_megabytes(paths),
    }
    if not arguments.no_install:
        figures |= installed_sizes()
    return bool(check_floors("footprint", figures))


if __name__ == "__main__":
    raise SystemExit(main())
