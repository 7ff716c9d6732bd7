"""Whether quotations of one utterance come together as a library grows, and whether changes of sense are flagged.

    python -m benchmarks.quotations [--part dev] [--count 150] [--background 1500] [--show N]

The set is ``quotation_set``'s.  Each wording is a report of its own; all are added in mixed order, some at a time, as
the library does it, among quotations of the corpus's other part as a background.  Two wordings are told to be of one
utterance where the library has them in one.  Printed are precision, recall and F1 over pairs of wordings; of each kind
of change how many are with the first wording; how many changes of sense are flagged in what ``quote`` shows, and how
many flags are right; and what one report costs in the writer.  Wordings said with other words are counted apart.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from sqlalchemy import Connection, select

from benchmarks.common import check_floors, data_folder
from benchmarks.quotation_set import SEED, Wording, background, build
from onrecord.record import (
    Attribution,
    Block,
    Entity,
    Headline,
    MadeBy,
    Mention,
    Origin,
    Passage,
    Published,
    Publisher,
    Report,
    Sentence,
)
from onrecord.store import schema
from onrecord.store.entering import enter_waiting
from onrecord.store.following import quotations
from onrecord.store.following.quotations.showing import utterance_of
from onrecord.store.opening import prepare
from onrecord.store.put import next_ids, put_report
from onrecord.store.sqlite import sqlite_engine

LOT = 40


def report_of(number: int, one: Wording) -> Report:
    """A report with one direct quotation."""
    title, quoted = f"Report {number}", f"“{one.words}”"
    text = f"{title}\n\n{one.speaker} said: {quoted}\n"
    who, begin = (len(title) + 2, len(title) + 2 + len(one.speaker)), text.index("“")
    content = ((begin, begin + len(quoted)),)
    blocks = (
        Block(kind="headline", spans=((0, len(title)),)),
        Block(kind="paragraph", spans=((who[0], len(text) - 1),)),
    )
    return Report(
        id=hashlib.sha256(f"{number} {text} {one.day}".encode()).hexdigest(),
        made_by=MadeBy(onrecord="0", model="made"),
        origin=Origin(uri=None, media_type="text/plain", retrieved=None, reader="made"),
        complete=True, problems=(), text=text, language="en", blocks=blocks,
        sentences=tuple(Sentence(block=place, spans=block.spans) for place, block in enumerate(blocks)),
        headline=Headline(spans=((0, len(title)),), text=title), authors=(),
        publisher=Publisher(name=one.publisher, domain=None, confidence=0.9, evidence=()),
        published=Published(date=one.day, time=None, confidence=0.9, evidence=(), rejected=()), links=(),
        entities=(
            Entity(
                id="e1", name=one.speaker, kind="person", roles=(), affiliation=None, country=None, sector=None,
                named=True, mentions=(Mention(spans=(who,)),),
            ),
        ),
        times=(), places=(), events=(),
        attributions=(
            Attribution(
                id="a1", kind="direct", source=Passage.of(text, (who,)),
                cue=Passage.of(text, ((who[1] + 1, who[1] + 5),)), content=Passage.of(text, content), speaker="e1",
                speaker_confidence=0.9, act="says", confidence=0.9,
            ),
        ),
    )  # fmt: skip


@dataclass
class Grown:
    """Where each wording of the set has come to: its utterance, and the milliseconds that placing a report took."""

    ends: list[int]
    milliseconds: float


def grow(connection: Connection, wordings: Sequence[Wording], seed: int) -> Grown:
    """Add all in an order drawn by the seed."""
    order = random.Random(seed).sample(range(len(wordings)), len(wordings))
    numbers: dict[int, int] = {}
    spent = 0.0
    placing = quotations.place

    def timed(connection: Connection, some: Sequence[int]) -> None:
        nonlocal spent
        began = time.process_time()
        placing(connection, some)
        spent += time.process_time() - began

    quotations.place = timed  # type: ignore[assignment]
    try:
        for start in range(0, len(order), LOT):
            ids = next_ids(connection)
            for place in order[start : start + LOT]:
                report = report_of(place, wordings[place])
                numbers[place] = put_report(
                    connection, report, ids, key=report.id, address=None, uri=None, added="2024-01-01T00:00:00Z"
                )
            enter_waiting(connection, ids)
    finally:
        quotations.place = placing
    query = (
        select(schema.statement.c.report, schema.wording.c.utterance)
        .join(schema.statement_wording, schema.statement_wording.c.statement == schema.statement.c.id)
        .join(schema.wording, schema.wording.c.id == schema.statement_wording.c.wording)
    )
    ends = {row.report: row.utterance for row in connection.execute(query)}
    return Grown([ends.get(numbers[place], -place - 1) for place in range(len(wordings))], 1000 * spent / len(wordings))


def same(one: Wording, two: Wording) -> bool | None:
    """Whether two wordings are of one utterance; None where that is not asked: both stand in a third one, joined, or
    one is said with other words."""
    mine, others = ({each for each in (some.utterance, some.joined) if each is not None} for some in (one, two))
    if mine & others:
        return None if "other words" in (one.how, two.how) else True
    return False


def judge(connection: Connection, wordings: Sequence[Wording], grown: Grown, show: int = 0) -> dict[str, float]:
    """All figures of a library that has grown."""
    tied = {frozenset((one.utterance, one.joined)) for one in wordings if one.joined is not None}
    right = wrong = missed = 0
    together: dict[int, list[int]] = defaultdict(list)
    for place, end in enumerate(grown.ends):
        together[end].append(place)
    for places in together.values():
        for one, two in combinations(places, 2):
            answer = same(wordings[one], wordings[two])
            if answer is False and frozenset((wordings[one].utterance, wordings[two].utterance)) in tied:
                continue
            right += answer is True
            wrong += answer is False
            if answer is False and show:
                print("  wrongly together:", wordings[one].words, "|", wordings[two].words)
    by_utterance: dict[int, list[int]] = defaultdict(list)
    for place, some in enumerate(wordings):
        for number in {some.utterance, some.joined} - {None}:
            by_utterance[number].append(place)  # type: ignore[index]
    found, asked = Counter[str](), Counter[str]()
    for places in by_utterance.values():
        missed += sum(
            grown.ends[one] != grown.ends[two] and same(wordings[one], wordings[two]) is True
            for one, two in combinations(places, 2)
        )
        first = next((place for place in places if wordings[place].how == "first"), None)
        for place in places:
            if first is not None and place != first:
                asked[wordings[place].how] += 1
                found[wordings[place].how] += grown.ends[place] == grown.ends[first]
                if grown.ends[place] != grown.ends[first] and show:
                    print(f"  apart ({wordings[place].how}):", wordings[first].words, "|", wordings[place].words)
    for how in asked:
        print(f"    {how:<24} {found[how]:>4} of {asked[how]:>4} with the first")
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    figures = {
        "pairs": right + missed,
        "precision": 100 * precision,
        "recall": 100 * recall,
        "f1": 200 * precision * recall / max(1e-9, precision + recall),
        "other_words_found": 100 * found["other words"] / max(1, asked["other words"]),
    }
    return figures | senses(connection, wordings, grown, show)


def senses(connection: Connection, wordings: Sequence[Wording], grown: Grown, show: int) -> dict[str, float]:
    """Changes of sense in what ``quote`` shows: each wording of the set against the fullest one of its utterance."""
    flagged: dict[tuple[str, str], set[str]] = {}
    disagreements: dict[int, bool] = {}
    for end in sorted({end for end in grown.ends if end > 0}):
        shown = utterance_of(connection, end)
        assert shown is not None
        disagreements[end] = shown.disagreement
        for one in shown.wordings:
            for carrier in one.reports:
                assert carrier.title is not None
                flagged[carrier.title, ""] = {change.kind for change in one.changes}
    right = wrong = missed = kind = apart = speakers = given = 0
    for place, some in enumerate(wordings):
        if some.how in ("first", "other", "other words"):
            continue
        kinds = flagged.get((f"Report {place}", ""), set())
        right += bool(kinds and some.sense)
        kind += bool(kinds & set(some.sense))
        wrong += bool(kinds and not some.sense)
        missed += bool(some.sense and not kinds)
        apart += bool(some.sense and not kinds and grown.ends[place] not in grown.ends[:place])
        if show and bool(kinds) != bool(some.sense):
            print(f"  sense ({some.how}), flagged {sorted(kinds)}:", some.words)
        if some.how == "other speaker":
            given += 1
            speakers += disagreements.get(grown.ends[place], False)
    return {
        "sense_changes": right + missed,
        "sense_recall": 100 * right / max(1, right + missed),
        "sense_precision": 100 * right / max(1, right + wrong),
        "sense_kind_right": 100 * kind / max(1, right),
        "disagreement_on_speaker_found": 100 * speakers / max(1, given),
        "milliseconds_a_report": grown.milliseconds,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--background", type=int, default=1500)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print what was wrong")
    arguments = parser.parse_args()
    folder = data_folder(arguments.data)
    if folder is None:
        print("quotations: skipped, ONRECORD_DATA is not set")
        return 0
    wordings = build(folder / "data", arguments.part, arguments.count)
    behind = background(folder / "data", arguments.part, arguments.background, wordings)
    print(f"quotations, PolNeAR {arguments.part}: {len(wordings)} wordings of {arguments.count} changed utterances and "
          f"others, among {len(behind)} more")  # fmt: skip
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "quotations.onrecord"
        prepare(path, make=True)
        engine = sqlite_engine(path)
        with engine.begin() as connection:
            whole = [*wordings, *behind]
            grown = grow(connection, whole, SEED)
            figures = judge(connection, whole, grown, arguments.show)
        engine.dispose()
    return bool(check_floors("quotations" if arguments.part == "dev" else "", figures))


if __name__ == "__main__":
    raise SystemExit(main())
