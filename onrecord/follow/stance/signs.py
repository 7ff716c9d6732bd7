"""Signs of a statement's stance: words that refute or hedge, its form, and how far its words are the claim's."""

from __future__ import annotations

import re

import numpy as np

from onrecord.extract.words import WORD
from onrecord.follow.early import LAYERS, Floats, unit
from onrecord.follow.stance.reading import COMMON, Wording, rarity

_REFUTES = re.compile(
    r"(?<![a-z])(?:hoax\w*|fake\w*|false\w*|debunk\w*|den(?:y|ies|ied|ying|ial)|satir\w*|untrue|myths?|bogus|prank\w*|"
    r"stag(?:ed|ing)|fabricat\w*|legend|refut\w*|dismiss\w*|nope|contrary|truth|wrong\w*|fool\w*|trick\w*|"
    r"dup(?:e|ed|es)|fiction\w*|photoshop\w*|parody|mock\w*|lie[sd]?|lying|made up|make up|not real|disput\w*|"
    r"reject\w*|alive|admit\w*|apologi\w*|retract\w*|correct\w*|unfounded|baseless|disprov\w*|exposed?|confess\w*|"
    r"scam|joke|stunt|never|discredit\w*|shoots? down|unlikely|sorry|actually|really|spoof|misidentif\w*|mistaken\w*|"
    r"deceiv\w*|not|n['’]t|no|didnt|isnt|cant|wont|nothing|without|calm down|rest easy|unsubstantiated|"
    r"inaccurate)(?![a-z])"
)
_HEDGES = re.compile(
    r"(?<![a-z])(?:report\w*|rumou?r\w*|claim\w*|alleg\w*|may|might|could|says?|said|tells?|told|accord\w*|suspect\w*|"
    r"apparent\w*|believ\w*|possibl\w*|likely|unconfirmed|sources?|accus\w*|investigat\w*|prob(?:e|es|ing|ably)|what|"
    r"why|how|is|are|did|does|was|tipped|expected|appears?|seem\w*|fears?|feared|potential\w*|plan\w*|purported\w*|"
    r"supposed\w*|question\w*|wonder\w*|doubt\w*|mystery|verif\w*|leak\w*|maybe|perhaps|speculat\w*|if|whether|would|"
    r"official\w*|police|mother|expert\w*|hear\w*|confirm\w*|viral|video|internet|story|news|facebook|twitter|"
    r"update)(?![a-z])"
)
_DENIES = re.compile(
    r"(?<![a-z])(?:not|no|never|nobody|nothing|none|neither|nor|without|cannot|(?:\w+n['’]?t))(?![a-z])"
)
_FLATLY = re.compile(
    r"(?<![a-z])(?:hoax\w*|fake\w*|false\w*|debunk\w*|den(?:y|ies|ied|ying|ial)|satir\w*|untrue|myths?|bogus|prank\w*|"
    r"fabricat\w*|refut\w*|disput\w*|not (?:true|real)|made up|no,|nope)(?![a-z])"
)
_QUOTES = re.compile(r"[\"“‘]|(?<![a-z])'")
_SOURCE_LAST = re.compile(
    r"[:,\-–—] ?(?:\w+ ){0,2}(?:reports?|sources?|says?|claims?|paper|official|police)\W*$|"
    r"(?:reports?|says|said|claims?)\W*$"
)
_LABEL_FIRST = re.compile(r"\W*(?:report|rumou?r|claim|video|watch|photo|update|breaking)s?\b")
_HEARSAY = re.compile(r"reportedly|alleged|report(?:s|ed)?\b|rumou?r|claims?\b")
_MODAL = re.compile(r"\b(?:may|might|could|possibl[ey]|probably|likely)\b")
_SAYS = re.compile(r"\bsa(?:ys?|id)\b|\btells?\b|\baccording\b")
_ASKS = re.compile(r"\W*(?:is|are|did|does|was|were|has|have|can|could|will|why|what|how|who)\b")
_NUMBER = re.compile(r"\d+")
_MOST_WORDS = 25

_ALIKE = ("covered", "least covered", "poorly covered", "covers")
_OF_WORDS = (
    "refutes", "any refutes", "flatly", "claim flatly", "where refutes", "claim refutes", "refutes more", "denies",
    "claim denies", "denies one", "hedges", "claim hedges", "new hedges", "asks", "ends asking", "calls", "colon",
    "quotes", "dots", "source last", "label first", "hearsay", "modal", "says", "question", "words", "claim words",
    "capitals", "accents",
)  # fmt: skip
_OF_BOTH = (
    "shared", "claim shared", "pairs shared", "numbers missing", "numbers new", "numbers shared", "in order",
    "shared behind", "nearest shared",
)  # fmt: skip
SIGNS = (*_OF_WORDS, *(f"{name} {layer}" for layer in LAYERS for name in _ALIKE), *_OF_BOTH)


