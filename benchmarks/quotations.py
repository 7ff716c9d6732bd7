"""Whether quotations of one utterance come together as a library grows, and whether changes of sense are flagged.

    python -m benchmarks.quotations [--part dev] [--count 150] [--background 1500] [--formula 50000] [--show]

The set is ``quotation_set``'s.  Each wording is a report of its own; all are added in mixed order, some at a time, as
the library does it, among quotations of the corpus's other part as a background.  Two wordings are told to be of one
utterance where the library has them in one.  Printed are precision, recall and F1 over pairs of wordings; of each kind
of change how many are with the first wording; how many changes of sense are flagged in what ``quote`` shows, and how
many flags are right.  Wordings said with other words are counted apart.

Then what it costs: milliseconds of the writer for an article of PolNeAR dev as it is read, beside what reading it
takes; and for a report with one quotation before and after a formula came 50,000 times, by one speaker, by ever
others, and with a number that changes.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path

from sqlalchemy import Connection, select

from benchmarks.common import check_floors, data_folder, texts
from benchmarks.find_library import made
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
from onrecord.store.place import file_place
from onrecord.store.put import next_ids, put_report

LOT = 40


def report_of(number: int, *some: Wording) -> Report:
    """A report with direct quotations; day and publisher are the first one's."""
    title = f"Report {number}"
    text = f"{title}\n\n"
    blocks = [Block(kind="headline", spans=((0, len(title)),))]
    mentions: dict[str, list[Mention]] = {}
    attributions = []
    for place, one in enumerate(some, start=1):
        who = (len(text), len(text) + len(one.speaker))
        text += f"{one.speaker} said: “{one.words}”\n"
        blocks.append(Block(kind="paragraph", spans=((who[0], len(text) - 1),)))
        mentions.setdefault(one.speaker, []).append(Mention(spans=(who,)))
        content = ((who[1] + 7, len(text) - 1),)
        attributions.append(
            Attribution(
                id=f"a{place}", kind="direct", source=Passage.of(text, (who,)),
                cue=Passage.of(text, ((who[1] + 1, who[1] + 5),)), content=Passage.of(text, content),
                speaker=f"e{list(mentions).index(one.speaker) + 1}", speaker_confidence=0.9, act="says", confidence=0.9,
            )
        )  # fmt: skip
    return Report(
        id=hashlib.sha256(f"{number} {text} {some[0].day}".encode()).hexdigest(),
        made_by=MadeBy(onrecord="0", model="made"),
        origin=Origin(uri=None, media_type="text/plain", retrieved=None, reader="made"),
        complete=True, problems=(), text=text, language="en", blocks=tuple(blocks),
        sentences=tuple(Sentence(block=place, spans=block.spans) for place, block in enumerate(blocks)),
        headline=Headline(spans=((0, len(title)),), text=title), authors=(),
        publisher=Publisher(name=some[0].publisher, domain=None, confidence=0.9, evidence=()),
        published=Published(date=some[0].day, time=None, confidence=0.9, evidence=(), rejected=()), links=(),
        entities=tuple(
            Entity(
                id=f"e{place}", name=name, kind="person", roles=(), affiliation=None, country=None, sector=None,
                named=True, mentions=tuple(named),
            )
            for place, (name, named) in enumerate(mentions.items(), start=1)
        ),
        times=(), places=(), events=(), attributions=tuple(attributions),
    )  # fmt: skip


def put(connection: Connection, reports: Sequence[Report]) -> tuple[list[int], float]:
    """Put reports, LOT at a time as the writer does; returns their numbers, and the seconds of the processor that
    placing their quotations took."""
    numbers: list[int] = []
    spent = 0.0
    placing = quotations.place

    def timed(connection: Connection, some: Sequence[int], at_hand: Mapping[int, Report]) -> None:
        nonlocal spent
        began = time.process_time()
        placing(connection, some, at_hand)
        spent += time.process_time() - began

    quotations.place = timed  # type: ignore[assignment]
    try:
        for start in range(0, len(reports), LOT):
            ids = next_ids(connection)
            for report in reports[start : start + LOT]:
                numbers.append(
                    put_report(
                        connection, report, ids, key=report.id, address=None, uri=None, added="2024-01-01T00:00:00Z"
                    )
                )
            enter_waiting(connection, ids)
    finally:
        quotations.place = placing
    return numbers, spent


