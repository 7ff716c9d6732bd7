"""When a statement was made: a time of the clause that says so, never one of what it tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.extract.statements import Statement
from onrecord.extract.wording import Wording, WordRange
from onrecord.record import Time

_FARTHEST = 14  # words between the verb of saying and its time
# A time behind one of these is a limit, or belongs to the noun before it.
_NOT_THEN = frozenset(
    "since until till by before after from between for through of than to and or but following against about over "
    "despite without under into regarding concerning".split()
)
# Behind one of these another clause or another deed begins.
_ELSEWHERE = frozenset(
    "and but or who whom which that whose when where while as after before since until till if because although "
    "though whether following ; : — –".split()
)
_FINITE = frozenset(
    "is are was were be been being has have had will would can could may might shall should must did does do".split()
)
_SPEAKING = frozenset(
    "speaking talking writing testifying addressing appearing asked interviewed in on at during earlier late "
    "early".split()
)
_WRITTEN = frozenset(
    "published released issued dated posted written printed broadcast aired sent adopted presented filed "
    "circulated delivered given".split()
)
_DOCUMENTS = frozenset(
    "report memoir memoirs book interview speech statement letter study survey paper review note email memo "
    "article column essay ruling judgment judgement verdict document documents audit assessment press release "
    "post message address testimony manifesto diary inquiry census poll forecast data figures statistics results "
    "index order decree indictment complaint lawsuit filing video tweet transcript leaflet notice bulletin".split()
)
_OCCASIONS = _DOCUMENTS | frozenset(
    "meeting conference news hearing session debate briefing summit rally inquest trial congress assembly call "
    "match game broadcast programme program edition newspaper ceremony episode show".split()
)
_DETERMINERS = frozenset("the a an his her its their our my this that these those s ’s 's".split())
# Verbs behind which a clause without "that" may stand: "said the bridge fell in 2015".
_CLAUSE_VERBS = frozenset(
    "said says say saying told tells tell telling think thinks thought believe believes believed know knows knew "
    "feel felt hope hopes hoped claim claims claimed add adds added according".split()
)
_BESIDE = frozenset("on in at during late early earlier , ( just only".split())


class SaidWhen:
    """The times of a story beside its verbs of saying.

    times: the dated ones by their words.  published: no statement is later than the report; None where its day is
    not known.
    """

    def __init__(
        self,
        wording: Wording,
        told: Sequence[Statement],
        times: Sequence[tuple[WordRange, Time]],
        published: str | None,
    ) -> None:
        self._wording = wording
        self._told = told
        self._by_sentence: dict[int, list[tuple[WordRange, Time]]] = {}
        latest = (date.fromisoformat(published) + timedelta(days=1)).isoformat() if published else "9999"
        for words, time in times:
            if time.start and time.start[:10] <= latest:
                self._by_sentence.setdefault(int(wording.sentence_of[words[0]]), []).append((words, time))
        self._holding: dict[int, frozenset[int]] = {}

    def of(self, number: int) -> str | None:
        """The id of the time at which a statement was made; None where its own words tell none.

        "Lund said on Monday", "On Monday, Lund said", "Lund, speaking on Monday, said", "the 2019 report says";
        not "Lund said that it fell in 2015", "Lund, mayor since 2016, said", "after it fell on Monday, Lund said".
        """
        cue = self._told[number].draft.cue
        if not cue:
            return None
        best: tuple[int, str] | None = None
        for words, time in self._by_sentence.get(int(self._wording.sentence_of[cue[0][0]]), ()):
            distance = self._distance(number, words)
            if distance is not None and (best is None or distance < best[0]):
                best = (distance, time.id)
        return best[1] if best else None

    def _held_by(self, word: int) -> frozenset[int]:
        """The statements whose content holds a word."""
        if word not in self._holding:
            self._holding[word] = frozenset(
                n for n, one in enumerate(self._told) if any(first <= word < last for first, last in one.draft.content)
            )
        return self._holding[word]

    def _distance(self, number: int, time: WordRange) -> int | None:
        """How many words lie between the verb and a time that belongs to it; None where it does not."""
        draft = self._told[number].draft
        cue = (draft.cue[0][0], draft.cue[-1][1])
        if any(first < time[1] and time[0] < last for first, last in draft.cue):
            return 0 if self._may_be_then(time) else None  # "said Friday" is one cue
        if self._held_by(time[0]) != self._held_by(cue[0]) or not self._may_be_then(time):
            return None
        own = next((part for part in draft.source if part[0] <= time[0] < part[1]), None)
        if own is not None:
            return 1 if self._dates_document(own, time) else None
        if any(
            first <= time[0] < last
            for n, one in enumerate(self._told)
            for first, last in one.draft.source
            if one.draft.cue and n != number
        ):
            return None
        source = draft.source[0] if draft.source else None
        if time[0] >= cue[1]:
            return self._behind(number, (cue[1], time[0]))
        if time[1] > cue[0]:
            return None
        if source and source[1] <= time[0]:
            return self._inserted(source, time, cue[0])
        return self._leading(time, min(source[0], cue[0]) if source else cue[0])

    def _may_be_then(self, time: WordRange) -> bool:
        lower = self._wording.lower
        before = lower[time[0] - 1] if time[0] else ""
        behind = lower[time[1] : time[1] + 4]
        if before in _NOT_THEN or lower[time[0]] in _NOT_THEN - {"earlier"}:
            return False
        if behind[:1] in (["’s"], ["'s"]) or behind[:2] in (["’", "s"], ["'", "s"]):
            return bool(_OCCASIONS & set(behind))
        # "The 2015 closure", "her 2004 memoir".
        if before in _DETERMINERS and behind and behind[0].isalpha() and behind[0] not in _BESIDE:
            return bool(_DOCUMENTS & set(behind[:2]))
        return True

    def _dates_document(self, source: WordRange, time: WordRange) -> bool:
        """Whether a time in the source tells of when that was written: "the report, published in 2018"."""
        lower = self._wording.lower
        if not self._is_document(source):
            return False
        return bool(_WRITTEN & set(lower[max(source[0], time[0] - 7) : time[0]])) or (
            bool(_DOCUMENTS & set(lower[time[1] : min(source[1], time[1] + 2)]))
            and not _ELSEWHERE & set(lower[source[0] : time[0]])
        )

    def _is_document(self, source: WordRange) -> bool:
        return bool(_DOCUMENTS & set(self._wording.lower[slice(*source)]))

    def _behind(self, number: int, between: WordRange) -> int | None:
        """ "Said on Monday", "told reporters on Monday", "said Ada Lund, the mayor, on Monday", "denied it then"."""
        draft, lower = self._told[number].draft, self._wording.lower
        content = [part for part in draft.content if part[0] >= between[0] and part[1] <= between[1]]
        if content:
            first, last = content[0][0], content[-1][1]
            # "Said the bridge was closed | in 2015": where a clause ends is not sure enough.
            if not self._wording.quoted(last - 1) and not self._is_thing(number, (first, last)):
                return None
            gap = [*lower[between[0] : first], *lower[last : between[1]]]
            if any(word not in _BESIDE for word in lower[last : between[1]]):
                return None
        else:
            gap = [
                lower[word]
                for word in range(*between)
                if not any(first <= word < last for first, last in (*draft.source, *draft.cue))
            ]
        if len(gap) > _FARTHEST or _ELSEWHERE & set(gap) or _FINITE & set(gap):
            return None
        return len(gap)

    def _is_thing(self, number: int, content: WordRange) -> bool:
        """Whether a content is no clause: "denied | the charges"."""
        words = self._wording.lower[slice(*content)]
        cue = {self._wording.lower[word] for part in self._told[number].draft.cue for word in range(*part)}
        return (
            len(words) <= 5
            and not _CLAUSE_VERBS & cue
            and words[0] not in ("that", "to")
            and not _FINITE & set(words)
            and not any(word.endswith("ed") for word in words)
        )

    def _inserted(self, source: WordRange, time: WordRange, to: int) -> int | None:
        """ "Lund on Monday said", "Lund, speaking on Monday, said", "a report released on Monday said"."""
        lower = self._wording.lower
        words = [word for word in lower[source[1] : time[0]] if word != ","]
        rest = lower[time[1] : to]
        if words and words[0] not in _SPEAKING and not (words[0] in _WRITTEN and self._is_document(source)):
            return None
        gap = [*words, *rest]
        if len(gap) > _FARTHEST or (_ELSEWHERE | _FINITE) & set(words) or (_ELSEWHERE - {"that"}) & set(rest):
            return None
        return len(gap)

    def _leading(self, time: WordRange, to: int) -> int | None:
        """ "On Monday, Lund said", "In a statement on Monday, Lund said"."""
        lower = self._wording.lower
        start, _ = self._wording.sentence(to)
        opening = lower[start : time[0]]
        for place in range(len(opening) - 1, -1, -1):
            if opening[place] in ("and", "but", ";", ":", "—", "–"):
                opening = opening[place + 1 :]
                break
        gap = lower[time[1] : to]
        if len(opening) + len(gap) > _FARTHEST or (_ELSEWHERE | _FINITE) & {*opening, *gap}:
            return None
        if any(self._held_by(word) != self._held_by(to) for word in range(time[1], to)):
            return None
        return len(gap)
