from __future__ import annotations

import pytest

from onrecord.extract.quoted_as import quoted_as
from onrecord.extract.story import story_of
from onrecord.reading.plain import read_plain


def found(text: str) -> list[tuple[str, list[str]]]:
    page = read_plain(text)
    view = page.view.text
    story = story_of(view, page.view_bounds, page.view_sentences, 10**6)

    def words(part: tuple[int, int]) -> str:
        return view[story.spans[part[0]][0] : story.spans[part[1] - 1][1]]

    return [(words(one.source), [words(part) for part in one.cue]) for one in quoted_as(view, story)]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        (
            "“The road is open,” the state agency Talvet quoted the minister as saying.",
            "the minister",
            ["quoted", "as saying"],
        ),
        (
            "“The road is open,” Lund was cited by the agency as saying at the border.",
            "Lund",
            ["was cited", "as saying"],
        ),
        (
            "Lund, the mayor of Lisse, was quoted by Talvet as saying the road was open.",
            "Lund, the mayor of Lisse",
            ["was quoted", "as saying"],
        ),
        (
            "Talvet has quoted Ada Lund, the mayor, as saying that the road was open.",
            "Ada Lund, the mayor",
            ["has quoted", "as saying"],
        ),
        (
            "Talvet, quoting an officer as saying the road was mined, gave no name.",
            "an officer",
            ["quoting", "as saying"],
        ),
        ("The mayor had also been quoted as warning of floods.", "The mayor", ["had also been quoted", "as warning"]),
    ],
)
def test_the_person_quoted_is_the_source(text: str, source: str, cue: list[str]) -> None:
    assert found(text) == [(source, cue)]


@pytest.mark.parametrize(
    "text",
    [
        "The bank quoted a price as low as ten crowns.",
        "She cited the flood as a reason.",
        "“They quoted me as saying it,” she said.",
        "The report was cited as evidence.",
        "Cited as saying",
    ],
)
def test_other_uses_of_the_verbs(text: str) -> None:
    assert found(text) == []
