"""Places: named and found on the globe, in articles of the Local-Global Lexicon's shape.

    python -m benchmarks.places [DATA.xml] [--out PRED] [--data DATA]

With DATA.xml (the shape of LGL, TR-News or GeoVirus) the predictions for its
articles are written to PRED, a line an article: {"id": "N", "places": [[start, end,
latitude, longitude], ...]}, null where unresolved.  Without it the articles named in
``gold/lgl-judged.txt``, which no rule is written from and nothing is fitted on, are
scored as the corpus's scorer does: found and precision by overlap, acc@161 the share
of all marked places whose point lies within 161 km.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

from benchmarks.common import ROOT, check_floors, data_folder
from onrecord.reader import Reader
from onrecord.settings import Settings

Point = tuple[float, float]
Predicted = list[tuple[int, int, Point | None, Point | None]]  # start, end, where, the likeliest where unresolved
Marked = tuple[str, list[tuple[int, int, float, float]], list[tuple[int, int]]]

RIGHT = 161.0


def scorer_module(path: Path) -> ModuleType:
    """The corpus's scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_places", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def articles(path: Path) -> Iterator[tuple[str, str, str]]:
    """The number in the file, the docid and the text of each article."""
    for number, article in enumerate(ElementTree.parse(path).getroot().iter("article")):
        yield str(number), article.get("docid") or "", article.findtext("text") or ""


def predicted(reader: Reader, text: str) -> Predicted:
    """The places of a text, first to last character, with their points."""
    found: Predicted = []
    for one in reader.read(text=text).places if text.strip() else ():
        point = (one.latitude, one.longitude) if one.latitude is not None and one.longitude is not None else None
        best = next(((other.latitude, other.longitude) for other in one.candidates), None)
        found.append((one.spans[0][0], one.spans[-1][1], point, point or best))
    return found


def figures(scorer: ModuleType, gold: dict[str, Marked], said: dict[str, Predicted]) -> dict[str, float]:
    """What the scorer prints, in percent, of these articles alone.

    Besides: how many of those resolved are right, and acc@161 were the likeliest candidate always taken.
    """
    total = found = right = good = count = resolved = likeliest = 0
    for name, places in said.items():
        _, points, marked = gold[name]
        count += len(places)
        good += sum(any(one[0] < end and start < one[1] for start, end in marked) for one in places)
        for start, end, latitude, longitude in points:
            total += 1
            hits = [one for one in places if one[0] < end and start < one[1]]
            if not hits:
                continue
            found += 1
            _, _, point, best = max(hits, key=lambda one: min(one[1], end) - max(one[0], start))
            near = [at is not None and scorer.kilometres(latitude, longitude, *at) <= RIGHT for at in (point, best)]
            resolved, right, likeliest = resolved + (point is not None), right + near[0], likeliest + near[1]
    recall, precision = found / max(1, total), good / max(1, count)
    return {
        "found": 100 * recall,
        "precision": 100 * precision,
        "f1": 200 * recall * precision / max(1e-9, recall + precision),
        "accuracy_161": 100 * right / max(1, total),
        "right_of_found": 100 * right / max(1, found),
        "right_of_resolved": 100 * right / max(1, resolved),
        "accuracy_161_of_likeliest": 100 * likeliest / max(1, total),
    }


def judged(folder: Path, names: Sequence[str], reader: Reader) -> dict[str, float]:
    """The figures of the articles named."""
    path = folder / "data" / "places" / "lgl.xml"
    scorer = scorer_module(folder / "measure" / "score_places.py")
    wanted = set(names)
    said = {number: predicted(reader, text) for number, name, text in articles(path) if name in wanted}
    return figures(scorer, scorer.load(str(path)), said)


def write(path: Path, out: Path, reader: Reader) -> None:
    """Predictions for every article of a file."""
    with out.open("w", encoding="utf-8") as lines:
        for number, _, text in articles(path):
            places = [[start, end, *(point or (None, None))] for start, end, point, _ in predicted(reader, text)]
            lines.write(json.dumps({"id": number, "places": places}) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", metavar="DATA.xml")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--data", type=Path)
    arguments = parser.parse_args()
    if arguments.file:
        if not arguments.out:
            parser.error("DATA.xml needs --out PRED")
        write(arguments.file, arguments.out, Reader(Settings(threads=2)))
        return 0
    folder = data_folder(arguments.data)
    if not folder:
        print("places: skipped, ONRECORD_DATA is not set")
        return 0
    names = (ROOT / "benchmarks" / "gold" / "lgl-judged.txt").read_text(encoding="utf-8").split()
    print(f"places, Local-Global Lexicon, the {len(names)} judged articles")
    return bool(check_floors("places", judged(folder, names, Reader(Settings(threads=2)))))


if __name__ == "__main__":
    raise SystemExit(main())
