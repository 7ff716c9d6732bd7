"""Columns, paragraphs, furniture, in files of several makers."""

from __future__ import annotations

import pytest

from onrecord.reading.given import Given
from onrecord.reading.page import Page
from onrecord.reading.pdf.page import read_pdf
from onrecord.record import BlockKind
from tests.reading.pdf.writer import at, pdf

COLUMN = [
    "The harbour of Lisse was shut on",
    "Tuesday after a crane fell across its",
    "only entrance and left eleven fishing",
    "boats unable to leave, the port said.",
    "  Nobody was under it, and that was",
    "the only good news of the whole day,",
    "said its director, Hanna Ruud, who has",
    "led it for nine years and two storms.",
    "  Divers went down in the afternoon",
    "and found that the jib had cut a water",
    "main, which fed the cold store of the",
]
SECOND = [
    "fish market, where forty tonnes of cod",
    "began to thaw before the evening.",
    "  Repairs will take a week, a spokes-",
    "man of the water company said, if the",
    "sea stays calm and a second crane can",
    "be brought from Osk by then.",
    "  The market’s traders asked for help",
    "and were told to wait until Friday,",
    "when the county council meets again.",
    "  It has met twice already this year",
    "over the same crane, without result.",
]


def column(lines: list[str], x: float, y: float, *, by_word: bool = False, leading: float = 13) -> list[list[bytes]]:
    """The drawing of each line; two blanks before a line set it in.  by_word: each word alone, without blanks."""
    rows = []
    for number, line in enumerate(lines):
        left = x + (12 if line.startswith("  ") else 0)
        if not by_word:
            rows.append([at(left, y - leading * number, line.strip(), size=9)])
            continue
        row = []
        for word in line.split():
            row.append(at(left, y - leading * number, word, size=9))
            left += 9 * (sum(WIDTHS.get(letter, 0.556) for letter in word) + 0.28)
        rows.append(row)
    return rows


def drawn(rows: list[list[bytes]]) -> bytes:
    return b"".join(piece for row in rows for piece in row)


# Helvetica's, in sizes; most letters are 0.556 wide.
WIDTHS = {
    letter: width
    for letters, width in (
        ("ijl’", 0.222), ("ftI,.", 0.278), ("r-", 0.333), ("cksvxyzJ", 0.5), ("mM", 0.833), ("wCDHNRU", 0.722),
        ("ABEKPSVXY", 0.667), ("FTZ", 0.611), ("GOQ", 0.778), ("W", 0.944),
    )
    for letter in letters
}  # fmt: skip

PARAGRAPHS = [
    "The harbour of Lisse was shut on Tuesday after a crane fell across its only entrance and left eleven fishing boats unable to leave, the port said.",
    "Nobody was under it, and that was the only good news of the whole day, said its director, Hanna Ruud, who has led it for nine years and two storms.",
    "Divers went down in the afternoon and found that the jib had cut a water main, which fed the cold store of the fish market, where forty tonnes of cod began to thaw before the evening.",
    "Repairs will take a week, a spokesman of the water company said, if the sea stays calm and a second crane can be brought from Osk by then.",
    "The market’s traders asked for help and were told to wait until Friday, when the county council meets again.",
    "It has met twice already this year over the same crane, without result.",
]


def read(data: bytes) -> Page:
    return read_pdf(data, Given())


def story(page: Page, *kinds: BlockKind) -> list[str]:
    wanted = kinds or ("paragraph",)
    return [
        " ".join(page.view.text[start:end].split())
        for number, (start, end) in zip(page.view_blocks, page.view_bounds, strict=True)
        if page.blocks[number].kind in wanted
    ]


def named(page: Page, kind: BlockKind) -> list[str]:
    return [
        " | ".join(page.text[start:end] for start, end in block.spans) for block in page.blocks if block.kind == kind
    ]


def around(number: int) -> bytes:
    return at(40, 570, "Lisse Herald", size=7) + at(360, 570, "3 May 2021", size=7) + at(200, 25, f"{number}", size=7)


@pytest.mark.parametrize("by_word", [False, True])
@pytest.mark.parametrize("order", ["by column", "line by line"])
def test_two_columns(by_word: bool, order: str) -> None:
    left, right = column(COLUMN, 40, 500, by_word=by_word), column(SECOND, 225, 500, by_word=by_word)
    rows = [*left, *right] if order == "by column" else [one for pair in zip(left, right, strict=True) for one in pair]
    headline = at(40, 530, "Crane shuts the harbour of Lisse for a week", font="F3", size=16)
    page = read(pdf([around(1) + headline + b"".join(piece for row in rows for piece in row)]))
    assert story(page) == PARAGRAPHS
    assert page.headline and page.headline.text == "Crane shuts the harbour of Lisse for a week"
    assert not page.problems


def test_a_paragraph_over_a_page_break() -> None:
    pages = [
        around(1) + drawn(column(COLUMN, 40, 180)),
        around(2) + drawn(column(SECOND, 40, 540)),
    ]
    page = read(pdf(pages))
    assert story(page) == PARAGRAPHS
    cut = next(block for block in page.blocks if len(block.spans) == 2)
    assert page.text[slice(*cut.spans[0])].endswith("cold store of the")
    assert page.text[slice(*cut.spans[1])].startswith("fish market")
    assert named(page, "furniture") == ["Lisse Herald 3 May 2021", "1", "Lisse Herald 3 May 2021", "2"]


