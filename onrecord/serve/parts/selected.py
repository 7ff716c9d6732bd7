"""The words of a statement's parts as a form has them: typed, or selected in the text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Form

from onrecord.errors import UsageError
from onrecord.record import Report
from onrecord.store.reviewing.cutting import cut, places_called
from onrecord.view.escape import visible
from onrecord.view.told import flat

_Words = Annotated[str, Form(max_length=20_000)]
_Places = Annotated[str, Form(max_length=4_000)]
_PLACES = re.compile(r"\d{1,12}-\d{1,12}(;\d{1,12}-\d{1,12})*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Selected:
    """One part, by places in the text (``5-9;12-20``), with the words there as JSON to be compared; else by words that
    are looked for."""

    words: str
    places: str
    exact: str

    def spans(
        self, record: Report, *, now: Sequence[tuple[int, int]] = (), near: Sequence[tuple[int, int]] = ()
    ) -> tuple[tuple[int, int], ...]:
        """The spans that are meant; none where there are no words.

        now: those that the part has; near: where words stand several times in the text, those that are nearest to
        these are meant.  Raises UsageError.
        """
        if self.places:
            if not _PLACES.fullmatch(self.places):
                raise UsageError("places are numbers, like 5-9;12-20; select the words again")
            given = [tuple(int(place) for place in piece.split("-")) for piece in self.places.split(";")]
            self._compare(record, given)
            return cut(record, given)
        words = self.words.strip()
        if flat(words) == " … ".join(flat(record.text[start:end]) for start, end in now):
            return tuple(now)
        return places_called(record, words, tuple(now) or tuple(near)) if words else ()

    def _compare(self, record: Report, places: Sequence[Sequence[int]]) -> None:
        """Raises UsageError where the words at some places are not those that the reader selected."""
        if not self.exact:
            return
        try:
            seen = json.loads(self.exact)
        except ValueError:
            seen = None
        there = [visible(record.text[start:end]) for start, end in places]
        if seen != there:
            raise UsageError("these are not the words of the text; load the page anew and select them again")


def _selected(
    content: _Words = "", source: _Words = "", cue: _Words = "",
    content_places: _Places = "", source_places: _Places = "", cue_places: _Places = "",
    content_exact: _Words = "", source_exact: _Words = "", cue_exact: _Words = "",
) -> dict[str, Selected]:  # fmt: skip
    return {
        "content": Selected(words=content, places=content_places, exact=content_exact),
        "source": Selected(words=source, places=source_places, exact=source_exact),
        "cue": Selected(words=cue, places=cue_places, exact=cue_exact),
    }


# The parts of a statement by their names.
Parts = Annotated[Mapping[str, Selected], Depends(_selected)]
