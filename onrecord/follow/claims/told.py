"""What a statement puts forward, as far as it can be compared with another's: what ``alike`` looks at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.extract.matter import STOP, Matter, matter_of
from onrecord.extract.stems import stem
from onrecord.extract.story import story_of
from onrecord.extract.wording import Wording
from onrecord.follow.claims.quantity import Figure, figures_of
from onrecord.follow.claims.rarity import rarity
from onrecord.follow.claims.senses import Senses, senses_of
from onrecord.record import Act, Attribution, Report, Spans

# Cues that put the opposite of their content forward.
_TURNING = re.compile(
    r"\b(?:den(?:y|ie[sd]|ying|ial)|ruled? out|rul(?:es|ing) out|refus\w+|reject\w*|withdr[ae]w\w*|"
    r"t(?:oo|a)k(?:en?|es)? back|retract\w*|no longer|disput\w+|contest(?:s|ed|ing)?|dismiss\w*|"
    r"doubt\w*|exclude[sd]?|disown\w*|disavow\w*|cleared?|declin\w+|contradict\w*|recant\w*|abandon\w*|dropp?(?:ed|s)?|"
    r"never said|block(?:s|ed)?|oppos\w+|lifted|lifts|against)\b|n['’]t\b|\bnot\b"
)
# "Did not deny", "could not rule out".
_TWICE = re.compile(r"\b(?:not|never|n['’]t) (?:\w+ )?(?:den\w+|rul\w+ out|exclud\w+|disput\w+|reject\w*|refus\w+)\b")
_DEEDS = frozenset(("asks", "orders", "promises", "threatens"))
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True)
class Told:
    """One statement.

    key: its own, by which ties are settled; report: the report's; day: when that was published, in days
    (``date.toordinal``), None where unknown; speaker: who says it, as a key or a name in lower case, "" where unknown;
    act: the attribution's; turned: whether its cue puts the opposite of its content forward; matter: of the content;
    weights: the rarity of each stem; names: words of the names in it, those that its pronouns mean too; figures: what
    it counts or measures; dates: first and last day of each time in it; words:
    the content's, lower case, by which copies are known; senses: what its words mean by themselves.
    """

    key: str
    report: str
    day: int | None
    speaker: str
    act: Act
    turned: bool
    quoted: bool
    matter: Matter
    weights: dict[str, float]
    names: frozenset[str]
    figures: tuple[Figure, ...]
    dates: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    senses: Senses | None

    @property
    def weight(self) -> float:
        """How much it tells in all."""
        return sum(self.weights.values())


def told(
    content: str,
    *,
    key: str,
    report: str = "",
    day: int | None = None,
    speaker: str = "",
    cue: str = "",
    act: Act = "says",
    names: Iterable[str] = (),
    dates: Iterable[tuple[str, str]] = (),
) -> Told:
    """A statement from its words; names: of whom its content means (their words are added to those it shows)."""
    story = story_of(content, [(0, len(content))], [(0, len(content))], 2_000)
    wording = Wording.of(content, story)
    matter = matter_of(wording, range(len(wording.printed)))
    shown = _names_shown(wording.printed)
    named = shown | {word.lower() for name in names for word in _WORDS.findall(name) if word[0].isupper()}
    weights: dict[str, float] = {}
    rare: dict[str, float] = {}
    for word in wording.lower:
        if word[0].isalpha() and word not in STOP:
            own = stem(word)
            rare[word] = rarity(word)
            if own in matter.stems:
                weights[own] = max(weights.get(own, 0.0), rarity(word))
    return Told(
        key=key,
        report=report,
        day=day,
        speaker=speaker,
        act=act,
        turned=turns(cue),
        quoted=content[:1] in "\"“'‘«",
        matter=matter,
        weights=weights,
        names=frozenset(named),
        figures=figures_of(wording.lower),
        dates=tuple(sorted(dates)),
        words=tuple(word for word in wording.lower if word[0].isalnum()),
        senses=senses_of(rare),
    )


def turns(cue: str) -> bool:
    """Whether a cue puts the opposite of its content forward: "denied", "ruled out", "no longer holds"."""
    lower = cue.lower()
    return bool(_TURNING.search(lower)) and not _TWICE.search(lower)


def _names_shown(printed: Sequence[str]) -> set[str]:
    """Words with a capital that do not only stand at the beginning of a sentence."""
    found = set()
    opening = True
    for word in printed:
        if word[0].isupper() and not opening and word.lower() not in STOP and (len(word) > 1):
            found.add(word.lower())
        if word[0].isalnum():
            opening = False
        elif word in '.!?“"':
            opening = True
    return found


def told_of(report: Report, attribution: Attribution, *, key: str, speaker: str = "") -> Told:
    """A statement of a record.  speaker: a key for who says it, else the name of the record's entity."""
    entities = {entity.id: entity for entity in report.entities}
    if not speaker and attribution.speaker:
        speaker = entities[attribution.speaker].name.lower()
    return told(
        attribution.content.text,
        key=key,
        report=report.id,
        day=day_of(report),
        speaker=speaker,
        cue=attribution.cue.text if attribution.cue else "",
        act=attribution.act or "says",
        names=meant_in(report, attribution.content.spans),
        dates=dates_in(report, attribution.content.spans),
    )


def day_of(report: Report) -> int | None:
    """The day a report was published, as a number."""
    return date.fromisoformat(report.published.date).toordinal() if report.published.date else None


def meant_in(report: Report, spans: Spans) -> list[str]:
    """The names of those whom words of a report mean, be it by a pronoun."""
    return [
        entity.name
        for entity in report.entities
        if entity.named and any(_inside(mention.spans, spans) for mention in entity.mentions)
    ]


def dates_in(report: Report, spans: Spans) -> list[tuple[str, str]]:
    """First and last day of each date within words of a report."""
    return [
        (time.start[:10], (time.end or time.start)[:10])
        for time in report.times
        if time.type in ("DATE", "TIME") and time.start and _inside(time.spans, spans)
    ]


def _inside(inner: Spans, outer: Spans) -> bool:
    return any(first <= start < last for start, _ in inner[:1] for first, last in outer)


def same_speaker(one: Told, other: Told) -> bool:
    """Whether two speakers may be one: the same key, or one's name has the other's ("dr nela voss", "voss")."""
    if not one.speaker or not other.speaker:
        return False
    if one.speaker == other.speaker:
        return True
    mine, theirs = one.speaker.split(), other.speaker.split()
    short, long = sorted((mine, theirs), key=len)
    return short[-1] == long[-1] and set(short) <= set(long) and len(short[-1]) > 2


def deed(act: str) -> bool:
    """Whether a statement with this act puts a deed forward that is not done yet."""
    return act in _DEEDS
