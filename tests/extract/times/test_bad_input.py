"""Any text at all: spans in bounds and in order, no crash, time that grows with the text alone."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.times.calendar import bounds
from onrecord.extract.times.find import find_times
from onrecord.reading.sentences import sentences

WORDS = (
    "Monday May March Sun Jan. 1998 '80s 1980s 31 30th the last next two to and a half of hyphen-year 9 a.m. p.m EST "
    "30:61 12:30 2017-12-11 99/99/9999 1/2 0/0 0 00 $5 1.5 -- – , . ' year-ago quarter every ago later earlier this "
    "Easter Thanksgiving Day fall second years month century in since until noon night twice hundred thousand million one"
).split()


@given(
    st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=40).map(" ".join),
    st.none() | st.dates(),
)
def test_any_text(text: str, published: date | None) -> None:
    last = 0
    for one in find_times(text, list(sentences(text, 0, len(text))), published):
        assert last <= one.start < one.end <= len(text)
        assert not text[one.start].isspace() and not text[one.end - 1].isspace()
        assert one.value and one.type in ("DATE", "TIME", "DURATION", "SET")
        assert (one.first is None) == (one.last is None)
        assert one.first is None or one.last is None or one.first <= one.last
        last = one.end


@given(st.text(alphabet="0123456789XTWQ-:.Z+SPFAUIMO", max_size=14))
def test_bounds_of_any_value(value: str) -> None:
    first, last = bounds(value)
    assert (first is None) == (last is None)
    assert first is None or last is None or first <= last


@pytest.mark.parametrize(
    "piece",
    [
        "1.", "1,", "1-", "12:", "9" * 50, "two hundred and ", "Monday ", "the last ", "Monday, the ", "a", "1a", "''",
        "year-", "or ", "May 3-", "two to three ", "\u0301", "1998-", "every ", "of the year ", "a.m.", "1/2/", "Easter ",
    ],
)  # fmt: skip
def test_time_grows_linearly(piece: str) -> None:
    """Eight times the text may take at most some twenty times as long; squared growth would be sixty-four."""
    took = []
    for size in (25_000, 200_000):
        text = piece * (size // len(piece))
        began = time.process_time()
        find_times(text, [(0, len(text))], date(2017, 12, 11))
        took.append(time.process_time() - began)
    assert took[1] < 20 * max(took[0], 0.02)
