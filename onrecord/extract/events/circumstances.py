"""When and where: which of a sentence's times and places belong to a deed or a statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.extract.wording import Wording, WordRange

# Words that put something at a place; a place behind any other may be a party, an origin or an aim.
_AT = frozenset("in at near outside inside around across throughout within off on".split())
_TOWARDS = frozenset("to from into onto through over".split())
_BREAKS = frozenset("; : — –".split())
_FURTHER = 4.0  # what a clause's end between counts, in words


@dataclass(frozen=True, slots=True)
class Placed:
    """A time or a place of the record by its words."""

    words: WordRange
    id: str


class Circumstances:
    """The times and places of a story, sentence by sentence.

    level: for a word the statement whose content holds it (None: the reporter's own words); a deed told within a
    statement has its time there, not beside the verb of saying.
    """

    def __init__(
        self,
        wording: Wording,
        times: Sequence[Placed],
        places: Sequence[Placed],
        level: Callable[[int], int | None],
    ) -> None:
        self._wording = wording
        self._level = level
        self._times = _by_sentence(wording, times)
        self._places = _by_sentence(wording, [one for one in places if self._preposition(one) in _AT | _TOWARDS])

    def _preposition(self, place: Placed) -> str:
        """The word that governs a place's name, a determiner and what qualifies the name left aside."""
        word = place.words[0] - 1
        lower, printed = self._wording.lower, self._wording.printed
        lowest = max(0, word - 4)
        while (
            word > lowest
            and lower[word] not in _AT | _TOWARDS
            and (
                lower[word]
                in ("the", "a", "an", "of", "city", "town", "village", "province", "capital", "’", "s", "port")
                or printed[word][:1].isupper()
                or lower[word].endswith(("ern", "al"))
            )
        ):
            word -= 1
        return lower[word] if word >= 0 else ""

    def time_at(self, words: WordRange) -> str | None:
        """The time of what these words tell."""
        return self._nearest(self._times, words, after=0.8)

    def place_at(self, words: WordRange) -> str | None:
        """The place of what these words tell: the nearest at which a preposition puts it, behind rather than before."""
        return self._nearest(self._places, words, after=0.5)

    def _nearest(self, by_sentence: dict[int, list[Placed]], words: WordRange, after: float) -> str | None:
        sentence = int(self._wording.sentence_of[words[0]])
        level = self._level(words[0])
        best: tuple[float, str] | None = None
        for one in by_sentence.get(sentence, ()):
            if self._level(one.words[0]) != level:
                continue
            behind = one.words[0] >= words[1]
            first, last = (words[1], one.words[0]) if behind else (one.words[1], words[0])
            between = self._wording.lower[first:last]
            distance = len(between) * (after if behind else 1.0)
            distance += _FURTHER * sum(word in (",", "and", "but", "who", "which") for word in between)
            if any(word in _BREAKS for word in between) or distance > 40:
                continue
            if best is None or distance < best[0]:
                best = (distance, one.id)
        return best[1] if best else None


def _by_sentence(wording: Wording, some: Sequence[Placed]) -> dict[int, list[Placed]]:
    found: dict[int, list[Placed]] = {}
    for one in some:
        found.setdefault(int(wording.sentence_of[one.words[0]]), []).append(one)
    return found
