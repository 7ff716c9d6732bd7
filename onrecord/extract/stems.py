"""What a word's forms have in common: endings cut off, irregular forms led back."""

from __future__ import annotations

from functools import lru_cache

_IRREGULAR_VERBS = """
    withhold withheld, strike struck, shoot shot, leave left, meet met, pay paid, take took taken,
    steal stole stolen, break broke broken, know knew known, write wrote written, give gave given,
    go went gone, come came, sell sold, buy bought, build built, lose lost loss losses, win won,
    hide hid hidden, lead led, send sent, spend spent, hold held, keep kept, find found, make made, run ran,
    begin began begun, sink sank sunk, drive drove driven, throw threw thrown, flee fled, beat beaten,
    fall fell fallen, rise rose risen, tell told, see saw seen, hear heard, think thought, bring brought,
    teach taught, catch caught, fight fought, feel felt, stand stood, speak spoke spoken, choose chose chosen,
    drink drank drunk, fly flew flown, grow grew grown, shut shutting, mean meant, sleep slept,
    cut cuts cutting, die died dies dying death deaths dead, kill killing killings, child children, man men,
    woman women, lie lying lied, get got gotten, eat ate eaten, wear wore worn, bite bit bitten,
    forget forgot forgotten, swear swore sworn, tear tore torn, bear bore born borne, explode explosion explosions,
    invade invasion, decide decision decisions, collide collision collisions, deliver delivery deliveries,
    arrive arrival arrivals, refuse refusal refusals, sign signature, fail failure failures, close closure closures
"""
_IRREGULAR = {form: base for base, *forms in (entry.split() for entry in _IRREGULAR_VERBS.split(",")) for form in forms}


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A word without its ending, irregular forms led back."""
    return _cut(_IRREGULAR.get(word, word))


def _cut(word: str) -> str:
    for ending in ("ation", "ition", "ment", "ance", "ing", "ies", "ied", "ed", "es", "s", "ly", "al"):
        if word.endswith(ending) and len(word) - len(ending) >= (4 if len(ending) > 3 else 3):
            word = word[: -len(ending)] + ("i" if ending in ("ies", "ied") else "")
            break
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    # "withdraw" and "withdrawal", "close" and "closing", "party" and "parties".
    return (
        word[:-1] + "i" if len(word) > 4 and word.endswith("y") else word.removesuffix("e") if len(word) > 4 else word
    )
