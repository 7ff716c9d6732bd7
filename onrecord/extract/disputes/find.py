"""What each denial and contradiction of a report is about."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from onrecord.extract.contradicting import features, likelihood, of_one_matter
from onrecord.extract.disputes.claims import Weighed, insists_not, may_be, tells, weighed
from onrecord.extract.disputes.pointing import pointed
from onrecord.extract.disputes.told import (
    USUAL_SENTENCES,
    About,
    Claim,
    Mentions,
    Told,
    said_by,
    same_speaker,
    start_of,
    words_in,
)
from onrecord.extract.wording import Wording, WordRange

FARTHEST = 8  # sentences between a denial and what it is about
NEAR = 3  # the same where nothing but the words contradicts
EACH_SENTENCE = 0.04  # what a sentence between takes off
# What it adds that the same speaker has just denied the claim in so many words; and what it takes off that a claim
# itself says the opposite of another.
GOES_ON, IN_TURN = 0.25, 0.15
# What must be reached by a denial or dispute, and by words that only say the opposite.
LEAST_TOLD, LEAST_CONTRADICTED = 0.2, 0.6


def find_disputes(
    wording: Wording,
    told: Sequence[Told],
    mentions: Mentions = lambda _: (),
    headlines: Sequence[WordRange] = (),
) -> dict[int, About]:
    """For each statement that denies or contradicts something told in the report, what it is about.

    mentions: the words that name or mean a speaker, by number; headlines: their words.
    """
    known = weighed(wording, told)
    # The headline's words are told again below it.
    claims = [claim for claim in known.claims if not _within(claim, headlines)]
    less_likely = math.log(max(1.0, len(wording.story.sentences) / USUAL_SENTENCES))
    found: dict[int, About] = {}
    for number, one in enumerate(told):
        if not one.content:
            continue
        explicit = _is_explicit(known, number)
        held = [other for other, claim in enumerate(told) if claim.within == number]
        content = said_by(wording, one)
        if explicit and held and not content.startswith("that "):
            # "refuted suggestions by the opposition that ...", "contradicting a nurse who had said ...".
            found[number] = About(statements=(held[0],))
            continue
        best: tuple[float, Claim] | None = None
        for claim in claims:
            if not (_is_near(known, number, claim, FARTHEST) if explicit else _may_contradict(known, number, claim)):
                continue
            if explicit:
                score = pointed(known, number, claim, mentions)
                score -= EACH_SENTENCE * abs(claim.sentence - known.sentences[number])
            else:
                seen = contradicting(known, number, claim)
                score = likelihood(seen, 0.0 if of_one_matter(seen) else less_likely)
                score += GOES_ON * _denied_before(told, number, claim, found) - IN_TURN * (claim.number in found)
            if best is None or score > best[0] + 1e-9:
                best = (score, claim)
        if best and best[0] >= (LEAST_TOLD if explicit else LEAST_CONTRADICTED):
            claim = best[1]
            found[number] = (
                About(statements=(claim.number,))
                if claim.number is not None
                else About(sentence=(claim.words[0][0], claim.words[-1][1]))
            )
    # Two that deny each other in a circle: the later one is the denial.
    for number in sorted(found):
        for other in found[number].statements:
            if other in found and number in found[other].statements and other > number:
                del found[number]
                break
    return found


def candidates(wording: Wording, told: Sequence[Told]) -> Iterator[tuple[int, str, list[float]]]:
    """For each pair of a statement and a claim near by that may contradict each other without a word of denial.

    The statement's number, the claim's words, and what ``contradicting.features`` sees; for the fit.
    """
    known = weighed(wording, told)
    for number, one in enumerate(told):
        if not one.content or _is_explicit(known, number):
            continue
        for claim in known.claims:
            if _may_contradict(known, number, claim):
                yield number, words_in(wording, claim.words), contradicting(known, number, claim)


def _is_explicit(known: Weighed, number: int) -> bool:
    """Whether a statement denies or disputes in so many words."""
    one = known.told[number]
    return one.act in ("denies", "disputes") or insists_not(known.wording, one, known.matters[number])


def _is_near(known: Weighed, number: int, claim: Claim, farthest: int) -> bool:
    """Whether a claim is somebody else's and at most so many sentences away."""
    return abs(claim.sentence - known.sentences[number]) <= farthest and may_be(known.told, number, claim)


def _may_contradict(known: Weighed, number: int, claim: Claim) -> bool:
    """Whether a statement may say the opposite of a claim told shortly before, without a word of denial."""
    wording, told = known.wording, known.told
    return (
        _is_near(known, number, claim, NEAR)
        and claim.start < start_of(told[number])
        and tells(wording, told[number])
        and (claim.number is None or tells(wording, told[claim.number]))
    )


def contradicting(known: Weighed, number: int, claim: Claim) -> list[float]:
    """What ``contradicting.features`` sees of a statement and a claim told before it."""
    wording, told = known.wording, known.told
    one = told[number]
    first, last = wording.sentence(start_of(one))
    source = told[claim.number].source if claim.number is not None else ()
    return features(
        known.matters[number],
        claim.matter,
        known.weights,
        reply_said=words_in(wording, one.content),
        claim_said=words_in(wording, claim.words),
        cue=words_in(wording, one.cue),
        sentence=wording.said(first, last),
        sources=(
            words_in(wording, one.source),
            words_in(wording, source),
        ),
        own=claim.number is None,
        distance=abs(claim.sentence - known.sentences[number]),
    )


def _denied_before(told: Sequence[Told], number: int, claim: Claim, found: dict[int, About]) -> bool:
    """Whether the statement before is the same speaker's and about the same claim."""
    if number == 0 or number - 1 not in found or not same_speaker(told[number - 1], told[number]):
        return False
    about = found[number - 1]
    if claim.number is not None:
        return claim.number in about.statements
    return about.sentence == (claim.words[0][0], claim.words[-1][1])


def _within(claim: Claim, ranges: Sequence[WordRange]) -> bool:
    return any(first <= claim.words[0][0] < last for first, last in ranges)
