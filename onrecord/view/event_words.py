"""Types, modes and statuses of events in plain words."""

from __future__ import annotations

from onrecord.record import Event, EventStatus, Magnitude

# PLOVER's root types.
TYPES = {
    "AGREE": "agreement", "CONSULT": "talks", "SUPPORT": "support", "CONCEDE": "concession", "YIELD": "concession",
    "COOPERATE": "cooperation", "AID": "aid", "RETREAT": "retreat", "REQUEST": "request", "ACCUSE": "accusation",
    "REJECT": "refusal", "THREATEN": "threat", "PROTEST": "protest", "SANCTION": "sanction",
    "MOBILIZE": "show of force", "COERCE": "coercion", "ASSAULT": "attack",
}  # fmt: skip
# Modes that have a word of their own; others stand behind the type: "aid (military)".
_MODES = {
    "ACCUSE": {"investigate": "investigation", "legal": "charge in court"},
    "AGREE": {"meet": "agreement to meet", "settle": "settlement", "assist": "pledge of help",
        "yield": "agreement to yield"},
    "AID": {"asylum": "asylum"},
    "ASSAULT": {"abduct": "abduction", "aerial": "attack from the air", "assassinate": "assassination",
        "beat": "beating", "execute": "execution", "explosives": "attack with explosives",
        "firearms": "shooting", "heavy-weapons": "attack with heavy weapons",
        "primitive": "attack with simple weapons", "sexual": "sexual violence",
        "suicide-attack": "suicide attack", "torture": "torture"},
    "COERCE": {"arrest": "arrest", "ban": "ban", "censor": "censorship", "curfew": "curfew",
        "deport": "deportation", "destroy": "destruction", "martial-law": "martial law",
        "restrict": "restriction", "seize": "seizure"},
    "CONSULT": {"meet": "meeting", "mediate": "mediation", "phone": "talks by phone", "visit": "visit"},
    "PROTEST": {"hunger": "hunger strike", "riot": "riot", "strike": "strike"},
    "REJECT": {"assist": "refusal to help", "meet": "refusal to meet", "yield": "refusal to yield"},
    "REQUEST": {"assist": "request for help", "change": "call for change", "meet": "request to meet",
        "yield": "call to yield"},
    "RETREAT": {"ceasefire": "ceasefire", "disarm": "disarmament", "release": "release",
        "resign": "resignation", "withdraw": "withdrawal"},
    "SANCTION": {"discontinue": "breaking off", "expel": "expulsion", "withdraw": "withdrawal in protest"},
    "THREATEN": {"attack": "threat of attack", "coerce": "threat of coercion"},
}  # fmt: skip
STATUSES: dict[EventStatus, str] = {
    "happened": "happened",
    "ongoing": "going on",
    "ordered": "ordered, not told as done",
    "planned": "planned",
    "threatened": "threatened, not done",
    "called-for": "called for, not told as done",
    "denied": "denied",
    "hypothetical": "only supposed",
}


def kind_words(event: Event) -> str:
    """Type and mode of an event: "visit", "attack with explosives"."""
    return type_words(event.type, event.mode)


def type_words(kind: str, mode: str | None) -> str:
    """Type and mode in words; an unknown code as it is, in small letters."""
    if mode and (known := _MODES.get(kind, {}).get(mode)):
        return known
    words = TYPES.get(kind, kind.lower())
    return f"{words} ({mode.replace('-', ' ')})" if mode else words


def kinds_called(words: str) -> tuple[tuple[str, str | None], ...]:
    """What is meant by a code or by words that the views have for it: types, with the mode where one is meant alone.

    "CONSULT" and "talks" are CONSULT of any mode, "arrest" is COERCE with that mode, "concession" two types; empty
    where it is none of these.
    """
    wanted = " ".join(words.lower().replace("-", " ").split())
    types = [(code, None) for code, called in TYPES.items() if wanted in (code.lower(), called)]
    modes = [
        (code, mode)
        for code, some in _MODES.items()
        for mode, called in some.items()
        if wanted in (called, f"{TYPES[code]} ({mode.replace('-', ' ')})")
    ]
    return (*types, *modes)


def magnitude_words(magnitude: Magnitude) -> str:
    """A figure with its unit and what it counts: "12 killed", "1,500 troops withdrawn"."""
    value = magnitude.value
    figure = f"{value:,.0f}" if value == round(value) else f"{value:,}"
    return " ".join(part for part in (figure, magnitude.unit, magnitude.kind.replace("-", " ")) if part)
