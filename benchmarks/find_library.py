"""A generated library for ``benchmarks.find``: rows written straight to the store, not read by the model.

Words follow the frequencies of the example reports where those tell (function words, the words of reporting), and
Zipf's law behind them, with made words of syllables.  A few speakers say much and most say little; some share a
surname, some a whole name.  All is drawn from one seed.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection, insert

from benchmarks.common import ROOT
from onrecord.record import (
    Attribution,
    Block,
    Entity,
    Event,
    Headline,
    MadeBy,
    Mention,
    Origin,
    Participant,
    Passage,
    Place,
    Published,
    Publisher,
    Report,
    Sentence,
    Time,
)
from onrecord.store import schema
from onrecord.store.put import packed
from onrecord.store.rows import DRAWN, NextIds, drawn_from, report_row
from onrecord.view.event_words import TYPES

SAID = 10  # statements a report
EVENTS = 2
DAYS = 2000
FIRST = date(2017, 1, 1)
VOCABULARY = 60_000
_COUNTRIES = "US GB FR DE NO NL PL ES IT SE".split()
_SECTORS = ["GOV", "LEG", "BUS", "COP", "EDU", None, None, None]
_ACTS = ["says"] * 70 + "denies disputes confirms orders promises threatens thanks asks accuses believes".split() * 3
_BEGIN = "b br c ch d dr f g gr h j k kl l m n p pl pr r s sh st t tr v w".split()
_MIDDLE = "a e i o u ai ea ou".split()
_END = "b ck d g l ll m n nd ng p r rd rn s st t th x".split()


@dataclass
class Made:
    """What is drawn from: words by frequency, speakers, places, publishers; and what the queries are drawn from."""

    rng: random.Random
    words: list[str]
    weights: list[float]
    speakers: list[Entity] = field(default_factory=list)
    speaker_weights: list[float] = field(default_factory=list)
    places: list[tuple[str, str]] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)

    def sentence(self, least: int = 8, most: int = 40) -> str:
        """Words in a row."""
        return " ".join(self.rng.choices(self.words, cum_weights=self.weights, k=self.rng.randint(least, most)))


def made(seed: int, speakers: int) -> Made:
    """What a library is drawn from."""
    rng = random.Random(seed)
    counted: Counter[str] = Counter()
    for path in sorted((ROOT / "examples").glob("*.txt")):
        counted.update(re.findall(r"[a-z]+(?:['’][a-z]+)?", path.read_text(encoding="utf-8", errors="ignore").lower()))
    total = sum(counted.values())
    words = [word for word, _ in counted.most_common()]
    seen = set(words)
    while len(words) < VOCABULARY:
        word = _word(rng)
        if word not in seen:
            seen.add(word)
            words.append(word)
    # The share of a word by its rank: as counted while a count says much (at least 5), then falling as Zipf has it.
    shares = [counted[word] / total for word in words if counted[word] >= 5]
    shares += [shares[-1] * len(shares) / rank for rank in range(len(shares) + 1, len(words) + 1)]
    one = Made(rng=rng, words=words, weights=list(itertools.accumulate(shares)))
    surnames = [_word(rng).capitalize() for _ in range(speakers // 3)]
    given = [_word(rng).capitalize() for _ in range(300)]
    for number in range(speakers):
        one.speakers.append(
            Entity(
                id=f"s{number}", name=f"{rng.choice(given)} {rng.choice(surnames)}", kind="person",
                roles=(rng.choice(words[200:400]),) if rng.random() < 0.6 else (), affiliation=None,
                country=rng.choice(_COUNTRIES) if rng.random() < 0.4 else None, sector=rng.choice(_SECTORS),
                named=True, mentions=(),
            )
        )  # fmt: skip
        one.speaker_weights.append(1 / (number + 3))
    one.speaker_weights = list(itertools.accumulate(one.speaker_weights))
    one.places = [(_word(rng).capitalize(), rng.choice(_COUNTRIES)) for _ in range(800)]
    one.publishers = [f"The {_word(rng).capitalize()} {name}" for name in ("Mail", "Post", "Herald") for _ in range(15)]
    return one


def write(connection: Connection, source: Made, reports: int) -> Iterator[list[int]]:
    """Write so many reports, some at a time; yields the numbers of each lot."""
    ids = NextIds()
    for start in range(0, reports, 400):
        rows: dict[str, list[dict[str, object]]] = {table: [] for table in ("report", "record", *DRAWN)}
        numbers = []
        for number in range(start, min(start + 400, reports)):
            report = report_of(source, number)
            identity = ids.take("report")
            rows["report"].append(
                report_row(
                    report, identity, key=report.id, address=report.origin.uri, uri=report.origin.uri, latest=True,
                    added="2024-01-01T00:00:00Z",
                )
            )  # fmt: skip
            rows["record"].append({"report": identity, "data": packed(report)})
            for table, some in drawn_from(report, identity, ids).rows.items():
                rows[table] += some
            numbers.append(identity)
        for table, some in rows.items():
            if some:
                connection.execute(insert(schema.metadata.tables[table]), some)
        yield numbers


def report_of(source: Made, number: int) -> Report:
    """A report of ten statements and two events.  number: makes its address."""
    rng = source.rng
    day = FIRST + timedelta(days=rng.randrange(DAYS))
    title = source.sentence(5, 10).capitalize()
    text = title + "\n\n"
    blocks = [Block(kind="headline", spans=((0, len(title)),))]
    entities: dict[str, Entity] = {}
    mentions: dict[str, list[Mention]] = {}
    attributions, events, times, places = [], [], [], []

    def mention(one: Entity, start: int) -> str:
        identity = entities.setdefault(one.id, one).id
        mentions.setdefault(identity, []).append(Mention(spans=((start, start + len(one.name)),)))
        return identity

    def paragraph(start: int) -> None:
        nonlocal text
        blocks.append(Block(kind="paragraph", spans=((start, len(text)),)))
        text += "\n\n"

    for one in range(SAID):
        speaker = rng.choices(source.speakers, cum_weights=source.speaker_weights)[0]
        content = source.sentence()
        source.contents.append(content)
        source.used.update(content.split())
        start = len(text)
        text += f"{speaker.name} said {content}"
        behind = start + len(speaker.name) + 6
        named = []
        if rng.random() < 0.3:
            about = rng.choices(source.speakers, cum_weights=source.speaker_weights)[0]
            named.append((about, len(text) + 1))
            text += f" {about.name}"
            content = text[behind:]
        who = mention(speaker, start)
        for about, place in named:
            mention(about, place)
        attributions.append(
            Attribution(
                id=f"a{one + 1}", kind=rng.choice(("direct", "indirect", "indirect", "mixed")),
                source=Passage(spans=((start, start + len(speaker.name)),), text=speaker.name),
                cue=Passage(spans=((behind - 5, behind - 1),), text="said"),
                content=Passage(spans=((behind, len(text)),), text=content), speaker=who, speaker_confidence=0.9,
                act=rng.choice(_ACTS),  # type: ignore[arg-type]
                confidence=0.9, place=f"p{1 + one % 2}" if rng.random() < 0.2 else None,
                about=(f"a{one}",) if one and rng.random() < 0.1 else (),
            )
        )  # fmt: skip
        text += "."
        paragraph(start)
    for one in range(EVENTS):
        actor = rng.choices(source.speakers, cum_weights=source.speaker_weights)[0]
        start = len(text)
        text += f"{actor.name} {source.sentence(10, 30)}."
        identity = mention(actor, start)
        trigger = (start + len(actor.name) + 1, text.index(" ", start + len(actor.name) + 1))
        when = (day - timedelta(days=rng.randrange(9))).isoformat()
        times.append(
            Time(
                id=f"t{one + 1}", spans=(trigger,), type="DATE", value=when, mod=None, quant=None, freq=None,
                start=when, end=when, confidence=0.9,
            )
        )  # fmt: skip
        name, country = rng.choice(source.places)
        places.append(
            Place(
                id=f"p{one + 1}", spans=(trigger,), entity=None, name=name, country=country, latitude=1.0,
                longitude=1.0, gazetteer="made", confidence=0.9, candidates=(),
            )
        )  # fmt: skip
        events.append(
            Event(
                id=f"v{one + 1}", type=rng.choice(sorted(TYPES)), mode=None, contexts=(), trigger=(trigger,),
                actors=(Participant(entity=identity, spans=((start, start + len(actor.name)),)),), recipients=(),
                status="happened", magnitude=(), time=f"t{one + 1}" if rng.random() < 0.6 else None,
                place=f"p{one + 1}", reported_by=f"a{rng.randint(1, SAID)}" if rng.random() < 0.5 else None,
                confidence=0.8,
            )
        )  # fmt: skip
        paragraph(start)
    start = len(text)
    text += " ".join(source.sentence() for _ in range(6))
    paragraph(start)
    uri = f"https://made.example/{number}"
    return Report(
        id=hashlib.sha256(f"{number} {title}".encode()).hexdigest(), made_by=MadeBy(onrecord="0", model="made"),
        origin=Origin(uri=uri, media_type="text/plain", retrieved=None, reader="made"), complete=True, problems=(),
        text=text, language="en", blocks=tuple(blocks),
        sentences=tuple(Sentence(block=place, spans=block.spans) for place, block in enumerate(blocks)),
        headline=Headline(spans=((0, len(title)),), text=title), authors=(),
        publisher=Publisher(name=rng.choice(source.publishers), domain=None, confidence=0.9, evidence=()),
        published=Published(date=day.isoformat(), time=None, confidence=0.9, evidence=(), rejected=()), links=(),
        entities=tuple(
            Entity(
                id=one.id, name=one.name, kind=one.kind, roles=one.roles, affiliation=None, country=one.country,
                sector=one.sector, named=True, mentions=tuple(mentions[one.id]),
            )
            for one in entities.values()
        ),
        times=tuple(times), places=tuple(places), attributions=tuple(attributions), events=tuple(events),
    )  # fmt: skip


def _word(rng: random.Random) -> str:
    count = rng.choice((1, 2, 2, 3))
    return "".join(rng.choice(_BEGIN) + rng.choice(_MIDDLE) for _ in range(count)) + rng.choice(_END)


def library_file(folder: Path) -> Path:
    """Where the generated library lies."""
    return folder / "made.onrecord"
