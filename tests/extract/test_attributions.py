"""The model on short texts that any version must read right."""

from __future__ import annotations

import pytest

from onrecord.reader import Reader


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kind"),
    [
        (
            "“The bridge is closed,” said Ada Brisk, the mayor of Lisse.",
            "Ada Brisk, the mayor of Lisse",
            "said",
            "“The bridge is closed,”",
            "direct",
        ),
        (
            "The mayor said that the bridge would stay closed.",
            "The mayor",
            "said",
            "that the bridge would stay closed",
            "indirect",
        ),
        (
            "The mayor called the bridge “a disgrace to the town”.",
            "The mayor",
            "called",
            "the bridge “a disgrace to the town”",
            "mixed",
        ),
        ("‘The bridge is closed,’ Ms Brisk said on Tuesday.", "Ms Brisk", "said", "‘The bridge is closed,’", "direct"),
        ("''The bridge is closed,'' Ms. Brisk said.", "Ms. Brisk", "said", "''The bridge is closed,''", "direct"),
        ("«The bridge is closed,» Ms. Brisk said.", "Ms. Brisk", "said", "«The bridge is closed,»", "direct"),
        (
            "According to the ministry, two people were hurt.",
            "the ministry",
            "According to",
            "two people were hurt",
            "indirect",
        ),
    ],
)
def test_single_statements(reader: Reader, text: str, source: str, cue: str, content: str, kind: str) -> None:
    (found,) = reader.read(text=text).attributions
    assert found.source and found.cue
    assert found.source.text.rstrip(".,") == source
    assert found.cue.text == cue
    assert found.content.text.rstrip(".") == content
    assert found.kind == kind


def test_a_split_quotation_is_one(reader: Reader) -> None:
    text = "“If the river rises again,” the mayor said, “we will close the bridge for good.”"
    (found,) = reader.read(text=text).attributions
    assert [text[a:b] for a, b in found.content.spans] == [
        "“If the river rises again,”",
        "“we will close the bridge for good.”",
    ]
    assert found.kind == "direct"


def test_a_quotation_over_paragraphs_is_one(reader: Reader) -> None:
    text = (
        "The president spoke for an hour.\n\n“I have come here to say three things to you, and you will like none of them,” she said. "
        "“The first is that the money is gone.\n\n“The second is that it will not come back.”\n"
    )
    found = [one for one in reader.read(text=text).attributions if "money is gone" in one.content.text]
    assert len(found) == 1
    assert "will not come back" in found[0].content.text


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “temporary” stairs are now in their eleventh year, and the “Mermaid” café opens in May.",
        "The bridge was built in 1966 and painted green. It is 300 metres long.",
    ],
)
def test_scare_quotes_are_left_alone(reader: Reader, text: str) -> None:
    assert not [one for one in reader.read(text=text).attributions if one.kind == "direct"]


def test_a_text_without_statements(reader: Reader) -> None:
    assert reader.read(text="The bridge was built in 1966. It is 300 metres long.").attributions == ()


def test_a_headline_and_the_story_have_each_its_own() -> None:
    report = Reader().read(
        text="Harbour Courier\n6 March 2021\n\nTwelve died in plant blast, coroner says\n\nThe explosion at the Hallam "
        "Nitrates plant in Kestrel Bay killed twelve workers, Ilse Brandt, the coroner, said on Saturday.\n"
    )
    found = [
        (one.source and one.source.text, one.cue and one.cue.text, one.content.text[:20]) for one in report.attributions
    ]
    assert found == [
        ("coroner", "says", "Twelve died in plant"),
        ("Ilse Brandt, the coroner", "said", "The explosion at the"),
    ]
