"""What a search that found nothing of a kind would have found with one filter less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.store.filters import Filters
from onrecord.store.finding import find
from onrecord.store.search import Kind


@dataclass(frozen=True, kw_only=True, slots=True)
class Hint:
    """``without``: the fields of ``Filters`` of which each, left out, lets something of this kind be found."""

    kind: Kind
    without: tuple[str, ...]


def hints(
    connection: Connection, words: str, filters: Filters, empty: Sequence[Kind], *, versions: bool = False
) -> Iterator[Hint]:
    """For the kinds of which nothing was found, the filters that kept everything out; see ``finding.find``."""
    given: dict[str, Any] = {field.name: field.default for field in fields(Filters) if getattr(filters, field.name)}
    found: dict[Kind, list[str]] = {kind: [] for kind in empty}
    for name, default in given.items():
        try:
            less = find(
                connection, words, replace(filters, **{name: default}), kinds=tuple(empty), limit=1, versions=versions
            )
        except UsageError:
            continue  # nothing but days is left to look for
        for kind in empty:
            if any(f"{hit.kind}s" == kind for hit in less.hits):
                found[kind].append(name)
    for kind, names in found.items():
        if names:
            yield Hint(kind=kind, without=tuple(names))
