from __future__ import annotations

from onrecord.extract.mentions import HE, PERSON, ROLE, SHE, THEY, Mention, plain_mentions
from tests.extract.told import names_at, wording_of


def found(text: str, **names: str) -> list[tuple[str, int]]:
    wording = wording_of(text)
    named = [Mention(n.first, n.last, n.form) for n in names_at(wording, **names)]
    return [(wording.said(m.first, m.last), m.form) for m in plain_mentions(wording.printed, named)]


def test_pronouns_roles_and_names() -> None:
    text = "Ada Lund said the former defence minister had told her lawyer that they would go."
    assert found(text, person="Ada Lund") == [
        ("ada lund", PERSON),
        ("the former defence minister", ROLE),
        ("her lawyer", ROLE),
        ("her", SHE),
        ("they", THEY),
    ]


def test_a_role_that_is_part_of_a_name_is_none() -> None:
    assert found(
        "The Defence Ministry and the singer Ada Lund agreed.", organization="Defence Ministry", person="Ada Lund"
    ) == [
        ("defence ministry", 1),
        ("ada lund", PERSON),
    ]


def test_a_role_ends_where_its_noun_phrase_ends() -> None:
    assert found("The man of the hour thanked him.") == [("the man", ROLE), ("him", HE)]
    assert found("The river rose.") == []


def test_capitals_are_no_pronouns() -> None:
    assert found("IT and HE stocks fell in the US.") == []
