"""Where marks, bars and places stand on the drawings."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from onrecord.errors import UsageError
from onrecord.serve.drawings.bars import Span, around, bars_of, beside, span_around
from onrecord.serve.drawings.chart import MOST_MARKS, MOST_ROWS, Mark, chart_of
from onrecord.serve.drawings.map import Place, map_of, view_told, within
from onrecord.serve.drawings.scale import MOST_TICKS, scale_of
from onrecord.serve.drawings.world import HEIGHT, WIDTH

DAYS = some.dates()


@given(some.lists(DAYS, min_size=1, max_size=5))
@settings(max_examples=200, deadline=None)
def test_every_day_is_on_the_line_and_ticks_are_few(days: list[date]) -> None:
    scale = scale_of(day.isoformat() for day in days)
    assert scale is not None
    places = [scale.at(day) for day in sorted(days)]
    assert places == sorted(places) and all(0 < one < 100 for one in places)
    ticks = scale.ticks()
    assert 1 <= len(ticks) <= MOST_TICKS and all(0 <= tick.at <= 100 for tick in ticks)


def test_ticks_tell_the_year_once() -> None:
    scale = scale_of(["2019-09-02", "2019-10-05"])
    assert scale is not None
    assert [tick.words for tick in scale.ticks()] == ["2 Sep 2019", "9 Sep", "16 Sep", "23 Sep", "30 Sep"]


def mark(row: str, day: str | None) -> Mark:
    return Mark(row=row, day=day, sign="1", kind="plain", words="w", address="#w1")


def test_marks_of_one_day_stand_below_each_other() -> None:
    chart = chart_of([mark("a", "2020-01-01"), mark("a", "2020-01-01"), mark("b", "2020-03-01"), mark("b", None)])
    assert chart is not None and [row.name for row in chart.rows] == ["a", "b"]
    first, second = chart.rows[0].marks
    assert first.x == second.x and first.y < second.y < chart.rows[0].height
    assert chart.undated == chart.rows[1].marks[1].x


def test_a_chart_of_no_day_and_of_too_many() -> None:
    assert chart_of([]) is None
    undated = chart_of([mark("a", None)])
    assert undated is not None and undated.ticks == [] and undated.undated == 50
    many = chart_of([mark(str(n % 40), f"20{n % 90 + 10}-01-01") for n in range(40 * 60)])
    assert many is not None and len(many.rows) == MOST_ROWS and many.left_out == 40 - MOST_ROWS
    assert all(len(row.marks) == MOST_MARKS and row.left_out == 60 - MOST_MARKS for row in many.rows)


@given(
    some.dictionaries(DAYS.map(date.isoformat), some.tuples(some.integers(0, 999), some.integers(0, 999)), max_size=8)
)
@settings(max_examples=200, deadline=None)
def test_bars_have_all_that_is_counted(days: dict[str, tuple[int, int]]) -> None:
    drawn = bars_of(days)
    if not days:
        assert drawn is None
        return
    assert drawn is not None
    assert sum(bar.events for bar in drawn.bars) == sum(one for one, _ in days.values())
    assert sum(bar.statements for bar in drawn.bars) == sum(one for _, one in days.values())
    assert all(bar.x >= 0 and bar.x + bar.width <= 100.01 for bar in drawn.bars)
    assert len(drawn.labels) <= 8


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        ("2019-09-01", "2019-09-30", "day"), ("2019-01-01", "2019-12-31", "month"),
        ("2010-01-01", "2019-12-31", "year"), ("1900-01-01", "2019-12-31", "decade"),
    ],
)  # fmt: skip
def test_bars_are_of_the_span_below(first: str, last: str, unit: str) -> None:
    drawn = bars_of({}, Span(date.fromisoformat(first), date.fromisoformat(last)))
    assert drawn is not None and drawn.unit == unit


@given(DAYS, some.sampled_from(["day", "month", "year", "decade"]))
@settings(max_examples=200, deadline=None)
def test_spans_lie_side_by_side(day: date, unit: str) -> None:
    span = span_around(day, unit)  # type: ignore[arg-type]
    assert span.first <= day <= span.last
    behind = beside(span, 1)
    if behind is not None:
        assert (behind.first - span.last).days == 1 and beside(behind, -1) == span
    assert all(one.first <= span.first and span.last <= one.last for one in around(span))


def test_a_span_is_told_as_short_as_it_can_be() -> None:
    assert span_around(date(2019, 9, 9), "month").bounds == {"first": "2019-09", "last": "2019-09"}
    assert span_around(date(2019, 9, 9), "decade").words == "2010s"


def place(name: str, latitude: float, longitude: float) -> Place:
    return Place(name=name, latitude=latitude, longitude=longitude, count=2, address="/")


def test_a_map_shows_all_its_places() -> None:
    drawn = map_of([place("Oslo", 59.9, 10.7), place("Perth", -31.9, 115.9)])
    assert drawn is not None
    view = drawn.view
    for point in drawn.points:
        assert abs(point.x - view.x) < view.across / 2 and abs(point.y - view.y) < view.high / 2
    assert map_of([]) is None


@given(some.floats(-5000, 5000), some.floats(-5000, 5000), some.floats(0, 9999))
@settings(max_examples=100, deadline=None)
def test_a_view_never_leaves_the_world(x: float, y: float, across: float) -> None:
    view = within(x, y, across)
    for one in (view, view.moved(closer=1.6), view.moved(right=-3, down=3)):
        assert one.x - one.across / 2 >= -1e-6 and one.x + one.across / 2 <= WIDTH + 1e-6
        assert one.y - one.high / 2 >= -1e-6 and one.y + one.high / 2 <= HEIGHT + 1e-6
    told = view_told(view.told)
    assert told is not None and abs(told.across - view.across) < 0.02


def test_what_is_no_view() -> None:
    assert view_told("") is None
    with pytest.raises(UsageError):
        view_told("1,2")
