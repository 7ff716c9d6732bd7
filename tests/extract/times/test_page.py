"""Times in the record: exact spans through broken lines and furniture, nothing from outside the story."""

from __future__ import annotations

import pytest

from onrecord.reader import Reader
from onrecord.record import Passage, Report
from tests.checks import check

BROKEN = """Lock keepers walk out

BRISK, March 4 - Lock keepers stopped work on Mon-
day, two
years after the canal reopened, and will return next Wednes-
day morning.

The council said it had offered talks last

https://brisk-gazette.example/2021/03/04/lock-keepers-walk-out

week, but nobody came.

Related article: Canal Shut for Nine Days in 2016

© 2019 Brisk Gazette. All rights reserved.
"""


@pytest.fixture(scope="module")
def report(reader: Reader) -> Report:
    return reader.read(text=BROKEN, published="2021-03-04")


def told(report: Report) -> list[tuple[str, str]]:
    return [(Passage.of(report.text, one.spans).text, one.value) for one in report.times]


def test_spans_are_exact(report: Report) -> None:
    check(report, BROKEN)
    assert told(report) == [
        ("Mon-\nday", "2021-03-01"),
        ("two\nyears", "P2Y"),
        ("next Wednes-\nday morning", "2021-03-10TMO"),
        ("last week", "2021-W08"),
    ]
    assert len(report.times[-1].spans) == 2


def test_ids_and_confidence(report: Report) -> None:
    assert [one.id for one in report.times] == [f"t{n}" for n in range(1, 5)]
    assert all(0.1 < one.confidence < 1 for one in report.times)
    assert report.times[0].start == report.times[0].end == "2021-03-01"


def test_a_doubtful_date_makes_doubtful_times(reader: Reader) -> None:
    text = "The ferry sank on Tuesday, officials in Brisk said, and twelve people were pulled from the water.\n"
    sure = reader.read(text=text, published="2021-03-04").times[0]
    unsure = reader.read(text=text, url="https://brisk.example/2021/03/04/ferry").times[0]
    assert sure.value == unsure.value == "2021-03-02"
    assert unsure.confidence < sure.confidence
    without = reader.read(text=text).times[0]
    assert (without.value, without.start, without.end) == ("XXXX-WXX-2", None, None)


def test_other_languages_have_no_times(reader: Reader) -> None:
    text = "Der Bürgermeister sagte am 3. Mai 2019: „Die Brücke bleibt eine Woche gesperrt, bis alles fertig ist.“\n"
    assert reader.read(text=text).times == ()
