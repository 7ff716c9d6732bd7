"""Countries by the words that news prints for them: names, peoples, capitals, seats of power.

The table beside this module has a row for each country and territory with a code
of ISO 3166-1 (alpha-2), and one for Kosovo (XK, as is customary).  A land that
governs itself without a code of its own stands with the country under whose code
its ground falls: Northern Cyprus with CY, Somaliland with SO, Abkhazia with GE.

Case tells much: "US" is a country and "us" is not, nor are "turkey" and "polish".
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

# Words in the table that often stand for something else, or for either of two countries.
AMBIGUOUS = frozenset(
    """
    America|Antigua|Athens|Brit|Brussels|Castille|Chad|Colombo|Congo|Congolese|Cuba|Dane|Dominican|Dominicans|
    Emirates|English|Finn|Finns|France|GB|George Town|Georgetown|Georgia|Georgian|Georgians|Greek|Greeks|Guinea|
    Holland|Hollander|Home Office|India|Indian|Indians|Ireland|Irish|Israel|Istana|Jamestown|Jersey|
    Jerusalem|Jordan|Khmer|Kingston|Kiwi|Kiwis|Korea|Korean|Koreans|Lao|Lebanon|Lima|Macedonia|Macedonian|Macedonians|
    Male|Micronesian|Micronesians|Monaco|Montserrat|No 10|No. 10|Number 10|Number Ten|Palestine|Panama|Persia|Pole|
    Poles|Polish|Quirinal|Rada|Saint Martin|San José|San Jose|San Juan|Saint-Denis|St. John's|Saint John's|
    St. Martin|Samoa|Samoan|Samoans|Santiago|Scot|Serb|Serbs|Sofia|Swede|Tripoli|Turk|Turkey|Valletta|Victoria|
    Virgin Islands|Virgin Islander|Virgin Islanders|Wales|Washington|Wellington|Westminster
    """.replace("\n    ", "")
    .strip()
    .split("|")
)

_PLURAL_MEN = ("chmen", "chwomen", "shmen", "shwomen", "tsmen", "xmen")


class _Words(NamedTuple):
    """The table's words with their countries' codes, by what they are."""

    names: dict[str, str]
    demonyms: dict[str, str]
    capitals: dict[str, str]
    seats: dict[str, str]
    parts: dict[str, str]


def country_of(name: str) -> str | None:
    """The code of a country by its name, its people's ("Russian", "Russians") or its seat of power ("Kremlin").

    Names of AMBIGUOUS are answered too.  Capitals and parts of countries have functions of their own.
    """
    words, key = _words(), _key(name)
    return words.names.get(key) or words.demonyms.get(key) or words.seats.get(key)


def country_named(name: str) -> str | None:
    """The code of a country by its name alone: "Russia" and "Russian Federation", not "Russian" or "Kremlin"."""
    return _words().names.get(_key(name))


def country_of_capital(name: str) -> str | None:
    """The code of the country whose capital or seat of government is a city of this name."""
    return _words().capitals.get(_key(name))


def country_of_part(name: str) -> str | None:
    """The code of the country that a land or region is part of: "Scotland", "Chechnya", "Gaza"."""
    return _words().parts.get(_key(name))


def is_demonym(word: str) -> bool:
    """Whether a word (or two: "South Korean") says of which country somebody is."""
    return _key(word) in _words().demonyms


def is_plural_demonym(word: str) -> bool:
    """Whether a word can only be several people of a country: "Russians", "Frenchmen", not "Chinese".

    The last word of a longer demonym ("Lankans") is one as well.
    """
    return _key(word) in _plural_demonyms()


def codes() -> frozenset[str]:
    """All codes of the table."""
    return frozenset(code for code, *_ in _rows())


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, ...], ...]:
    text = files("onrecord.extract").joinpath("countries.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines()[1:])


@lru_cache(maxsize=1)
def _words() -> _Words:
    words = _Words({}, {}, {}, {}, {})
    for code, *columns in _rows():
        for known, column in zip(words, columns, strict=True):
            for printed in filter(None, column.split("|")):
                known[_key(printed)] = code
    for known in words:
        for key, code in list(known.items()):
            # Headlines in capitals; of short words only those that are abbreviations anyway.
            if len(key) > 3:
                known.setdefault(key.upper(), code)
    return words


@lru_cache(maxsize=1)
def _plural_demonyms() -> frozenset[str]:
    plural = {word for word in _words().demonyms if _is_plural(word)}
    return frozenset(plural | {word.rpartition(" ")[2] for word in plural})


def _is_plural(demonym: str) -> bool:
    word = demonym.lower()
    return (word.endswith("s") and not word.endswith(("ss", "ois", "nnais", "uais"))) or word.endswith(_PLURAL_MEN)


@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    """One form of a name: no article, accents or curly marks, single blanks."""
    name = " ".join(name.replace("’", "'").replace("‑", "-").split())
    for article in ("the ", "The ", "THE "):
        name = name.removeprefix(article)
    if name.isascii():
        return name
    return "".join(char for char in unicodedata.normalize("NFD", name) if unicodedata.category(char) != "Mn")
