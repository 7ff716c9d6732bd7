"""What a denial or a contradiction is about: another's statement, or the reporter's own.

A denial points ("denied the claim", "this is untrue") or repeats what it denies
("denied that he had taken money"); a contradiction only says the opposite ("nobody was
hurt").  Every statement of somebody else near by, and every sentence of the
reporter's own, is weighed by what it has in common with the denial, by whether it speaks of
who denies, and by how near it is.  Where nothing weighs enough it stays without.
The weights were set on invented texts that are not among those of ``benchmarks``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.acts import plainly_false
from onrecord.extract.matter import Matter, clashes, matter_of, shared, weights_of, words_of
from onrecord.extract.wording import Wording, WordRange
from onrecord.record import Act

_POINTING = re.compile(
    r"\b(?:claims?|allegations?|accusations?|accounts?|reports?|charges?|suggestions?|assertions?|story|stories|"
    r"rumou?rs?|statements?|version|findings?|figures?|tolls?|verdict|criticisms?|complaints?|contention|conclusions?|"
    r"insinuations?|description|characteri[sz]ation|warnings?|estimates?|numbers?|remarks?|comments?|article|theor(?:y|ies)|"
    r"posts?|tweets?|arguments?|assessment|notion|idea|diagnosis|results?|speculation|narrative|letter|film|book)\b"
)
_PRONOUN = re.compile(
    r"^\W*(?:it|this|that|these|those|them|him|her|all (?:of )?(?:this|that|it)|any of (?:it|this|that)|otherwise)\b"
    r"(?! (?:had|has|have|was|were|is|are|would|will|did|does)\b)"
)
# A denial that says nothing of its own: what it is about is an accusation.
_GENERIC = re.compile(
    r"\b(?:wrong ?doing|involvement|responsibility|guilt|misconduct|all (?:the )?(?:charges|allegations|claims)|"
    r"the (?:charges?|offences?|offenses?)|any (?:link|role|part|knowledge|connection|crime|breach)|assault|murder|"
    r"theft|fraud|corruption|rape|bribery|manslaughter|arson|perjury|conspiracy|blackmail|robbery|negligence|cheating|doping|"
    r"racism|bullying|harassment|abuse|plagiarism|collusion|cover-? ?up|price-? ?fixing|insider trading|forgery)\b"
)
# A reporter's own sentence that hands on what is only said of somebody.
_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|alleged|purportedly|supposedly|rumou?red|suspected|accused|charged|believed to|"
    r"said to have|thought to|claims?|claimed|allegations?|accusations?|reports? that|according)\b"
)
_COUNTERS = re.compile(
    r"\b(?:insist\w*|counter\w*|retort\w*|hit back|shot back|maintain\w*|object\w*|protest\w*|replied|responded|"
    r"corrected)\b"
)
_CONTRASTS = re.compile(
    r"(?:^\W*(?:but|however|yet|though|instead|still)\b|, however\b|\bin fact\b|\bon the contrary\b)"
)
FARTHEST = 8  # sentences between a denial and what it is about
NEAR = 3  # the same where nothing but the words contradicts
EACH_SENTENCE = 0.04  # what a sentence between takes off
# What it adds that a claim speaks of who denies it; what must be reached by a denial or dispute, and by words that only
# say the opposite.
OF_DENIER = 0.3
LEAST_TOLD, LEAST_CONTRADICTED = 0.2, 0.5


@dataclass(frozen=True, kw_only=True)
class Told:
    """A statement as far as disputes go.  ``speaker``: a number, None where nobody is known."""

    source: tuple[WordRange, ...]
    cue: tuple[WordRange, ...]
    content: tuple[WordRange, ...]
    speaker: int | None
    act: Act
    within: int | None


@dataclass(frozen=True, kw_only=True)
class About:
    """What a denial is about: numbers of statements, or a sentence of the reporter's own."""

    statements: tuple[int, ...] = ()
    sentence: WordRange | None = None


NOTHING = About()
Mentions = Callable[[int], Sequence[WordRange]]


