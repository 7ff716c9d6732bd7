"""Whether an event happened, goes on, is ordered, planned, threatened, called for, denied or only thought of.

Read off the words that govern the trigger: the nearest one to its left in its clause decides, a negation right
before it above all.  The definitions are in ``benchmarks/gold/README.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.extract.events.grammar import Part, clause_of
from onrecord.extract.events.triggers import Trigger
from onrecord.extract.wording import Wording
from onrecord.record import EventStatus

HARMFUL = frozenset(("ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"))

_NOT = (
    r"(?:not|never|no longer|(?:did|does|do|has|have|had|was|were|is|are|wo|would|could|ca|won|couldn|didn|doesn|don"
    r"|hasn|haven|hadn|wasn|weren|isn|aren|wouldn) ?n? ?['’] ?t)"
)
_SOME = r"(?: [^ ]+){0,%d}"
_NOUN_PHRASE = (
    r"(?: (?:a|an|the|any|all|his|her|its|their|this|that|these|those|new|more|further|immediate"
    r"|[a-z]+(?:al|ic|ish|ous|ary|ive|ed|ate)))*"
)


def _forms(words: str) -> str:
    """A pattern for verbs in all their regular forms, given without a last e."""
    return "(?:" + "|".join(f"{word}(?:e?s|e?d|ing|e)?" for word in words.split()) + ")"


_ORDER = _forms("order instruct command direct decre mandat oblig requir") + "|told|tells|tell"
_ASK = (
    _forms(
        "urg demand ask appeal request propos press plead recommend suggest insist encourag want petition beg lobby "
        "implor"
    )
    + "|sought|seeks?|seeking|(?:call|calls|called|calling) (?:for|on|upon)|pleas?|appeals?|demands?|requests?"
    "|proposals?"
)
_PLAN = (
    _forms("plan intend prepar agre pledg promis expect schedul aim hop decid vow offer commit arrang resolv")
    + "|due|set|ready|poised|going|about|willing|bound|undertook|swore|plans?|intentions?|promises?|pledges?|"
    "preparations?|agreements?|deals?|decisions?|efforts?|bids?"
)
_THREATEN = r"threat(?:en|ens|ened|ening|s)?"
_REFUSE = _forms("refus declin fail") + "|unable|neglected|reluctant|failures?|refusals?|yet"
_DENY = (
    "den(?:y|ies|ied|ying)|denials?|ruled out|rules out|rejected|dismissed|cancelled|canceled|called off|scrapped"
    "|halted|prevented|averted|foiled|thwarted|postponed|blocked|stopp(?:ed|ing) short of|let alone|stayed"
    "|no intention of"
)
# What governs a whole clause, and what only a word or two behind it.
_MAYBE = (
    "if|unless|whether|could|may|might|would|possibly|perhaps|fears?|feared|fearing|prospect|possibility|rumou?rs?"
    "|rumou?red|in case|danger|chance|risks?|mull(?:s|ed|ing)?|weigh(?:s|ed|ing)?|considers?|considered|considering"
    "|ponder(?:s|ed|ing)?|suspicion"
)
_SUPPOSED = "possible|potential|alleged|allegedly|suspected|likely|unlikely|hypothetical|supposed|rumou?red|feared"
_COMING = "planned|scheduled|upcoming|forthcoming|future|proposed|expected|next|coming|looming"
_CONTINUE = _forms("continu resum persist") + "|keeps?|kept|still|ongoing"


@dataclass(frozen=True, slots=True)
class _Rule:
    """``pattern`` is sought in the clause's words up to the trigger; the match that starts last decides."""

    status: EventStatus
    pattern: re.Pattern[str]
    parts: frozenset[Part]


_VERBS = frozenset((Part.ACTIVE, Part.PASSIVE))
_ANY = _VERBS | {Part.NOUN}


