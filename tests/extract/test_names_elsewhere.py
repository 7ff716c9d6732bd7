"""Where a name ends, what kind it is, and whether it is one, by the rest of the report."""

from __future__ import annotations

import pytest

from onrecord.extract.mentions import ORGANIZATION, OTHER, PERSON, PLACE
from tests.extract.test_names import found

Told = list[tuple[str, int]]
TEXT = "The mill was shut when voters chose to abandon it, and the campaign of Ada Lund in Tarn went on. "


@pytest.mark.parametrize(
    ("text", "marked", "wanted"),
    [
        # As long as the longest.
        (
            "Brisk Beyond Borders began in May. It is said that Brisk Beyond Borders grows.",
            [("Brisk Beyond Borders", ORGANIZATION)],
            [("Brisk Beyond Borders", ORGANIZATION)] * 2,
        ),
        (
            "The Bank of Tarn lent it. The National Bank of Tarn Holding did not.",
            [("Bank of Tarn", ORGANIZATION), ("National Bank", ORGANIZATION), ("Tarn Holding", ORGANIZATION)],
            [("Bank of Tarn", ORGANIZATION), ("National Bank", ORGANIZATION), ("Tarn Holding", ORGANIZATION)],
        ),
        # To the word that tells what it is.
        ("They play in the Tarn League on Monday.", [("Tarn", PLACE)], [("Tarn League", ORGANIZATION)]),
        ("They met Tarn President Moor.", [("Tarn", PLACE), ("Moor", PERSON)], [("Tarn", PLACE), ("Moor", PERSON)]),
        ("They left Tarn Monday Court.", [("Tarn", PLACE)], [("Tarn", PLACE)]),
        # What small words link.
        (
            "Ships passed the Strait of Brisk.",
            [("Strait", PLACE), ("Brisk", PLACE)],
            [("Strait of Brisk", PLACE)],
        ),
        ("He is mayor of Tarn of Brisk.", [("Tarn", PLACE), ("Brisk", PLACE)], [("Tarn", PLACE), ("Brisk", PLACE)]),
        (
            "She works at Casa do Farol.",
            [("Casa", ORGANIZATION), ("Farol", ORGANIZATION)],
            [("Casa do Farol", ORGANIZATION)],
        ),
        (
            "It struck Jash-e-Moor at night.",
            [("Jash-", ORGANIZATION), ("Moor", PERSON)],
            [("Jash - e - Moor", ORGANIZATION)],
        ),
        # Hyphens at an end.
        ("It fell in Tarn-held hills.", [("Tarn-", PLACE)], [("Tarn", PLACE)]),
        # Abbreviations with points, whole; the last point may be that of the sentence.
        ("They asked the S.E.C. about it.", [("S.E", ORGANIZATION)], [("S . E . C .", ORGANIZATION)]),
        ("They asked the S.E.C. about it.", [("S", PLACE), ("C", PLACE)], [("S . E . C .", ORGANIZATION)]),
        ("They live in N.C. today.", [("N.C", PLACE)], [("N . C .", PLACE)]),
        ("They live in the U.S. today.", [("U.S", PLACE)], [("U . S .", PLACE)]),
        ("We met J.K. Moor.", [("Moor", PERSON)], [("J . K . Moor", PERSON)]),
        # What is no name.
        ("It made a U-turn.", [("U", PLACE)], []),
    ],
)
def test_where_a_name_ends(text: str, marked: Told, wanted: Told) -> None:
    assert found(text, *marked) == wanted


@pytest.mark.parametrize(
    ("headline", "marked", "wanted"),
    [
        ("Wealthy Voters Abandon Lund Party For Good", [("Voters Abandon Lund Party", ORGANIZATION)], ["Lund Party"]),
        ("Mill Shut As Ada Lund Voters Leave", [("Ada Lund Voters", PERSON)], ["Ada Lund"]),
        ("Mill Shut As Minor Rally Fails", [("Minor Mill", OTHER), ("Mill", ORGANIZATION)], []),
        ("Trade Commission Opens New Mill Today", [("Trade Commission", ORGANIZATION)], ["Trade Commission"]),
    ],
)
def test_a_headline_names_what_the_text_names(headline: str, marked: Told, wanted: list[str]) -> None:
    told = [(phrase, form) for phrase, form in marked if phrase in headline]
    names = found(f"{headline}\n\n{TEXT}", *told)
    assert [name for name, _ in names if name in headline] == wanted


@pytest.mark.parametrize(
    ("text", "marked", "wanted"),
    [
        ("He met Ada Lund, R-Wis., today.", [("Ada Lund", PERSON), ("Wis", ORGANIZATION)], PLACE),
        ("He met Ada Lund (D-Tarn News).", [("Ada Lund", PERSON), ("Tarn News", ORGANIZATION)], PLACE),
        ("They asked the UN about it.", [("UN", PLACE)], ORGANIZATION),
        ("They asked the US about it.", [("US", PLACE)], PLACE),
        ("They asked Brisk Images about it.", [("Brisk Images", PERSON)], ORGANIZATION),
    ],
)
def test_the_kind_that_words_tell(text: str, marked: Told, wanted: int) -> None:
    assert found(text, *marked)[-1][1] == wanted


def test_a_name_of_several_words_has_one_kind() -> None:
    text = "Ada Lund went. She left. Ada Lund came. Then Ada Lund sat, and Brisk Moor did. Brisk Moor lies far off."
    forms = found(text, ("Ada Lund", PLACE), ("Brisk Moor", PLACE))
    assert forms == [("Ada Lund", PLACE)] * 3 + [("Brisk Moor", PLACE)] * 2


@pytest.mark.parametrize(("where", "form"), [("of", PERSON), ("in", PLACE)])
def test_a_last_name_alone_is_the_person_unless_something_is_there(where: str, form: int) -> None:
    text = f"We met Ada Farrant. The house {where} Farrant was shut."
    names = found(text, ("Ada Farrant", PERSON), (f"{where} Farrant", PLACE))
    assert names[0] == ("Ada Farrant", PERSON)
    assert names[1][1] == form


def test_a_name_without_a_capital_is_none_where_the_writer_knows_capitals() -> None:
    people = [f"Ada Lund{'abcdefghijklmnopqrstuvwxyz'[n]}" for n in range(22)]
    text = f"{' met '.join(people)} past the alabaster wall."
    marked = [*((one, PERSON) for one in people), ("alabaster", PLACE)]
    assert [name for name, _ in found(text, *marked)] == people
    assert found("i live in tarn.", ("tarn", PLACE)) == [("tarn", PLACE)]
