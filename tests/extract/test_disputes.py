"""What contradicts what, without the model: the statements are given."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from onrecord.extract.contradicting import FEATURES
from onrecord.extract.disputes.find import find_disputes
from onrecord.extract.disputes.told import NOTHING, About, Told
from onrecord.extract.opposites import kinds_of, sides_of
from onrecord.extract.stems import stem
from onrecord.record import Act
from tests.extract.told import wording_of, words_at


def disputes(text: str, *told: tuple[str, str, str, Act]) -> tuple[list[About], str]:
    """Of statements given by source, cue, content and act what each is about, and the reporter's words pointed to."""
    wording = wording_of(text)
    given = [
        Told(
            source=(words_at(wording, source),) if source else (),
            cue=(words_at(wording, cue),),
            content=(words_at(wording, content),),
            speaker=number,
            act=act,
            within=None,
        )
        for number, (source, cue, content, act) in enumerate(told)
    ]
    found = find_disputes(wording, given)
    own = " ".join(wording.said(*about.sentence) for about in found.values() if about.sentence)
    return [found.get(number, NOTHING) for number in range(len(given))], own


@pytest.mark.parametrize(
    ("claim", "reply"),
    [
        ("the gate had been shut", "it was wide open"),
        ("the vote was unanimous", "the council had been deeply divided over it"),
        ("the crowd had been calm", "rioters had set cars on fire, and nobody was safe"),
        ("nine people were hurt", "they had treated only sixty-three people"),
    ],
)
def test_what_contradicts_by_what_it_says(claim: str, reply: str) -> None:
    found, _ = disputes(
        f"The mayor said {claim}. Residents claimed {reply}.",
        ("The mayor", "said", claim, "says"),
        ("Residents", "claimed", reply, "says"),
    )
    assert found[1].statements == (0,)
    assert found[0] == NOTHING


@pytest.mark.parametrize(
    ("claim", "reply"),
    [
        ("the gate had been shut", "the gate was painted blue in spring"),
        ("the road was not safe", "it was dangerous to walk there"),
        ("the bill was bad", "the bill would be debated next week"),
        ("the storm killed twenty on Monday", "nobody had died on Friday"),
        ("the team had played well", "the same was true of the crowd"),
    ],
)
def test_what_does_not(claim: str, reply: str) -> None:
    found, _ = disputes(
        f"Ada Lund said {claim}. Per Brisk claimed {reply}.",
        ("Ada Lund", "said", claim, "says"),
        ("Per Brisk", "claimed", reply, "says"),
    )
    assert found == [NOTHING, NOTHING]


def test_a_denial_without_words_of_its_own_points_to_the_lead() -> None:
    text = "The firm hid faults in its brakes. Its shares fell on Monday. Lotte Brand rejected the accusations."
    _, own = disputes(text, ("Lotte Brand", "rejected", "the accusations", "disputes"))
    assert own == "the firm hid faults in its brakes"


def test_this_is_wrong_means_the_sentence_before() -> None:
    text = "The town was founded by monks. The mill was built in 1790. Joan Pask says that is wrong."
    _, own = disputes(text, ("Joan Pask", "says", "that is wrong", "denies"))
    assert own == "the mill was built in 1790"


def test_a_denial_is_not_about_what_is_told_after_it() -> None:
    text = "Lotte Brand rejected the accusations. Ivo Moor said the regulator was told at once."
    found, _ = disputes(
        text,
        ("Lotte Brand", "rejected", "the accusations", "disputes"),
        ("Ivo Moor", "said", "the regulator was told at once", "says"),
    )
    assert found == [NOTHING, NOTHING]


def test_a_claim_that_others_dispute_is_that_of_the_sentence() -> None:
    text = (
        "The ministry said the Northern State was free. Ostria also said the war was over, a claim the States dispute."
    )
    found, _ = disputes(
        text,
        ("The ministry", "said", "the Northern State was free", "says"),
        ("Ostria", "also said", "the war was over", "says"),
        ("the States", "dispute", "a claim", "disputes"),
    )
    assert found[2].statements == (1,)


def test_a_sentence_that_tells_of_a_denial_is_no_claim() -> None:
    text = "The police contest his version of the night. Ann Gale said nobody had contested any version of it."
    found, own = disputes(text, ("Ann Gale", "said", "nobody had contested any version of it", "says"))
    assert (found, own) == ([NOTHING], "")


def test_opposites_turn_with_a_negation() -> None:
    assert sides_of([stem("safe")], frozenset([stem("safe")])) & sides_of([stem("dangerous")], frozenset())
    assert kinds_of([stem("red")]).keys() == kinds_of([stem("green")]).keys() != set()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("left", "leaving"),
        ("explosion", "exploded"),
        ("invitation", "invited"),
        ("agreement", "agreed"),
        ("gave", "given"),
    ],
)
def test_irregular_and_derived_forms_have_one_stem(left: str, right: str) -> None:
    assert stem(left) == stem(right)


def test_every_feature_has_a_weight() -> None:
    table = json.loads(files("onrecord.extract").joinpath("contradicting.json").read_text(encoding="utf-8"))
    assert tuple(table) == FEATURES


FILLER = "The road was dry. Buses ran late. A shop closed its doors. Nobody came to the hall. The band played on. "


def test_that_behind_a_verb_of_denying_is_no_pronoun() -> None:
    """In a long report what is denied must be told somewhere: not the nearest statement whatever it says."""
    text = FILLER * 3 + "Lund promised to publish every report. Brisk denied that the ship was overloaded."
    found, _ = disputes(
        text,
        ("Lund", "promised", "to publish every report", "promises"),
        ("Brisk", "denied", "that the ship was overloaded", "denies"),
    )
    assert found[1] == NOTHING


def test_in_a_long_report_two_that_share_no_word_do_not_answer_each_other() -> None:
    text = FILLER * 3 + "Lund said the farm was poor in winter. Brisk said fuel was still getting dearer."
    found, _ = disputes(
        text,
        ("Lund", "said", "the farm was poor in winter", "says"),
        ("Brisk", "said", "fuel was still getting dearer", "says"),
    )
    assert found == [NOTHING, NOTHING]


def test_a_denial_is_not_about_the_statement_that_holds_it() -> None:
    text = "He denies wrongdoing and will appeal, his lawyer said."
    found, _ = disputes(
        text,
        ("his lawyer", "said", "He denies wrongdoing and will appeal", "says"),
        ("He", "denies", "wrongdoing and will appeal", "denies"),
    )
    assert found[1] == NOTHING


def test_an_accusation_is_what_accuses() -> None:
    text = FILLER + (
        "Tesmar said the guards had fired first. She called the arrests theatre. The ministry rejected the accusation."
    )
    found, _ = disputes(
        text,
        ("Tesmar", "said", "the guards had fired first", "says"),
        ("She", "called", "the arrests theatre", "says"),
        ("The ministry", "rejected", "the accusation", "disputes"),
    )
    assert found[2].statements == (0,)
