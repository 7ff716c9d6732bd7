"""An utterance as a whole: its fullest wording, who was first, to whom it is attributed, which dates are wrong.

All is told by facts of the reports that carry it; the order of these does not matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.follow.quotations.align import align
from onrecord.follow.quotations.sense import turns
from onrecord.follow.quotations.words import words_of

# A wording that has so much of the longest one's words may be the fullest: an added "not" makes none fuller.
NEARLY = 0.9
# So many of these are looked at, those first that most publishers carry, and so many wordings asked for each.
MOST_POSSIBLE, MOST_ASKED = 8, 40
# A report's date that is less sure says nothing of who was first.
SURE_DATE = 0.5
# So sure a speaker must be to speak against another report's.
SURE_SPEAKER = 0.5
# So many wordings of one utterance are looked at, the longest first, and so many statements.
MOST_SAID = 2000
_LAST = "~"  # behind all days and times


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """A statement that has a wording of the utterance, and its report.

    wording: its key; words: how many it has; report: the report's key; published, time, retrieved, said: ISO, null
    where not known; ``said``: the day on which the report says that it was said; sure: the confidence of ``published``.
    publisher, via: names; speaker: as the report names them, voice: as all reports do; speaker_sure: 0 to 1.
    """

    statement: int
    wording: str
    words: int
    report: str
    publisher: str | None
    via: tuple[str, ...]
    published: str | None
    time: str | None
    sure: float
    retrieved: str | None
    said: str | None
    speaker: str | None
    voice: str
    speaker_sure: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Attributed:
    """Somebody to whom reports attribute the utterance.  reports: how many; statements: their numbers."""

    speaker: str
    voice: str
    reports: int
    statements: tuple[int, ...]


def fullest(carried: Sequence[Carried], texts: Mapping[str, str]) -> str:
    """The key of the fullest wording; texts: of each wording, by its key.

    Of those nearly as long as the longest it is the one with which, in sense, most publishers' wordings agree; then the
    one that was seen first, the longest, the first by its key.
    """
    doubtful = clocks(carried)
    by_wording: dict[str, list[Carried]] = defaultdict(list)
    for one in carried:
        by_wording[one.wording].append(one)
    longest = max(one.words for one in carried)
    days = {
        key: min((one.published or _LAST for one in some if one.statement not in doubtful), default=_LAST)
        for key, some in by_wording.items()
    }
    order = sorted(by_wording, key=lambda key: (-len(_publishers(by_wording[key])), days[key], key))
    possible = [key for key in order if by_wording[key][0].words >= NEARLY * longest][:MOST_POSSIBLE]
    words = {key: words_of(texts[key]) for key in {*possible, *order[:MOST_ASKED]}}

    def rank(key: str) -> tuple[int, str, int, str]:
        agreeing = set[str]().union(
            *(
                _publishers(by_wording[other])
                for other in order[:MOST_ASKED]
                if other == key or not turns(words[key], words[other], align(words[key], words[other]))
            )
        )
        return -len(agreeing), days[key], -by_wording[key][0].words, key

    return min(possible, key=rank) if len(possible) > 1 else possible[0]


def _publishers(some: Sequence[Carried]) -> set[str]:
    return {one.publisher or one.report for one in some}


def first_seen(carried: Sequence[Carried]) -> Carried | None:
    """The statement that was first to carry it, by a date that can be believed; null where there is none.

    On one day an earlier time is first, then a report from which others say that they have it, then the one with more
    of the words, then the report's key.
    """
    doubtful = clocks(carried)
    sources = {_folded(name) for one in carried for name in one.via}

    def rank(one: Carried) -> tuple[str, str, bool, int, str, int]:
        return (
            one.published or _LAST,
            one.time or _LAST,
            _folded(one.publisher) not in sources,
            -one.words,
            one.report,
            one.statement,
        )

    return min((one for one in carried if one.published and one.statement not in doubtful), key=rank, default=None)


def clocks(carried: Sequence[Carried]) -> dict[int, str]:
    """The statements whose report's date is not believed, and why, in words."""
    theirs: dict[str, list[str]] = defaultdict(list)
    for one in carried:
        if one.publisher and one.published and one.sure >= SURE_DATE:
            theirs[_folded(one.publisher)].append(one.published)
    found: dict[int, str] = {}
    for one in carried:
        if not one.published:
            continue
        if one.sure < SURE_DATE:
            found[one.statement] = "the report's date is not sure"
        elif one.retrieved and one.published > one.retrieved[:10]:
            found[one.statement] = f"dated after it was fetched, {one.retrieved[:10]}"
        elif one.said and one.published < one.said:
            found[one.statement] = f"dated before the words were said by its own account, {one.said}"
        else:
            for name in one.via:
                days = theirs.get(_folded(name), []) if _folded(name) != _folded(one.publisher) else []
                if days and one.published < min(days):
                    found[one.statement] = f"dated before {name}, from which it has the words, {min(days)}"
    return found


def attributed(carried: Sequence[Carried]) -> tuple[Attributed, ...]:
    """To whom it is attributed, those first to whom most reports do; left out where a report names nobody."""
    by_voice: dict[str, list[Carried]] = defaultdict(list)
    for one in carried:
        if one.speaker and one.voice:
            by_voice[one.voice].append(one)
    found = []
    for voice, some in by_voice.items():
        names = Counter(one.speaker or "" for one in some)
        found.append(
            Attributed(
                speaker=max(names, key=lambda name: (len(name.split()) > 1, names[name], name)),
                voice=voice,
                reports=len({one.report for one in some}),
                statements=tuple(sorted(one.statement for one in some)),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.reports, one.voice)))


def disagreeing(carried: Sequence[Carried], to: Sequence[Attributed]) -> bool:
    """Whether reports that are sure of it attribute it to different speakers."""
    sure: Mapping[int, float] = {one.statement: one.speaker_sure for one in carried}
    return sum(any(sure[number] >= SURE_SPEAKER for number in one.statements) for one in to) > 1


def _folded(name: str | None) -> str:
    return " ".join((name or "").casefold().removeprefix("the ").split())
