"""HTML to a page: every step in order."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from onrecord.reading import kinds as forms
from onrecord.reading.given import Given
from onrecord.reading.html.about import address_of, languages_of, publisher_of_page, site_names
from onrecord.reading.html.authors import authors_of_page
from onrecord.reading.html.body import Chosen, choose
from onrecord.reading.html.charset import decode_page
from onrecord.reading.html.dates import published_of_page
from onrecord.reading.html.features import words_of
from onrecord.reading.html.head import head_of
from onrecord.reading.html.headline import headline_of
from onrecord.reading.html.known import known_of
from onrecord.reading.html.lay_out import Laid, lay_out
from onrecord.reading.html.page_links import links_of_page
from onrecord.reading.html.roles import inner_boxes, kinds_of, post_of
from onrecord.reading.html.tree import parse_page
from onrecord.reading.html.unread import problems_of, refuse_if_empty
from onrecord.reading.html.walk import Run, runs_of
from onrecord.reading.page import Page, page_of
from onrecord.reading.publisher import publisher_of
from onrecord.record import Block, BlockKind, Span

READER = "html/1"


def read_html(data: bytes, given: Given) -> Page:
    """Lay out a page of HTML.

    Its text is what a browser shows, in the page's own characters; each stretch of it has its place in the source.
    Raises TooLarge where it is nested too deep or has too many tags, NoText where it shows nothing.
    """
    decoded = decode_page(data, given.charset)
    root = parse_page(decoded.text)
    runs = runs_of(root)
    scripts = sum("json" not in (script.get("type") or "") for script in root.iter("script"))
    refuse_if_empty(runs, scripts)
    head = head_of(root)
    known = known_of(head)
    runs, chosen = _without_hidden(runs, choose(runs, known))
    refuse_if_empty(runs, scripts)
    laid = lay_out(runs)
    number = _headline_place(runs, chosen, known.title)
    kinds = kinds_of(runs, chosen, known.description, number)
    sites = site_names(head)
    shown = (runs[number].text, laid.spans[number]) if number >= 0 else (None, None)
    headline = headline_of(head, sites, *shown)
    address = address_of(head, given.url)
    bylines = [
        (laid.text[start:end], (start, end))
        for kind, (start, end) in zip(kinds, laid.spans, strict=True)
        if kind == "byline"
    ]
    blocks = _blocks(runs, kinds, laid)
    publisher = publisher_of_page(head, given.url, address)
    if publisher is None or publisher.name is None:
        # A rights notice or a masthead, as on a page of plain text.
        publisher = publisher_of(laid.text, blocks, (), given.url or address) or publisher
    problems = problems_of(runs, chosen.story, head, known, headline.text if headline else None, scripts)
    return page_of(
        laid.text,
        blocks,
        reader=READER,
        media_type="text/html",
        headline=headline,
        authors=authors_of_page(head, sites, bylines),
        links=links_of_page(
            runs, kinds, laid.spans, laid.text, own=(given.url, address), base=_base(head.base, given.url or address)
        ),
        published=published_of_page(
            head, given, address, _date_lines(runs, kinds, laid), laid.text, root, _story(blocks)
        ),
        publisher=publisher,
        address=given.url or address,
        source_map=laid.source_map,
        problems=(*decoded.problems, *problems),
        language_evidence=languages_of(head),
    )


def _base(stated: str | None, own: str | None) -> str | None:
    from onrecord.reading.html.about import absolute

    return (absolute(stated, own) if stated else None) or own


def _without_hidden(runs: Sequence[Run], chosen: Chosen) -> tuple[list[Run], Chosen]:
    """Leave off what the page's style hides, but for a story that waits for a script to show it."""
    kept = [index for index, run in enumerate(runs) if chosen.story[index] or not run.hidden]
    if len(kept) == len(runs):
        return list(runs), chosen
    title = kept.index(chosen.title) if chosen.title in kept else -1
    return [runs[index] for index in kept], Chosen(
        story=[chosen.story[index] for index in kept],
        companies=[chosen.companies[index] for index in kept],
        title=title,
    )


def _headline_place(runs: Sequence[Run], chosen: Chosen, title: str) -> int:
    """The run that is the headline: the h1 of that words, else the first other run of the page's own title."""
    if chosen.title >= 0:
        return chosen.title
    first = next((index for index, one in enumerate(chosen.story) if one), len(runs))
    for index, run in enumerate(runs[: first + 1]):
        if 15 < len(run.text) < 300 and words_of(run.text) in title and run.text.count(" ") >= 2:
            return index
    return -1


def _date_lines(runs: Sequence[Run], kinds: Sequence[BlockKind], laid: Laid) -> list[tuple[str, Span, str | None]]:
    """The page's date lines, with the machine's date of the time element that they stand in."""
    found: list[tuple[str, Span, str | None]] = []
    for run, kind, span in zip(runs, kinds, laid.spans, strict=True):
        if kind in ("dateline", "byline"):
            element = next((box.element for box in inner_boxes(run) if box.tag == "time"), None)
            if element is None and kind == "dateline":
                element = next(iter(run.box.element.iter("time")), None)
            machine = _machine_date(element)
            found.append((laid.text[slice(*span)], span, machine))
    return found


def _story(blocks: Sequence[Block]) -> list[Span]:
    return [span for block in blocks if block.kind in ("headline", "paragraph", "list", "post") for span in block.spans]


def _machine_date(element: etree._Element | None) -> str | None:
    return (element.get("datetime") or element.get("content")) if element is not None else None


def _blocks(runs: Sequence[Run], kinds: Sequence[BlockKind], laid: Laid) -> list[Block]:
    """A block a run; the runs of one post are one block, and a dateline before the first words is its own."""
    found: list[Block] = []
    post = None
    sought = 3  # a dateline stands in one of the first paragraphs
    for run, kind, (start, end) in zip(runs, kinds, laid.spans, strict=True):
        if kind == "post" and (own := post_of(run.box)) is not None and own is post:
            found[-1] = Block(kind="post", spans=((found[-1].spans[0][0], end),))
            continue
        post = post_of(run.box) if kind == "post" else None
        if kind == "paragraph" and sought:
            sought -= 1
            match = forms.DATELINE.match(laid.text, start, min(end, start + 200))
            if match and start < match.end() < end:
                stop = start + len(laid.text[start : match.end()].rstrip())
                found.append(Block(kind="dateline", spans=((start, stop),)))
                start, sought = match.end(), 0
        found.append(Block(kind=kind, spans=((start, end),)))
    return found
