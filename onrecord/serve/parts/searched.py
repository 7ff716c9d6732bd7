"""What a search page is asked for: its address has all of it, so that whoever gets the address sees the same."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Depends, Query

from onrecord.errors import UsageError
from onrecord.serve.parts.asked_words import LONGEST, AskedWords, GivenWords
from onrecord.store.filters import Filters
from onrecord.store.search import KINDS, Kind

AT_ONCE = 20
# So many pages can be turned: what stands behind the first thousand is found by narrowing, or taken as a table.
PAGES = 50
_YES, _NO = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")
# The filters by their fields, as a person reads them.
NAMES = {
    "speaker": "on the word of", "about": "about", "first": "from", "last": "to", "place": "in",
    "publisher": "published by", "kind": "kind", "event": "event", "act": "act", "disputed": "disputed",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Asked(AskedWords):
    """Words, filters, where to look (empty: wherever something is found) and the page."""

    disputed: str = ""
    where: str = ""
    page: int = 1

    @property
    def filters(self) -> Filters:
        """The filters.  Raises UsageError where "disputed" is neither yes nor no."""
        if not self._yes and self.disputed.lower() not in _NO:
            raise UsageError(f"disputed={self.disputed!r}: 1 is yes, nothing is no")
        given: dict[str, Any] = self.narrowing
        return Filters(**given, disputed=self._yes)

    @property
    def _yes(self) -> bool:
        return self.disputed.lower() in _YES

    @property
    def sought_kind(self) -> Kind | None:
        """Where to look; None: wherever something is found.  Raises UsageError."""
        if not self.where:
            return None
        if self.where not in KINDS:
            raise UsageError(f"in={self.where!r}: there are {', '.join(KINDS)}")
        return self.where

    @property
    def skip(self) -> int:
        """How many stand on the pages before."""
        return (self.page - 1) * AT_ONCE

    @property
    def given(self) -> dict[str, str]:
        """The filters that are set."""
        return self.narrowing | ({"disputed": "1"} if self._yes else {})

    @property
    def nothing(self) -> bool:
        """Whether neither words nor filters are given."""
        return not self.words.strip() and not self.given

    def address(self, path: str = "/search", **changes: str | int) -> str:
        """The address of the same with some things changed, on its first page unless told."""
        values = {name: getattr(self, name) for name in _FIELDS} | {"page": 1} | changes
        query = urlencode(
            [
                (_PARAMETERS.get(name, name), value)
                for name, value in values.items()
                if value and (name, value) != ("page", 1)
            ]
        )
        return f"{path}?{query}" if query else path


_PARAMETERS = {"where": "in"}
_FIELDS = tuple(field.name for field in fields(Asked))


def asked(
    given: GivenWords,
    disputed: Annotated[str, Query(max_length=LONGEST)] = "",
    where: Annotated[Literal["", "statements", "events", "reports"], Query(alias="in")] = "",
    page: Annotated[int, Query(ge=1, le=PAGES)] = 1,
) -> Asked:
    """What the address asks for."""
    return Asked(**given, disputed=disputed.strip(), where=where, page=page)


TheSearch = Annotated[Asked, Depends(asked)]