@dataclass(frozen=True, kw_only=True)
class _Claim:
    """What may be contradicted: a statement by its number, or (None) a sentence of the reporter's own."""

    number: int | None
    words: tuple[WordRange, ...]
    matter: Matter
    sentence: int
    start: int


def find_disputes(wording: Wording, told: Sequence[Told], mentions: Mentions = lambda _: ()) -> dict[int, About]:
    """For each statement that denies or contradicts something told in the report, what it is about.

    mentions: the words that name or mean a speaker, by number.
    """
    weights = weights_of(wording)
    matters = [matter_of(wording, words_of(one.content)) for one in told]
    claims = [
        _Claim(
            number=number,
            words=one.content,
            matter=matters[number],
            sentence=_sentence_number(wording, one),
            start=_start(one),
        )
        for number, one in enumerate(told)
        if one.content
    ]
    own = list(_reporters_own(wording, told))
    found: dict[int, About] = {}
    for number, one in enumerate(told):
        if not one.content:
            continue
        explicit = one.act in ("denies", "disputes") or _insists_not(wording, one, matters[number])
        held = [other for other, claim in enumerate(told) if claim.within == number]
        content = _said(wording, one)
        if explicit and held and not content.startswith("that "):
            # "refuted suggestions by the opposition that ...", "contradicting a nurse who had said ...".
            found[number] = About(statements=(held[0],))
            continue
        here = _sentence_number(wording, one)
        best: tuple[float, _Claim] | None = None
        for claim in (*claims, *own):
            if abs(claim.sentence - here) > (FARTHEST if explicit else NEAR) or not _may_be(told, number, claim):
                continue
            if explicit:
                score = _explicit(wording, told, number, claim, matters, weights, mentions)
            else:
                score = _contradicting(wording, told, number, claim, matters, weights)
            score -= EACH_SENTENCE * abs(claim.sentence - here)
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


def _may_be(told: Sequence[Told], number: int, claim: _Claim) -> bool:
    """Whether a claim is somebody else's, and told apart from the denial."""
    one = told[number]
    if claim.number is None:
        if one.act not in ("says", "believes", "accuses", "denies", "disputes"):
            return False
        return not any(first < end and start < last for start, end in one.cue for first, last in claim.words)
    other = told[claim.number]
    if claim.number == number or _same_speaker(other, one) or _contains(one, other):
        return False
    if one.act in ("denies", "disputes"):
        return other.act != "denies" or claim.start < _start(one)
    return (
        one.act in ("says", "believes", "accuses")
        and one.within is None
        and other.within is None
        and other.act not in ("denies", "disputes", "asks", "thanks", "orders")
        and claim.start < _start(one)
    )


def _insists_not(wording: Wording, one: Told, matter: Matter) -> bool:
    """ "Insisted that no order was given": a denial in other words."""
    cue = " ".join(wording.lower[word] for word in words_of(one.cue))
    return one.act == "says" and one.within is None and matter.denied and bool(_COUNTERS.search(cue))


def _explicit(
    wording: Wording,
    told: Sequence[Told],
    number: int,
    claim: _Claim,
    matters: Sequence[Matter],
    weights: dict[str, float],
    mentions: Mentions,
) -> float:
    """How likely a denial or dispute is about a claim."""
    one = told[number]
    content = _said(wording, one)
    generic = bool(_GENERIC.search(content))
    pointing = (
        bool(_PRONOUN.match(content))
        or plainly_false(content)
        or (bool(_POINTING.search(content)) and len(matters[number].stems) < 9)
    )
    common = shared(matters[number].stems, claim.matter.stems, weights)
    of_denier = one.speaker is not None and any(
        first <= m and n <= last for m, n in mentions(one.speaker) for first, last in claim.words
    )
    behind = claim.start > _start(one)
    score = common + (OF_DENIER if of_denier and one.act == "denies" else 0.0) - 0.2 * behind
    if claim.number is not None and told[claim.number].act in ("denies", "disputes"):
        score -= 0.3
    # "denied that nobody had come" and "nobody came" are the same side only where both negate alike.
    if claim.matter.denied and matters[number].denied and not pointing:
        score -= 0.1
    if pointing or generic:
        score += 0.3
        if claim.number is not None:
            other = told[claim.number]
            score += 0.2 * (other.act == "accuses" and not _PRONOUN.match(content))
            score += 0.3 * (other.speaker is not None and _names(one, mentions(other.speaker)))
        else:
            hearsay = bool(_HEARSAY.search(wording.said(claim.words[0][0], claim.words[-1][1])))
            score += 0.18 * hearsay + 0.1 * bool(claim.matter.figures) - (0.05 if of_denier else 0.22)
        score += 0.3 * _taken_up(wording, one, claim, weights)
    elif claim.number is None:
        score -= 0.05
    return score


