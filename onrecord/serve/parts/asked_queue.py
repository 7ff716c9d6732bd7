"""What a queue of things to be reviewed is asked for by, in an address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

from fastapi import Query

from onrecord.errors import UsageError
from onrecord.store.filters import Filters
from onrecord.store.reviewing.queue import KINDS
from onrecord.store.search import Kind

FIELDS = ("speaker", "about", "first", "last", "place", "publisher", "kind", "event", "act")
LONGEST = 2000


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Words and filters as ``find`` takes them; report: this one alone; judged: what was judged already too; within:
    "statements", "events", or empty for both."""

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
    report: str = ""
    within: str = ""
    judged: bool = False

    @property
    def filters(self) -> Filters:
        """As the store has them."""
        given: dict[str, Any] = {name: getattr(self, name).strip() or None for name in FIELDS}
        return Filters(**given)

    @property
    def kinds(self) -> Sequence[Kind]:
        """Where to look."""
        if self.within and self.within not in KINDS:
            raise UsageError(f"no kind {self.within!r} to look for; there are {', '.join(KINDS)}")
        return [kind for kind in KINDS if self.within in ("", kind)]

    @property
    def query(self) -> str:
        """As an address has it; empty for all that is there."""
        given = {name: getattr(self, name).strip() for name in ("words", *FIELDS, "report")}
        given |= {"in": self.within, "judged": "1" if self.judged else ""}
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.query)


def asked(
    words: Annotated[str, Query(max_length=LONGEST)] = "",
    speaker: str = "",
    about: str = "",
    first: str = "",
    last: str = "",
    place: str = "",
    publisher: str = "",
    kind: str = "",
    event: str = "",
    act: str = "",
    report: str = "",
    within: Annotated[str, Query(alias="in")] = "",
    judged: bool = False,
) -> Asked:
    """The same as a dependency."""
    return Asked(
        words=words, speaker=speaker, about=about, first=first, last=last, place=place, publisher=publisher, kind=kind,
        event=event, act=act, report=report, within=within, judged=judged,
    )  # fmt: skip


def asked_in(query: str) -> Asked:
    """What a query string asks for; what it does not know is left out."""
    given = dict(parse_qsl(query[: 2 * LONGEST]))
    known = {name: given[name] for name in ("words", *FIELDS, "report") if name in given}
    return Asked(**known, within=given.get("in", ""), judged=given.get("judged") == "1")
