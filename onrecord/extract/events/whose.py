"""On whose word an event rests: that of the statement that holds it, unless this only orders, asks or threatens it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.statements import Statement
from onrecord.extract.wording import Wording
from onrecord.record import Act, EventStatus

# A statement that is more often wrong than right vouches for nothing.
LEAST_CONFIDENCE = 0.25
_STATUS_OF_ACT: dict[Act, EventStatus] = {
    "orders": "ordered",
    "asks": "called-for",
    "threatens": "threatened",
    "promises": "planned",
    "denies": "denied",
}
# Acts whose content, where it is no sentence of its own, tells what is to be done and not that it is done.
_PERFORMING = frozenset(("orders", "asks", "threatens", "promises", "believes", "thanks"))
_CLAIMS = frozenset("claim claims claimed claiming admitted admits confessed purported professed".split())
_FINITE = frozenset(
    "that will would was were is are has have had did does do could may might can should ’ll ll".split()
)

_CONDITIONS = frozenset("if unless whether had were fear fears feared".split())


class Whose:
    """The statements of a story by the words that they hold."""

    def __init__(self, wording: Wording, told: Sequence[Statement]) -> None:
        self._wording = wording
        self._told = told
        count = len(wording.printed)
        self._holder: list[int | None] = [None] * count
        self._cue: list[int | None] = [None] * count
        self._judged: set[int] = set()
        depth = [0] * len(told)
        for number, one in enumerate(told):
            depth[number] = 0 if one.within is None else depth[one.within] + 1
        for number in sorted(range(len(told)), key=lambda n: depth[n]):
            if told[number].draft.confidence < LEAST_CONFIDENCE:
                continue
            for first, last in told[number].draft.content:
                self._holder[first:last] = [number] * (last - first)
        for number, one in enumerate(told):
            for first, last in one.draft.cue:
                self._cue[first:last] = [number] * (last - first)

    def level(self, word: int) -> int | None:
        """The statement whose circumstances a word has: what is ordered or asked has those of the order."""
        number = self._holder[word]
        while number is not None and self._performs(self._told[number], word):
            number = self._told[number].within
        return number

    def _performs(self, statement: Statement, word: int) -> bool:
        cue = statement.draft.cue
        if not cue or cue[0][0] > word or self._wording.quoted(word):
            return False
        lower = self._wording.lower
        infinitive = lower[statement.draft.content[0][0]] == "to" and not _CLAIMS & {
            lower[place] for part in cue for place in range(*part)
        }
        # "He has refused to step down" is no statement of his about a deed.
        return statement.act in _PERFORMING or (infinitive and statement.act != "denies")

    def source_at(self, word: int) -> int | None:
        """The entity who speaks where the word is part of a cue."""
        return self._speaker(self._cue[word])

    def speaker_at(self, word: int) -> int | None:
        """The entity who says the words that a word is one of."""
        return self._speaker(self._holder[word])

    def _speaker(self, number: int | None) -> int | None:
        return self._told[number].speaker.entity if number is not None else None

    def judge(
        self, word: int, status: EventStatus | None, harmful: bool
    ) -> tuple[EventStatus | None, int | None, int | None]:
        """Status, the statement that vouches, and the statement that performs the deed instead of telling it.

        To be asked for the words of a story in their order.
        status: what the trigger's own clause tells, None where nothing does.
        """
        number = self._holder[word]
        if number is None:
            return status, None, None
        statement = self._told[number]
        own = _STATUS_OF_ACT.get(statement.act)
        if own == "threatened" and not harmful:
            own = None
        if own == "denied":
            return ("denied" if status in (None, "happened", "ongoing", "denied") else status), number, None
        first = number not in self._judged
        self._judged.add(number)
        if status == "hypothetical" and self._is_told_future(word):
            status = "planned"
        if status in (None, "planned") and harmful and self._warns(statement):
            status = "threatened"
        if self._performs(statement, word) and self._is_deed(statement, word):
            # What is asked or ordered is the first deed of the content; "during a visit" goes with it.
            return status or (own if first else None), statement.within, number
        if own and status is None and first and not self._wording.quoted(word):
            status = own
        if statement.act == "threatens" and harmful and status in (None, "planned"):
            status = "threatened"
        return status, number, None

    def _is_told_future(self, word: int) -> bool:
        """Whether "would" before the word is the "will" of indirect speech: "said it would withdraw"."""
        first, last = self._wording.sentence(word)
        before = self._wording.lower[max(first, word - 4) : word]
        return "would" in before and "have" not in before and not _CONDITIONS & set(self._wording.lower[first:last])

    def _warns(self, statement: Statement) -> bool:
        """Whether the verb of saying announces harm."""
        cue = [self._wording.lower[word] for part in statement.draft.cue for word in range(*part)]
        return any(word.startswith(("warn", "threat", "vow")) for word in cue)

    def _is_deed(self, statement: Statement, word: int) -> bool:
        """Whether the content up to the word is no sentence: "the brigade to withdraw", "the release of"."""
        for first, last in statement.draft.content:
            if first <= word < last:
                return not _FINITE & set(self._wording.lower[first:word])
        return False
