"""A driver for the tests: reads a source into a folder with Ray, in a process of its own that can be killed.

python -m tests.scale.on_cluster SOURCE FOLDER [ADDRESS [WORKERS]]
"""

from __future__ import annotations

import sys

from onrecord.scale.job import Watch
from onrecord.scale.kept import Told
from onrecord.scale.on_ray import RayEngine
from tests.scale.made import read_into


def main() -> None:
    source, folder, *more = sys.argv[1:]
    engine = RayEngine(more[0] if more else None, int(more[1]) if more[1:] else None)

    def unit(told: Told) -> None:
        print("unit", told.piece, told.number, flush=True)

    done = read_into([source], folder, engine, Watch(unit=unit))
    print("done", done.counts["reports"], flush=True)


if __name__ == "__main__":
    main()
