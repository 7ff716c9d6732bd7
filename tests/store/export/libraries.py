"""Libraries to export from: reports read, and reports made by hand of a page and of a printed page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from lxml import html
from sqlalchemy import Connection, Engine, insert, update

from onrecord.reader import Reader
from onrecord.reading.links import one_form
from onrecord.record import (
    Attribution,
    Carrier,
    Entity,
    Mention,
    Origin,
    Passage,
    Report,
    SourceMap,
    SourcePiece,
    Spans,
    Time,
)
from onrecord.settings import Settings
from onrecord.store import schema
from onrecord.store.place import place_of
from onrecord.store.put import next_ids, put_report
from tests.conftest import EXAMPLES
from tests.view.made import made

ADDED = "2026-02-03T04:05:06Z"
PAGE_URL = "https://veldpost.example/nieuws/ferry-überfahrt?id=7&x=a|b"

# What breaks a table, a line or an offset, if anything does.
HOSTILE = (
    '=HYPERLINK("http://x.example","Open")\r\n\r\n'
    "TORVIK, 12 March 2019 \N{EM DASH} Harbour master Tom Avery \N{FISH}\N{EMOJI MODIFIER FITZPATRICK TYPE-4} said on "
    'Monday that the "old" pier,\r\nthe new one\tand\N{LINE SEPARATOR}the mole were shut, and that +47 555 01 was the '
    "number to call.\r\n\r\n"
    "@Veldpost wrote that Ásta Ýrr was not there, 'they said'.\r\n"
)

PAGE = """<!doctype html>
<html><head><title>Ferry &amp; tide</title></head>
<body>
<nav><a href="/">Home</a></nav>
<article>
  <h1>Ferry waits for the tide &#x1F30A;</h1>
  <p>The <b>harbour master</b>, Ásta Ýrr, said   that the ferry
  would wait.</p>
  <aside>Advertisement</aside>
  <p>&ldquo;It is safe,&rdquo; she told <i>Radio Skerry</i> on Monday.</p>
