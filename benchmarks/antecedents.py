"""Whom pronouns mean: GAP validation, and "he" and "she" in OntoGUM's interviews, speeches and lives.

    python -m benchmarks.antecedents [--data DATA]

Free choice among the names that the program finds itself.  GAP: each pronoun must
choose; right is the name marked true, or none of the two where neither is.
OntoGUM: the documents of ``gold/ontogum-judged.txt``; right where the chosen name
stands in the pronoun's chain, open where nobody is likely enough.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from benchmarks.common import check_floors, data_folder
from benchmarks.names import lines_of
from onrecord.extract.attributions import know
from onrecord.extract.encoder import Encoder
from onrecord.extract.known import LEAST_SHARE, Known
from onrecord.extract.mentions import HE, SHE
from onrecord.extract.runs import see
from onrecord.extract.story import story_of
from onrecord.extract.wording import Wording
from onrecord.reading.sentences import sentences as sentences_of
from training.coreference import gum_text, gum_tokens

JUDGED = Path(__file__).with_name("gold") / "ontogum-judged.txt"


def known_of(text: str, encoder: Encoder) -> Known:
    """Names and meanings of a text, a line a paragraph."""
    lines = lines_of(text)
    sentences = [span for start, end in lines for span in sentences_of(text, start, end)]
    story = story_of(text, lines, sentences, 10**9)
    return know(Wording.of(text, story), see(story, encoder), encoder)


def _places(known: Known, cluster: int) -> list[tuple[int, int]]:
    if cluster >= len(known.clusters.all):
        return []
    spans = known.wording.story.spans
    return [(spans[n.first][0], spans[n.last - 1][1]) for n in known.clusters.all[cluster].names]


def gap(path: Path, encoder: Encoder) -> dict[str, float]:
    """Percent right of GAP's pronouns, all and by sex."""
    right = {HE: 0, SHE: 0}
    count = {HE: 0, SHE: 0}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            known = known_of(row["Text"], encoder)
            starts = {start: number for number, (start, _) in enumerate(known.wording.story.spans)}
            word = starts[int(row["Pronoun-offset"])]
            index = next(i for i, m in enumerate(known.mentions) if m.first == word and m.last == word + 1)
            form = known.mentions[index].form
            count[form] += 1
            meant = known.meant.get(index)
            chosen = _places(known, meant.candidates[0][0]) if meant and meant.candidates else []
            hits = []
            for letter in "AB":
                start = int(row[f"{letter}-offset"])
                end = start + len(row[letter])
                hit = any(s < end and start < e for s, e in chosen)
                hits.append(hit == (row[f"{letter}-coref"].upper() == "TRUE"))
            right[form] += all(hits)
    return {
        "gap": 100 * sum(right.values()) / sum(count.values()),
        "gap_he": 100 * right[HE] / count[HE],
        "gap_she": 100 * right[SHE] / count[SHE],
    }


def ontogum(folder: Path, names: list[str], encoder: Encoder) -> dict[str, float]:
    """Percent of "he" and "she" right, wrong and left open; those whose chain names nobody are wrong if given."""
    counts = {"right": 0, "wrong": 0, "open": 0}
    for name in names:
        tokens, found = gum_tokens(folder / f"{name}.conll")
        text, places = gum_text(tokens)
        chains: dict[str, list[tuple[int, int]]] = {}
        chain_at: dict[tuple[int, int], str] = {}
        for first, last, _, cluster in found:
            span = (places[first][0], places[last - 1][1])
            chains.setdefault(cluster, []).append(span)
            chain_at[span] = cluster
        known = known_of(text, encoder)
        spans = known.wording.story.spans
        for index, mention in enumerate(known.mentions):
            place = (spans[mention.first][0], spans[mention.last - 1][1])
            if mention.form not in (HE, SHE) or place not in chain_at:
                continue
            chain = chains[chain_at[place]]
            meant = known.meant.get(index)
            if not meant or not meant.candidates or meant.candidates[0][1] < LEAST_SHARE:
                counts["open"] += 1
                continue
            chosen = _places(known, meant.candidates[0][0])
            good = any(_is_head(text, one, whole) for one in chosen for whole in chain)
            counts["right" if good else "wrong"] += 1
    total = sum(counts.values())
    return {f"ontogum_{part}": 100 * count / total for part, count in counts.items()}


def _is_head(text: str, name: tuple[int, int], whole: tuple[int, int]) -> bool:
    """Whether a name stands for a marked mention: it covers it, or lies in it and no more than titles precede it."""
    if name[0] <= whole[0] and whole[1] <= name[1]:
        return True
    inside = whole[0] <= name[0] and name[1] <= whole[1]
    before = text[whole[0] : name[0]].split()
    after = text[name[1] : whole[1]]
    return (
        inside and len(before) <= 4 and not {"of", "for", "'s", "’s"} & set(before) and not after.startswith(("'", "’"))
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    folder = data_folder(parser.parse_args().data)
    if not folder:
        print("antecedents: skipped, ONRECORD_DATA is not set")
        return 0
    encoder = Encoder(threads=2)
    speakers = folder / "data" / "speakers"
    judged = JUDGED.read_text(encoding="utf-8").split()
    print("antecedents, GAP validation and OntoGUM's judged half of interviews, speeches and lives")
    figures = gap(speakers / "gap-validation.tsv", encoder)
    figures |= ontogum(speakers / "ontogum", judged, encoder)
    return bool(check_floors("antecedents", figures))


if __name__ == "__main__":
    raise SystemExit(main())
