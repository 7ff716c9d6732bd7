"""An invented archive: reports, copies of many kinds, page furniture, templates, versions, quotations in wordings."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from onrecord.acquire.document import Document
from onrecord.reading.given import Given
from onrecord.record import (
    Attribution,
    Block,
    Carrier,
    Entity,
    Headline,
    MadeBy,
    Mention,
    Origin,
    Passage,
    Published,
    Publisher,
    Report,
)

PUBLISHERS = ("Meridian", "Corvid Press", "The Velden Post", "Oskinform", "Harbour Radio", "Talvet Daily")
SPEAKERS = ("Radko Salin", "Ada Brisk", "Tom Avery", "Nell Ardagh")
FURNITURE = (
    "Sign up for our newsletter and have the harbour's most important stories sent to your inbox before breakfast. "
    "By signing up you agree to our terms of use and to our privacy policy, and you may leave the list at any time."
)
_LIGHT = "the of and in to that with for was were on at by from as it had has not will".split()
First = date(2020, 1, 1)


@dataclass
class Quoted:
    """A quotation; ``via``: who hands it on; ``mixed``: it is set within the reporter's own words."""

    words: str
    speaker: str | None = None
    via: str | None = None
    mixed: bool = False


@dataclass
class Draft:
    """A report to be made: its paragraphs, what is known of it, what it quotes."""

    paragraphs: list[str]
    day: str | None
    publisher: str | None = None
    time: str | None = None
    url: str | None = None
    retrieved: str | None = None
    said: list[Quoted] = field(default_factory=list)


