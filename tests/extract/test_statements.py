from __future__ import annotations

from onrecord.extract.drafts import Draft
from onrecord.extract.statements import Statement, statements
from onrecord.extract.wording import WordRange
from tests.extract.test_speakers import NAMES, known
from tests.extract.told import words_at


def told(
    text: str, *rows: tuple[str, str, str] | tuple[str, str, str, int]
) -> tuple[list[Statement], list[str | None]]:
    """Statements of drafts given as (source, cue, content[, parent]), and their speakers' names."""
    about = known(text, **NAMES)
    wording = about.wording

    def part(words: str) -> tuple[WordRange, ...]:
        return (words_at(wording, words),) if words else ()

    drafts = [Draft(source=part(row[0]), cue=part(row[1]), content=part(row[2]), confidence=0.9) for row in rows]
    parents = [row[3] if len(row) > 3 else None for row in rows]
    found = statements(about, drafts, parents, None)
    drafted = about.entities.drafts
    return found, [drafted[one.speaker.entity].name if one.speaker.entity is not None else None for one in found]


def test_a_quotation_without_a_source_goes_on_within_its_paragraph() -> None:
    text = "“The river rose,” Ada Lund said. “Nobody slept.”"
    _, speakers = told(text, ("Ada Lund", "said", "The river rose"), ("", "", "“Nobody slept.”"))
    assert speakers == ["Ada Lund", "Ada Lund"]


def test_a_dialogue_goes_by_turns() -> None:
    text = "“Did you go?” Ada Lund asked.\n“I did not,” Per Brisk said.\n“And why?”\n“It rained.”"
    _, speakers = told(
        text,
        ("Ada Lund", "asked", "“Did you go?”"),
        ("Per Brisk", "said", "“I did not,”"),
        ("", "", "“And why?”"),
        ("", "", "“It rained.”"),
    )
    assert speakers == ["Ada Lund", "Per Brisk", "Ada Lund", "Per Brisk"]


def test_a_quotation_that_follows_nobody_stays_open() -> None:
    _, speakers = told("“It rained.”\n“It did.”", ("", "", "“It rained.”"), ("", "", "“It did.”"))
    assert speakers == [None, None]


def test_the_first_person_within_a_statement_is_its_speaker() -> None:
    text = "“I told him to go,” Ada Lund said."
    _, speakers = told(text, ("Ada Lund", "said", "“I told him to go,”"), ("I", "told", "to go", 0))
    assert speakers == ["Ada Lund", "Ada Lund"]


def test_whom_a_paper_cites_speaks_and_the_paper_carries() -> None:
    text = "The Nord agency, citing Ada Lund, reported that the bridge was open."
    found, speakers = told(text, ("The Nord agency", "reported", "that the bridge was open"))
    assert speakers == ["Ada Lund"] and len(found[0].via) == 1


def test_when_a_carrier_carried_is_no_part_of_it() -> None:
    text = "Ada Lund was cited by the Nord agency on Tuesday as saying that the bridge was open."
    about = known(text, **NAMES)

    def part(words: str) -> tuple[WordRange, ...]:
        return (words_at(about.wording, words),)

    draft = Draft(
        source=part("Ada Lund"), cue=part("was cited"), content=part("the bridge was open"), confidence=0.9,
        via=part("the Nord agency on Tuesday"),
    )  # fmt: skip
    (found,) = statements(about, [draft], [None], None)
    assert [about.wording.said(*words) for _, words in found.via] == ["the nord agency"]


def test_a_source_is_not_its_own_carrier() -> None:
    text = "The Nord agency said on its website that the bridge was open."
    found, speakers = told(text, ("The Nord agency", "said", "that the bridge was open"))
    assert speakers == ["Nord"] and not any(found[0].speaker.entity == entity for entity, _ in found[0].via)


def denied(text: str, *rows: tuple[str, str, str]) -> list[tuple[int, ...]]:
    found, _ = told(text, *rows)
    return [one.about.statements for one in found]


def test_a_denial_that_points_means_the_nearest_claim_of_another() -> None:
    text = "Ada Lund said the dam had leaked. Per Brisk denied the claim."
    assert denied(text, ("Ada Lund", "said", "the dam had leaked"), ("Per Brisk", "denied", "the claim")) == [(), (0,)]


def test_a_denial_that_repeats_means_what_it_repeats() -> None:
    text = (
        "Ada Lund said the dam had leaked. The Harbour Board said fish had died. Per Brisk denied that the dam leaked."
    )
    rows = [
        ("Ada Lund", "said", "the dam had leaked"),
        ("The Harbour Board", "said", "fish had died"),
        ("Per Brisk", "denied", "that the dam leaked"),
    ]
    assert denied(text, *rows) == [(), (), (0,)]


def test_nobody_contradicts_himself() -> None:
    text = "Ada Lund said the dam had leaked. She denied the claim."
    about = denied(text, ("Ada Lund", "said", "the dam had leaked"), ("Ada Lund", "denied", "the claim"))
    assert about == [(), ()]


def test_a_hearsay_of_the_reporters_own() -> None:
    text = "The mayor was reportedly paid by the builder. Per Brisk denied any wrongdoing."
    found, _ = told(text, ("Per Brisk", "denied", "any wrongdoing"))
    assert found[0].about.sentence == (0, 8)


def test_a_refused_offer_is_no_dispute() -> None:
    text = "Ada Lund said the club would pay. Per Brisk rejected the offer."
    found, _ = told(text, ("Ada Lund", "said", "the club would pay"), ("Per Brisk", "rejected", "the offer"))
    assert [one.act for one in found] == ["says", "says"] and not found[1].about.statements
