from __future__ import annotations

import pytest

from onrecord.extract import first_names
from onrecord.extract.first_names import is_first_name, sex_of

WOMEN = """
    Mary Hillary Theresa Carmen Dilma Marine Ségolène Angela Ursula Astrid Giorgia Yulia Oksana Agnieszka Zsuzsanna Eleni
    Siobhán Fatima Fatemeh Aisha Meral Ayşe Tzipi Indira Priyanka Benazir Yuriko Chunying Ngozi Wangari Megawati Jacinda
    """.split()
MEN = """
    John Barack Donald José João François Jürgen Søren Gérard Luigi Vladimir Volodymyr Lech Viktor Traian Hashim Micheál
    Mohammed Bashar Abdullah Hassan Javad Recep Gurbanguly Benjamin Ehud Narendra Imran Shinzo Xiaoping Kofi Uhuru Joko
    """.split()
EITHER = "Alex Chris Kim Robin Taylor Jean Andrea Simone Nicola Nikita Sasha Yuki Jinping Kiran Noor Ilham".split()


@pytest.mark.parametrize("name", WOMEN)
def test_women(name: str) -> None:
    assert sex_of(name) == "f"


@pytest.mark.parametrize("name", MEN)
def test_men(name: str) -> None:
    assert sex_of(name) == "m"


@pytest.mark.parametrize("name", [*EITHER, "Brisk", "Xyz", ""])
def test_neither(name: str) -> None:
    assert sex_of(name) is None


def test_known_all_the_same() -> None:
    assert all(is_first_name(name) for name in (*WOMEN, *MEN, *EITHER))
    assert not is_first_name("Brisk")
    assert not is_first_name("")


def test_case_and_accents() -> None:
    assert sex_of("josé") == sex_of("Jose") == sex_of("JOSÉ") == "m"
    assert sex_of("Işıl") == sex_of("Isil") == "f"
    assert sex_of("Łukasz") == sex_of("lukasz") == "m"


def test_double_names() -> None:
    assert sex_of("Jean-Claude") == "m"
    assert sex_of("Jean") is None
    assert sex_of("Anne-Sophie") == "f"
    assert sex_of("Hans-Dietrich") == "m"


def test_words_that_begin_sentences() -> None:
    assert sex_of("Will") == "m"
    assert sex_of("May") == "f"
    assert not any(is_first_name(word) for word in ("Will", "May", "June", "Mark", "Paris"))
    assert is_first_name("Bill")


def test_each_name_once() -> None:
    words = [name for table in (first_names._WOMEN, first_names._MEN, first_names._EITHER) for name in table.split()]
    keys = [first_names._key(name) for name in words]
    assert len(keys) == len(set(keys)) > 1200
    assert all(name[:1].isupper() for name in words)
    assert {first_names._key(word) for word in first_names._ALSO_WORDS} <= set(keys)


def test_loads_once() -> None:
    assert first_names._names() is first_names._names()
