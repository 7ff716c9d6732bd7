"""What became of the documents of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.errors import InputError


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one document, told once it is on the disk.

    ``key``: of the report; None where it was refused, and then ``error`` says why.  ``title``: its headline, else its
    first words.
    """

    became: Literal["added", "version", "unchanged", "refused"]
    uri: str
    key: str | None = None
    error: InputError | None = None
    title: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusals:
    """How many documents were refused for one kind of reason, and the first of them with what was said of it."""

    kind: str
    count: int
    uri: str
    detail: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """The sum of a run.

    ``added``: reports that are new, ``versions``: new versions of pages that were there, ``unchanged``: documents
    that were there, ``refused``: documents that could not be read or are not wanted, by kind in ``reasons``;
    ``passed_over``: what is no report by its nature.
    """

    added: int = 0
    versions: int = 0
    unchanged: int = 0
    refused: int = 0
    reasons: tuple[Refusals, ...] = ()
    passed_over: int = 0


class Sum:
    """Counts outcomes; as large for a million of them as for one."""

    def __init__(self) -> None:
        self._counts = {"added": 0, "version": 0, "unchanged": 0, "refused": 0}
        self._reasons: dict[str, Refusals] = {}

    def count(self, outcome: Outcome) -> None:
        """One more."""
        self._counts[outcome.became] += 1
        if outcome.error is not None:
            kind = outcome.error.kind
            first = self._reasons.get(kind)
            uri, detail = (first.uri, first.detail) if first else (outcome.uri, str(outcome.error))
            count = first.count + 1 if first else 1
            self._reasons[kind] = Refusals(kind=kind, count=count, uri=uri, detail=detail)

    def added(self, *, unchanged: int = 0, passed_over: int = 0) -> Added:
        """The sum so far, with what gave no document counted elsewhere."""
        return Added(
            added=self._counts["added"],
            versions=self._counts["version"],
            unchanged=self._counts["unchanged"] + unchanged,
            refused=self._counts["refused"],
            reasons=tuple(sorted(self._reasons.values(), key=lambda one: (-one.count, one.kind))),
            passed_over=passed_over,
        )
