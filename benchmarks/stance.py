"""Stance: is a headline for a claim, against it, or does it only report it (Emergent).

    python -m benchmarks.stance [--data DATA]        cross-validated by claim, held to the floors
    python -m benchmarks.stance FILE.csv --out PRED  a file shaped like ``emergent_train.csv``: a JSON object a row, in
                                                     order, with ``stance`` and the ``shares``, by the shipped weights

The shipped weights have seen every row of ``emergent_train.csv``; so the figures are those of weights that have not
seen the claim they are asked about (``training.stance``, three draws of ten folds).
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.common import check_floors, data_folder, write_rows
from onrecord.follow.early import Early
from onrecord.follow.stance.judge import KINDS, stance_of

DRAWS = 3


def judged(path: Path) -> Iterator[dict[str, object]]:
    """For each row of a file what the headline is to the claim.  Raises ``ValueError`` where a column is missing."""
    early = Early()
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        missing = {"claimHeadline", "articleHeadline"} - set(rows.fieldnames or ())
        if missing:
            raise ValueError(f"{path}: no column {' or '.join(sorted(missing))}")
        for row in rows:
            stance = stance_of(row["articleHeadline"], row["claimHeadline"], early)
            shares = {kind: round(share, 4) for kind, share in zip(KINDS, stance.shares, strict=True)}
            yield {"stance": stance.kind, "shares": shares}


def crossed_figures(path: Path) -> dict[str, float]:
    """Macro-F1 and the F1 of each stance, the mean of the draws."""
    from training.stance import crossed, figures, rows_of

    rows = rows_of(path)
    labels = np.array([row.label for row in rows])
    drawn = [figures(labels, crossed(rows, draw).argmax(axis=1)) for draw in range(DRAWS)]
    return {name: float(np.mean([one[name] for one in drawn])) for name in drawn[0]}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", help="a file shaped like emergent_train.csv")
    parser.add_argument("--out", type=Path, help="where to write a JSON object a row")
    parser.add_argument("--data", type=Path)
    arguments = parser.parse_args()
    if arguments.file:
        write_rows(judged(arguments.file), arguments.out)
        return 0
    folder = data_folder(arguments.data)
    if not folder:
        print("stance: skipped, ONRECORD_DATA is not set")
        return 0
    print("stance, Emergent, cross-validated by claim, percent")
    return bool(check_floors("stance", crossed_figures(folder / "data" / "stance" / "emergent_train.csv")))


if __name__ == "__main__":
    raise SystemExit(main())
