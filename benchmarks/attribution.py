"""Attributions of a folder of texts, in the format of the PolNeAR scorer.

    python -m benchmarks.attribution DATA/polnear/dev --out PRED.jsonl

DATA has ``text/NAME.txt``; one line a text is written:
``{"id": NAME, "attributions": [{"source": [[start, end], ...], "cue": ..., "content": ...}]}``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from onrecord.record import Passage, Report
from onrecord.reader import Reader


def spans_of(passage: Passage | None) -> list[list[int]]:
    """The passage's spans as the scorer wants them."""
    return [list(span) for span in passage.spans] if passage else []


def scorer_line(name: str, report: Report) -> str:
    """One line of predictions."""
    attributions = [
        {"source": spans_of(a.source), "cue": spans_of(a.cue), "content": spans_of(a.content)}
        for a in report.attributions
    ]
    return json.dumps({"id": name, "attributions": attributions})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    texts = sorted((arguments.data / "text").glob("*.txt"))
    if not texts:
        parser.error(f"no text/*.txt in {arguments.data}")
    reader = Reader()
    with arguments.out.open("w", encoding="utf-8") as out:
        for path in texts:
            # The scorer counts code points of the file as it is, a byte-order mark too: PolNeAR has none.
            out.write(scorer_line(path.stem, reader.read(path)) + "\n")
    print(f"{len(texts)} texts read, predictions in {arguments.out}")


if __name__ == "__main__":
    main()
