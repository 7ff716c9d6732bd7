from __future__ import annotations

import time

import pytest

from onrecord.reading.layout import blocks_of
from onrecord.record import Block


def named(text: str) -> list[tuple[str, str]]:
    return [(block.kind, " | ".join(text[a:b] for a, b in block.spans)) for block in blocks_of(text)]


WRAPPED = """The harbour of Lisse was shut on Tuesday after a crane fell across its only
entrance and left eleven fishing boats unable to leave, the port authority
said.

"Nobody was under it, and that is the only good news of the day," said its
director, Hanna Ruud.
"""


def test_wrapped_lines_become_paragraphs() -> None:
    kinds = named(WRAPPED)
    assert [kind for kind, _ in kinds] == ["paragraph", "paragraph"]
    assert kinds[0][1].endswith("said.")


def test_a_line_is_a_paragraph_where_nothing_wraps() -> None:
    text = "The mayor said no.\nThe council said yes, after a long night.\nNobody slept.\n"
    assert len(blocks_of(text)) == 3


@pytest.mark.parametrize(
    "between",
    [
        "https://news.example/a-b-c/1 2/3",
        "3/7",
        "Page 2 of 9",
        "6/14/23, 9:41 AM   Crane falls at Lisse - Harbour News",
        "https://one.example/x\nhttps://two.example/y",
        "Related article: The cranes of Lisse",
    ],
)
def test_a_cut_sentence_is_one_block_of_two_spans(between: str) -> None:
    text = WRAPPED.replace(
        "shut on Tuesday after a crane fell across its only\nentrance",
        f"shut on Tuesday after a crane fell across its only\n\n{between}\n\nentrance",
    )
    first, second = blocks_of(text)[:2]
    assert first.kind == "paragraph" and len(first.spans) == 2
    assert text[slice(*first.spans[0])].endswith("its only")
    assert text[slice(*first.spans[1])].startswith("entrance")
    assert second.kind in ("furniture", "links", "related")


def test_a_finished_paragraph_is_not_joined() -> None:
    text = "The crane fell at noon.\n\nhttps://one.example/x\n\nOfficials came at one.\n"
    assert [len(block.spans) for block in blocks_of(text)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Related: The cranes of Lisse", "related"),
        ("READ MORE: What fell at Lisse", "related"),
        ("© 2021 Harbour News. All rights reserved.", "notice"),
        ("Sign up for our morning newsletter", "notice"),
        ("The Red Ladder is a terrorist group banned in Lisse.", "notice"),
        ("Follow Hanna Ruud on Twitter @hruud.", "notice"),
        ("Editor's note: An earlier version of this story gave a wrong name.", "note"),
        ("(Reporting by Ada Lund; Editing by Per Moe)", "note"),
        ("Photo: The crane across the harbour's mouth", "caption"),
        ("The crane across the harbour's mouth. Getty Images", "caption"),
        ("We are fine. — Hanna Ruud (@hruud) May 4, 2021", "post"),
        ("- a crane, rented in spring", "list"),
        ("https://one.example/x", "links"),
        ("12:40 p.m.", "dateline"),
    ],
)
def test_kinds_of_lines(line: str, kind: str) -> None:
    text = (
        f"The harbour of Lisse was shut on Tuesday, its director said.\n\n{line}\n\nIt will open on Friday, she said.\n"
    )
    assert (kind, line) in named(text)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright lawyers said on Tuesday that the crane's maker would be sued.",
        "The report said the pictures may not be published before the inquest.",
        "Hamrin is a terrorist group banned in Lisse, officials said on Tuesday.",
        "By Monday the crane had been lifted, and the boats went out again.",
        "Read more books, the minister told pupils at the harbour school.",
        "Photographs showed the crane in pieces, police said.",
        "Subscribers to the fund said they had been told nothing.",
    ],
)
def test_news_is_not_taken_for_anything_else(line: str) -> None:
    text = (
        f"The harbour of Lisse was shut on Tuesday, its director said.\n\n{line}\n\nIt will open on Friday, she said.\n"
    )
    assert ("paragraph", line) in named(text)


def test_top_of_a_page() -> None:
    text = "Crane shuts the harbour of Lisse for a week\nBy Ada Lund\n4 May 2021\n\nLISSE (Nordpress) - The harbour was shut on Tuesday.\n"
    assert named(text) == [
        ("headline", "Crane shuts the harbour of Lisse for a week"),
        ("byline", "By Ada Lund"),
        ("dateline", "4 May 2021"),
        ("dateline", "LISSE (Nordpress) -"),
        ("paragraph", "The harbour was shut on Tuesday."),
    ]


def test_running_headers() -> None:
    pages = "\f".join(
        f"Harbour News {page}\nThe crane fell and the harbour was shut for day {page} of the week, officials there said."
        for page in range(1, 5)
    )
    assert [kind for kind, text in named(pages) if text.startswith("Harbour News")].count("furniture") == 4


def span_count(blocks: list[Block]) -> int:
    return sum(len(block.spans) for block in blocks)


@pytest.mark.parametrize(
    "unit",
    [
        "word ",
        "\n",
        "a\n\n",
        "https://x.example/a\n",
        "By A\n",
        "\f1/2\n",
        '"',
        "© 2020 ",
        "- x\n",
        "MOSCOW, ",
        "(A) - ",
    ],
)
def test_time_is_linear(unit: str) -> None:
    """Eight times the text may take at most some twenty times as long; squared growth would be sixty-four."""
    small, large = unit * (40_000 // len(unit)), unit * (320_000 // len(unit))
    took = []
    for text in (small, large):
        began = time.process_time()
        span_count(blocks_of(text))
        took.append(time.process_time() - began)
    assert took[1] < 20 * max(took[0], 0.02)
