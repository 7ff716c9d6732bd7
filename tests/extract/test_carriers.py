from __future__ import annotations

import pytest

from onrecord.extract.carriers import carriers, cited_in_turn, medium
from tests.extract.told import names_at, wording_of, words_at

CARRIED = [
    ("The minister told Reuters that the road was closed.", "told", "that the road was closed", []),
    (
        "The road was closed, the minister said, according to the Nord agency.",
        "said",
        "The road was closed",
        ["Nord agency"],
    ),
    (
        "The road was closed, the minister said in an interview with the Herald.",
        "said",
        "The road was closed",
        [],
    ),
    ("The road was closed, the minister was quoted by Reuters.", "was quoted", "The road was closed", ["Reuters"]),
    ("The road was closed, the minister told a local newspaper.", "told", "The road was closed", []),
    (
        "The road was closed, the minister was cited by a local newspaper.",
        "was cited",
        "The road was closed",
        ["a local newspaper"],
    ),
    (
        "The road was closed, the minister said in a note that Reuters published.",
        "said",
        "The road was closed",
        ["Reuters"],
    ),
    ("“The road was closed,” Reuters quoted the minister as saying.", "saying", "The road was closed", ["Reuters"]),
    ("The minister said that Reuters had got it wrong.", "said", "that Reuters had got it wrong", []),
    ("The minister told the crowd that the road was closed.", "told", "that the road was closed", []),
]


@pytest.mark.parametrize(("text", "cue", "content", "outlets"), CARRIED)
def test_carriers(text: str, cue: str, content: str, outlets: list[str]) -> None:
    wording = wording_of(text)
    names = names_at(wording, organization="Reuters|Nord|Herald")
    found = carriers(
        wording, names, words_at(wording, "the minister"), words_at(wording, cue), [words_at(wording, content)]
    )
    assert [wording.said(*words) for words in found] == [outlet.lower() for outlet in outlets]


def test_whom_a_source_cites() -> None:
    text = "The Herald, citing two doctors, said that the ward was closed."
    wording = wording_of(text)
    cited = cited_in_turn(
        wording,
        words_at(wording, "said"),
        words_at(wording, "The Herald"),
        [words_at(wording, "that the ward was closed")],
    )
    assert cited == words_at(wording, "two doctors")


MEDIA = [
    ("“We won,” she wrote on Twitter.", "wrote", "post on Twitter"),
    ("“We won,” she tweeted.", "tweeted", "post"),
    ("“We won,” she said in an interview.", "said", "interview"),
    ("“We won,” she told a news conference in Brisk.", "told", "press conference"),
    ("“We won,” she wrote in a long letter to the board.", "wrote", "letter"),
    ("“We won,” she wrote, a leaked memo shows.", "wrote", "leaked document"),
    ("“We won,” her lawyers said in a court filing.", "said", "court filing"),
    ("“We won,” she said on state television.", "said", "broadcast"),
    ("“We won,” she said.", "said", None),
    ("“We won on Twitter,” she said.", "said", None),
]


@pytest.mark.parametrize(("text", "cue", "wanted"), MEDIA)
def test_media(text: str, cue: str, wanted: str | None) -> None:
    wording = wording_of(text)
    quoted = [place for place in range(len(wording.printed)) if wording.quoted(place)]
    assert medium(wording, words_at(wording, cue), [(quoted[0], quoted[-1] + 1)]) == wanted
