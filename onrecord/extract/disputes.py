"""What a denial or a contradiction is about: another's statement, or the reporter's own.

A denial points ("denied the claim", "this is untrue") or repeats what it denies
("denied that he had taken money"); a contradiction only says the opposite ("nobody was
hurt").  Every statement of somebody else near by, and every sentence of the
reporter's own, is weighed by what it has in common with the denial, by whether it speaks of
who denies, and by how near it is.  Where nothing weighs enough it stays without.
The weights were set on invented texts that are not among those of ``benchmarks``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.acts import REFUSING, plainly_false
from onrecord.extract.contradicting import COUNTERS, features, likelihood, of_one_matter
from onrecord.extract.matter import Matter, matter_of, shared, weights_of, words_of
from onrecord.extract.stems import stem
from onrecord.extract.wording import Wording, WordRange
from onrecord.record import Act

_POINTING = re.compile(
    r"\b(?:claims?|allegations?|accusations?|accounts?|reports?|charges?|suggestions?|assertions?|story|stories|"
    r"rumou?rs?|statements?|version|findings?|figures?|tolls?|verdict|criticisms?|complaints?|contention|conclusions?|"
    r"insinuations?|description|characteri[sz]ation|warnings?|estimates?|numbers?|remarks?|comments?|article|theor(?:y|ies)|"
    r"posts?|tweets?|arguments?|assessment|notion|idea|diagnosis|results?|speculation|narrative|letter|film|book)\b"
)
_FIGURE = re.compile(r"\b(?:figures?|numbers?|tolls?|estimates?|counts?|totals?|results?)\b")
_PRONOUN = re.compile(
    r"^\W*(?:it|this|that(?= as\b|\W*$| (?:entirely|completely|outright|strongly|flatly|too)\b)|these|those"
    r"|them|him|her|all (?:of )?(?:this|that|it)|any of (?:it|this|that)|otherwise)\b"
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
# The weights were set on texts of so many sentences; where there are more, two that share no word are less likely to
# answer each other, as there are more of them.
USUAL_SENTENCES = 5
UNLIKE = 0.12  # what it takes off that a claim is of another kind than the denial points at
_TELLS_WHICH = re.compile(r"\b(?:claims?|allegations?|accusations?|reports?|suggestions?)\b[^,]*? that \w+ \w+ \w+")
_CLAIMED = re.compile(r"\b(?:claims?|allegations?|accusations?|assertions?|suggestions?|reports?)\b")
_ACCUSATION = re.compile(r"\b(?:accusations?|allegations?|charges?)\b")
_FINITE = frozenset("had has have was were is are did does would will could can may".split())
_THIS = re.compile(r"^\W*(?:that|this|these|those|it)\b")
_ACCUSING = re.compile(
    r"\b(?:accus\w+|charg\w+|alleg\w+|suspect\w*|arrest\w*|convict\w*|guilty|trial|sued?|suing|blam\w+|steal\w*|stole\w*|"
    r"brib\w+|fraud\w*|kill\w*|murder\w*|lied|lying|cheat\w*|hid|hidden|taken bribes|attack\w*|beat\w*|"
    r"abus\w+|threat\w*|leak\w*|poison\w*|jail\w*|investigat\w+|plot\w*|conspir\w*|illegal\w*|responsib\w+|fault|involv\w+"
    r"|shell\w*|sank|sunk|bomb\w*|raid\w*|loot\w*|burn\w*|torch\w*|seiz\w+|dump\w*|spill\w*|beaten|fired|shot|wounded|injur\w+|violat\w+|breach\w*|indict\w*|dop\w+|laund\w+|negligen\w+|fail\w*)\b"
)
FARTHEST = 8  # sentences between a denial and what it is about
NEAR = 3  # the same where nothing but the words contradicts
SHORTEST = 4  # words of a content that may contradict another by what it says
_NO_CLAUSE = frozenset("to if whether where how what who him her them his its their for of as not".split())
EACH_SENTENCE = 0.04  # what a sentence between takes off
# What it adds that a claim speaks of who denies it; what must be reached by a denial or dispute, and by words that only
# say the opposite.
OF_DENIER = 0.3
OF_HIS, NEXT_TO, LEAD = 0.15, 0.2, 0.2
# What it adds that the same speaker has just denied the claim in so many words; and what it takes off that a claim
# itself says the opposite of another.
GOES_ON, IN_TURN = 0.25, 0.15
LEAST_TOLD, LEAST_CONTRADICTED = 0.2, 0.6


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
class Claim:
    """What may be contradicted: a statement by its number, or (None) a sentence of the reporter's own."""

    number: int | None
    words: tuple[WordRange, ...]
    matter: Matter
    sentence: int
    start: int


