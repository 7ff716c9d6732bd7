"""The forms of an English verb or noun, from its base."""

from __future__ import annotations

import re

# Base, past and participle of the verbs that do not simply add "ed".
_IRREGULAR = {
    base: (past, participle)
    for base, past, participle in (
        entry.split()
        for entry in """
    abide abided abided, arise arose arisen, be was been, bear bore borne, beat beat beaten, become became become,
    begin began begun, behead beheaded beheaded, bend bent bent, beset beset beset, bind bound bound, bite bit
    bitten, blow blew blown, break broke broken, bring brought brought, build built built, burn burned burned, buy
    bought bought, cast cast cast, catch caught caught, choose chose chosen, come came come, cut cut cut, deal dealt
    dealt, do did done, draw drew drawn, drive drove driven, eat ate eaten, fall fell fallen, feed fed fed, feel
    felt felt, fight fought fought, find found found, flee fled fled, fly flew flown, forbid forbade forbidden,
    forgive forgave forgiven, freeze froze frozen, get got got, give gave given, go went gone, have had had, hear
    heard heard, hit hit hit, hold held held, hurt hurt hurt, keep kept kept, lay laid laid, lead led led, leave
    left left, lend lent lent, let let let, lose lost lost, make made made, meet met met, mow mowed mown, overrun
    overran overrun, overthrow overthrew overthrown, pay paid paid, put put put, quit quit quit, retake retook
    retaken, rise rose risen, run ran run, say said said, see saw seen, seek sought sought, sell sold sold, send
    sent sent, set set set, shoot shot shot, shut shut shut, sit sat sat, slay slew slain, speak spoke spoken, stand
    stood stood, steal stole stolen, strike struck struck, swear swore sworn, take took taken, tell told told, throw
    threw thrown, undertake undertook undertaken, uphold upheld upheld, walk walked walked, win won won, withdraw
    withdrew withdrawn, withhold withheld withheld, write wrote written, hang hanged hung, split split split,
    overcome overcame overcome, sink sank sunk, sue sued sued, will would would, can could could, may might might
    """.split(",")
    )
}
# One short vowel before one consonant: "gun", "stop", "rob".
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]$")
# Longer ones whose last letter is doubled too, as after a stressed short vowel.
_DOUBLED = frozenset(
    "refer defer deter confer concur commit admit permit remit submit omit expel compel repel rebut begin beset "
    "overrun quit rebel program equip occur abet forbid forget regret upset acquit impel dispel propel".split()
)


def verb_forms(base: str) -> tuple[str, ...]:
    """Base, third person, past, participle and -ing form, each once; "stop" gives stop, stops, stopped, stopping."""
    if base == "be":
        return ("be", "is", "are", "was", "were", "been", "being", "am")
    if "-" in base:
        head, _, tail = base.rpartition("-")
        return tuple(f"{head}-{form}" for form in verb_forms(tail))
    if base in ("will", "could", "would", "may", "can"):
        return (base,)
    present = f"{base}es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{base}s"
    stem = base
    if base.endswith("y") and base[-2:-1] not in "aeou":
        present, stem = f"{base[:-1]}ies", f"{base[:-1]}i"
    doubled = base in _DOUBLED or _SHORT.match(base) is not None
    if doubled:
        stem = base + base[-1]
    past = f"{stem.removesuffix('e')}ed"
    going = base + base[-1] if doubled else base.removesuffix("e") if not base.endswith("ee") else base
    if base in ("sue", "argue"):
        going = base[:-1]
    forms = [base, present, *_IRREGULAR.get(base, (past,)), f"{going}ing"]
    if base in ("cancel", "travel", "model", "signal", "quarrel"):
        forms += [f"{base}led", f"{base}ling"]
    return tuple(dict.fromkeys(forms))


_PARTICIPLES = frozenset(form for forms in _IRREGULAR.values() for form in forms)


_BASES = {form: base for base, forms in _IRREGULAR.items() for form in forms}


def base_of(word: str) -> str:
    """The base of an irregular form: "withdrew" gives "withdraw"; any other word as it is."""
    return _BASES.get(word, word)


def is_participle(word: str) -> bool:
    """Whether a word in lower case may be a past form or participle."""
    return word.endswith("ed") or word in _PARTICIPLES


def noun_forms(base: str) -> tuple[str, ...]:
    """Singular and plural."""
    if base.endswith(("s", "x", "ch", "sh")):
        return (base, f"{base}es")
    if base.endswith("y") and base[-2:-1] not in "aeou":
        return (base, f"{base[:-1]}ies")
    return (base, f"{base}s")
