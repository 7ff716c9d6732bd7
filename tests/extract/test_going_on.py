"""With whom a report goes on, by rule: the subject, the last speaker, the two, the company."""

from __future__ import annotations

import pytest

from onrecord.extract.coreference import Meant
from onrecord.extract.known import Known, Last
from onrecord.extract.mentions import ORGANIZATION
from onrecord.extract.speakers import may_speak, speaker_of
from onrecord.extract.topic import subject_before
from tests.extract.test_speakers import known
from tests.extract.told import words_at

NAMES = {"person": "Ada Lund|Per Brisk|Ivo Moor", "organization": "Halvor Steel|Nord Bank|Supreme Court"}


def subject(about: Known, pronoun: str, *forms: int) -> str | None:
    place = words_at(about.wording, pronoun)[0]
    found = (
        subject_before(about.wording, about.mentions, place, forms)
        if forms
        else subject_before(about.wording, about.mentions, place)
    )
    if found is None:
        return None
    mention = about.mentions[found.mention]
    return about.wording.said(mention.first, mention.last)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Per Brisk met Ivo Moor. He left.", "per brisk"),
        ("In a letter to Per Brisk, Ivo Moor asked for help. He left.", "ivo moor"),
        ("Per Brisk’s lawyer wrote to Ivo Moor. He left.", None),
        ("“Per Brisk is late,” Ivo Moor said. He left.", "ivo moor"),
        ("Ivo Moor sat down. “Per Brisk is late. We all are,” he said.", "ivo moor"),
        ("Ivo Moor was cheerful: “Per Brisk is late,” he said.", "ivo moor"),
        ("The harbour was shut. He left.", None),
    ],
)
def test_whom_the_words_before_are_about(text: str, who: str | None) -> None:
    about = known(text, **NAMES)
    assert subject(about, "he") == who


def test_an_organization_may_be_the_subject() -> None:
    about = known("Halvor Steel fell. The company left.", **NAMES)
    assert subject(about, "the company", ORGANIZATION) == "halvor steel"


def test_he_is_the_subject_of_the_sentence_before() -> None:
    about = known("Per Brisk met Ivo Moor. He said so.", **NAMES)
    he = next(i for i, mention in enumerate(about.mentions) if about.wording.lower[mention.first] == "he")
    brisk, moor = about.entities.of_cluster[0], about.entities.of_cluster[1]
    about.meant[he] = Meant(candidates=((1, 0.5), (0, 0.2)))
    assert speaker_of(about, words_at(about.wording, "He")).entity == brisk
    about.meant[he] = Meant(candidates=((1, 0.98), (0, 0.01)))
    assert speaker_of(about, words_at(about.wording, "He")).entity == moor


def test_he_is_the_neighbour_who_spoke() -> None:
    about = known("A neighbour of Per Brisk said it was cold. He added that it was wet.", **NAMES)
    place = words_at(about.wording, "A neighbour of Per Brisk")
    neighbour = speaker_of(about, place).entity
    assert neighbour is not None
    he = next(i for i, mention in enumerate(about.mentions) if about.wording.lower[mention.first] == "he")
    about.meant[he] = Meant(candidates=((0, 0.95),))
    words = words_at(about.wording, "He")
    assert speaker_of(about, words, Last(neighbour, near=True, place=place[0])).entity == neighbour
    assert speaker_of(about, words, Last(neighbour, near=False, place=place[0])).entity != neighbour


def test_they_are_the_two_of_whom_was_told() -> None:
    about = known("Ada Lund and Per Brisk have written a book. They say so.", **NAMES)
    entity = speaker_of(about, words_at(about.wording, "They")).entity
    assert entity is not None
    assert (about.entities.drafts[entity].name, about.entities.drafts[entity].kind) == (
        "Ada Lund and Per Brisk",
        "group",
    )


@pytest.mark.parametrize(
    ("text", "role", "who"),
    [
        ("Halvor Steel fell by a tenth. The company blamed the weather.", "The company", "Halvor Steel"),
        ("Halvor Steel sued a company in Tesmar. The company denied it.", "The company", "The company"),
        ("A ruling of the Supreme Court lifted it. The court said so.", "The court", "Supreme Court"),
        ("Nord Bank lifted it. The court said so.", "The court", "The court"),
    ],
)
def test_the_company_is_that_of_the_sentence_before(text: str, role: str, who: str) -> None:
    about = known(text, **NAMES)
    entity = speaker_of(about, words_at(about.wording, role, text.lower().count(role.lower()) - 1)).entity
    assert entity is not None and about.entities.drafts[entity].name == who


def test_it_is_the_report_that_spoke() -> None:
    about = known("A report by engineers said the dam was safe. It said no more.", **NAMES)
    report = speaker_of(about, words_at(about.wording, "A report by engineers")).entity
    assert report is not None
    assert speaker_of(about, words_at(about.wording, "It"), Last(report, near=True)).entity == report


def test_a_clause_with_who_is_whoever_stands_before_it() -> None:
    about = known("It was Per Brisk, who sold the mill in May, saying so.", **NAMES)
    entity = speaker_of(about, words_at(about.wording, "who sold the mill in May")).entity
    assert entity is not None and about.entities.drafts[entity].name == "Per Brisk"


@pytest.mark.parametrize(
    ("cited", "may"),
    [("Per Brisk", True), ("legal risks and cost", False), ("Per Brisk’s popularity", False), ("the ministry", True)],
)
def test_who_can_be_cited(cited: str, may: bool) -> None:
    about = known(f"The board declined, citing {cited}.", **NAMES)
    assert may_speak(about, words_at(about.wording, cited)) == may


def test_a_sentence_without_an_end_is_looked_back_over_no_further_than_any_other() -> None:
    about = known("Per Brisk met " + "a clerk and " * 200 + "he said so.", **NAMES)
    assert subject(about, "he") is None
