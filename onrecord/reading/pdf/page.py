"""PDF to a page: the one file that names the steps in order.

Characters (characters.py) make words (words.py) and pieces of lines (lines.py); what comes back on every page is set
apart (furniture.py), the rest put into columns (columns.py); the document's measures (measures.py) tell where
paragraphs end (paragraphs.py); each part gets its kind (roles.py) and is written down (text.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.allowance import ask_for
from onrecord.reading.given import Given
from onrecord.reading.layout import dateline_before
from onrecord.reading.links import links_of
from onrecord.reading.page import Page, page_of
from onrecord.reading.pdf.columns import columns_of
from onrecord.reading.pdf.facts import authors_from, headline_from, published_from, title_from
from onrecord.reading.pdf.furniture import furniture_of
from onrecord.reading.pdf.lines import lines_of, pieces_of, vocabulary_of
from onrecord.reading.pdf.measures import measure
from onrecord.reading.pdf.opening import metadata, opened
from onrecord.reading.pdf.paragraphs import paragraphs_of
from onrecord.reading.pdf.problems import problems_of
from onrecord.reading.pdf.roles import roles_of
from onrecord.reading.pdf.shapes import Line, Sheet
from onrecord.reading.pdf.sheets import Marked, sheets_of
from onrecord.reading.pdf.text import Part, Text, spans_in, text_of
from onrecord.reading.publisher import publisher_of
from onrecord.record import Block, BlockKind, SourceMap, Spans

READER = "pdf/1"
MEDIA_TYPE = "application/pdf"

# A printed page takes 0.07 s of processor time; a document of two hundred has the time it needs.
_SECONDS_A_SHEET = 0.25
_OWN_ADDRESS = re.compile(r"(?:^|\s)(?P<url>https?://\S+)\s+\d{1,4}\s*/\s*\d{1,4}$")


def read_pdf(data: bytes, given: Given) -> Page:
    """Lay out a PDF file: its own characters in reading order, each word with its place on its page.

    Raises Locked, Damaged, NoText (pages that are pictures), TooLarge (pages, characters).
    """
    with opened(data) as document:
        ask_for(_SECONDS_A_SHEET * len(document))
        said = metadata(document)
        sheets, marked, unread = sheets_of(document)
    problems = problems_of(data, sheets, unread)
    parts, kinds, flow = _laid_out(sheets, title_from(said))
    written = text_of(flow, parts)
    blocks = _blocks(written.text, parts, kinds)
    text = written.text
    address = given.url or _own_address(text, blocks)
    links = links_of(text, blocks, address, _laid_over(marked, written))
    # Addresses behind words lead anywhere; only those that are written are evidence of the report's own date.
    own = [link for link in links if link.relation == "self" or text[slice(*link.spans[0])] == link.url]
    return page_of(
        text,
        blocks,
        reader=READER,
        media_type=MEDIA_TYPE,
        headline=headline_from(text, blocks, said),
        authors=authors_from(text, blocks, said),
        links=links,
        published=published_from(text, blocks, own, said, given),
        publisher=publisher_of(text, blocks, own, given.url),
        address=address,
        source_map=SourceMap(kind="pdf", pieces=written.pieces, page_sizes=_page_sizes(sheets)),
        problems=problems,
    )


def _page_sizes(sheets: Sequence[Sheet]) -> tuple[tuple[float, float], ...]:
    """Width and height of every page up to the last that was read; noughts for one that was not."""
    sizes = {sheet.number: (round(sheet.size[0], 2), round(sheet.size[1], 2)) for sheet in sheets}
    return tuple(sizes.get(number, (0.0, 0.0)) for number in range(1, max(sizes, default=0) + 1))


def _laid_out(sheets: Sequence[Sheet], title: str | None) -> tuple[list[Part], list[BlockKind], list[Line]]:
    """The parts of the document in the order in which they begin, their kinds, and all lines in reading order."""
    pieces = [pieces_of(sheet.words, sheet.number) for sheet in sheets]
    around = furniture_of(pieces)
    vocabulary = vocabulary_of(word for sheet in sheets for word in sheet.words)
    columns = [
        columns_of([piece for piece in own if piece.first not in furniture], vocabulary)
        for own, furniture in zip(pieces, around, strict=True)
    ]
    measures = measure(column for page in columns for column in page)
    paragraphs = paragraphs_of([line for page in columns for column in page for line in column], measures)
    story = [Part(lines) for lines in paragraphs]
    pictures = {sheet.number: sheet.pictures for sheet in sheets}
    kinds = dict(zip(map(id, story), roles_of(story, measures, pictures, title), strict=True))
    flow: list[Line] = []
    furniture_parts: list[Part] = []
    for sheet, own, furniture, page in zip(sheets, pieces, around, columns, strict=True):
        lines = lines_of([piece for piece in own if piece.first in furniture], vocabulary)
        above = [line for line in lines if line.baseline > sheet.height / 2]
        below = [line for line in lines if line.baseline <= sheet.height / 2]
        below += [piece.line for piece in pieces_of(sheet.aside, sheet.number)]
        flow += [*above, *(line for column in page for line in column), *below]
        furniture_parts += [Part(some) for some in (above, below) if some]
    for part in furniture_parts:
        kinds[id(part)] = "furniture"
    place = {id(line): number for number, line in enumerate(flow)}
    parts = sorted([*story, *furniture_parts], key=lambda part: place[id(part.lines[0])])
    return parts, [kinds[id(part)] for part in parts], flow


def _blocks(text: str, parts: Sequence[Part], kinds: Sequence[BlockKind]) -> list[Block]:
    """The blocks of the parts; a dateline that the story begins with is one of its own."""
    blocks: list[Block] = []
    sought = 3  # it stands in one of the first paragraphs
    for part, kind in zip(parts, kinds, strict=True):
        block = Block(kind=kind, spans=tuple(part.spans))
        if kind == "paragraph" and sought:
            sought -= 1
            start, end = block.spans[0]
            if parted := dateline_before(text, start, end):
                blocks.append(Block(kind="dateline", spans=((start, parted[0]),)))
                block = replace(block, spans=((parted[1], end), *block.spans[1:]))
                sought = 0
        blocks.append(block)
    return blocks


def _own_address(text: str, blocks: Sequence[Block]) -> str | None:
    """The address that a browser prints at the foot of each page; None where it is shortened."""
    for block in blocks:
        for start, end in block.spans if block.kind == "furniture" else ():
            match = _OWN_ADDRESS.search(" ".join(text[start:end].split()))
            if match and "…" not in match.group("url"):
                return match.group("url")
    return None


def _laid_over(marked: Sequence[Marked], written: Text) -> list[tuple[str, Spans]]:
    """Links with the words that they are laid over; one that goes on in the next line is one link."""
    found: list[tuple[str, Spans]] = []
    for mark in marked:
        spans = spans_in(written.placed.get(mark.page, ()), mark.box)
        if not spans:
            continue
        if found and found[-1][0] == mark.url and 0 <= spans[0][0] - found[-1][1][-1][1] <= 2:
            _, before = found.pop()
            spans = (*before[:-1], (before[-1][0], spans[0][1]), *spans[1:])
        found.append((mark.url, spans))
    return found
