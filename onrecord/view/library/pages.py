"""What each verb of the library shows at a terminal: found lines, a person's statements, a timeline, an entity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from onrecord.extract.sectors import SECTORS
from onrecord.store.entities_lookup import Known, Seen
from onrecord.store.finding import Found
from onrecord.store.people import Who
from onrecord.store.search import RANKED
from onrecord.store.timeline import Timeline
from onrecord.view.dates import bounds_words
from onrecord.view.library.hits import hit_lines, rows_of, screen_of
from onrecord.view.library.marked import wrapped
from onrecord.view.spots import country_name
from onrecord.view.terminal import Screen, Style, plain_style, shown

_HEADINGS = {"statement": "Statements", "event": "Events", "report": "Reports"}
_OF = {"statement": "statements", "event": "events", "report": "reports"}


def found_text(found: Found, *, limit: int, width: int = 80, style: Style = plain_style) -> str:
    """What ``find`` found.  limit: the one it was called with."""
    screen = screen_of(width, style)
    if not found.hits:
        return _page(["Nothing found."])
    lines: list[str] = []
    for kind, hits in groupby(found.hits, key=lambda hit: hit.kind):
        more = f", the first {limit}" if _OF[kind] in found.more else ""
        newest = f"; ranked were only the newest {RANKED:,} that match" if _OF[kind] in found.newest else ""
        lines += ["", *screen.heading(_HEADINGS[kind] + more + newest)]
        for hit in hits:
            lines += ["", *hit_lines(hit, screen)]
    return _page(lines[1:])


def who_text(who: Who, *, limit: int, width: int = 80, style: Style = plain_style) -> str:
    """What ``who`` found: the person and all that they said, or who else may be meant."""
    screen = screen_of(width, style)
    lines: list[str] = []
    if who.person is None and who.candidates:
        lines = [
            f"{shown(who.name)} may be several; give one of these handles:",
            "",
            *_known_lines(who.candidates, screen),
        ]
    elif who.person is None:
        lines = list(screen.heading(shown(who.name)))
        lines += rows_of("Reports that have no more than this name; they may mean different ones.", screen)
    else:
        lines = [*_entity_head(who.person, screen)]
        for role in who.roles[:8]:
            days = bounds_words(role.first, role.last) if role.first or role.last else "no date"
            times = "once" if role.reports == 1 else f"{role.reports} reports"
            lines += rows_of(f"{shown(role.words)}: {days}, {times}", screen)
        if len(who.roles) > 8:
            lines += rows_of(f"and {len(who.roles) - 8} more roles", screen)
    if who.statements:
        more = f", the newest {limit}" if who.more else ""
        lines += ["", *screen.heading(f"Statements, newest first{more}")]
        for hit in who.statements:
            lines += ["", *hit_lines(hit, screen)]
    elif who.person:
        lines += ["", "No statements."]
    if who.unjoined:
        few = "1 statement is" if who.unjoined == 1 else f"{who.unjoined:,} statements are"
        note = f"{few} by somebody of whom a report has no more than this name, and joined to nobody."
        lines += ["", *wrapped(f"{note} To see them: onrecord find --speaker {shown(who.name)!r}", screen.width)]
    return _page(lines)


def timeline_text(timeline: Timeline, *, width: int = 80, style: Style = plain_style) -> str:
    """A timeline, day by day."""
    screen = screen_of(width, style)
    if not timeline.moments:
        return _page(["Nothing found."])
    lines: list[str] = []
    if timeline.earlier:
        lines += [f"(there is more before; see it with --to {timeline.moments[0].day})", ""]
    for (day, last), hits in groupby(timeline.moments, key=lambda hit: (hit.day, hit.last_day or hit.day)):
        lines += [*screen.heading(bounds_words(day, last))]
        for hit in hits:
            lines += [*hit_lines(hit, screen, day=False), ""]
    if timeline.later:
        lines += [f"(there is more behind; see it with --from {timeline.moments[-1].day}, or a higher --limit)", ""]
    return _page(lines[:-1])


def entity_text(
    known: Sequence[Known], seen: Sequence[Seen], *, name: str, width: int = 80, style: Style = plain_style
) -> str:
    """What an entity is, its names, and where it is named; or which ones a name may mean."""
    screen = screen_of(width, style)
    if len(known) > 1:
        return _page([f"{shown(name)} may be several; give one of these handles:", "", *_known_lines(known, screen)])
    lines = [*_entity_head(known[0], screen), "", *screen.heading("Named in")]
    for one in seen:
        day = bounds_words(one.published, one.published) if one.published else "no date"
        roles = f" ({one.roles})" if one.roles else ""
        lines.append("")
        lines += rows_of(shown(f"{day}: {one.name}{roles}"), screen)
        where = ", ".join(part for part in (one.title or "no headline", one.publisher) if part)
        lines += (
            "  " + row for row in rows_of(shown(f"report {one.number}, {one.key[:12]}: {where}"), screen, dim=True)
        )
    if known[0].reports > len(seen):
        lines += ["", f"and {known[0].reports - len(seen):,} more"]
    return _page(lines)


def _entity_head(known: Known, screen: Screen) -> Iterator[str]:
    yield from screen.heading(f"{shown(known.name)} ({shown(known.handle)})")
    yield from rows_of(f"{known_words(known)}; named in {_count(known.reports)}", screen)
    if known.names[1:]:
        yield from rows_of(shown("also: " + ", ".join(known.names[1:12])), screen)


def _known_lines(known: Iterable[Known], screen: Screen) -> Iterator[str]:
    some = list(known)
    margin = min(max(len(shown(one.handle)) for one in some) + 2, 40)
    for one in some:
        words = f"{shown(one.name)}: {known_words(one)}; {_count(one.reports)}"
        rows = list(wrapped(words, max(20, screen.width - margin - 2)))
        yield "  " + screen.style(f"{shown(one.handle):<{margin}}", bold=True) + rows[0]
        yield from (" " * (margin + 2) + row for row in rows[1:])


def known_words(known: Known) -> str:
    """What an entity is: its kind, country and sector."""
    sector = re.split("[:,]", SECTORS.get(known.sector or "", ""))[0]
    return ", ".join(part for part in (known.kind, country_name(known.country), sector) if part)


def _count(reports: int) -> str:
    return "1 report" if reports == 1 else f"{reports:,} reports"


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