def find_disputes(
    wording: Wording,
    told: Sequence[Told],
    mentions: Mentions = lambda _: (),
    headlines: Sequence[WordRange] = (),
) -> dict[int, About]:
    """For each statement that denies or contradicts something told in the report, what it is about.

    mentions: the words that name or mean a speaker, by number; headlines: their words.
    """
    weights, matters, claims, own = _weighed(wording, told)
    # The headline's words are told again below it.
    claims = [claim for claim in claims if not _within(claim, headlines)]
    own = [claim for claim in own if not _within(claim, headlines)]
    less_likely = math.log(max(1.0, len(wording.story.sentences) / USUAL_SENTENCES))
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
        best: tuple[float, Claim] | None = None
        for claim in (*claims, *own):
            if abs(claim.sentence - here) > (FARTHEST if explicit else NEAR) or not _may_be(told, number, claim):
                continue
            if explicit:
                score = _explicit(wording, told, number, claim, matters, weights, mentions)
                score -= EACH_SENTENCE * abs(claim.sentence - here)
            elif (
                claim.start >= _start(one)
                or not _tells(wording, one)
                or (claim.number is not None and not _tells(wording, told[claim.number]))
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
    weights, matters, claims, own = _weighed(wording, told)
    for number, one in enumerate(told):
        if not one.content or one.act in ("denies", "disputes") or _insists_not(wording, one, matters[number]):
            continue
        here = _sentence_number(wording, one)
        for claim in (*claims, *own) if _tells(wording, one) else ():
            if claim.number is not None and not _tells(wording, told[claim.number]):
                continue
            if abs(claim.sentence - here) > NEAR or claim.start >= _start(one) or not _may_be(told, number, claim):
                continue
            said = " ".join(wording.lower[word] for word in words_of(claim.words))
            yield number, said, contradicting(wording, told, number, claim, matters, weights)


def _weighed(wording: Wording, told: Sequence[Told]) -> tuple[dict[str, float], list[Matter], list[Claim], list[Claim]]:
    """The weights of the stems, the matter of each statement, the statements as claims, the reporter's own claims."""
    weights = weights_of(wording)
    matters = [matter_of(wording, words_of(one.content)) for one in told]
    claims = [
        Claim(
            number=number,
            words=one.content,
            matter=matters[number],
            sentence=_sentence_number(wording, one),
            start=_start(one),
        )
        for number, one in enumerate(told)
        if one.content
    ]
    return weights, matters, claims, list(_reporters_own(wording, told))


def _may_be(told: Sequence[Told], number: int, claim: Claim) -> bool:
    """Whether a claim is somebody else's, and told apart from the denial."""
    one = told[number]
    if claim.number is None:
        if one.act not in ("says", "believes", "accuses", "denies", "disputes"):
            return False
        return not any(first < end and start < last for start, end in one.cue for first, last in claim.words)
    other = told[claim.number]
    if claim.number == number or _same_speaker(other, one) or _contains(one, other) or _contains(other, one):
        return False
    if one.act in ("denies", "disputes"):
        return other.act != "denies" or claim.start < _start(one)
    return (
        one.act in ("says", "accuses")
        and one.within is None
        and other.within is None
        and other.act in ("says", "accuses", "confirms", "promises", "believes")
        and claim.start < _start(one)
    )


def _denied_before(told: Sequence[Told], number: int, claim: Claim, found: dict[int, About]) -> bool:
    """Whether the statement before is the same speaker's and about the same claim."""
    if number == 0 or number - 1 not in found or not _same_speaker(told[number - 1], told[number]):
        return False
    about = found[number - 1]
    if claim.number is not None:
        return claim.number in about.statements
    return about.sentence == (claim.words[0][0], claim.words[-1][1])


def _tells(wording: Wording, one: Told) -> bool:
    """Whether a content is a clause of somebody's that can be true or not: not "to resign", "whether", "him"."""
    if not one.source or sum(last - first for first, last in one.content) < SHORTEST:
        return False
    return wording.lower[one.content[0][0]] not in _NO_CLAUSE


def _insists_not(wording: Wording, one: Told, matter: Matter) -> bool:
    """ "Insisted that no order was given": a denial in other words."""
    cue = " ".join(wording.lower[word] for word in words_of(one.cue))
    return one.act == "says" and one.within is None and matter.denied and bool(COUNTERS.search(cue))


def _explicit(
    wording: Wording,
    told: Sequence[Told],
    number: int,
    claim: Claim,
    matters: Sequence[Matter],
    weights: dict[str, float],
    mentions: Mentions,
) -> float:
    """How likely a denial or dispute is about a claim."""
    one = told[number]
    content = _said(wording, one)
    generic = bool(_GENERIC.search(content))
    few = _in_few(wording)
    pointing = (
        bool(_PRONOUN.match(content))
        or (few and content.startswith("that "))
        or plainly_false(content)
        or (bool(_POINTING.search(content)) and len(matters[number].stems) < 9)
    )
    common = shared(matters[number].stems, claim.matter.stems, weights)
    of_denier = one.speaker is not None and any(
        first <= m and n <= last for m, n in mentions(one.speaker) for first, last in claim.words
    )
    behind = claim.start > _start(one)
    score = common + of_denier * (OF_DENIER if one.act == "denies" else OF_HIS) - 0.2 * behind
    if not of_denier:
        score += OF_HIS * _concerns(wording, one, claim)
    if claim.number is not None and told[claim.number].act in ("denies", "disputes"):
        score -= 0.3
    # "denied that nobody had come" and "nobody came" are the same side only where both negate alike.
    if claim.matter.denied and matters[number].denied and not pointing:
        score -= 0.1
    if pointing or generic:
        score += 0.3 - 0.3 * behind
        unlike = not few and _is_unlike(wording, one, claim, content, common, of_denier=of_denier, generic=generic)
        accusing = bool(_ACCUSATION.search(content)) and bool(_ACCUSING.search(_words(wording, claim)))
        score += 0.1 * (accusing and not unlike and not few)
        score -= UNLIKE * unlike * (2.5 if generic and claim.number is None else 1)
        # "..., a claim that others dispute": what is told in the same sentence.
        score += NEXT_TO * (not generic and not behind and claim.sentence == _sentence_number(wording, one))
        if claim.number is not None:
            other = told[claim.number]
            score += 0.2 * (other.act == "accuses" and not _PRONOUN.match(content))
            score += 0.3 * (other.speaker is not None and _names(one, mentions(other.speaker)))
        else:
            hearsay = bool(_HEARSAY.search(wording.said(claim.words[0][0], claim.words[-1][1])))
            # "This is wrong" means the sentence before where nobody else's statement is nearer.
            if _PRONOUN.match(content) or plainly_false(content) or _FIGURE.search(content):
                alone = not any(other.content and _start(other) < _start(one) for other in told)
                score += NEXT_TO * (alone and _follows(wording, one, claim))
            else:
                score += LEAD * (claim.sentence == 0)
            score += (
                0.18 * hearsay
                + 0.1 * (bool(claim.matter.measured) and bool(_FIGURE.search(content)))
                - (0.05 if of_denier else 0.22)
            )
        score += 0.3 * _taken_up(wording, one, claim, weights)
    elif claim.number is None:
        score -= 0.05
    return score


def _in_few(wording: Wording) -> bool:
    """Whether a report has so few sentences that what is denied is mostly one of them, and the nearest."""
    return len(wording.story.sentences) <= USUAL_SENTENCES


def _is_unlike(
    wording: Wording, one: Told, claim: Claim, content: str, common: float, *, of_denier: bool, generic: bool
) -> bool:
    """Whether a claim is not of the kind that the denial points at."""
    if _TELLS_WHICH.search(content):
        return common < 0.25  # "denied claims by residents that its tanks leaked" is about tanks
    if generic and not _POINTING.search(content):
        # "Denied any wrongdoing": who was charged with some, not whoever spoke last.
        accusing = _ACCUSING.search(_words(wording, claim))
        return not accusing and not common and not (of_denier and claim.number is not None)
    if claim.number is None:
        return bool(_THIS.match(content)) and of_denier and not common and not _follows(wording, one, claim)
    said = [wording.lower[word] for word in words_of(claim.words)]
    finite = _FINITE & set(said) or any(word.endswith("ed") for word in said)
    clause = len(said) > 5 or said[0] == "that" or finite or wording.quoted(claim.words[0][0])
    return bool(_CLAIMED.search(content)) and not clause


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
    first, last = wording.sentence(_start(one))
    source = told[claim.number].source if claim.number is not None else ()
    return features(
        matters[number],
        claim.matter,
        weights,
        reply_said=" ".join(wording.lower[word] for word in words_of(one.content)),
        claim_said=" ".join(wording.lower[word] for word in words_of(claim.words)),
        cue=" ".join(wording.lower[word] for word in words_of(one.cue)),
        sentence=wording.said(first, last),
        sources=(
            " ".join(wording.lower[word] for word in words_of(one.source)),
            " ".join(wording.lower[word] for word in words_of(source)),
        ),
        own=claim.number is None,
        distance=abs(claim.sentence - _sentence_number(wording, one)),
    )


def _concerns(wording: Wording, one: Told, claim: Claim) -> bool:
    """Whether a claim has a word of the denial's source: "Brisk Water’s chairman"."""
    source = [wording.lower[word] for word in words_of(one.source)]
    return bool({stem(word) for word in source if word[0].isalpha()} & claim.matter.stems)


def _follows(wording: Wording, one: Told, claim: Claim) -> bool:
    """Whether a denial's sentence is the next behind a claim's."""
    return claim.sentence + 1 == _sentence_number(wording, one)


def _names(one: Told, places: Sequence[WordRange]) -> bool:
    """Whether a denial's content speaks of somebody: "Putin’s claim"."""
    return any(first <= m and n <= last for m, n in places for first, last in one.content)


def _taken_up(wording: Wording, one: Told, claim: Claim, weights: dict[str, float]) -> float:
    """How much the sentence behind a denial has in common with a claim: there the denial is explained."""
    end = wording.sentence(one.content[-1][1] - 1)[1]
    if end >= len(wording.printed) or wording.paragraph(end)[0] >= end:
        return 0.0
    behind = matter_of(wording, range(*wording.sentence(end)))
    return shared(behind.stems, claim.matter.stems, weights)


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


def _words(wording: Wording, claim: Claim) -> str:
    return " ".join(wording.lower[word] for word in words_of(claim.words))


def _within(claim: Claim, ranges: Sequence[WordRange]) -> bool:
    return any(first <= claim.words[0][0] < last for first, last in ranges)


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
