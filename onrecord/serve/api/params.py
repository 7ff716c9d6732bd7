"""The parameters of the API, with the names that the command line and the search page have.

What is left empty asks for nothing, as in a form that was sent with empty fields; a name that is none is refused, so
that a slip of the pen does not find everything.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Annotated, Any, Literal, get_type_hints

from fastapi import Path
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model

from onrecord.store.export.chosen import Chosen
from onrecord.store.filters import ACTS, SAID, Filters, day_of

# A year, a month or a day.
DAY = r"^(|[0-9]{4}|[0-9]{4}-(0[1-9]|1[0-2])|[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))$"
MOST = 200
_LONGEST = 1000


def _small(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


def _some(value: Any) -> Any:
    """A list, of which so many may be given, without what is empty; a form sends that for what nobody filled in."""
    return [one for one in value if one != ""]


def _words(description: str, *examples: str, longest: int = _LONGEST) -> Any:
    return Field("", max_length=longest, description=description, examples=list(examples))


_WORDS = (
    'All of these words, in any form; "exact words" in quotation marks, begin*, one OR other, -without.',
    "bridge -toll",
    '"harbour bridge"',
)
# Nothing among several is what a form sends where nobody chose.
Kinds = Literal["", "statements", "events", "reports"]
Said = Annotated[Literal[("", *SAID)], BeforeValidator(_small)]  # type: ignore[valid-type]
Acting = Annotated[Literal[("", *ACTS)], BeforeValidator(_small)]  # type: ignore[valid-type]

# What each filter is, and what may be given; one that is not here is still there, as its type says.
_FILTERS: dict[str, tuple[Any, Any]] = {
    "speaker": (str, _words("Who says it, or on whose word it is: any name, or a handle.", "radko-salin")),
    "about": (str, _words("Whom it names, or who takes part.", "Port Authority")),
    "first": (str, Field("", pattern=DAY, description="Not before this day, month or year.", examples=["2019-03-12"])),
    "last": (str, Field("", pattern=DAY, description="Not after this day, month or year.", examples=["2019-03"])),
    "place": (str, _words("Where: a place, a country, or a country's code.", "FR")),
    "publisher": (str, _words("Who published it: a part of the name or domain.", "example.org")),
    "kind": (Said, Field("", description="Statements of this kind.", examples=["direct"])),
    "event": (
        str,
        _words("Events of this kind: talks, attack, arrest ..., or PLOVER's code.", "CONSULT", "arrest", longest=60),
    ),
    "disputed": (bool, Field(False, description="Only what is denied or disputed, or denies or disputes.")),
    "act": (Acting, Field("", description="Statements that are this act.", examples=["denies"])),
}
_GIVEN = get_type_hints(Filters)
_UNSET: dict[str, Any] = {one.name: one.default for one in fields(Filters)}


def _of_filter(name: str) -> tuple[Any, Any]:
    """The parameter of a filter."""
    if name in _FILTERS:
        return _FILTERS[name]
    return _GIVEN[name], Field(_UNSET[name], description=f"As the option --{name} of onrecord find.")


class Asked(BaseModel):
    """What every question has in common: nothing but what is known may be given."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False)


class Listed(Asked):
    """A list that is leafed through."""

    limit: int = Field(50, ge=1, le=MOST, description="So many at most.", examples=[20])
    after: str = Field(
        "",
        max_length=200,
        pattern=r"^[A-Za-z0-9.:~_-]*$",
        description="Where the list goes on; `next` of an answer has it.",
    )


_OF_FILTERS: Any = {one.name: _of_filter(one.name) for one in fields(Filters)}
_Filtered: Any = create_model("_Filtered", __base__=Listed, **_OF_FILTERS)


class Narrowed(_Filtered):  # type: ignore[misc]
    """Words and filters."""

    words: str = _words(*_WORDS)
    versions: bool = Field(False, description="Also reports of which there is a later version.")

    def filters(self) -> Filters:
        """The filters that are set."""
        return Filters(**{one.name: getattr(self, one.name) or _UNSET[one.name] for one in fields(Filters)})


class Found(Narrowed):
    """Hits of one kind."""

    order: Literal["", "best", "newest", "oldest"] = Field(
        "",
        description="best: by rank, where words are given, of the newest 1,000 that have them; newest, oldest: by day, "
        "to the last one. Unless told, best with words and newest without.",
        examples=["newest"],
    )


