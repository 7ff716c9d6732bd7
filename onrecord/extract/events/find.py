"""From trigger words to events: type, status, parties, figures, time and place, and on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.extract.events.confidence import LEAST_CONFIDENCE, confidence_of
from onrecord.extract.events.contexts import contexts_of
from onrecord.extract.events.grammar import DETERMINERS, Part, part_of
from onrecord.extract.events.head import Floats, Numbers
from onrecord.extract.events.magnitudes import Told, magnitudes_of
from onrecord.extract.events.other_uses import is_match_report, is_other_use
from onrecord.extract.events.parties import parties_of
from onrecord.extract.events.phrases import Phrase, party_shares, phrases_of
from onrecord.extract.events.sense import read, word_shares
from onrecord.extract.events.signs import signs_of
from onrecord.extract.events.status import HARMFUL, status_of
from onrecord.extract.events.triggers import Trigger, find_triggers
from onrecord.extract.events.whose import Whose
from onrecord.extract.known import Known
from onrecord.extract.speakers import speaker_of
from onrecord.extract.wording import Wording, WordRange
from onrecord.record import EventStatus

# A phrase ends before these; what follows is whom it is done to, or what is asked.
_OPEN_ENDED = frozenset("to that the of with on from against".split())
_LONGEST_SHOWN = 4
_NEAR = 8  # mentions before one that may begin within the same phrase, one a word
# What the head is so sure of by the word alone is left without the dearer steps: exp(-5) is less than one in a hundred.
HOPELESS = -5.0
_SPEAKER = frozenset(("i", "me"))


@dataclass(frozen=True, kw_only=True)
class Party:
    """An actor or a recipient: the number of its entity, and the words."""

    entity: int
    words: WordRange


@dataclass(frozen=True, kw_only=True)
class EventMention:
    """One place where an event is told; numbers of entities and statements are those of the story's ``Known``.

    ``trigger`` in words; ``statement``: the one whose source vouches for it, None for the reporter; ``typed``: how
    likely the type is by the head, as a logarithm.
    """

    trigger: WordRange
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: EventStatus
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    magnitude: tuple[Told, ...]
    statement: int | None
    headline: bool
    confidence: float
    typed: float


def find_mentions(known: Known, numbers: Numbers, whose: Whose, headlines: Sequence[WordRange]) -> list[EventMention]:
    """Every event that the story tells of, place by place, in text order.

    numbers: what the event head gives each word; whose: the statements; headlines: words of
    headlines and subheadings.
    """
    wording = known.wording
    if not len(numbers):
        return []
    shares = word_shares(numbers)
    acts, receives = party_shares(numbers)
    phrases = phrases_of(wording, known.mentions, acts, receives)
    found: list[EventMention] = []
    past = -1
    match = is_match_report(wording)
    titles = {word for first, last in headlines for word in range(first, last)}
    named = {word for name in known.names for word in range(name.first, name.last)}
    for trigger in find_triggers(wording.lower, wording.story.sentences):
        # A word within a phrase already read tells nothing more of the same type.
        if trigger.first in named or shares[trigger.first].max() < HOPELESS:
            continue
        part = part_of(wording, trigger)
        if part is None or is_other_use(wording, trigger, match=match):
            continue
        mention = _mention(
            known, numbers, shares, phrases, whose, trigger, part, found, headline=trigger.first in titles
        )
        if mention is None:
            continue
        if trigger.first < past and any(
            one.type == mention.type and one.trigger[0] < trigger.first < one.trigger[1] for one in found[-_NEAR:]
        ):
            continue
        found.append(mention)
        past = max(past, trigger.last)
    return [_without_next(wording, mention, found[place + 1 :][:2]) for place, mention in enumerate(found)]


def _without_next(wording: Wording, mention: EventMention, behind: Sequence[EventMention]) -> EventMention:
    """A phrase without the deed that is told for itself: "called for" of "called for the release"."""
    first, last = mention.trigger
    last = min([last, *(other.trigger[0] for other in behind if first < other.trigger[0])])
    while last - first > 1 and wording.lower[last - 1] in DETERMINERS:
        last -= 1
    return replace(mention, trigger=(first, last))


def _mention(
    known: Known,
    numbers: Numbers,
    shares: Floats,
    phrases: Sequence[Phrase],
    whose: Whose,
    trigger: Trigger,
    part: Part,
    before: Sequence[EventMention],
    *,
    headline: bool,
) -> EventMention | None:
    wording = known.wording
    likely = max(trigger.senses, key=lambda one: one[1])[0].type
    parties = parties_of(wording, phrases, trigger, part, likely, within_clause=False)
    reading = read(wording, numbers, shares, trigger, parties)
    parties = parties_of(wording, phrases, trigger, part, reading.type)
    confidence = confidence_of((*reading.inputs, *signs_of(wording, trigger, part, parties)))
    if confidence < LEAST_CONFIDENCE:
        return None
    status = status_of(wording, trigger, part, reading.type, headline=headline)
    status, statement, performed = whose.judge(trigger.first, status, reading.type in HARMFUL)
    if status is None:
        status = _joined(wording, trigger, part, before) or "happened"
    kind = reading.type
    if (
        status == "threatened"
        and performed is None
        and kind in HARMFUL
        and statement is not None
        and not _explicit(wording, trigger.first)
    ):
        kind = "THREATEN"  # "we will strike them" is the threat itself
    first, last = wording.sentence(trigger.first)
    actors = _entities(known, whose, parties.actors, whose.source_at(trigger.first))
    recipients = _entities(known, whose, parties.recipients, None)
    return EventMention(
        trigger=_words_of(wording, trigger),
        type=kind,
        mode=reading.mode if kind == reading.type else "attack" if reading.type == "ASSAULT" else "coerce",
        contexts=contexts_of(wording.lower[first:last]),
        status=status,
        actors=actors,
        recipients=tuple(one for one in recipients if all(one.entity != other.entity for other in actors)),
        magnitude=magnitudes_of(wording, (trigger.first, trigger.last), reading.type),
        statement=statement,
        headline=headline,
        confidence=confidence,
        typed=reading.typed,
    )


def _words_of(wording: Wording, trigger: Trigger) -> WordRange:
    """What is shown of a phrase: "opened fire", "imposed new sanctions", but "asked" of "asked the council to"."""
    words = [word for word in trigger.words if wording.lower[word] not in _OPEN_ENDED]
    last = words[-1] if words else trigger.first
    if last - trigger.first < _LONGEST_SHOWN:
        return trigger.first, last + 1
    end = trigger.first + 1
    while end in trigger.words and wording.lower[end] not in _OPEN_ENDED:
        end += 1
    return trigger.first, end


def _explicit(wording: Wording, word: int) -> bool:
    first, _ = wording.sentence(word)
    return any(lower.startswith("threat") for lower in wording.lower[first:word])


def _joined(wording: Wording, trigger: Trigger, part: Part, before: Sequence[EventMention]) -> EventStatus | None:
    """The status of the verb that this one is joined to: "ordered the unit to withdraw and hand over its arms"."""
    if not before or part is not Part.ACTIVE:
        return None
    last = before[-1]
    between = wording.lower[last.trigger[1] : trigger.first]
    same_form = wording.lower[last.trigger[0]][-2:] == wording.lower[trigger.first][-2:]
    plain = not wording.lower[trigger.first].endswith(("ed", "ing", "s"))
    if between and between[-1] in ("and", "or") and len(between) <= 8 and (same_form or plain) and "," not in between:
        return last.status
    return None


def _entities(known: Known, whose: Whose, words: Sequence[WordRange], cue_source: int | None) -> tuple[Party, ...]:
    """The parties whose entity is known; who speaks a cue that is a trigger acts in it, and "I" is who says it."""
    found: list[Party] = []
    for one in words:
        entity = speaker_of(known, one).entity
        if entity is None and known.wording.lower[one[0]] in _SPEAKER and known.wording.quoted(one[0]):
            entity = whose.speaker_at(one[0])
        if entity is None:
            entity = cue_source
        if entity is not None and all(entity != other.entity for other in found):
            found.append(Party(entity=entity, words=one))
    return tuple(found)


def best_first(mentions: Sequence[EventMention]) -> EventMention:
    """Of mentions of one event the one that stands for it: in the story rather than a headline, then the surest."""
    return max(mentions, key=lambda one: (not one.headline, round(one.confidence, 1), -one.trigger[0]))


def with_parties(mention: EventMention, others: Sequence[EventMention]) -> EventMention:
    """A mention with actors, recipients and figures that only others of the same event tell."""
    actors, recipients, magnitude = mention.actors, mention.recipients, list(mention.magnitude)
    for other in others:
        actors = actors or other.actors
        recipients = recipients or other.recipients
        magnitude += [told for told in other.magnitude if all(told.kind != own.kind for own in magnitude)]
    return replace(mention, actors=actors, recipients=recipients, magnitude=tuple(magnitude))
