"""A library on a server against one in a file: the same operations, and several who use it at once.

    python -m benchmarks.engines [--part same|writers] [--sequences 2000] [--seed 0] [--seconds 60]

``same``: random sequences of operations (adding, taking down, reading anew, judging, joining, asking ...) on both;
``differing`` counts those after which the two are not the same in every table and export, or in which an operation was
answered otherwise.  ``writers``: two programs that add, with half of their inputs the same, a reading room that is
judged in over HTTP and a program that judges, all at once on one library; then whether a report or a judgement that was
acknowledged is lost, whether one is there twice, and whether one run over the same inputs makes the same library.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.common import check_floors, cpu
from tests.postgres import running

PARTS = ("same", "writers")


def same(sequences: int, first: int) -> dict[str, float]:
    """Sequences of operations on both."""
    from tests.store.both.pool import readings
    from tests.store.both.twins import Different, drawn, twins

    differing = answered = operations = 0
    readings()
    began = last = time.perf_counter()
    with running() as server, twins(server) as pair:
        for seed in range(first, first + sequences):
            doings = drawn(seed)
            operations += len(doings)
            try:
                answered += pair.compare(doings)
            except Different as difference:
                differing += 1
                print(f"  seed {seed}: {difference}", flush=True)
            if time.perf_counter() - last > 60:
                last = time.perf_counter()
                print(f"  {seed - first + 1} sequences in {last - began:.0f} s, {differing} differ", flush=True)
    print(f"  {sequences} sequences of {operations} operations, {answered} of them answered by more than words")
    return {"sequences": sequences, "differing": differing, "seconds": time.perf_counter() - began}


def writers(seconds: float) -> dict[str, float]:
    """Several at once."""
    from tests.store.postgres.several import run_several

    with running() as server, tempfile.TemporaryDirectory() as place:
        address = server.address(server.make(library=True))
        done = run_several(address, Path(place), seconds=seconds, batches=200, size=60)
    for problem in done.problems:
        print(f"  {problem}")
    return done.figures | {"problems": len(done.problems)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--sequences", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60)
    arguments = parser.parse_args()
    failed: list[str] = []
    for part in [arguments.part] if arguments.part else PARTS:
        print(f"engines, {part}, {cpu()[0]}", flush=True)
        figures = same(arguments.sequences, arguments.seed) if part == "same" else writers(arguments.seconds)
        failed += check_floors(f"engines-{part}", figures)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