def _rule(status: EventStatus, pattern: str, parts: frozenset[Part] = _ANY) -> _Rule:
    return _Rule(status, re.compile(rf"(?:^| )(?:{pattern}) $"), parts)


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    to = rf"{_SOME % 13} to(?: be| have| have been| [a-z]+ly| proceed to| begin| start| help| try to)*"
    being = r"(?: be| been| being| also| soon| now| [a-z]+ly)*"
    return (
        # Negated.
        _rule("denied", rf"{_NOT}(?: yet| ever| even| actually| [a-z]+ly)*{being}(?: to| agreed to)?(?: be)?", _VERBS),
        _rule("denied", rf"(?:{_REFUSE})(?: on [a-z]+| again| so far)? to(?: be| [a-z]+ly)*", _VERBS),
        _rule("denied", r"no(?: [^ ]+){1,3} (?:was|were|is|are|has been|have been|had been)(?: [a-z]+ly)*", _VERBS),
        _rule("denied", rf"(?:without|against)(?: any| a| the)?{_NOUN_PHRASE}"),
        _rule("denied", rf"(?:no|neither|nor)(?: [a-z-]+)?{_NOUN_PHRASE}", frozenset((Part.NOUN,))),
        _rule("denied", r"(?:no one|nobody|none|neither|nor)(?: [a-z]+){0,3}", _VERBS),
        _rule("denied", rf"(?:{_DENY}){_SOME % 8}"),
        _rule("denied", r"(?:was|were) to have(?: been)?", _VERBS),
        # Announced as harm to come.
        _rule("threatened", rf"(?:{_THREATEN})(?: to| of| with| that){_SOME % 7}"),
        _rule("threatened", rf"(?:{_THREATEN})(?: [^ ]+){{1,3}} with{_NOUN_PHRASE}"),
        _rule("threatened", rf"(?:{_THREATEN})(?: of)?{_NOUN_PHRASE}", frozenset((Part.NOUN,))),
        # Directed, asked for.
        _rule("ordered", r"(?:gave|given|gives?|giving)(?: [^ ]+){1,9} to(?: be| [a-z]+ly)*", _VERBS),
        _rule("ordered", rf"(?:{_ORDER}|orders|under orders){to}", _VERBS),
        _rule("ordered", rf"(?:{_ORDER})(?: [a-z]+){{0,2}}{_NOUN_PHRASE}", frozenset((Part.NOUN,))),
        _rule("ordered", r"(?:ordered|ordering|orders)(?: [^ ]+){0,4}", frozenset((Part.PASSIVE,))),
        _rule("called-for", rf"(?:{_ASK}){to}", _VERBS),
        _rule("called-for", rf"(?:{_ASK}|calls for|call for)(?: [a-z]+){{0,1}}(?: to| for| that)?{_NOUN_PHRASE}"),
        _rule("called-for", rf"(?:{_ASK}) that{_SOME % 8}", _VERBS),
        _rule("called-for", r"(?:must|ought to|needs? to|has to|have to|should)(?: [a-z]+ly| now)*(?: be)?", _VERBS),
        _rule("called-for", r"(?:let us|let ’ s|please)", _VERBS),
        # Intended.
        _rule("planned", rf"(?:{_PLAN}){to}", _VERBS),
        _rule("planned", rf"(?:{_PLAN})(?: for| on| of| to{_SOME % 3})?{_NOUN_PHRASE}", frozenset((Part.NOUN,))),
        _rule("planned", rf"(?:will|shall|’ ll|' ll){_SOME % 7}", frozenset((Part.NOUN,))),
        _rule("planned", rf"(?:will|shall|’ ll|' ll){being}", _VERBS),
        _rule("planned", r"(?:is|are|was|were|am) to(?: be)?", _VERBS),
        _rule("planned", rf"(?:{_COMING})(?: [a-z-]+){{0,2}}", frozenset((Part.NOUN,))),
        # Only thought of.
        _rule("hypothetical", rf"(?:{_MAYBE}){_SOME % 8}", _VERBS),
        _rule("hypothetical", rf"(?:{_MAYBE})(?: of| that| a| an| the)*(?: [^ ]+){{0,3}}", frozenset((Part.NOUN,))),
        _rule("hypothetical", rf"(?:{_SUPPOSED})(?: [a-z]+)?"),
        # Under way.
        _rule("ongoing", rf"(?:{_CONTINUE}|began|begun|started)(?: to| on| with)?{_NOUN_PHRASE}"),
    )  # fmt: skip


