"""Events: status and on whose word in ninety invented texts; kinds of event for pairs that are given.

    python -m benchmarks.events                        the invented texts, held to the floors
    python -m benchmarks.events FILE.tsv --out PRED    a file shaped like ``plv_train.tsv``: a JSON object a row, in
                                                       order, with root, quad (as ``gold_penta``) and confidence

A marked event of an invented text is found when an event of the record has a trigger that overlaps the marked words;
status and on whose word are right among all that are marked, so what is missed is wrong.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

import onrecord
from benchmarks.common import check_floors, write_rows
from onrecord.extract.encoder import Encoder
from onrecord.extract.events.head import PENTA, ROOTS, pair_scores
from onrecord.extract.runs import see
from onrecord.extract.story import story_of
from onrecord.record import Event, EventTold, Report, Spans
from training.event_files import marked_pair, plv_rows

GOLD = Path(__file__).with_name("gold") / "events.toml"


def place_of(text: str, words: str, nth: int = 1) -> tuple[int, int]:
    """The characters of the nth place where the words stand."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
        while (text[start - 1 : start].isalnum() and words[0].isalnum()) or (
            text[start + len(words) : start + len(words) + 1].isalnum() and words[-1].isalnum()
        ):
            start = text.index(words, start + 1)
    return start, start + len(words)


def overlaps(spans: Spans, place: tuple[int, int]) -> bool:
    """Whether any of the spans shares a character with the place."""
    return any(start < place[1] and place[0] < end for start, end in spans)


def told_at(report: Report, place: tuple[int, int], kind: str) -> tuple[Event, EventTold] | None:
    """The event told there, of the marked type where there are several."""
    found = [(event, told) for event in report.events for told in event.mentions if overlaps(told.spans, place)]
    return min(found, key=lambda one: one[0].type != kind) if found else None


def same_source(report: Report, told: EventTold, wanted: str) -> bool:
    """Whether the event rests on the marked source: nobody's where the reporter vouches."""
    if told.reported_by is None or not wanted:
        return told.reported_by is None and not wanted
    attribution = next(one for one in report.attributions if one.id == told.reported_by)
    if attribution.source is None:
        return False
    own, other = set(attribution.source.text.lower().split()), set(wanted.lower().split())
    return bool(own & other)


def judged(path: Path) -> Iterator[tuple[dict[str, Any], dict[str, bool]]]:
    """Every marked event, and what of it the record has right."""
    reader = onrecord.Reader()
    for text in tomllib.loads(path.read_text(encoding="utf-8"))["text"]:
        report = reader.read(text=text["text"], published=text.get("published"))
        for event in text["event"]:
            found = told_at(report, place_of(text["text"], event["trigger"], event.get("nth", 1)), event["type"])
            right = {"found": found is not None}
            if found:
                entities = {one.id: one for one in report.entities}
                right["type"] = found[0].type == event["type"]
                right["status"] = found[1].status == event["status"]
                right["reported_by"] = same_source(report, found[1], event["reported_by"])
                for role, told in (("actor", found[0].actors), ("recipient", found[0].recipients)):
                    words = {
                        word.lower()
                        for one in told
                        for place in ({one.spans} | {mention.spans for mention in entities[one.entity].mentions})
                        for start, end in place
                        for word in report.text[start:end].split()
                    }
                    wanted = set(event.get(role, "").lower().split())
                    right[role] = bool(words & wanted) if wanted else not told
            yield {**event, "id": text["id"]}, right


def figures(path: Path, *, errors: bool) -> dict[str, float]:
    """Percent right of all marked events; of each status how many."""
    counts: Counter[str] = Counter()
    of_status: dict[str, list[int]] = {}
    for event, right in judged(path):
        counts["all"] += 1
        for name, value in right.items():
            counts[name] += value
        counts["both"] += right.get("status", False) and right.get("reported_by", False)
        row = of_status.setdefault(event["status"], [0, 0])
        row[0] += right.get("status", False)
        row[1] += 1
        if errors and not (right.get("status") and right.get("reported_by")):
            print(event["id"], event["trigger"], event["status"], repr(event["reported_by"]), right)
    names = ("found", "type", "status", "reported_by", "both", "actor", "recipient")
    print("  " + ", ".join(f"{status} {right}/{all_}" for status, (right, all_) in sorted(of_status.items())))
    return {name: 100 * counts[name] / counts["all"] for name in names}


def pair_rows(path: Path) -> Iterator[dict[str, object]]:
    """For each row of a file shaped like ``plv_train.tsv`` the likeliest root, class of four, and their shares."""
    encoder = Encoder(threads=2)
    for fields in plv_rows(path):
        text, marks = marked_pair(fields["marked_sentence"])
        story = story_of(text, [(0, len(text))], [(0, len(text))], 10**6)
        sight = see(story, encoder)
        ranges = {}
        for letter, (start, end) in marks.items():
            inside = [i for i, (first, last) in enumerate(story.spans) if first < end and last > start]
            if inside:
                ranges[letter] = (inside[0], inside[-1] + 1)
        scores, _ = pair_scores(sight.events.astype(np.float32), ranges.get("s"), ranges.get("t"))
        shares = np.exp(scores[:-1] - scores[:-1].max())
        shares /= shares.sum()
        quads = [float(shares[[i for i, each in enumerate(PENTA[:-1]) if each == quad]].sum()) for quad in range(1, 5)]
        best = int(shares.argmax())
        quad = 1 + quads.index(max(quads))
        yield {
            "root": ROOTS[best],
            "quad": quad,
            "confidence": round(float(shares[best]), 4),
            "quad_confidence": round(max(quads), 4),
        }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", help="a file shaped like plv_train.tsv")
    parser.add_argument("--out", type=Path, help="where to write a JSON object a row")
    parser.add_argument("--errors", action="store_true", help="name the invented events that are read wrong")
    arguments = parser.parse_args()
    if arguments.data:
        write_rows(pair_rows(arguments.data), arguments.out)
        return 0
    print("events, ninety invented texts, percent of the marked events")
    return bool(check_floors("events", figures(GOLD, errors=arguments.errors)))


if __name__ == "__main__":
    raise SystemExit(main())
