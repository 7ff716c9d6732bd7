"""From drafts to statements: who speaks, through whom and in what, what kind of act, within what, about what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.extract.acts import act_of
from onrecord.extract.carriers import carriers, cited_in_turn, medium
from onrecord.extract.disputes.find import find_disputes
from onrecord.extract.disputes.told import NOTHING, About, Told
from onrecord.extract.drafts import Draft
from onrecord.extract.known import NOBODY, Known, Last, Speaker
from onrecord.extract.quotes import INSIDE
from onrecord.extract.speakers import may_speak, speaker_of
from onrecord.extract.wording import Wording, WordRange
from onrecord.record import Act

# A quotation without a source is mostly the last speaker's within a paragraph; over a paragraph's end less often.
SAME_PARAGRAPH, NEXT_PARAGRAPH, IN_TURN = 0.85, 0.6, 0.55
_FIRST_PERSON = frozenset("i me my myself".split())


@dataclass(frozen=True, kw_only=True)
class Statement:
    """An attribution before it is written down; entities are numbers of ``Known.entities``."""

    draft: Draft
    within: int | None
    speaker: Speaker = NOBODY
    via: tuple[tuple[int, WordRange], ...] = ()
    medium: str | None = None
    act: Act = "says"
    about: About = NOTHING


def statements(
    known: Known,
    drafts: Sequence[Draft],
    parents: Sequence[int | None],
    author: int | None,
    headlines: Sequence[WordRange] = (),
) -> list[Statement]:
    """Statements in the order of the drafts.

    drafts: in text order, those that hold others before them; parents: for each
    the number of the draft that holds it; author: the entity of the report's
    only author, who says "I" outside quotations; headlines: their words.
    """
    found: list[Statement] = []
    for draft, parent in zip(drafts, parents, strict=True):
        statement = _sourced(known, draft, parent, _last_speaker(known.wording, draft, found))
        if draft.source and known.wording.lower[draft.source[0][0]] in _FIRST_PERSON:
            speaker = _first_person(known.wording, draft, parent, found, author)
            statement = replace(statement, speaker=speaker)
        elif not draft.source:
            statement = replace(statement, speaker=_continued(known.wording, draft, parent, found))
        found.append(statement)
    return _with_acts(known, found, headlines)


def _last_speaker(wording: Wording, draft: Draft, found: Sequence[Statement]) -> Last | None:
    """The speaker of the statement before."""
    if not draft.source:
        return None
    start, _ = wording.paragraph(draft.source[0][0])
    for one in reversed(found):
        if one.within is None and one.draft.source:
            place = one.draft.source[0][0]
            if one.speaker.entity is None or place >= draft.source[0][0]:
                return None
            return Last(one.speaker.entity, near=start <= place, place=place)
    return None


def _sourced(known: Known, draft: Draft, parent: int | None, last: Last | None) -> Statement:
    """Speaker, carriers and medium as the statement's own sentence tells them."""
    wording = known.wording
    source = _hull(draft.source)
    cue = _hull(draft.cue) or (draft.content[0] if draft.content else (0, 0))
    speaker = speaker_of(known, source, last) if source else NOBODY
    through = [*draft.via]
    if source and draft.cue and parent is None and not draft.via:
        cited = cited_in_turn(wording, cue, source, draft.content)
        if cited and may_speak(known, cited):
            handed_on = source if not source[0] <= cited[0] < source[1] else (source[0], cited[0] - 1)
            speaker, through = speaker_of(known, cited), [_trimmed(wording, handed_on)]
    through = [_timeless(wording, words) for words in through]
    if draft.cue and parent is None:
        others = carriers(wording, known.names, source, cue, draft.content)
        through += [words for words in others if not any(a < words[1] and words[0] < b for a, b in through)]
    via: list[tuple[int, WordRange]] = []
    for words in through:
        entity = speaker_of(known, words).entity
        if entity is not None and entity != speaker.entity and entity not in (number for number, _ in via):
            via.append((entity, words))
    return Statement(
        draft=draft,
        within=parent,
        speaker=speaker,
        via=tuple(via),
        medium=medium(wording, cue, draft.content) if draft.cue and parent is None else None,
    )


