"""Words and filters as an address has them, the same for a search and for a queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Query

from onrecord.store.filters import Filters

LONGEST = 1000  # characters of a word or a name in an address
FIELDS = ("speaker", "about", "first", "last", "place", "publisher", "kind", "event", "act")
_Word = Annotated[str, Query(max_length=LONGEST)]


@dataclass(frozen=True, kw_only=True)
class AskedWords:
    """Words and filters: texts, empty for none."""

    words: str = ""
    speaker: str = ""
    about: str = ""
    first: str = ""
    last: str = ""
    place: str = ""
    publisher: str = ""
    kind: str = ""
    event: str = ""
    act: str = ""

    @property
    def narrowing(self) -> dict[str, str]:
        """The filters that are set."""
        given = {name: getattr(self, name).strip() for name in FIELDS}
        return {name: value for name, value in given.items() if value}

    @property
    def filters(self) -> Filters:
        """As the store has them."""
        given: dict[str, Any] = self.narrowing
        return Filters(**given)


def _asked(
    words: _Word = "", speaker: _Word = "", about: _Word = "", first: _Word = "", last: _Word = "", place: _Word = "",
    publisher: _Word = "", kind: _Word = "", event: _Word = "", act: _Word = "",
) -> dict[str, str]:  # fmt: skip
    return {
        "words": words, "speaker": speaker.strip(), "about": about.strip(), "first": first.strip(),
        "last": last.strip(), "place": place.strip(), "publisher": publisher.strip(), "kind": kind.strip(),
        "event": event.strip(), "act": act.strip(),
    }  # fmt: skip


# The fields of AskedWords.
GivenWords = Annotated[dict[str, str], Depends(_asked)]