def _contradicting(
    wording: Wording,
    told: Sequence[Told],
    number: int,
    claim: _Claim,
    matters: Sequence[Matter],
    weights: dict[str, float],
) -> float:
    """How likely a statement without a word of denial contradicts a claim told before it."""
    if claim.start > _start(told[number]):
        return 0.0
    clash = clashes(matters[number], claim.matter)
    if not clash:
        return 0.0
    common = shared(matters[number].stems, claim.matter.stems, weights)
    cue = " ".join(wording.lower[word] for word in words_of(told[number].cue))
    score = 0.75 * clash + 0.5 * common + 0.15 * bool(_COUNTERS.search(cue))
    first, last = wording.sentence(_start(told[number]))
    score += 0.15 * bool(_CONTRASTS.search(wording.said(first, last)))
    if claim.number is None:
        score -= 0.1
    elif told[claim.number].speaker is None:
        score -= 0.05
    return score


def _names(one: Told, places: Sequence[WordRange]) -> bool:
    """Whether a denial's content speaks of somebody: "Putin’s claim"."""
    return any(first <= m and n <= last for m, n in places for first, last in one.content)


def _taken_up(wording: Wording, one: Told, claim: _Claim, weights: dict[str, float]) -> float:
    """How much the sentence behind a denial has in common with a claim: there the denial is explained."""
    end = wording.sentence(one.content[-1][1] - 1)[1]
    if end >= len(wording.printed) or wording.paragraph(end)[0] >= end:
        return 0.0
    behind = matter_of(wording, range(*wording.sentence(end)))
    return shared(behind.stems, claim.matter.stems, weights)


def _reporters_own(wording: Wording, told: Sequence[Told]) -> Iterator[_Claim]:
    """Sentences that the reporter tells on his own word, or what of them is no statement's content."""
    taken = {word for one in told for part in (*one.content, *one.cue) for word in range(*part)}
    for number, start in enumerate(wording.story.sentences):
        first, last = wording.sentence(start)
        spoken = sum(word in taken for word in range(first, last))
        if last - first - spoken < 4 or 2 * spoken > last - first:
            continue
        while last > first + 1 and not wording.printed[last - 1][0].isalnum():
            last -= 1
        matter = matter_of(wording, [word for word in range(first, last) if word not in taken])
        yield _Claim(number=None, words=((first, last),), matter=matter, sentence=number, start=first)


def _said(wording: Wording, one: Told) -> str:
    return wording.said(one.content[0][0], one.content[-1][1])


def _start(one: Told) -> int:
    return min(part[0] for part in (*one.cue, *one.content))


def _sentence_number(wording: Wording, one: Told) -> int:
    return int(wording.sentence_of[one.cue[0][0] if one.cue else one.content[0][0]])


def _same_speaker(left: Told, right: Told) -> bool:
    if left.speaker is not None or right.speaker is not None:
        return left.speaker == right.speaker
    return left.source == right.source


def _contains(outer: Told, inner: Told) -> bool:
    """Whether the one's content holds the other's cue."""
    return any(first <= c[0] and c[1] <= last for first, last in outer.content for c in inner.cue)
