"""What a queue of things to be reviewed is asked for by, in an address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import Query

from onrecord.errors import UsageError
from onrecord.serve.parts.asked_words import FIELDS, AskedWords, GivenWords
from onrecord.store.reviewing.queue import KINDS
from onrecord.store.search import Kind

LONGEST = 4000  # characters of a query string


@dataclass(frozen=True, kw_only=True)
class Asked(AskedWords):
    """Words and filters as ``find`` takes them; report: this one alone; judged: what was judged already too; within:
    "statements", "events", or empty for both."""

    report: str = ""
    within: str = ""
    judged: bool = False

    @property
    def kinds(self) -> Sequence[Kind]:
        """Where to look."""
        if self.within and self.within not in KINDS:
            raise UsageError(f"no kind {self.within!r} to look for; there are {', '.join(KINDS)}")
        return [kind for kind in KINDS if self.within in ("", kind)]

    @property
    def query(self) -> str:
        """As an address has it; empty for all that is there."""
        given = {"words": self.words.strip(), **self.narrowing, "report": self.report.strip()}
        given |= {"in": self.within, "judged": "1" if self.judged else ""}
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.query)


def asked(
    given: GivenWords, report: str = "", within: Annotated[str, Query(alias="in")] = "", judged: bool = False
) -> Asked:
    """The same as a dependency."""
    return Asked(**given, report=report, within=within, judged=judged)


def asked_in(query: str) -> Asked:
    """What a query string asks for; what it does not know is left out."""
    given = dict(parse_qsl(query[:LONGEST]))
    known = {name: given[name] for name in ("words", *FIELDS, "report") if name in given}
    return Asked(**known, within=given.get("in", ""), judged=given.get("judged") == "1")