def grow(connection: Connection, wordings: Sequence[Wording], seed: int) -> list[int]:
    """Add all in an order drawn by the seed; returns the utterance that each has come to, negative for none."""
    order = random.Random(seed).sample(range(len(wordings)), len(wordings))
    numbers, _ = put(connection, [report_of(place, wordings[place]) for place in order])
    query = (
        select(schema.statement.c.report, schema.wording.c.utterance)
        .join(schema.statement_wording, schema.statement_wording.c.statement == schema.statement.c.id)
        .join(schema.wording, schema.wording.c.id == schema.statement_wording.c.wording)
    )
    ends = {row.report: row.utterance for row in connection.execute(query)}
    found = {place: ends.get(number, -place - 1) for place, number in zip(order, numbers, strict=True)}
    return [found[place] for place in range(len(wordings))]


def same(one: Wording, two: Wording) -> bool | None:
    """Whether two wordings are of one utterance; None where that is not asked: both stand in a third one, joined, or
    one is said with other words."""
    mine, others = ({each for each in (some.utterance, some.joined) if each is not None} for some in (one, two))
    if mine & others:
        return None if "other words" in (one.how, two.how) else True
    return False


def judge(connection: Connection, wordings: Sequence[Wording], ends: list[int], show: bool = False) -> dict[str, float]:
    """All figures of a library that has grown."""
    tied = {frozenset((one.utterance, one.joined)) for one in wordings if one.joined is not None}
    right = wrong = missed = 0
    together: dict[int, list[int]] = defaultdict(list)
    for place, end in enumerate(ends):
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
            ends[one] != ends[two] and same(wordings[one], wordings[two]) is True
            for one, two in combinations(places, 2)
        )
        first = next((place for place in places if wordings[place].how == "first"), None)
        for place in places:
            if first is not None and place != first:
                asked[wordings[place].how] += 1
                found[wordings[place].how] += ends[place] == ends[first]
                if ends[place] != ends[first] and show:
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
    return figures | senses(connection, wordings, ends, show)


def senses(connection: Connection, wordings: Sequence[Wording], ends: list[int], show: bool) -> dict[str, float]:
    """Changes of sense in what ``quote`` shows: each wording of the set against the fullest one of its utterance."""
    flagged: dict[str, set[str]] = {}
    disagreements: dict[int, bool] = {}
    for end in sorted({end for end in ends if end > 0}):
        shown = utterance_of(connection, end)
        assert shown is not None
        disagreements[end] = shown.disagreement
        for one in shown.wordings:
            for carrier in one.reports:
                assert carrier.title is not None
                flagged[carrier.title] = {change.kind for change in one.changes}
    right = wrong = missed = kind = speakers = given = 0
    for place, some in enumerate(wordings):
        if some.how in ("first", "other", "other words"):
            continue
        kinds = flagged.get(f"Report {place}", set())
        right += bool(kinds and some.sense)
        kind += bool(kinds & set(some.sense))
        wrong += bool(kinds and not some.sense)
        missed += bool(some.sense and not kinds)
        if show and bool(kinds) != bool(some.sense):
            print(f"  sense ({some.how}), flagged {sorted(kinds)}:", some.words)
        if some.how == "other speaker":
            given += 1
            speakers += disagreements.get(ends[place], False)
    return {
        "sense_changes": right + missed,
        "sense_recall": 100 * right / max(1, right + missed),
        "sense_precision": 100 * right / max(1, right + wrong),
        "sense_kind_right": 100 * kind / max(1, right),
        "disagreement_on_speaker_found": 100 * speakers / max(1, given),
    }


