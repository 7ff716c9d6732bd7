"""The library for people who open its file themselves: statements, events, speakers and reports as views.

They are drawn anew whenever a library is opened to be written to, and can be dropped before its tables are changed:
nothing lives in them.  SQLite and PostgreSQL run them as they stand.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Connection,
    FromClause,
    Select,
    and_,
    case,
    func,
    inspect,
    literal_column,
    select,
    text,
    true,
    union_all,
)
from sqlalchemy import literal as constant

from onrecord.store.schema import (
    entity,
    event,
    event_party,
    problem,
    report,
    report_entity,
    statement,
    statement_about,
    statement_carrier,
)

VIEWS = ("statements", "events", "speakers", "reports")
REPORTER = "the reporter"


def create_views(connection: Connection) -> None:
    """Draw the views anew, within the caller's transaction."""
    drop_views(connection)
    for name, query in _queries().items():
        words = query.compile(connection, compile_kwargs={"literal_binds": True})
        connection.execute(text(f"CREATE VIEW {name} AS {words}".replace(":", r"\:")))


def drop_views(connection: Connection) -> None:
    """Drop the views that are there, so that the tables under them can be changed."""
    for name in set(inspect(connection).get_view_names()) & set(VIEWS):
        connection.execute(text(f"DROP VIEW {name}"))


def _queries() -> dict[str, Any]:
    return {"statements": _statements(), "events": _events(), "speakers": _speakers(), "reports": _reports()}


def _named() -> tuple[FromClause, Any]:
    """Entities of reports with those of the library, and the name that a person knows them by."""
    one, known = report_entity.alias(), entity.alias()
    return one.outerjoin(known, one.c.entity == known.c.id), (one, func.coalesce(known.c.name, one.c.name))


def _joined(inner: Select[Any], separator: str = ", ") -> Any:
    """The texts of a query, in its order, as one."""
    some = inner.subquery()
    return select(func.aggregate_strings(some.c.words, separator)).scalar_subquery()


def _who(said: Any) -> tuple[FromClause, Any]:
    """A join from statements to who makes them, and who that is: by the library, the report, or the source's words."""
    one, known = report_entity.alias(), entity.alias()
    joined = said.outerjoin(one, said.c.speaker == one.c.id).outerjoin(known, one.c.entity == known.c.id)
    return joined, func.coalesce(known.c.name, one.c.name, said.c.source)


def _carriers(said: Any) -> Any:
    source, (one, name) = _named()
    inner = select(name.label("words")).select_from(
        statement_carrier.join(source, statement_carrier.c.carrier == one.c.id)
    )
    inner = inner.where(statement_carrier.c.statement == said.c.id).order_by(statement_carrier.c.number)
    return _joined(inner.correlate(said))


def _disputed(said: Any, what: str) -> Any:
    """Of the statements that this one is against: who made them, or their words."""
    other = statement.alias()
    source, who = _who(other)
    inner = select((who if what == "who" else other.c.content).label("words")).select_from(
        statement_about.join(source, statement_about.c.about == other.c.id)
    )
    inner = inner.where(statement_about.c.statement == said.c.id).order_by(other.c.id)
    return _joined(inner.correlate(said), ", " if what == "who" else " | ")


def _disputers(said: Any) -> Any:
    """Who makes the statements that are against this one."""
    other = statement.alias()
    source, who = _who(other)
    inner = select(who.label("words")).select_from(
        statement_about.join(source, statement_about.c.statement == other.c.id)
    )
    inner = inner.where(statement_about.c.about == said.c.id).order_by(other.c.id)
    return _joined(inner.correlate(said))


def _of_report() -> tuple[Any, ...]:
    return (
        report.c.title,
        report.c.publisher,
        report.c.published,
        report.c.address,
        report.c.id.label("report"),
    )


