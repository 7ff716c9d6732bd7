"""Attributions of a folder of texts, in the format of the PolNeAR scorer.

    python -m benchmarks.attribution DATA/polnear/dev --out PRED.jsonl [--scorer score_attributions.py]

The folder has ``text/NAME.txt``; one line a text is written:
``{"id": NAME, "attributions": [{"source": [[start, end], ...], "cue": ..., "content": ...}]}``.
With ``--scorer`` the predictions are scored against the folder's own
``attributions/`` and held to the floors.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.progress import track

from benchmarks.common import check_floors
from onrecord.reader import Reader
from onrecord.record import Passage, Report


def spans_of(passage: Passage | None) -> list[list[int]]:
    """The passage's spans as the scorer wants them."""
    return [list(span) for span in passage.spans] if passage else []


def scorer_line(name: str, report: Report) -> str:
    """One line of predictions; the corpus marks no statement within another, so those are left out."""
    attributions = [
        {"source": spans_of(a.source), "cue": spans_of(a.cue), "content": spans_of(a.content)}
        for a in report.attributions
        if a.within is None
    ]
    return json.dumps({"id": name, "attributions": attributions})


def score(folder: Path, predictions: Path, scorer: Path) -> dict[str, float]:
    """The scorer's figures in percent."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "figures.json"
        command = [sys.executable, str(scorer), "--gold", str(folder), "--pred", str(predictions), "--json", str(out)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        figures = json.loads(out.read_text(encoding="utf-8"))
    return {
        "alpha": 100 * figures["alpha"],
        **{name: 100 * figures[f"attr {name}"][2] for name in ("c", "cs", "csq")},
        **{f"{kind}_cs_recall": 100 * figures[f"kind {kind} cs"][1] for kind in ("direct", "mixed", "indirect")},
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DATA")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scorer", type=Path)
    arguments = parser.parse_args()
    texts = sorted((arguments.folder / "text").glob("*.txt"))
    if not texts:
        parser.error(f"no text/*.txt in {arguments.folder}")
    reader = Reader()
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    with arguments.out.open("w", encoding="utf-8") as out:
        for path in track(texts, "reading", transient=True, disable=not sys.stderr.isatty()):
            out.write(scorer_line(path.stem, reader.read(path)) + "\n")
    print(f"attribution, {len(texts)} texts, predictions in {arguments.out}")
    if arguments.scorer:
        return bool(check_floors("attribution", score(arguments.folder, arguments.out, arguments.scorer)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