def costs(connection: Connection, folder: Path, formula: int) -> dict[str, float]:
    """What placing costs, in a library that has grown: milliseconds of the processor."""
    from onrecord.pipeline import Pipeline
    from onrecord.reading.given import Given
    from onrecord.settings import Settings

    pipeline = Pipeline(Settings())
    articles = []
    began = time.process_time()
    for path in texts(folder):
        articles.append(pipeline.read_bytes(path.read_bytes(), Given(), uri=str(path)))
    reading = time.process_time() - began
    # All these articles at once are the benchmark's, not the writer's: they are not to be gone through again and again.
    gc.freeze()
    _, placing = put(connection, articles)
    figures = {
        "milliseconds_an_article": 1000 * placing / len(articles),
        "percent_of_reading": 100 * placing / reading,
        "milliseconds_before_a_formula": ordinary(connection, 0),
    }
    if formula:
        began = time.process_time()
        count = formula // 10
        for start in range(0, count, 1000):
            put(connection, [formulaic(number) for number in range(start, min(start + 1000, count))])
        print(f"    {formula:,} quotations of a formula added in {time.process_time() - began:.0f} s of the processor")
        figures["milliseconds_after_a_formula"] = ordinary(connection, 1)
    return figures


def formulaic(number: int) -> Report:
    """A report with ten quotations of a formula, of three kinds by turns."""
    words = "Our thoughts are with the families of the victims of this terrible accident tonight"
    some = []
    for place in range(10):
        kind, each = (number + place) % 3, 10 * number + place
        speaker = f"Ada {chr(65 + each % 26)}{each}" if kind == 1 else "Ada Brisk"
        said = f"{words} in {each} towns" if kind == 2 else words
        some.append(
            Wording(utterance=0, how="formula", words=said, speaker=speaker, day="2021-03-04", publisher="Northmail")
        )
    return report_of(1_000_000 + number, *some)


def ordinary(connection: Connection, seed: int, count: int = 400) -> float:
    """Milliseconds that a report with one quotation of its own takes; each third one repeats one before it."""
    rng = random.Random(seed)
    source = made(seed, speakers=50)
    said = [source.sentence(12, 30) for _ in range(count)]
    reports = [
        report_of(
            2_000_000 + 10_000 * seed + number,
            Wording(
                utterance=0, how="ordinary", words=rng.choice(said[: number + 1]) if number % 3 else said[number],
                speaker="Ada Brisk", day="2021-03-04", publisher="Northmail",
            ),
        )
        for number in range(count)
    ]  # fmt: skip
    return 1000 * put(connection, reports)[1] / count


@contextmanager
def library() -> Iterator[Connection]:
    """A connection to an empty library, which goes at the end."""
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "quotations.onrecord"
        place = file_place(path)
        place.prepare(make=True)
        engine = place.engine()
        with engine.begin() as connection:
            yield connection
        engine.dispose()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--background", type=int, default=1500)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--formula", type=int, default=50_000)
    parser.add_argument("--show", action="store_true", help="print what was wrong")
    arguments = parser.parse_args()
    folder = data_folder(arguments.data)
    if folder is None:
        print("quotations: skipped, ONRECORD_DATA is not set")
        return 0
    wordings = build(folder / "data", arguments.part, arguments.count)
    behind = background(folder / "data", arguments.part, arguments.background, wordings)
    print(f"quotations, PolNeAR {arguments.part}: {len(wordings)} wordings of {arguments.count} changed utterances and "
          f"others, among {len(behind)} more")  # fmt: skip
    with library() as connection:
        whole = [*wordings, *behind]
        figures = judge(connection, whole, grow(connection, whole, SEED), arguments.show)
    with library() as connection:
        grow(connection, behind, SEED)
        figures |= costs(connection, folder, arguments.formula)
    return bool(check_floors("quotations" if arguments.part == "dev" else "", figures))


if __name__ == "__main__":
    raise SystemExit(main())
