"""One who judges and signs off as fast as it goes: ``python -m tests.store.postgres.reviewer ADDRESS NAME SECONDS``.

Prints a line for each judgement once it is acknowledged: its number, what it is and the report.
"""

from __future__ import annotations

import random
import sys
import time

from onrecord.library import Library
from onrecord.settings import Settings
from tests.store.postgres.several import FEWEST


def main(address: str, name: str, seconds: float) -> None:
    """Judge until the time is over, and a few times at least."""
    rng = random.Random(name)
    until = time.monotonic() + seconds
    with Library(address, Settings()) as library:
        judged = [number for number in range(1, 5) if library.report(number).attributions]
        left = FEWEST
        while time.monotonic() < until or left > 0:
            left -= 1
            report = rng.choice(judged)
            local = rng.choice(library.report(report).attributions).id
            roll = rng.random()
            if roll < 0.4:
                done = library.judge(report, "statement", f"{local}.act", "denies", name)
                print(done, "judge", report, flush=True)
            elif roll < 0.7:
                done = library.review(report, local, rng.choice(["accept", "reject"]), by=name).number
                print(done, "review", report, flush=True)
                if rng.random() < 0.3:
                    library.undo(done, by=name)
                    print(done, "undo", report, flush=True)
            else:
                print(library.sign_off(report, by=name).number, "sign", report, flush=True)
            time.sleep(0.02)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
