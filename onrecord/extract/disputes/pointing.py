"""How likely a denial or dispute in so many words is about a claim."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.acts import plainly_false
from onrecord.extract.disputes.claims import Weighed
from onrecord.extract.disputes.told import (
    USUAL_SENTENCES,
    Claim,
    Mentions,
    Told,
    follows,
    said_by,
    sentence_of,
    start_of,
    words_in,
)
from onrecord.extract.matter import matter_of, shared, words_of
from onrecord.extract.stems import stem
from onrecord.extract.wording import Wording, WordRange

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
# What it adds that a claim speaks of who denies it.
OF_DENIER = 0.3
OF_HIS, NEXT_TO, LEAD = 0.15, 0.2, 0.2


def pointed(known: Weighed, number: int, claim: Claim, mentions: Mentions) -> float:
    """How likely a denial or dispute is about a claim."""
    wording, told, matters, weights = known.wording, known.told, known.matters, known.weights
    one = told[number]
    content = said_by(wording, one)
    generic = bool(_GENERIC.search(content))
    # In few sentences what is denied is mostly one of them, and the nearest.
    few = len(wording.story.sentences) <= USUAL_SENTENCES
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
    behind = claim.start > start_of(one)
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
        accusing = bool(_ACCUSATION.search(content)) and bool(_ACCUSING.search(words_in(wording, claim.words)))
        score += 0.1 * (accusing and not unlike and not few)
        score -= UNLIKE * unlike * (2.5 if generic and claim.number is None else 1)
        # "..., a claim that others dispute": what is told in the same sentence.
        score += NEXT_TO * (not generic and not behind and claim.sentence == sentence_of(wording, one))
        if claim.number is not None:
            other = told[claim.number]
            score += 0.2 * (other.act == "accuses" and not _PRONOUN.match(content))
            score += 0.3 * (other.speaker is not None and _names(one, mentions(other.speaker)))
        else:
            hearsay = bool(_HEARSAY.search(wording.said(claim.words[0][0], claim.words[-1][1])))
            # "This is wrong" means the sentence before where nobody else's statement is nearer.
            if _PRONOUN.match(content) or plainly_false(content) or _FIGURE.search(content):
                alone = not any(other.content and start_of(other) < start_of(one) for other in told)
                score += NEXT_TO * (alone and follows(wording, one, claim))
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


def _is_unlike(
    wording: Wording, one: Told, claim: Claim, content: str, common: float, *, of_denier: bool, generic: bool
) -> bool:
    """Whether a claim is not of the kind that the denial points at."""
    if _TELLS_WHICH.search(content):
        return common < 0.25  # "denied claims by residents that its tanks leaked" is about tanks
    if generic and not _POINTING.search(content):
        # "Denied any wrongdoing": who was charged with some, not whoever spoke last.
        accusing = _ACCUSING.search(words_in(wording, claim.words))
        return not accusing and not common and not (of_denier and claim.number is not None)
    if claim.number is None:
        return bool(_THIS.match(content)) and of_denier and not common and not follows(wording, one, claim)
    said = [wording.lower[word] for word in words_of(claim.words)]
    finite = _FINITE & set(said) or any(word.endswith("ed") for word in said)
    clause = len(said) > 5 or said[0] == "that" or finite or wording.quoted(claim.words[0][0])
    return bool(_CLAIMED.search(content)) and not clause


def _concerns(wording: Wording, one: Told, claim: Claim) -> bool:
    """Whether a claim has a word of the denial's source: "Brisk Water’s chairman"."""
    source = [wording.lower[word] for word in words_of(one.source)]
    return bool({stem(word) for word in source if word[0].isalpha()} & claim.matter.stems)


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