class Maker:
    """Draws texts by a seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.words = ["".join(self.rng.choices("abdefgiklmnoprstuvz", k=self.rng.randint(3, 9))) for _ in range(900)]
        self.weights = [1 / (rank + 3) for rank in range(len(self.words))]

    def sentence(self, least: int, most: int) -> str:
        """So many words in no order that another has, light ones between them."""
        size = self.rng.randint(least, most)
        own = self.rng.choices(self.words, self.weights, k=size)
        return " ".join(self.rng.choice(_LIGHT) if self.rng.random() < 0.4 else word for word in own)

    def text(self, words: int) -> list[str]:
        """Paragraphs of so many words or a few more."""
        found: list[str] = []
        while sum(len(one.split()) for one in found) < words:
            found.append(self.sentence(25, 60).capitalize() + ".")
        return found

    def rewritten(self, paragraphs: Sequence[str], share: float) -> list[str]:
        """The same with this share of the words replaced."""
        return [
            " ".join(self.rng.choice(self.words) if self.rng.random() < share else word for word in one.split())
            for one in paragraphs
        ]

    def day(self, first: int = 0, last: int = 700) -> str:
        """A day between two, counted from the first of all."""
        return (First + timedelta(days=self.rng.randint(first, last))).isoformat()


def drafts(seed: int, count: int = 220, *, wide: int = 28, formula: int = 12) -> list[Draft]:
    """An archive of about so many reports, in no order.

    wide: pages with a template, and as many with an agency's report; formula: wordings that share a key.
    """
    make = Maker(seed)
    rng, found = make.rng, list[Draft]()
    originals: list[Draft] = []
    for number in range(count // 8):
        first = rng.randint(0, 700)
        original = Draft(
            make.text(rng.randint(90, 260)), make.day(first, first), "Meridian", "08:00", _url("meridian", number)
        )
        originals.append(original)
    found += originals
    for number in range(count // 2):
        source = rng.choice(originals)
        there = (date.fromisoformat(source.day or "2020-01-01") - First).days
        body = list(source.paragraphs)
        kind = number % 8
        if kind == 0:
            body = body[: max(2, len(body) // 2)]
        elif kind == 1:
            body = make.rewritten(body, 0.25)
        elif kind == 2:
            rng.shuffle(body)
        elif kind == 3:
            body = make.text(80) + body[1:3] + make.text(60)
        elif kind == 4:
            body = body[:3] + rng.choice(originals).paragraphs[:3]
        elif kind == 5:
            body = [f"VELDEN (Meridian) - {body[0]}", *body[1:]]
        elif kind == 6:
            body = [*body, "Source: Meridian"]
        elif kind == 7:
            body = [f"OSTERMARK (Norwire) - {body[0]}", *body[1:-1]]
        publisher = rng.choice(PUBLISHERS[1:])
        found.append(
            Draft(
                body, make.day(max(0, there - (number % 9 == 0)), there + 3) if number % 11 else None, publisher,
                f"{rng.randint(7, 22):02}:00" if rng.random() < 0.6 else None,
                _url(publisher, number) if number % 7 else None,
            )
        )  # fmt: skip
    for number in range(count // 6):
        body = make.text(rng.randint(60, 160))
        found.append(Draft([*body, FURNITURE], make.day(), "Harbour Radio", None, _url("radio", number)))
    template, wire = make.text(90), make.text(120)
    for number in range(wide):
        found.append(Draft([*template, make.sentence(8, 14)], make.day(), "Talvet Daily", None, _url("talvet", number)))
        found.append(
            Draft([*wire, make.sentence(8, 14)], make.day(300, 303), rng.choice(PUBLISHERS), None, _url("wire", number))
        )
    for number in range(8):  # versions of one page, and captures of the same words
        body = make.text(150)
        for turn in range(4):
            text = [*body, make.sentence(20, 30)] if turn != 2 else [*body]
            at = f"2021-03-{turn + 1:02}T10:00:00Z" if number % 3 else None
            found.append(Draft(text, make.day(100, 100), "Oskinform", None, _url("live", number), at))
        found.append(
            Draft([*body, " "], make.day(100, 100), "Oskinform", None, _url("live", number), "2021-03-09T10:00:00Z")
        )
        found.append(
            Draft([*body, make.sentence(60, 70)], make.day(100, 101), "Corvid Press", None, _url("taken", number))
        )
    found += [Draft([make.sentence(5, 12)], make.day(), "Talvet Daily", None, None) for _ in range(8)]
    found += _quoting(make, formula)
    rng.shuffle(found)
    # Some are met again, earlier or later; of one page an earlier version is seen last.
    found += [replace(one, retrieved=f"2021-0{rng.randint(1, 9)}-20T10:00:00Z") for one in found if one.retrieved][:9]
    return found


def _quoting(make: Maker, formula: int) -> list[Draft]:
    rng, found = make.rng, list[Draft]()
    for _ in range(12):
        words, speaker = make.sentence(14, 34), rng.choice(SPEAKERS)
        parts = words.split()
        cut = len(parts) // 2
        wordings = [
            Quoted(words, speaker), Quoted(words.upper(), speaker), Quoted(" ".join(parts[:cut]), speaker),
            Quoted(" ".join(parts[cut:]), speaker, via="Meridian"),
            Quoted(" ".join([*parts[:5], "not", *parts[5:]]), speaker), Quoted(words, rng.choice(SPEAKERS)),
            Quoted(f"{words} {make.sentence(10, 20)}", speaker), Quoted(words, None),
            Quoted(words, speaker, mixed=True),
        ]  # fmt: skip
        for one in wordings:
            first = rng.randint(0, 40)
            retrieved = f"{make.day(60, 70)}T09:00:00Z" if rng.random() < 0.8 else f"{make.day(0, 10)}T09:00:00Z"
            found.append(
                Draft([make.sentence(10, 20)], make.day(first, first + 9) if rng.random() < 0.9 else None,
                      rng.choice(PUBLISHERS), None, _url("quotes", rng.randint(0, 10**9)), retrieved, [one])
            )  # fmt: skip
    base = make.sentence(10, 12)
    for number in range(formula):
        said = [Quoted(f"{base} in {number + 2} towns", "Ada Brisk"), Quoted(f"{base}", "Ada Brisk")]
        found.append(
            Draft(
                [make.sentence(10, 20)], make.day(), rng.choice(PUBLISHERS), None, _url("formula", number), None, said
            )
        )
    return found


def documents(some: Sequence[Draft]) -> list[tuple[Document, Report]]:
    """Each draft as bytes and as the record that reading them would give."""
    return [_document(one) for one in some]


def _url(site: str, number: int) -> str:
    return f"https://{site.lower().replace(' ', '-')}.example/story/{number}"


def _document(draft: Draft) -> tuple[Document, Report]:
    title = " ".join(draft.paragraphs[0].split()[:6])
    text, blocks = f"{title}\n", [Block(kind="headline", spans=((0, len(title)),))]

    def add(words: str) -> tuple[int, int]:
        nonlocal text
        span = (len(text), len(text) + len(words))
        text += f"{words}\n"
        blocks.append(Block(kind="paragraph", spans=(span,)))
        return span

    for words in draft.paragraphs:
        if words.strip():
            add(words)
        else:
            text += "\n"
    entities: dict[str, Entity] = {}
    attributions: list[Attribution] = []

    def entity(name: str, kind: str, span: tuple[int, int]) -> str:
        known = entities.get(name) or Entity(
            id=f"e{len(entities) + 1}", name=name, kind=kind, roles=(), affiliation=None, country=None, sector=None,  # type: ignore[arg-type]
            named=True, mentions=(),
        )  # fmt: skip
        entities[name] = replace(known, mentions=(*known.mentions, Mention(spans=(span,))))
        return known.id

    for one in draft.said:
        content = f"that “{one.words}” and more" if one.mixed else one.words
        start, stop = add(f"{one.speaker or 'He'} told {one.via or 'us'}: “{content}”")
        place = text.index(content, start, stop)
        said = ((place, place + len(content)),)
        name = (start, start + len(one.speaker or "He"))
        speaker = entity(one.speaker, "person", name) if one.speaker else None
        through = (name[1] + 6, name[1] + 6 + len(one.via or ""))
        via = (Carrier(entity=entity(one.via, "organization", through), spans=(through,)),) if one.via else ()
        attributions.append(
            Attribution(
                id=f"a{len(attributions) + 1}", kind="mixed" if one.mixed else "direct",
                source=Passage.of(text, (name,)), cue=None, content=Passage.of(text, said), speaker=speaker,
                speaker_confidence=0.9 if speaker else None, via=via, act="says", confidence=0.9,
            )
        )  # fmt: skip
    data = (
        f"{text}{draft.day}{draft.time}{draft.publisher}{draft.retrieved if ' ' in draft.paragraphs else ''}".encode()
    )
    document = Document(
        data=data, uri="made", media_type="text/plain", retrieved=draft.retrieved, given=Given(url=draft.url)
    )
    domain = re.sub(r"https://([^/]+)/.*", r"\1", draft.url) if draft.url else None
    publisher = Publisher(name=draft.publisher, domain=domain, confidence=0.9, evidence=()) if draft.publisher else None
    report = Report(
        id=hashlib.sha256(data).hexdigest(), made_by=MadeBy(onrecord="0", model="made"),
        origin=Origin(uri=draft.url or "made", media_type="text/plain", retrieved=draft.retrieved, reader="made"),
        complete=True, problems=(), text=text, language="en", blocks=tuple(blocks), sentences=(),
        headline=Headline(spans=((0, len(title)),), text=title), authors=(),
        publisher=publisher,
        published=Published(date=draft.day, time=draft.time, confidence=0.9, evidence=(), rejected=()), links=(),
        entities=tuple(entities.values()), times=(), places=(), attributions=tuple(attributions), events=(),
    )  # fmt: skip
    return document, report
