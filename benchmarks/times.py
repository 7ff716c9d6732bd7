"""Times against TimeML gold: extents, types and values on the judged documents of TimeBank and AQUAINT, and speed.

    python -m benchmarks.times [DATA] [--out PRED.jsonl] [--scorer SCORE_TIMES.PY]

DATA: a folder of .tml files, whose creation dates are given to the program as the report's date.  With --out the
predictions for all of it are written, a line a document: {"id": NAME, "times": [[start, end, type, value], ...]},
offsets in code points into the text of <TEXT>, tags dropped and entities unescaped.  Without DATA the judged
documents (benchmarks/gold/tbaq-judged.txt) of ONRECORD_DATA/data/time/tbaq are scored with its
measure/score_times.py and held to the floors.  Words are what blanks separate; one thread, the best of five rounds.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.common import check_floors, data_folder
from onrecord.extract.times.find import find_times
from onrecord.reading.sentences import sentences
from onrecord.record import Span

JUDGED = Path(__file__).parent / "gold" / "tbaq-judged.txt"
Document = tuple[str, date | None]


def read_tml(path: Path) -> Document:
    """The text of a TimeML file and its creation date, None where it states none."""
    raw = path.read_text(encoding="utf-8")
    tags: list[str] = re.findall(r"<TIMEX3[^>]*>", raw)
    stated = [tag for tag in tags if "CREATION_TIME" in tag]
    value = re.search(r'\bvalue="(\d{4}-\d\d-\d\d)', stated[0]) if stated else None
    body = re.search(r"<TEXT>(.*)</TEXT>", raw, re.DOTALL)
    text = html.unescape(re.sub(r"<[^>]+>", "", body.group(1) if body else ""))
    try:
        return text, date.fromisoformat(value.group(1)) if value else None
    except ValueError:
        return text, None


def sentences_of(text: str) -> list[Span]:
    """The sentences of a text whose paragraphs are parted by empty lines."""
    found: list[Span] = []
    for paragraph in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        found += sentences(text, *paragraph.span())
    return found


def predicted(document: Document) -> list[list[object]]:
    """The times of a document in the form that is scored."""
    text, created = document
    return [[one.start, one.end, one.type, one.value] for one in find_times(text, sentences_of(text), created)]


def write(documents: dict[str, Document], out: Path) -> None:
    """A line a document."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with open(out, "w", encoding="utf-8") as file:
        for name, document in documents.items():
            file.write(json.dumps({"id": name, "times": predicted(document)}) + "\n")


def words_per_second(documents: dict[str, Document]) -> float:
    """Words a second of ``find_times`` alone, sentences known."""
    ready = [(text, sentences_of(text), created) for text, created in documents.values()]
    words = sum(len(text.split()) for text, _, _ in ready)
    best = float("inf")
    for _ in range(5):
        began = time.perf_counter()
        for text, bounds, created in ready:
            find_times(text, bounds, created)
        best = min(best, time.perf_counter() - began)
    return words / best


def score(documents: dict[str, Document], folder: Path, scorer: Path) -> dict[str, float]:
    """The scorer's figures, percent, on these documents alone."""
    with tempfile.TemporaryDirectory() as made:
        gold = Path(made) / "gold"
        gold.mkdir()
        for name in documents:
            (gold / f"{name}.tml").symlink_to((folder / f"{name}.tml").resolve())
        write(documents, Path(made) / "predicted.jsonl")
        command = [sys.executable, str(scorer), "--gold", str(gold), "--pred", str(Path(made) / "predicted.jsonl")]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {name: float(value) for name, value in re.findall(r"(strict|relaxed|type|value) ([\d.]+)", printed)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--scorer", type=Path)
    arguments = parser.parse_args()
    shared = data_folder()
    folder = arguments.data or (shared / "data" / "time" / "tbaq" if shared else None)
    if not folder:
        print("times: skipped, ONRECORD_DATA is not set")
        return 0
    documents = {path.stem: read_tml(path) for path in sorted(folder.glob("*.tml"))}
    if arguments.out:
        write(documents, arguments.out)
        print(f"times, {len(documents)} documents, written to {arguments.out}")
        return 0
    judged = set(JUDGED.read_text(encoding="utf-8").split())
    documents = {name: document for name, document in documents.items() if name in judged} or documents
    print(f"times, {len(documents)} documents")
    figures = {"words_per_second": words_per_second(documents)}
    scorer = arguments.scorer or (shared / "measure" / "score_times.py" if shared else None)
    if scorer:
        figures |= score(documents, folder, scorer)
    return bool(check_floors("times", figures))


if __name__ == "__main__":
    raise SystemExit(main())