</article>
</body></html>
"""


def spot(text: str, *words: str) -> Spans:
    """Where some words stand in a text, each piece behind the one before."""
    found, place = [], 0
    for piece in words:
        start = text.index(piece, place)
        place = start + len(piece)
        found.append((start, place))
    return tuple(found)


def page_report(reader: Reader) -> Report:
    """A report as a reader of pages would make it: its text from PAGE, with a source map to the elements."""
    tree = html.fromstring(PAGE)
    text, pieces = "", []
    for path in ("/html/body/article/h1", "/html/body/article/p[1]", "/html/body/article/p[2]"):
        words = tree.xpath(path)[0].text_content()
        text += "\n\n" if text else ""
        pieces.append(SourcePiece(span=(len(text), len(text) + len(words)), path=path, offset=0))
        text += words
    report = reader.read(text=text, url=PAGE_URL)
    assert report.text == text
    words = (
        Passage.of(text, spot(text, "The harbour master, Ásta Ýrr")),
        Passage.of(text, spot(text, "said")),
        # It runs from one paragraph into the next, and over what a page has between them.
        Passage.of(text, spot(text, "that the ferry\n  would wait.\n\n“It is safe,”")),
    )
    speaker = Entity(
        id="e1", name="Ásta Ýrr", kind="person", roles=("harbour master",), affiliation=None, country="IS", sector=None,
        named=True, mentions=(Mention(spans=spot(text, "Ásta Ýrr")), Mention(spans=spot(text, "she"))),
    )  # fmt: skip
    carrier = Entity(
        id="e2", name="Radio Skerry", kind="organization", roles=(), affiliation=None, country=None, sector="MED",
        named=True, mentions=(Mention(spans=spot(text, "Radio Skerry")),),
    )  # fmt: skip
    said = Attribution(
        id="a1", kind="mixed", source=words[0], cue=words[1], content=words[2], speaker="e1", speaker_confidence=0.9,
        via=(Carrier(entity="e2", spans=spot(text, "Radio Skerry")),), act="says", confidence=0.8,
    )  # fmt: skip
    return replace(
        report,
        origin=Origin(uri=PAGE_URL, media_type="text/html", retrieved="2026-01-02T03:04:05Z", reader="html/1"),
        source_map=SourceMap(kind="html", pieces=tuple(pieces)),
        entities=(speaker, carrier),
        attributions=(said,),
        events=(),
        places=(),
        times=(),
    )


def printed_report(reader: Reader) -> Report:
    """A report as a reader of PDF would make it: lines with page and box, a sentence over two pages."""
    lines = (
        ("The mayor of Strand said on Friday that", 1, (72.0, 700.0, 320.5, 712.0)),
        ("the mill would close in May.", 2, (72.0, 72.25, 240.0, 84.0)),
    )
    text, pieces = "", []
    for words, page, box in lines:
        text += "\n" if text else ""
        pieces.append(SourcePiece(span=(len(text), len(text) + len(words)), page=page, box=box))
        text += words
    report = reader.read(text=text)
    time = Time(
        id="t1", spans=spot(text, "Friday"), type="DATE", value="XXXX-WXX-5", mod=None, quant=None, freq=None, start=None,
        end=None, confidence=0.5,
    )  # fmt: skip
    said = Attribution(
        id="a1", kind="indirect", source=Passage.of(text, spot(text, "The mayor of Strand")),
        cue=Passage.of(text, spot(text, "said")),
        content=Passage.of(text, spot(text, "that\nthe mill would close in May.")), act="says", confidence=0.7,
    )  # fmt: skip
    return replace(
        report,
        origin=Origin(uri="/home/ada/papers/strand.pdf", media_type="application/pdf", retrieved=None, reader="pdf/1"),
        source_map=SourceMap(kind="pdf", pieces=tuple(pieces), page_sizes=((595.0, 842.0), (595.0, 842.0))),
        attributions=(said,),
        entities=(),
        events=(),
        places=(),
        times=(time,),
    )


@dataclass(frozen=True, kw_only=True)
class Made:
    """A library's file, with the reports that were put into it by key."""

    path: Path
    reports: dict[str, Report]

    def engine(self) -> Engine:
        return place_of(self.path, Settings()).engine()

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        engine = self.engine()
        try:
            with engine.connect() as connection, connection.begin():
                yield connection
        finally:
            engine.dispose()


def library_of(path: Path, reports: Iterable[Report]) -> Made:
    """A new library with these reports; the key of each is the hash of its bytes."""
    place_of(path, Settings()).prepare(make=True)
    # As read: a figure made by hand may be a whole number, where a record has floats.
    found = {report.id: Report.from_dict(report.to_dict()) for report in reports}
    made_library = Made(path=path, reports=found)
    with made_library.connection() as connection:
        ids = next_ids(connection)
        for key, report in found.items():
            uri = report.origin.uri
            address = one_form(uri) if uri else None
            put_report(connection, report, ids, key=key, address=address, uri=uri, added=ADDED)
    return made_library


def varied(path: Path, reader: Reader) -> Made:
    """Reports of all kinds; the speakers of one are joined to entities of the library."""
    library = library_of(path, _various(reader))
    with library.connection() as connection:
        join(connection, 1, "Ilse Harken", "ilse-harken")
        join(connection, 2, "Oskinform", "oskinform")
    return library


@cache
def _various(reader: Reader) -> tuple[Report, ...]:
    texts = (EXAMPLES / name for name in ("04-court-report.txt", "10-agency-through-agency.txt"))
    return (
        made(reader),
        page_report(reader),
        printed_report(reader),
        reader.read(text=HOSTILE),
        *(reader.read(name) for name in texts),
        reader.read(text="Das Wetter in den Bergen bleibt am Wochenende unbeständig, und die Fähre fährt nicht."),
    )


def join(connection: Connection, number: int, name: str, handle: str) -> None:
    """Make an entity of the library of all entities of this name."""
    rows = schema.report_entity
    kind = "person" if " " in name else "organization"
    connection.execute(insert(schema.entity), {"id": number, "handle": handle, "kind": kind, "name": name})
    connection.execute(update(rows).where(rows.c.name == name), {"entity": number})
