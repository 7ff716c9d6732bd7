"""What a search can be narrowed by, brought from what a person gives to what the index knows."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from onrecord.asked import day_text, text_of
from onrecord.errors import UsageError
from onrecord.extract.countries import codes, country_named
from onrecord.store.entities_lookup import profiles_of
from onrecord.store.publishers import publishers_like
from onrecord.store.query import Query
from onrecord.store.search import KINDS, Kind, Sign, Sought, mark
from onrecord.store.search_names import other_names
from onrecord.view.event_words import TYPES, kinds_called

ACTS = (
    "says", "denies", "disputes", "confirms", "orders", "promises", "threatens", "thanks", "asks", "accuses",
    "believes",
)  # fmt: skip
SAID = ("direct", "indirect", "mixed")
# A kind that cannot have what is asked for is left out: a report has no act.
_HAVE: dict[Sign, tuple[Kind, ...]] = {
    "speaker": ("statements", "events"),
    "about": KINDS,
    "place": ("statements", "events"),
    "publisher": KINDS,
    "kind": ("statements",),
    "event": ("events",),
    "act": ("statements",),
}
_DISPUTED: tuple[Kind, ...] = ("statements", "events")


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What a search is narrowed by.

    speaker, about: a handle, or any name: who says it or on whose word it is; whom a statement names, who takes part
    in an event, whom a report names.  first, last: days, both included, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
    place: a place's name, a country's name or code.  publisher: a part of its name or domain.  kind: direct, indirect
    or mixed.  event: what happened, in PLOVER's code ("CONSULT") or in the words that the views have for it ("talks",
    "arrest").  act: of a statement.  disputed: statements that are denied or disputed, or that deny or dispute, and
    events that are denied, or that rest on a statement that is.
    """

    speaker: str | None = None
    about: str | None = None
    first: str | date | None = None
    last: str | date | None = None
    place: str | None = None
    publisher: str | None = None
    kind: str | None = None
    event: str | None = None
    act: str | None = None
    disputed: bool = False

    def kinds(self) -> tuple[Kind, ...]:
        """What can have all that is asked for."""
        have = [_HAVE[sign] for sign in _HAVE if getattr(self, sign)] + ([_DISPUTED] if self.disputed else [])
        return tuple(kind for kind in KINDS if all(kind in some for some in have))


def filters_given(filters: Filters | None) -> Filters:
    """The filters, or none.  Raises UsageError for something else."""
    if filters is not None and not isinstance(filters, Filters):
        raise UsageError(f"filters are a Filters (onrecord.store.filters), not {type(filters).__name__}")
    return filters or Filters()


@dataclass(frozen=True, kw_only=True, slots=True)
class Unknown:
    """A name that a filter gave and that nobody and nothing bears.  field: of ``Filters``."""

    field: str
    name: str

    @property
    def words(self) -> str:
        """What to say of it."""
        of = {"speaker": "no speaker is named", "publisher": "no publisher is named"}
        return f"{of.get(self.field, 'nobody and nothing here is named')} {self.name!r}"


def sought_for(connection: Connection, query: Query, filters: Filters) -> Sought | Unknown:
    """What the index is to be asked; or a name that is asked for and that nobody and nothing bears.

    Raises ``UsageError`` for a day, type, act or kind that is none.
    """
    marks: list[tuple[str, ...]] = []
    for sign in _HAVE:
        if (value := getattr(filters, sign)) is not None:
            text_of(sign, value)
    if not isinstance(filters.disputed, bool):
        raise UsageError(f"disputed is True or False, not {type(filters.disputed).__name__}")
    signs: tuple[Sign, ...] = ("speaker", "about")
    for sign in signs:
        if name := getattr(filters, sign):
            profiles = profiles_of(connection, name)
            if not profiles:
                return Unknown(field=sign, name=str(name))
            marks.append(tuple(mark(sign, profile) for profile in profiles))
    if filters.place:
        marks.append(_place_marks(filters.place))
    if filters.publisher:
        some = publishers_like(connection, filters.publisher)
        if not some:
            return Unknown(field="publisher", name=filters.publisher)
        marks.append(tuple(dict.fromkeys(mark("publisher", one) for one in some)))
    if filters.kind:
        marks.append((mark("kind", _one_of("kind", filters.kind.strip().lower(), SAID)),))
    if filters.act:
        marks.append((mark("act", _one_of("act", filters.act.strip().lower(), ACTS)),))
    kinds = _event_kinds(filters.event) if filters.event else ()
    if kinds:
        marks.append(tuple(dict.fromkeys(mark("event", code) for code, _ in kinds)))
    first, last = day_of(filters.first, what="first"), day_of(filters.last, end=True, what="last")
    if first and last and first > last:
        raise UsageError(f"the time from {first} to {last} ends before it begins")
    others = other_names(connection, query)
    return Sought(
        query=query, others=others, marks=tuple(marks), events=kinds, disputed=filters.disputed, first=first, last=last
    )


def day_of(given: str | date | None, *, end: bool = False, what: str = "a day") -> str | None:
    """The first (or with ``end`` the last) day of a year, a month or a day: ``2019``, ``2019-03``, ``2019-03-12``.

    what: what it is called in the message.

    Raises ``UsageError`` where it is none.
    """
    given = day_text(what, given)
    if not given:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", given.strip(), re.ASCII)
    try:
        if match is None:
            raise ValueError
        year, month = int(match[1]), int(match[2] or (12 if end else 1))
        days = calendar.monthrange(year, month)[1]
        day = int(match[3] or (days if end else 1))
        if not (1 <= day <= days and year >= 1):
            raise ValueError
    except ValueError:
        raise UsageError(f"{given!r} is no day; give YYYY-MM-DD, YYYY-MM or YYYY") from None
    return f"{year:04}-{month:02}-{day:02}"


def _place_marks(place: str) -> tuple[str, ...]:
    name = place.strip()
    code = name if name in codes() else country_named(name)
    return (mark("place", name), *([mark("country", code)] if code else []))


def _event_kinds(given: str) -> tuple[tuple[str, str | None], ...]:
    kinds = kinds_called(given)
    if not kinds:
        known = ", ".join(f"{code} ({words})" for code, words in sorted(TYPES.items()))
        raise UsageError(f"no event type {given!r}; there are {known}, and what the views call their modes")
    return kinds


def _one_of(what: str, given: str, known: tuple[str, ...]) -> str:
    if given not in known:
        raise UsageError(f"no {what} {given!r}; there are {', '.join(known)}")
    return given