_WHEN = frozenset("on earlier yesterday today late early last".split())


def _timeless(wording: Wording, words: WordRange) -> WordRange:
    """A carrier without when it carried: "the broadcaster Radio Mireth on Tuesday"."""
    first, last = words
    return first, next((place for place in range(first + 1, last) if wording.lower[place] in _WHEN), last)


def _trimmed(wording: Wording, words: WordRange) -> WordRange:
    first, last = words
    while last > first + 1 and not wording.printed[last - 1][0].isalnum():
        last -= 1
    return first, last


def _hull(parts: Sequence[WordRange]) -> WordRange | None:
    return (parts[0][0], parts[-1][1]) if parts else None


def _first_person(
    wording: Wording, draft: Draft, parent: int | None, found: Sequence[Statement], author: int | None
) -> Speaker:
    """ "I" is whoever is quoted, outside quotations the author."""
    if parent is not None:
        return found[parent].speaker
    place = draft.source[0][0]
    for statement in reversed(found[-8:]):
        if any(first <= place < last for first, last in statement.draft.content):
            return statement.speaker
    if not wording.quoted(place) and author is not None:
        return Speaker(entity=author, confidence=0.8)
    return NOBODY


def _continued(wording: Wording, draft: Draft, parent: int | None, found: Sequence[Statement]) -> Speaker:
    """Whose a quotation without a source is: the speaker's before it, or by turns in a dialogue."""
    if parent is not None or not draft.content or not wording.quoted(draft.content[0][0]):
        return NOBODY
    quoted = [s for s in found if s.within is None and s.draft.content and wording.quoted(s.draft.content[0][0])]
    if not quoted:
        return NOBODY
    last = quoted[-1]
    here, there = wording.paragraph(draft.content[0][0]), wording.paragraph(last.draft.content[-1][0])
    if here == there:
        return _weakened(last.speaker, SAME_PARAGRAPH)
    if there[1] != here[0]:
        return NOBODY
    # A quotation that is not closed goes on in the next paragraph.
    if wording.story.states[there[1] - 1] == INSIDE:
        return _weakened(last.speaker, NEXT_PARAGRAPH)
    if len(quoted) > 1 and draft.content[0][0] <= here[0] + 1:
        turn = quoted[-2]
        alternate = turn.speaker.entity not in (None, last.speaker.entity)
        if alternate and wording.paragraph(turn.draft.content[-1][0])[1] == there[0]:
            return _weakened(turn.speaker, IN_TURN)
    return Speaker(entity=None, confidence=None, candidates=_as_candidates(last.speaker, 0.45))


def _weakened(speaker: Speaker, share: float) -> Speaker:
    if speaker.entity is None or speaker.confidence is None:
        return speaker
    return replace(speaker, confidence=round(speaker.confidence * share, 3))


def _as_candidates(speaker: Speaker, share: float) -> tuple[tuple[int, float], ...]:
    return ((speaker.entity, share),) if speaker.entity is not None else speaker.candidates


def _with_acts(known: Known, found: Sequence[Statement], headlines: Sequence[WordRange]) -> list[Statement]:
    """Acts, then what the denials among them are about."""
    wording, drafted = known.wording, known.entities.drafts
    acted = []
    for statement in found:
        cue = [wording.lower[word] for part in statement.draft.cue for word in range(*part)]
        content = [wording.lower[word] for part in statement.draft.content for word in range(*part)]
        acted.append(replace(statement, act=act_of(cue, content)))
    told = [
        Told(
            source=one.draft.source,
            cue=one.draft.cue,
            content=one.draft.content,
            speaker=one.speaker.entity,
            act=one.act,
            within=one.within,
        )
        for one in acted
    ]
    about = find_disputes(wording, told, lambda speaker: drafted[speaker].mentions, headlines)
    return [replace(one, about=about.get(number, NOTHING)) for number, one in enumerate(acted)]
