from __future__ import annotations

import numpy as np
import pytest

from onrecord.extract.mentions import ORGANIZATION, OTHER, PERSON, PLACE
from onrecord.extract.names import KINDS, Name, find_names
from tests.extract.told import wording_of, words_at


def found(text: str, *marked: tuple[str, int], sources: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    """What becomes of names that the head finds at the given places."""
    wording = wording_of(text)
    tags = np.zeros(len(wording.printed), dtype=np.int64)
    for phrase, form in marked:
        first, last = words_at(wording, phrase)
        tags[first] = 1 + 2 * KINDS.index(form)
        tags[first + 1 : last] = 2 + 2 * KINDS.index(form)
    scores = np.full((len(tags), 9), np.log(0.01), dtype=np.float32)
    scores[np.arange(len(tags)), tags] = np.log(0.92)
    names: list[Name] = find_names(wording, scores, [words_at(wording, source) for source in sources])
    return [(" ".join(wording.printed[one.first : one.last]), one.form) for one in names]


@pytest.mark.parametrize(
    ("text", "marked", "wanted"),
    [
        ("The judge, W. H. Moor, was late.", "Moor", "W . H . Moor"),
        ("They chose plan 2. Moor was glad.", "Moor", "Moor"),
        ("We met Mrs Lund.", "Mrs Lund", "Lund"),
        ("We met Commander Jana Holt.", "Commander Jana Holt", "Jana Holt"),
        ("We met the baker Jana Holt.", "the baker Jana Holt", "Jana Holt"),
        ("We met Sheikh Omar Tarn.", "Sheikh Omar Tarn", "Omar Tarn"),
        ("It is Ada Lund’s boat.", "Ada Lund’s", "Ada Lund"),
        ("Then Ada Lund came.", "Lund", "Ada Lund"),
        ("Then Lund, Ada’s aunt, came.", "Lund,", "Lund"),
    ],
)
def test_bounds_of_a_person(text: str, marked: str, wanted: str) -> None:
    assert found(text, (marked, PERSON)) == [(wanted, PERSON)]


def test_a_word_for_a_people_names_no_place() -> None:
    assert found("Three Syrian cities fell.", ("Syrian", PLACE)) == [("Syrian", OTHER)]
    assert found("Syria fell.", ("Syria", PLACE)) == [("Syria", PLACE)]


@pytest.mark.parametrize(
    ("first", "sure", "form"),
    [(PERSON, 0.9, PLACE), (ORGANIZATION, 0.47, PLACE), (ORGANIZATION, 0.9, ORGANIZATION)],
)
def test_what_the_head_is_unsure_of_goes_with_the_rest_of_the_report(first: int, sure: float, form: int) -> None:
    text = "Farrant fell. In Farrant nobody slept. Farrant is silent."
    wording = wording_of(text)
    scores = np.full((len(wording.printed), 9), np.log(0.01), dtype=np.float32)
    scores[:, 0] = np.log(0.9)
    for number, word in enumerate(wording.printed):
        if word == "Farrant":
            scores[number, 0] = np.log(0.01)
            scores[number, 5 if number else 1 + 2 * KINDS.index(first)] = np.log(0.9 if number else sure)
    assert [one.form for one in find_names(wording, scores)] == [form, PLACE, PLACE]


def test_a_last_name_alone_that_the_head_passed_over() -> None:
    text = "Ada Lund spoke first. At noon Lund left. Lund Street was dark."
    assert found(text, ("Ada Lund", PERSON)) == [("Ada Lund", PERSON), ("Lund", PERSON)]


def test_a_source_that_begins_with_a_given_name() -> None:
    text = "Anna Quill said that the mill was shut."
    assert found(text, sources=("Anna Quill",)) == [("Anna Quill", PERSON)]


def test_a_name_behind_a_role_that_the_head_passed_over() -> None:
    assert found("The baker April March was late.") == [("April March", PERSON)]
    assert found("The baker from Brisk was late.") == []


def test_a_person_called_like_a_month() -> None:
    text = "We met April March in March. There March spoke."
    assert found(text, ("April March", PERSON)) == [("April March", PERSON)]
    assert found("We met April March. At noon March spoke.", ("April March", PERSON))[-1] == ("March", PERSON)


def test_initials_in_brackets_define_a_name() -> None:
    text = "The Tarn River Board (TRB) met. The TRB is old. It met (IT) again."
    assert found(text) == [("Tarn River Board", ORGANIZATION), ("TRB", ORGANIZATION), ("TRB", ORGANIZATION)]


def test_initials_behind_a_possessive_define_a_name() -> None:
    wanted = [("Tarn River Board", ORGANIZATION), ("TRB", ORGANIZATION)]
    assert found("It was the Tarn River Board’s (TRB) plan.") == wanted
    assert found("It was the Tarn River Boards’ (TRB) plan.")[1:] == wanted[1:]


@pytest.mark.parametrize(
    ("text", "parts", "wanted"),
    [
        ("The United Nations met.", [("United", ORGANIZATION), ("Nations", PLACE)], [("United Nations", ORGANIZATION)]),
        ("The United States won.", [("United", ORGANIZATION), ("States", PLACE)], [("United States", PLACE)]),
        ("The E.U. met.", [("E.", PLACE), ("U.", PLACE)], [("E . U .", ORGANIZATION)]),
        ("Anna Lund sang.", [("Anna", PLACE), ("Lund", PERSON)], [("Anna Lund", PERSON)]),
        ("Ruth Lund sang.", [("Ruth", PERSON), ("Lund", PLACE)], [("Ruth Lund", PERSON)]),
        (
            "The Relief and Works Agency for Tarn met.",
            [("Relief and", ORGANIZATION), ("Works Agency for", ORGANIZATION), ("Tarn", PLACE)],
            [("Relief and Works Agency for Tarn", ORGANIZATION)],
        ),
        (
            "The Tarn River Board and Brisk Fund met.",
            [("Tarn River Board and", ORGANIZATION), ("Brisk Fund", ORGANIZATION)],
            [("Tarn River Board", ORGANIZATION), ("Brisk Fund", ORGANIZATION)],
        ),
        ("The Board of trustees met.", [("Board of", ORGANIZATION)], [("Board", ORGANIZATION)]),
        ("He sailed to upstate New York.", [("upstate", PLACE), ("New York", PLACE)], [("New York", PLACE)]),
        ("They went to Brisk Ostermark.", [("Brisk", PLACE), ("Ostermark", PLACE)],
         [("Brisk", PLACE), ("Ostermark", PLACE)]),
        ("Miss Brisk Ada Lund won.", [("Miss Brisk", ORGANIZATION), ("Ada Lund", PERSON)],
         [("Miss Brisk", ORGANIZATION), ("Ada Lund", PERSON)]),
        ("It met in Brisk. Tarn Board left.", [("Brisk", PLACE), ("Tarn Board", ORGANIZATION)],
         [("Brisk", PLACE), ("Tarn Board", ORGANIZATION)]),
    ],
)  # fmt: skip
def test_parts_of_a_name_are_one(text: str, parts: list[tuple[str, int]], wanted: list[tuple[str, int]]) -> None:
    assert found(text, *parts) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The flats burnt out. Photograph: Ada Lund/Reuters", []),
        ("The flats burnt out. Photo by Ada Lund /AP", []),
        ("The flats burnt out. (Photo: Tarn Board / Ada Lund)", []),
        ("The flats burnt out (AP Photo/Ada Lund).", []),
        ("A gathering in Brisk. (Ada Lund/Getty Images)", []),
        ("The AP photographer Ada Lund was beaten.", [("Ada Lund", PERSON)]),
        ("It said: Ada Lund took a photo.", [("Ada Lund", PERSON)]),
        ("Its chair is Ada Lund/Per Brisk in turns.", [("Ada Lund", PERSON)]),
    ],
)
def test_who_took_a_picture_is_nobody_of_the_report(text: str, wanted: list[tuple[str, int]]) -> None:
    assert found(text, ("Ada Lund", PERSON)) == wanted


def test_a_given_name_that_is_a_place_too() -> None:
    assert found("The baker Georgia May left.", ("Georgia", PLACE), ("May", PERSON)) == [("Georgia May", PERSON)]


def test_a_source_that_nobody_knows() -> None:
    assert found("Ulf Quill said so.", sources=("Ulf Quill",)) == [("Ulf Quill", PERSON)]
    assert found("Police Board said so.", sources=("Police Board",)) == []


def test_what_an_agency_is_called_is_no_person() -> None:
    assert found("The state news agency Talvet said so.", ("Talvet", PERSON)) == [("Talvet", ORGANIZATION)]


def test_a_title_alone_is_no_name() -> None:
    assert found("The Ms was printed twice.", ("Ms", PERSON)) == []


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("She wrote “The Water Under Us” there.", "Us", []),
        ("Nobody told Us of it.", "Us", []),
        ("Nobody told the US of it.", "US", [("US", PLACE)]),
        ("THE US SAID NO.", "US", [("US", PLACE)]),
    ],
)
def test_a_pronoun_is_no_name(text: str, word: str, wanted: list[tuple[str, int]]) -> None:
    assert found(text, (word, PLACE)) == wanted