class Searched(Found):
    """Hits of several kinds."""

    kinds: Annotated[list[Kinds], Field(max_length=3), AfterValidator(_some)] = Field(
        [], alias="in", description="Where to look; everywhere unless told.", examples=[["statements"]]
    )

    facets: bool = Field(
        False, description="Also how much there is of each kind, and by whom, when, where and of what sort that is."
    )


class Dated(Narrowed):
    """Moments in the order of the calendar."""

    kinds: Annotated[list[Literal["", "statements", "events"]], Field(max_length=2), AfterValidator(_some)] = Field(
        [], alias="in", description="One of the two alone.", examples=[["events"]]
    )
    order: Literal["oldest", "newest"] = Field(
        "oldest", description="Which way through the calendar.", examples=["newest"]
    )


class Queued(Narrowed):
    """What is to be reviewed."""

    kinds: Annotated[list[Literal["", "statements", "events"]], Field(max_length=2), AfterValidator(_some)] = Field(
        [], alias="in", description="One of the two alone.", examples=[["statements"]]
    )
    report: str = _words("Of this report alone: its number, key, address or path.", "12")
    judged: bool = Field(False, description="Also what somebody judged already.")


class Reports(Listed):
    """Which reports are listed."""

    first: str = Field("", pattern=DAY, description="Published on this day, in this month or year, or later.")
    last: str = Field("", pattern=DAY, description="Published on that day, month or year, or earlier.")
    publisher: str = _words("By this publisher: a part of its name or domain.", "example.org")
    language: str = _words("In this language.", "en", longest=8)
    report: Annotated[list[str], Field(max_length=MOST), AfterValidator(_some)] = Field(
        [],
        description="These alone: each a number, a key or its beginning, an address, or the path it was read from.",
        examples=[["12"]],
    )
    versions: bool = Field(False, description="Also reports of which there is a later version.")

    def chosen(self) -> Chosen:
        """The choice that these make.  Raises UsageError for a day that is none."""
        since, until = day_of(self.first), day_of(self.last, end=True)
        return Chosen(
            since=date.fromisoformat(since) if since else None,
            until=date.fromisoformat(until) if until else None,
            publisher=self.publisher or None,
            language=self.language or None,
            reports=tuple(self.report),
            versions="all" if self.versions else "latest",
        )


class Person(Listed):
    """What somebody said."""

    first: str = Field("", pattern=DAY, description="Not before this day, month or year.", examples=["2019"])
    last: str = Field("", pattern=DAY, description="Not after this day, month or year.", examples=["2019-03"])
    versions: bool = Field(False, description="Also from reports of which there is a later version.")


class Named(Listed):
    """Who is looked up."""

    name: str = _words("A handle, or any name; without one everybody is listed, by handle.", "Salin")
    kind: Literal["", "person", "organization", "place", "group", "office", "document"] = Field(
        "", description="Of this kind alone.", examples=["person"]
    )


class Words(Asked):
    """Words, or one that is named."""

    words: str = Field(
        min_length=1,
        max_length=_LONGEST,
        description="Words that were said, as a search takes them; or a statement (`KEY:a3`, `12:a3`, its number).",
        examples=["12:a3", "the bridge would stay shut"],
    )
    limit: int = Field(3, ge=1, le=20, description="So many at most.", examples=[3])


class Whole(Asked):
    """What is counted of the library."""

    hash: bool = Field(
        False, description="Also check every record, and give the hash over them: a second for some 500 reports."
    )


ReportName = Annotated[
    str,
    Path(
        max_length=_LONGEST,
        description="The report: its number, or its key or a beginning of it, of six characters at least.",
        examples=["12"],
    ),
]
StatementName = Annotated[
    str,
    Path(
        max_length=_LONGEST, description="Report and id in its record, or the statement's number.", examples=["12:a3"]
    ),
]
EventName = Annotated[
    str,
    Path(max_length=_LONGEST, description="Report and id in its record, or the event's number.", examples=["12:v1"]),
]
PersonName = Annotated[
    str, Path(max_length=_LONGEST, description="A handle, or any name of theirs.", examples=["radko-salin"])
]
