from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.sentences import sentences


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "parts",
    [
        ["He left.", "She stayed."],
        ["Mr. Lund and Dr. Moe met Gov. Ruud at 3 p.m. on Monday.", "Nobody spoke."],
        ["“We will not go,” he said.", "“Not now.", "Not ever.”"],
        ["“Will you go?” she asked.", "He did not."],
        ["The U.S. president met J. R. Moe of Lund & Co. in Washington.", "They ate."],
        ["It cost $3.5 million.", "No. 5 came last."],
        ["It rose on Jan. 5 by 2 percent.", "The bank said so."],
        ["He works for the U.N.", "The others do not."],
        ["“No,” he said.", "(Nobody heard.)", "She left!"],
        ["Prices fell ... and rose again.", "That was all."],
        ["‘Go home,’ he said.", "‘Now.’"],
    ],
)
def test_split(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@given(st.text(alphabet="ab AB.!?\"”’' \n", max_size=80))
def test_nothing_is_lost(text: str) -> None:
    spans = list(sentences(text, 0, len(text)))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
