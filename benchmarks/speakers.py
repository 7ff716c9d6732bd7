"""Who speaks, and what kind of act it is: the hand-marked places in PolNeAR dev.

    python -m benchmarks.speakers [--data DATA] [--errors]
    python -m benchmarks.speakers --dev [--data DATA] [--errors]    # benchmarks/dev/speakers.jsonl, in PolNeAR train

Speakers: 200 sources that are pronouns or bare roles (``gold/speakers.jsonl``), each
resolved as in a reading.  Right where the entity bears one of the marked names (or,
where nobody is named, is a description or a group of its own); open where none is
chosen.  Where the reading finds no attribution with the source, its words are given
to the resolution all the same, as acts are judged with cue and content given;
"found" tells how many a reading finds, and how many of those are right.
Acts: 200 attributions (``gold/acts.jsonl``), with the marked cue and content given.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.common import check_floors, data_folder
from onrecord.extract.acts import act_of
from onrecord.extract.attributions import know
from onrecord.extract.encoder import Encoder
from onrecord.extract.runs import see
from onrecord.extract.speakers import speaker_of
from onrecord.extract.story import story_of
from onrecord.extract.wording import Wording, WordRange
from onrecord.extract.words import WORD
from onrecord.reader import Reader
from onrecord.reading.decode import decode
from onrecord.reading.plain import read_plain
from onrecord.record import Attribution, Entity, Report, Spans

GOLD = Path(__file__).with_name("gold")
DEV = Path(__file__).with_name("dev")


def rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a hand-marked set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _plain(name: str) -> str:
    words = name.lower().replace("’s", "").replace("'s", "").removeprefix("the ").split()
    return " ".join(word for word in words if word not in ("mr.", "mrs.", "ms.", "dr."))


def names_of(report: Report, entity: Entity) -> set[str]:
    """Every form in which a report names an entity, pronouns and roles aside."""
    found = {_plain(entity.name)}
    for mention in entity.mentions:
        text = " ".join(report.text[start:end] for start, end in mention.spans)
        if text[:1].isupper() and text.lower() not in ("he", "she", "it", "they", "his", "her", "their", "its"):
            found.add(_plain(" ".join(text.split())))
    return found


def at_source(report: Report, spans: Sequence[Sequence[int]]) -> Attribution | None:
    """The attribution whose source lies at the place, the shortest where several do."""
    start, end = spans[0][0], spans[-1][1]
    fitting = [
        one for one in report.attributions if one.source and any(s < end and start < e for s, e in one.source.spans)
    ]
    return min(fitting, key=lambda one: len(one.source.text) if one.source else 0, default=None)


class Resolution:
    """Who the words at any place of a report stand for, as the program resolves sources."""

    def __init__(self, path: Path, encoder: Encoder) -> None:
        page = read_plain(decode(path.read_bytes()).text, published=None, url=None)
        story = story_of(page.view.text, page.view_bounds, page.view_sentences, 10**6)
        wording = Wording.of(page.view.text, story)
        self._known = know(wording, see(story, encoder), encoder)
        self._page, self._story = page, story
        self._at = [self._spans((word, word + 1)) for word in range(len(story.spans))]

    def _spans(self, words: WordRange) -> Spans:
        spans = self._story.spans
        return tuple(self._page.view.spans(spans[words[0]][0], spans[words[1] - 1][1]))

    def of(self, spans: Sequence[Sequence[int]]) -> Entity | None:
        """The entity, None where open."""
        start, end = spans[0][0], spans[-1][1]
        inside = [i for i, places in enumerate(self._at) if places[0][0] < end and start < places[-1][1]]
        if not inside:
            return None
        speaker = speaker_of(self._known, (inside[0], inside[-1] + 1))
        entities, ids = self._known.entities.finished(self._spans)
        if speaker.entity is None:
            return None
        return next(one for one in entities if one.id == ids[speaker.entity])


def judge(report: Report, row: dict[str, Any], entity: Entity | None) -> str:
    """ "right", "wrong" or "open", by the entity that was chosen for a marked source."""
    if row["is"] == "one":
        if entity is None:
            return "open"
        wanted = {_plain(name) for name in row["names"]}
        return "right" if names_of(report, entity) & wanted else "wrong"
    if entity is None:
        return "right" if row["is"] == "none" else "open"
    if row["is"] == "several":
        return "right" if entity.kind == "group" else "wrong"
    return "wrong" if entity.named else "right"


def speakers(folder: Path, show: bool, marked: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Percent of the marked sources right, wrong and open; the share that a reading finds, and of those right."""
    reader, encoder = Reader(), Encoder(threads=2)
    counts: Counter[str] = Counter()
    reports: dict[str, Report] = {}
    given: dict[str, Resolution] = {}
    for row in marked:
        name = row["article"]
        if name not in reports:
            reports[name] = reader.read(folder / f"{name}.txt")
        report = reports[name]
        found = at_source(report, row["source"])
        if found:
            entity = next((one for one in report.entities if one.id == found.speaker), None)
        else:
            if name not in given:
                given[name] = Resolution(folder / f"{name}.txt", encoder)
            entity = given[name].of(row["source"])
        verdict = judge(report, row, entity)
        counts[verdict] += 1
        counts["found"] += found is not None
        counts["found right"] += found is not None and verdict == "right"
        if show and verdict != "right":
            start, end = row["source"][0][0], row["source"][-1][1]
            around = " ".join(report.text[max(0, start - 200) : end + 60].split())
            print(f"{verdict:<7} {row['is']} {row['names']} got {entity and entity.name!r}\n    {around}")
    total = counts["right"] + counts["wrong"] + counts["open"]
    return {
        "speakers_right": 100 * counts["right"] / total,
        "speakers_wrong": 100 * counts["wrong"] / total,
        "speakers_open": 100 * counts["open"] / total,
        "speakers_found": 100 * counts["found"] / total,
        "speakers_right_of_found": 100 * counts["found right"] / max(1, counts["found"]),
    }


def _words(text: str, spans: Sequence[Sequence[int]]) -> list[str]:
    return [match.group().lower() for start, end in spans for match in WORD.finditer(text, start, end)]


def acts(folder: Path, show: bool) -> dict[str, float]:
    """Percent of the 200 acts right."""
    right = total = 0
    for row in rows(GOLD / "acts.jsonl"):
        text = (folder / f"{row['article']}.txt").read_bytes().decode("utf-8")
        cue, content = _words(text, row["cue"]), _words(text, row["content"])
        found = act_of(cue, content)
        right += found == row["act"]
        total += 1
        if show and found != row["act"]:
            print(f"{row['act']:<10} got {found:<10} {' '.join(cue)} | {' '.join(content[:16])}")
    return {"acts": 100 * right / total}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what is not right")
    parser.add_argument("--dev", action="store_true", help="score the set for tuning and nothing else")
    arguments = parser.parse_args()
    folder = data_folder(arguments.data)
    if not folder:
        print("speakers: skipped, ONRECORD_DATA is not set")
        return 0
    if arguments.dev:
        marked = rows(DEV / "speakers.jsonl")
        print(f"speakers, {len(marked)} places in PolNeAR train")
        check_floors("", speakers(folder / "data" / "polnear" / "train" / "text", arguments.errors, marked))
        return 0
    texts = folder / "data" / "polnear" / "dev" / "text"
    print("speakers and acts, hand-marked places in PolNeAR dev")
    figures = speakers(texts, arguments.errors, rows(GOLD / "speakers.jsonl"))
    figures |= acts(texts, arguments.errors)
    return bool(check_floors("speakers", figures))


if __name__ == "__main__":
    raise SystemExit(main())