_GOING = re.compile(
    r"(?:^| )(?:is|are|am|’ s|' s|’ re|has been|have been|had been|was|were|keep|keeps|kept|still)"
    r"(?: still| now| also| not| currently| [a-z]+ly)* (?:being )?$"
)
_BEING = re.compile(r"(?:^| )(?:is|are|was|were) (?:still |now |currently )?being (?:[a-z]+ly )?$")
_NOUN_GOES_ON = re.compile(
    r"^ (?:[^ ]+ ){0,6}?(?:continues?|continued|continuing|goes on|drags? on|rages?|raged|entered its|enters its"
    r"|(?:is|are|was|were|remains?) (?:still )?(?:under way|underway|ongoing|going on|in progress)"
    r"|has lasted|have lasted)\b"
)
_NOUN_WILL = re.compile(
    r"^ (?:[^.;,]+? )?(?:will|is|are|was|were) (?:be |to |due to |set to |scheduled |expected |planned |likely to )"
)
_NOUN_MAY = re.compile(r"^ (?:[^ ]+ ){0,4}?(?:could|may|might|would) ")
_NOUN_DENIED = re.compile(
    r"^ (?:[^ ]+ ){0,5}?(?:(?:was|were|has been|had been|have been) "
    r"(?:cancelled|canceled|called off|scrapped|averted|denied|postponed)"
    r"|(?:never|did not|didn ’ t) (?:took|take|happened|happen|came|come|materialis|materializ))"
)
_INFINITIVE = re.compile(r"(?:^| )to (?:be |[a-z]+ly )*$")
_OWN_FUTURE = re.compile(r"(?:^| )(?:i|we) (?:will|shall|’ ll|' ll|are going to|am going to) (?:[a-z]+ly )*$")
_PROMISE_OF_HARM = re.compile(r"(?:^| )(?:vow|vows|vowed|warn|warns|warned|warning|swore|swear)(?: [^ ]+){0,9} $")


def status_of(
    wording: Wording, trigger: Trigger, part: Part, kind: str, *, headline: bool = False
) -> EventStatus | None:
    """The status that the trigger's own clause tells; None where nothing in it governs the trigger.

    kind: the type of event, since "vowed to" announces harm or a kindness; headline: an
    infinitive there is a plan.
    """
    first, word = clause_of(wording, trigger.first)
    before = "".join(f" {lower}" for lower in wording.lower[first:word]).replace(" - ", "-") + " "
    _, end = wording.sentence(word)
    status = _governed(part, before)
    if part is Part.NOUN and status != "denied":
        behind = "".join(f" {lower}" for lower in wording.lower[trigger.last : min(end, trigger.last + 12)]) + " "
        told = _of_noun(behind)
        if told:
            return told
    # "We will strike them", said of oneself, is a threat.
    harm = kind in HARMFUL and part is not Part.NOUN and status in (None, "planned", "hypothetical")
    if harm and (_PROMISE_OF_HARM.search(before) or (wording.quoted(word) and _OWN_FUTURE.search(before))):
        return "threatened"
    if status is None:
        status = _without_governor(wording, trigger, part, before, headline)
    if wording.lower[end - 1] == "?" and status in (None, "happened", "planned", "ongoing"):
        return "hypothetical"
    return status


def _governed(part: Part, before: str) -> EventStatus | None:
    """What the governor tells that begins furthest right, unless a plan is itself what is feared, denied or asked."""
    found: list[tuple[int, EventStatus]] = []
    for rule in _rules():
        if part in rule.parts and (match := rule.pattern.search(before)):
            # The pattern may match from further left too: its last start is wanted.
            start = match.start()
            while later := rule.pattern.search(before, start + 1):
                start = later.start()
            found.append((start, rule.status))
    if not found:
        return None
    start, status = max(found, key=lambda one: one[0])
    if status == "planned":
        over = [
            one for one in found if one[1] != "planned" and (" that " in before[one[0] : start + 1] or one[1] in _OVER)
        ]
        status = max(over, key=lambda one: one[0])[1] if over else status
    return status


_OVER = ("hypothetical", "denied")


def _of_noun(behind: str) -> EventStatus | None:
    """What the predicate of a noun tells: "talks continue", "the march was called off"."""
    for pattern, status in _PREDICATES:
        if pattern.search(behind):
            return status
    return None


_PREDICATES: tuple[tuple[re.Pattern[str], EventStatus], ...] = (
    (_NOUN_DENIED, "denied"),
    (_NOUN_GOES_ON, "ongoing"),
    (_NOUN_WILL, "planned"),
    (_NOUN_MAY, "hypothetical"),
)


def _without_governor(
    wording: Wording, trigger: Trigger, part: Part, before: str, headline: bool
) -> EventStatus | None:
    here = wording.lower[trigger.first]
    if part is Part.ACTIVE and here.endswith("ing") and _GOING.search(before):
        return "ongoing"
    if part is Part.PASSIVE and _BEING.search(before):
        return "ongoing"
    if headline and part is not Part.NOUN and _INFINITIVE.search(before):
        return "planned"
    return None