def test_a_word_broken_by_a_page_break() -> None:
    ending = [*COLUMN[:-1], "main, which fed the cold stor-"]
    opening = ["age of the fish market, where forty", "tonnes of cod began to thaw."]
    page = read(
        pdf(
            [
                around(1) + drawn(column(ending, 40, 180)),
                around(2) + drawn(column(opening, 40, 540)),
            ]
        )
    )
    assert story(page)[-1].endswith("the cold storage of the fish market, where forty tonnes of cod began to thaw.")


def test_three_columns_under_a_line_across() -> None:
    parts = [PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[3]]
    content = at(30, 540, "A crane, a water main and forty tonnes of cod: what Lisse lost", font="F3", size=15)
    for number, words in enumerate(parts):
        lines: list[str] = [""]
        for word in words.split():
            if len(lines[-1]) + len(word) > 24:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        content += b"".join(at(30 + 130 * number, 510 - 12 * row, line, size=8.5) for row, line in enumerate(lines))
    assert story(read(pdf([content]))) == parts


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(turn: int) -> None:
    """The page is turned by its own entry, its text against that: it is shown upright."""
    matrix = {90: b"0 1 -1 0 420 0 cm ", 180: b"-1 0 0 -1 420 595 cm ", 270: b"0 -1 1 0 0 420 cm "}[turn]
    content = b"q " + matrix + drawn(column(COLUMN[:8], 40, 300)) + b" Q"
    turned = read(pdf([content], size=(420, 595) if turn == 180 else (420, 420), page=b"/Rotate %d" % turn))
    assert story(turned) == PARAGRAPHS[:2]
    assert turned.source_map and turned.source_map.pieces[0].box
    left, bottom, _, top = turned.source_map.pieces[0].box
    assert left == pytest.approx(40, abs=1) and bottom < 300 < top


def test_what_runs_up_the_edge_is_set_aside() -> None:
    stamp = b"BT /F1 8 Tf 0 1 -1 0 15 200 Tm (Received by the archive of Osk) Tj ET\n"
    page = read(pdf([stamp + drawn(column(COLUMN[:8], 40, 300))]))
    assert story(page) == PARAGRAPHS[:2]
    assert named(page, "furniture") == ["Received by the archive of Osk"]


def test_bold_by_printing_twice() -> None:
    line = "The county council will meet again on Friday."
    content = b"".join(at(40 + shift, 500, line, size=10) for shift in (0, 0.3, 0.6))
    content += b"".join(at(40 + shift, 470, "Levelling all balls", font="F2", size=10) for shift in (0, 0.4))
    assert read(pdf([content])).text.split("\n\n") == [line, "Levelling all balls"]


def test_an_initial_joins_its_word() -> None:
    first = [
        "he harbour of Lisse was shut on",
        "Tuesday after a crane fell across",
        "its only entrance, the port said.",
    ]
    rest = COLUMN[5:8]
    content = at(40, 472, "T", font="F2", size=40)
    content += b"".join(at(70, 500 - 13 * row, line, size=9) for row, line in enumerate(first))
    content += b"".join(at(40, 461 - 13 * row, line, size=9) for row, line in enumerate(rest))
    assert read(pdf([content])).text.startswith("The harbour of Lisse was shut on\nTuesday")


def test_letters_set_apart_are_one_word() -> None:
    content = b"BT /F1 10 Tf 2 Tc 1 0 0 1 40 500 Tm (THE HARBOUR OF LISSE) Tj ET\n"
    assert read(pdf([content])).text == "THE HARBOUR OF LISSE"


def test_a_footnote_and_a_caption_cut_no_sentence() -> None:
    lines = drawn(column(COLUMN, 40, 500))
    note = at(40, 350, "1 The water company is owned by the county of Lisse.", size=6.5)
    picture = b"q 150 0 0 90 225 410 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"
    caption = at(225, 400, "The crane on the quay, before it fell", size=7)
    right = drawn(column(SECOND, 225, 380))
    page = read(pdf([lines + note + picture + caption + right]))
    assert story(page) == PARAGRAPHS
    assert named(page, "note") == ["1 The water company is owned by the county of Lisse."]
    assert named(page, "caption") == ["The crane on the quay, before it fell"]


def test_headings_and_lists() -> None:
    content = drawn(column(COLUMN[:8], 40, 400))
    content += at(40, 280, "What happens now", font="F3", size=9)
    items = ["• The crane is lifted out of the water", "   by divers from Osk.", "• The main is mended."]
    for row, line in enumerate(items):
        content += at(40 + 9 * line.startswith(" "), 260 - 13 * row, line.strip(), size=9)
    page = read(pdf([content]))
    assert named(page, "subheading") == ["What happens now"]
    assert named(page, "list") == [
        "• The crane is lifted out of the water\nby divers from Osk.",
        "• The main is mended.",
    ]
    assert story(page) == PARAGRAPHS[:2]
