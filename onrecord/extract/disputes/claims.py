"""What may be denied or contradicted: statements, and what the reporter tells on his own word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.acts import REFUSING
from onrecord.extract.contradicting import COUNTERS
from onrecord.extract.disputes.told import Claim, Told, contains, same_speaker, sentence_of, start_of, words_in
from onrecord.extract.matter import Matter, matter_of, weights_of, words_of
from onrecord.extract.wording import Wording

SHORTEST = 4  # words of a content that may contradict another by what it says
_NO_CLAUSE = frozenset("to if whether where how what who him her them his its their for of as not".split())


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A report's statements, ready to be compared.

    ``weights``: of the stems; ``matters``: of each statement; ``sentences``: the number of that in which it is made,
    -1 where it has no content; ``claims``: the statements as claims, and the reporter's own claims behind them.
    """

    wording: Wording
    told: Sequence[Told]
    weights: dict[str, float]
    matters: Sequence[Matter]
    sentences: Sequence[int]
    claims: Sequence[Claim]


def weighed(wording: Wording, told: Sequence[Told]) -> Weighed:
    """The statements of a report with what is claimed in it."""
    matters = [matter_of(wording, words_of(one.content)) for one in told]
    sentences = [sentence_of(wording, one) if one.content else -1 for one in told]
    claims = [
        Claim(
            number=number,
            words=one.content,
            matter=matters[number],
            sentence=sentences[number],
            start=start_of(one),
        )
        for number, one in enumerate(told)
        if one.content
    ]
    claims += _reporters_own(wording, told)
    return Weighed(
        wording=wording,
        told=told,
        weights=weights_of(wording),
        matters=matters,
        sentences=sentences,
        claims=claims,
    )


def may_be(told: Sequence[Told], number: int, claim: Claim) -> bool:
    """Whether a claim is somebody else's, and told apart from the denial."""
    one = told[number]
    if claim.number is None:
        if one.act not in ("says", "believes", "accuses", "denies", "disputes"):
            return False
        return not any(first < end and start < last for start, end in one.cue for first, last in claim.words)
    other = told[claim.number]
    if claim.number == number or same_speaker(other, one) or contains(one, other) or contains(other, one):
        return False
    if one.act in ("denies", "disputes"):
        return other.act != "denies" or claim.start < start_of(one)
    return (
        one.act in ("says", "accuses")
        and one.within is None
        and other.within is None
        and other.act in ("says", "accuses", "confirms", "promises", "believes")
        and claim.start < start_of(one)
    )


def tells(wording: Wording, one: Told) -> bool:
    """Whether a content is a clause of somebody's that can be true or not: not "to resign", "whether", "him"."""
    if not one.source or sum(last - first for first, last in one.content) < SHORTEST:
        return False
    return wording.lower[one.content[0][0]] not in _NO_CLAUSE


def insists_not(wording: Wording, one: Told, matter: Matter) -> bool:
    """ "Insisted that no order was given": a denial in other words."""
    cue = words_in(wording, one.cue)
    return one.act == "says" and one.within is None and matter.denied and bool(COUNTERS.search(cue))


def _reporters_own(wording: Wording, told: Sequence[Told]) -> Iterator[Claim]:
    """Sentences that the reporter tells on his own word, or what of them is no statement's content."""
    taken = {word for one in told for part in (*one.content, *one.cue, *one.source) for word in range(*part)}
    for number, start in enumerate(wording.story.sentences):
        first, last = wording.sentence(start)
        spoken = sum(word in taken for word in range(first, last))
        if last - first - spoken < 4 or 2 * spoken > last - first:
            continue
        while last > first + 1 and not wording.printed[last - 1][0].isalnum():
            last -= 1
        rest = [word for word in range(first, last) if word not in taken]
        if any(wording.lower[word] in REFUSING for word in rest):
            continue  # "The police contest his version" tells of a denial, not of what happened
        matter = matter_of(wording, rest)
        yield Claim(number=None, words=((first, last),), matter=matter, sentence=number, start=first)
