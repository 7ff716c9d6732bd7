"""PLOVER's contexts of an event: what its sentence is about, by its words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_WORDS = {
    "military": """
        army military troops soldiers navy air force forces airbase airstrike airstrikes missile missiles
        tank tanks battalion brigade regiment warplane warplanes fighter jets artillery shelling front
        ceasefire truce commander general weapons arms rebels insurgents militia war
    """,
    "diplomatic": """
        ambassador ambassadors embassy embassies diplomat diplomats diplomatic foreign envoy envoys summit
        treaty talks consulate negotiations
    """,
    "economic": """
        trade tariff tariffs economy economic bank banks loan loans investment exports imports oil gas
        budget debt prices wages wage pay jobs factory company companies market markets business tax taxes
        price shares merger deal
    """,
    "legal": """
        court courts judge judges trial lawsuit prosecutor prosecutors jury verdict sentence sentenced
        convicted charges charged appeal indicted indictment lawyer law tribunal police arrested arrest
        detained suspect
    """,
    "election": """
        election elections vote votes voters ballot ballots campaign candidate candidates poll polls
        referendum polling
    """,
    "legislative": "parliament congress senate bill legislation lawmakers legislature amendment assembly mps law",
    "refugee": "refugee refugees asylum migrant migrants displaced camp camps",
    "terrorism": """
        terrorist terrorists terrorism bomber bombing jihadist jihadists extremist extremists hostage
        hostages suicide militants
    """,
    "disaster": """
        earthquake flood floods flooding hurricane storm drought wildfire wildfires tsunami landslide famine
        rescue relief
    """,
    "disease": """
        outbreak virus epidemic pandemic vaccine vaccines cholera ebola disease infection infections
        quarantine measles
    """,
    "health": "hospital hospitals health doctors nurses patients medical clinic",
    "cyber": "hackers hacked hacking cyber cyberattack malware ransomware",
    "intelligence": "spy spies spying espionage intelligence surveillance",
    "resource": "water oil gas pipeline dam river mine mining land fishing grain fuel energy",
    "environment": "climate emissions pollution forest forests environmental carbon",
    "culture": "church mosque temple religious language monument festival museum film",
    "rights": "rights freedom torture discrimination abuses journalists press censorship women minority",
    "crime": """
        murder theft robbery drugs drug gang gangs smuggling trafficking fraud bribery corruption stabbing
        shooting
    """,
    "political": "government president minister prime cabinet opposition coalition party leader leaders",
}


@lru_cache(maxsize=1)
def _of_word() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for context, words in _WORDS.items():
        for word in words.split():
            if context not in table.setdefault(word, []):
                table[word].append(context)
    return {word: tuple(contexts) for word, contexts in table.items()}


def contexts_of(words: Iterable[str]) -> tuple[str, ...]:
    """The contexts that the words of a sentence (in lower case) tell, at most three, those of most words first."""
    counts: dict[str, int] = {}
    table = _of_word()
    for word in set(words):
        for context in table.get(word, ()):
            counts[context] = counts.get(context, 0) + 1
    ranked = sorted(counts, key=lambda context: (-counts[context], list(_WORDS).index(context)))
    return tuple(ranked[:3])
