from __future__ import annotations

import pytest

from onrecord.extract.signatures import signatures
from onrecord.extract.story import story_of
from onrecord.reading.plain import read_plain

LEAD = "The paper asked its readers on Tuesday what they made of the new bridge.\n\n"


def signed(text: str) -> list[tuple[str, str, str]]:
    page = read_plain(text)
    story = story_of(page.view.text, page.view_bounds, page.view_sentences, 10**6)
    posts = {number for number, block in enumerate(page.view_blocks) if page.blocks[block].kind == "post"}

    def words(part: tuple[int, int]) -> str:
        return page.view.text[story.spans[part[0]][0] : story.spans[part[1] - 1][1]]

    return [(words(one.source), words(one.cue), words(one.content)) for one in signatures(page.view.text, story, posts)]


@pytest.mark.parametrize(
    ("lines", "source", "cue", "content"),
    [
        ("“We were never asked.” — Ada Brisk, baker", "Ada Brisk", "—", "“We were never asked.”"),
        ("“We were never asked.”\n\n― Ada Brisk", "Ada Brisk", "―", "“We were never asked.”"),
        ('"We were never asked."\n\n- Ada Brisk.', "Ada Brisk", "-", '"We were never asked."'),
        (
            "“We were never asked. Not once.”\n-- J. R. O'Hara, Lisse",
            "J. R. O'Hara",
            "--",
            "“We were never asked. Not once.”",
        ),
        ("“We were never asked.”― María del Mar Ruiz (Lisse)", "María del Mar Ruiz", "―", "“We were never asked.”"),
        ("We were never asked! — Ada Brisk (@adab) May 4, 2021", "Ada Brisk", "—", "We were never asked!"),
    ],
)
def test_signed(lines: str, source: str, cue: str, content: str) -> None:
    assert signed(LEAD + lines + "\n\nThe bridge opens in May, the council says.\n") == [(source, cue, content)]


@pytest.mark.parametrize(
    "lines",
    [
        "“We were never asked.”\n\n— An immigrant himself —",
        "“We were never asked.” — that was what the town said.",
        "The town was never asked — Ada Brisk, the mayor, said so.",
        "It was a year of storms.\n\n— Ada Brisk",
        "“No,” she said, “we were never asked.”\n\n- The bridge opens in May",
        "“We were never asked” — Ada Brisk said this on Monday, and again on Tuesday.",
        "— Ada Brisk",
    ],
)
def test_not_signed(lines: str) -> None:
    assert signed(LEAD + lines + "\n\nThe bridge opens in May, the council says.\n") == []
