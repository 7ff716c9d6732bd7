"""What each denial and contradiction of a report is about."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from onrecord.extract.contradicting import features, likelihood, of_one_matter
from onrecord.extract.disputes.claims import insists_not, may_be, tells, weighed
from onrecord.extract.disputes.pointing import pointed
from onrecord.extract.disputes.told import (
    USUAL_SENTENCES,
    About,
    Claim,
    Mentions,
    Told,
    said_by,
    same_speaker,
    sentence_of,
    start_of,
    words_in,
)
from onrecord.extract.matter import Matter
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
    weights, matters, claims, own = weighed(wording, told)
    # The headline's words are told again below it.
    claims = [claim for claim in claims if not _within(claim, headlines)]
    own = [claim for claim in own if not _within(claim, headlines)]
    less_likely = math.log(max(1.0, len(wording.story.sentences) / USUAL_SENTENCES))
    found: dict[int, About] = {}
    for number, one in enumerate(told):
        if not one.content:
            continue
        explicit = one.act in ("denies", "disputes") or insists_not(wording, one, matters[number])
        held = [other for other, claim in enumerate(told) if claim.within == number]
        content = said_by(wording, one)
        if explicit and held and not content.startswith("that "):
            # "refuted suggestions by the opposition that ...", "contradicting a nurse who had said ...".
            found[number] = About(statements=(held[0],))
            continue
        here = sentence_of(wording, one)
        best: tuple[float, Claim] | None = None
        for claim in (*claims, *own):
            if abs(claim.sentence - here) > (FARTHEST if explicit else NEAR) or not may_be(told, number, claim):
                continue
            if explicit:
                score = pointed(wording, told, number, claim, matters, weights, mentions)
                score -= EACH_SENTENCE * abs(claim.sentence - here)
            elif (
                claim.start >= start_of(one)
                or not tells(wording, one)
                or (claim.number is not None and not tells(wording, told[claim.number]))
            ):
                continue
            else:
                seen = contradicting(wording, told, number, claim, matters, weights)
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
    weights, matters, claims, own = weighed(wording, told)
    for number, one in enumerate(told):
        if not one.content or one.act in ("denies", "disputes") or insists_not(wording, one, matters[number]):
            continue
        here = sentence_of(wording, one)
        for claim in (*claims, *own) if tells(wording, one) else ():
            if claim.number is not None and not tells(wording, told[claim.number]):
                continue
            if abs(claim.sentence - here) > NEAR or claim.start >= start_of(one) or not may_be(told, number, claim):
                continue
            said = words_in(wording, claim.words)
            yield number, said, contradicting(wording, told, number, claim, matters, weights)


def contradicting(
    wording: Wording,
    told: Sequence[Told],
    number: int,
    claim: Claim,
    matters: Sequence[Matter],
    weights: dict[str, float],
) -> list[float]:
    """What ``contradicting.features`` sees of a statement and a claim told before it."""
    one = told[number]
    first, last = wording.sentence(start_of(one))
    source = told[claim.number].source if claim.number is not None else ()
    return features(
        matters[number],
        claim.matter,
        weights,
        reply_said=words_in(wording, one.content),
        claim_said=words_in(wording, claim.words),
        cue=words_in(wording, one.cue),
        sentence=wording.said(first, last),
        sources=(
            words_in(wording, one.source),
            words_in(wording, source),
        ),
        own=claim.number is None,
        distance=abs(claim.sentence - sentence_of(wording, one)),
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
