from __future__ import annotations

import pytest

from onrecord.extract.words import (
    CAPITALISED,
    MARK,
    MIXED,
    NUMBER,
    PLAIN,
    UNKNOWN,
    UPPER,
    WORD,
    case_of,
    pieces_of,
    vocabulary,
)


def pieces(word: str) -> list[str]:
    names = {number: piece for piece, number in vocabulary().items()}
    return [names[number] for number in pieces_of(word)[0]]


def test_words() -> None:
    assert WORD.findall("He said: ''No,'' don’t_go ``x`` 3.5%") == [
        "He", "said", ":", "''", "No", ",", "''", "don", "’", "t", "_", "go", "``", "x", "``", "3", ".", "5", "%",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("President", ["president"]),
        ("Café", ["cafe"]),
        ("embeddings", ["em", "##bed", "##ding", "##s"]),
        ("…", ["…"]),
        ("x" * 101, ["[UNK]"]),
        ("🙂", ["[UNK]"]),
    ],
)
def test_pieces_are_berts(word: str, expected: list[str]) -> None:
    assert pieces(word) == expected


def test_a_word_always_has_a_piece() -> None:
    assert pieces_of("\u0301")[0] == (UNKNOWN,)
    assert len(vocabulary()) == 30522


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("said", PLAIN),
        ("Said", CAPITALISED),
        ("A", CAPITALISED),
        ("NATO", UPPER),
        ("iPhone", MIXED),
        ("42", NUMBER),
        ("2nd", PLAIN),
        (",", MARK),
        ("日本", PLAIN),
    ],
)
def test_cases(word: str, case: int) -> None:
    assert case_of(word) == case
