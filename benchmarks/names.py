"""Names in web text: span F1 on Universal NER's English test part, beside a small spaCy pipeline.

    python -m benchmarks.names [--data DATA]

A name is right when its characters and its kind (PER, ORG, LOC) are.  Documents
are read as they stand, a sentence a paragraph.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.common import check_floors, data_folder, small_spacy
from onrecord.extract.encoder import Encoder
from onrecord.extract.mentions import OTHER
from onrecord.extract.names import find_names
from onrecord.extract.runs import see
from onrecord.extract.story import story_of
from onrecord.extract.wording import Wording
from training.names import GOLD_KINDS, read_iob2

Named = tuple[int, int, int]

SPACY_KINDS = {"PERSON": 0, "ORG": 1, "GPE": 2, "LOC": 2, "FAC": 2}


def lines_of(text: str) -> list[tuple[int, int]]:
    """The bounds of a text's lines."""
    bounds, offset = [], 0
    for line in text.split("\n"):
        bounds.append((offset, offset + len(line)))
        offset += len(line) + 1
    return [(start, end) for start, end in bounds if end > start]


def names_in(text: str, encoder: Encoder) -> list[Named]:
    """Persons, organizations and places of a text as (start, end, kind)."""
    lines = lines_of(text)
    story = story_of(text, lines, lines, 10**9)
    names = find_names(Wording.of(text, story), see(story, encoder).names)
    spans = story.spans
    return [(spans[n.first][0], spans[n.last - 1][1], n.form) for n in names if n.form != OTHER]


def f1(pairs: Iterable[tuple[list[Named], list[Named]]]) -> dict[str, float]:
    """Percent, over (gold, found) of all documents; also each kind's F1."""
    right, gold_count, found_count = Counter[str](), Counter[str](), Counter[str]()
    kind_names = {number: kind for kind, number in GOLD_KINDS.items()}
    for gold, found in pairs:
        for counter, some in ((right, set(gold) & set(found)), (gold_count, set(gold)), (found_count, set(found))):
            for _, _, kind in some:
                counter["all"] += 1
                counter[kind_names[kind]] += 1
    figures = {"f1": 200 * right["all"] / max(1, gold_count["all"] + found_count["all"])}
    figures["precision"] = 100 * right["all"] / max(1, found_count["all"])
    figures["recall"] = 100 * right["all"] / max(1, gold_count["all"])
    for kind_name in GOLD_KINDS:
        figures[f"f1_{kind_name.lower()}"] = (
            200 * right[kind_name] / max(1, gold_count[kind_name] + found_count[kind_name])
        )
    return figures


def spacy_f1(documents: list[tuple[str, str, list[Named]]]) -> float | None:
    """The small spaCy pipeline on the same documents, where it is installed."""
    pipeline = small_spacy()
    if pipeline is None:
        return None
    pairs = []
    for _, text, gold in documents:
        found = []
        for start, end in lines_of(text):
            for entity in pipeline(text[start:end]).ents:
                if entity.label_ in SPACY_KINDS:
                    found.append((start + entity.start_char, start + entity.end_char, SPACY_KINDS[entity.label_]))
        pairs.append((gold, found))
    return f1(pairs)["f1"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    folder = data_folder(parser.parse_args().data)
    if not folder:
        print("names: skipped, ONRECORD_DATA is not set")
        return 0
    documents = list(read_iob2(folder / "data" / "names" / "en_ewt-ud-test.iob2"))
    encoder = Encoder(threads=2)
    print(f"names, Universal NER English test, {len(documents)} documents")
    failed = check_floors("names", f1((gold, names_in(text, encoder)) for _, text, gold in documents))
    peer = spacy_f1(documents)
    print(f"  spaCy's small pipeline, f1         {peer:>10.2f}" if peer else "  spaCy's small pipeline: not installed")
    return bool(failed)


if __name__ == "__main__":
    raise SystemExit(main())
