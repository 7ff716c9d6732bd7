"""Whether confidence can be believed: fitted on half of PolNeAR dev, judged on the other half, both ways round.

    python -m benchmarks.calibration [--data DATA]

Right means cs of the corpus's scorer.  Of ten bins each one with at least 50
cases is compared with the share that is right.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from benchmarks.common import check_floors, data_folder
from onrecord.extract.confidence import calibrated
from training.calibrate import LEAST_CASES, bins, cases, fit, report, scorer_module


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    folder = data_folder(parser.parse_args().data)
    if not folder:
        print("calibration: skipped, ONRECORD_DATA is not set")
        return 0
    scorer = scorer_module(folder / "measure" / "score_attributions.py")
    inputs, right, stated, names = cases(folder / "data" / "polnear" / "dev", scorer)
    articles = sorted(set(names))
    half = np.array([articles.index(name) % 2 == 0 for name in names])
    worst, gaps, weight = 0.0, 0.0, 0
    for own, title in ((half, "even"), (~half, "odd")):
        fitted = fit(inputs[own], right[own])
        confidence = np.array([calibrated(row.tolist(), fitted.tolist()) for row in inputs[~own]])
        worst = max(worst, report(confidence, right[~own], f"fitted on the {title} articles, judged on the others"))
        for mean, share, count in bins(confidence, right[~own]):
            gaps, weight = gaps + count * abs(mean - share), weight + count
    print(f"calibration of {len(stated)} attributions; bins with fewer than {LEAST_CASES} cases do not count")
    figures = {"largest_gap_points": worst, "expected_error_points": 100 * gaps / weight}
    return bool(check_floors("calibration", figures))


if __name__ == "__main__":
    raise SystemExit(main())