def _statements() -> Select[Any]:
    source, who = _who(statement)
    # Against the reporter's own words stand no statements.
    against_reporter = case((statement.c.about_words.is_not(None), constant(REPORTER)))
    columns = (
        statement.c.id,
        statement.c.day,
        statement.c.last_day,
        statement.c.day_of,
        who.label("who"),
        _carriers(statement).label("through_whom"),
        statement.c.act,
        statement.c.content.label("words"),
        func.coalesce(_disputed(statement, "who"), against_reporter).label("disputes_whom"),
        func.coalesce(_disputed(statement, "words"), statement.c.about_words).label("disputes_what"),
        _disputers(statement).label("disputed_by"),
        statement.c.cue,
        statement.c.kind.label("quoted"),
        statement.c.medium,
        statement.c.place,
        statement.c.country,
        *_of_report(),
        statement.c.confidence,
    )
    return select(*columns).select_from(source.join(report, statement.c.report == report.c.id)).where(_latest())


def _latest() -> Any:
    return report.c.latest == true()


def _parties(role: str) -> Any:
    source, (one, name) = _named()
    inner = select(name.label("words")).select_from(event_party.join(source, event_party.c.party == one.c.id))
    inner = inner.where(event_party.c.event == event.c.id, event_party.c.role == role).order_by(event_party.c.number)
    return _joined(inner.correlate(event))


def _events() -> Select[Any]:
    said = statement.alias("said")
    source, who = _who(said)
    word = case((event.c.reported_by.is_(None), constant(REPORTER)), else_=func.coalesce(who, "a source not named"))
    columns = (
        event.c.id,
        event.c.day,
        event.c.last_day,
        event.c.type,
        event.c.status,
        _parties("actor").label("who"),
        event.c.words,
        _parties("recipient").label("to_whom"),
        word.label("on_whose_word"),
        _carriers(said).label("through_whom"),
        _disputers(said).label("disputed_by"),
        event.c.sentence,
        event.c.mode,
        event.c.contexts,
        event.c.place,
        event.c.country,
        event.c.latitude,
        event.c.longitude,
        *_of_report(),
        event.c.confidence,
    )
    joined = event.outerjoin(source, event.c.reported_by == said.c.id).join(report, event.c.report == report.c.id)
    return select(*columns).select_from(joined).where(_latest())


def _speakers() -> Any:
    said = statement.join(report_entity, statement.c.speaker == report_entity.c.id).join(
        report, and_(statement.c.report == report.c.id, _latest())
    )
    figures = (
        func.count().label("statements"),
        func.count(report.c.id.distinct()).label("reports"),
        func.min(statement.c.day).label("first_day"),
        func.max(statement.c.day).label("last_day"),
    )
    known = (entity.c.name, entity.c.kind, entity.c.country, entity.c.sector, entity.c.handle)
    joined = select(*known, *figures).select_from(said.join(entity, report_entity.c.entity == entity.c.id))
    joined = joined.group_by(entity.c.id, *known)
    alone = report_entity.c.name, report_entity.c.kind, report_entity.c.country, report_entity.c.sector
    others = select(*alone, literal_column("NULL").label("handle"), *figures).select_from(said)
    others = others.where(report_entity.c.entity.is_(None), report_entity.c.named == true())
    return union_all(joined, others.group_by(report_entity.c.id, *alone))


def _reports() -> Select[Any]:
    def count(table: Any) -> Any:
        return select(func.count()).select_from(table).where(table.c.report == report.c.id).scalar_subquery()

    problems = select((problem.c.kind + ": " + problem.c.detail).label("words"))
    problems = problems.where(problem.c.report == report.c.id).order_by(problem.c.id).correlate(report)
    return select(
        report.c.id,
        report.c.published,
        report.c.title,
        report.c.publisher,
        report.c.language,
        report.c.words,
        count(statement).label("statements"),
        count(event).label("events"),
        _joined(problems, " | ").label("problems"),
        report.c.latest,
        report.c.address,
        report.c.media_type,
        report.c.added,
        report.c.key,
    )