def signs(statement: Wording, claim: Wording) -> list[float]:
    """The values of ``SIGNS``."""
    return [*_of_words(statement, claim), *_alike(statement, claim), *_of_both(statement, claim)]


def _of_words(statement: Wording, claim: Wording) -> list[float]:
    text, own, other = statement.text, statement.text.lower(), claim.text.lower()
    refutes, hedges = [match.start() for match in _REFUTES.finditer(own)], _HEDGES.findall(own)
    others, claim_hedges = len(_REFUTES.findall(other)), _HEDGES.findall(other)
    denies, claim_denies = len(_DENIES.findall(own)), len(_DENIES.findall(other))
    return [
        len(refutes), bool(refutes), bool(_FLATLY.search(own)), bool(_FLATLY.search(other)),
        refutes[0] / len(own) if refutes else 1, others, len(refutes) - others, denies,
        claim_denies, bool(denies) != bool(claim_denies), len(hedges), len(claim_hedges),
        len(set(hedges) - set(claim_hedges)), "?" in text, text.rstrip().endswith("?"), "!" in text, ":" in text,
        bool(_QUOTES.search(text)), "..." in text, bool(_SOURCE_LAST.search(own)), bool(_LABEL_FIRST.match(own)),
        bool(_HEARSAY.search(own)), bool(_MODAL.search(own)), bool(_SAYS.search(own)), bool(_ASKS.match(own)),
        min(len(statement.lower), _MOST_WORDS) / 10, min(len(claim.lower), _MOST_WORDS) / 10,
        sum(word.isupper() and len(word) > 2 for word in statement.printed) / 3, not text.isascii(),
    ]  # fmt: skip


def alike(statement: Wording, claim: Wording, layer: int) -> Floats:
    """The cosine of each word of the claim with each of the statement, ``[claim's, statement's]``."""
    return unit(claim.vectors[:, layer]) @ unit(statement.vectors[:, layer]).T


def _alike(statement: Wording, claim: Wording) -> list[float]:
    """How well the claim's words are met in the statement and the other way round, by each layer."""
    if not statement.telling or not claim.telling:
        return [0.0] * (len(LAYERS) * len(_ALIKE))
    found: list[float] = []
    wanted = np.array([rarity(claim.lower[at]) for at in claim.telling])
    given = np.array([rarity(statement.lower[at]) for at in statement.telling])
    for layer in range(len(LAYERS)):
        table = alike(statement, claim, layer)[np.ix_(claim.telling, statement.telling)]
        best = table.max(axis=1)
        poor = float((best < 0.7 * np.median(best)).mean())
        covers = float((table.max(axis=0) * given).sum() / given.sum())
        found += [float((best * wanted).sum() / wanted.sum()), float(best.min()), poor, covers]
    return found


def _of_both(statement: Wording, claim: Wording) -> list[float]:
    own, wanted = set(statement.stems), {claim.stems[at] for at in claim.telling}
    telling = {statement.stems[at] for at in statement.telling}
    pairs, claim_pairs = (set(zip(one.stems, one.stems[1:], strict=False)) for one in (statement, claim))
    numbers, claim_numbers = (set(_NUMBER.findall(one.text)) for one in (statement, claim))
    order = [statement.stems.index(each) for each in claim.stems if each in own and each not in COMMON]
    behind = [at for at, each in enumerate(statement.stems) if each in wanted]
    lower = statement.text.lower()
    refutes = [len(WORD.findall(lower[: match.start()])) for match in _REFUTES.finditer(lower)]
    return [
        len(wanted & own) / max(1, len(wanted | telling)),
        len(wanted & own) / max(1, len(wanted)),
        len(claim_pairs & pairs) / max(1, len(claim_pairs)),
        len(claim_numbers - numbers),
        bool(numbers - claim_numbers),
        len(numbers & claim_numbers),
        float((np.diff(order) > 0).mean()) if len(order) > 1 else 0.5,
        sum(bool(refutes) and at > refutes[0] for at in behind) / max(1, len(behind)),
        min((abs(at - other) for at in behind for other in refutes), default=10) / 10,
    ]
