from __future__ import annotations

from collections import defaultdict

import pytest

from onrecord.extract import sectors
from onrecord.extract.sectors import SECTORS, sector_of

CASES = {
    "GOV": [
        "defense minister", "Prime Minister", "president", "Syrian President", "South Korean President", "New Zealand president",
        "president of the United States", "Vice-President", "a senior official", "officials in Cairo", "health officials",
        "secretary of state", "Defense Secretary", "Department of Justice", "minister for the army", "White House press secretary",
        "Attorney General", "ambassador to the United Nations", "governor of the Bank of England", "Kremlin", "mayor of Brisk",
        "spokesman for the interior ministry", "Ministry of Health", "crown prince", "ruling party", "Trump administration officials",
    ],
    "MIL": ["general", "spokesman for the army", "Lt. Gen.", "People's Liberation Army", "a group of soldiers", "Maj. Gen.", "military"],
    "JUD": ["prosecutor", "judge", "Supreme Court justice", "U.S. Attorney", "district attorney", "jury"],
    "LEG": ["senator", "Republican senator", "House Intelligence Committee", "the House", "president of the Senate", "MP", "Knesset",
            "head of the Senate Armed Services Committee"],
    "COP": ["police", "police chief", "sheriff's deputies", "FBI director", "Border Patrol"],
    "SPY": ["director of the CIA", "intelligence officials", "MI6", "military intelligence"],
    "OPP": ["opposition leader", "protesters", "student protesters", "dissident", "anti-government activist"],
    "PTY": ["Labour Party", "Republican candidate", "Democrats", "Trump campaign", "party leader"],
    "REB": ["Islamic State", "rebels", "rebel commander", "al-Qaida", "Al Qaeda", "Taliban", "Lord’s Resistance Army", "Hamas movement"],
    "PRM": ["militia", "paramilitary"],
    "UAF": ["gunmen", "masked men"],
    "BUS": ["bank", "Bank of America", "chief executive of Brisk Water", "company official", "a major investor", "Brisk Water Ltd."],
    "LAB": ["police union leader", "Trades Union Congress", "factory workers"],
    "AGR": ["farmer", "Farmers’ Union"],
    "EDU": ["university", "professor of history", "chancellor of the university", "teachers", "University of Brisk"],
    "MED": ["doctor", "hospital spokeswoman", "family doctor"],
    "JRN": ["news agency", "New York Times", "editor of The Guardian", "Fox News", "state media", "reporter for the Brisk Bugle"],
    "REL": ["archbishop of Brisk", "imam", "Catholic Church"],
    "REF": ["refugees", "asylum seekers"],
    "CRM": ["bank robber", "drug cartel"],
    "ELI": ["former president", "former defence minister", "ex-minister", "a former senator", "actor", "prince"],
    "SOC": ["activist", "think tank", "Nobel laureate and activist"],
    "CVL": ["residents", "witness", "members of the public"],
    "IGO": ["NATO", "United Nations", "U.N. envoy", "EU official", "UN secretary-general", "WHO", "European Union",
            "president of the European Commission", "economist at the World Bank"],
    "NGO": ["Amnesty", "Amnesty International", "aid worker", "Médecins Sans Frontières", "Syrian Observatory for Human Rights"],
    None: [
        "", "baker", "spokesman", "his deputy", "president of Brisk Water", "Brisk Water president", "Brisk officials",
        "the president's wife", "the president 's wife", "wife of the president", "lawyer for the bank", "military analyst",
        "army veteran", "West Bank", "the man who killed the president", "who", "general manager", "club president",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("words", "sector"), [(words, sector) for sector in CASES for words in CASES[sector]])
def test_sectors(words: str, sector: str | None) -> None:
    assert sector_of(words.split()) == sector
    if words != "WHO":
        assert sector_of(words.lower().split()) == sector


def test_words_and_marks_apart() -> None:
    assert sector_of(["vice", "-", "president"]) == "GOV"
    assert sector_of(["sheriff", "’", "s", "office"]) == "COP"
    assert sector_of(["U", ".", "S", ".", "Attorney"]) == "JUD"
    assert sector_of(word for word in ("al", "-", "Qaida")) == "REB"


def test_first_that_decides() -> None:
    assert sector_of("general and senator".split()) == "LEG"
    assert sector_of("senator and professor".split()) == "LEG"
    assert sector_of("Democrat , farmer".split()) == "AGR"


def test_every_sector_is_told_and_tried() -> None:
    assert set(CASES) - {None} == set(SECTORS) == set(sectors._DECISIVE)
    assert set(sectors._VAGUE) <= set(SECTORS)


def test_each_entry_once() -> None:
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for table in (sectors._DECISIVE, sectors._VAGUE):
        for sector, text in table.items():
            for words in sectors._entries(text):
                found[words].append(sector)
    for text in (sectors._OFFICES, sectors._BARRED, sectors._EMPTY):
        for words in sectors._entries(text):
            found[words].append("")
    for last in (*sectors._LAST_ONLY, *sectors._BARRED_LAST):
        found[(last,)].append("")
    assert {words: known for words, known in found.items() if len(known) > 1} == {}


def test_long_input() -> None:
    assert sector_of(["army", *["of"] * 100_000]) == "MIL"
    assert sector_of("army of " * 100_000) is None
    assert sector_of(("the senator 's wife , " * 50_000).split()) is None


def test_loads_once() -> None:
    assert sectors._table() is sectors._table()
