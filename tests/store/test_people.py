from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import NotInLibrary, UsageError
from onrecord.store.filters import Filters, Unknown
from onrecord.store.people import who
from onrecord.store.showing import show
from onrecord.store.timeline import timeline
from tests.store.telling import Being, Happens, Says, library, told

MINISTER = Being("Radko Salin", roles=("minister",), country="RU", sector="GOV")
PRESIDENT = Being("Radko Salin", roles=("president", "father of three"), country="RU", sector="GOV")
ALONE = Being("Salin")
HARKEN = Being("Ilse Harken")
AGENCY = Being("Oskinform", "organization")
REPORTS = [
    told("One", [Says(MINISTER, "ferries will stay", via=(AGENCY,)), Says(HARKEN, "that is not so", act="denies", denies=0)], day="2019-01-05"),
    told("Two", [Says(PRESIDENT, "ferries will go", day="2020-12-31"), Says(HARKEN, "good")], day="2021-01-02"),
    told("Three", [Says(ALONE, "no comment")], day="2021-02-02"),
    told(
        "Four", [Says(HARKEN, "the crane fell", day="2021-03-01")], day="2021-03-02",
        happens=[
            Happens("The crane fell on the quay.", "fell", day=("2021-02-28", "2021-02-28"), word=0),
            Happens("Crowds gathered at the quay.", "gathered", type="PROTEST", day=("2021-03-01", "2021-03-04")),
            Happens("A ferry sank.", "sank"),
        ],
    ),
]  # fmt: skip


def test_all_that_somebody_said(tmp_path: Path) -> None:
    with library(tmp_path / "made.onrecord", REPORTS) as connection:
        found = who(connection, "Radko Salin")
        assert found.person is not None
        assert found.person.handle == "radko-salin"
        assert [(hit.words, hit.day) for hit in found.statements] == [
            ("ferries will go", "2020-12-31"), ("ferries will stay", "2019-01-05"),
        ]  # fmt: skip
        assert found.statements[1].via == ("Oskinform",)
        assert [one.speaker for one in found.statements[1].denied_by] == ["Ilse Harken"]
        assert [(role.words, role.first, role.last, role.reports) for role in found.roles] == [
            ("president", "2021-01-02", "2021-01-02", 1),
            ("father of three", "2021-01-02", "2021-01-02", 1),
            ("minister", "2019-01-05", "2019-01-05", 1),
        ]
        assert found.unjoined == 0
        assert who(connection, "Salin").unjoined == 1, "what is joined to nobody is told of"
        assert [hit.words for hit in who(connection, "radko-salin", last="2020").statements] == [
            "ferries will go", "ferries will stay",
        ]  # fmt: skip
        assert [hit.words for hit in who(connection, "radko-salin", first="2020", limit=5).statements] == [
            "ferries will go"
        ]
        cut = who(connection, "Harken", limit=2)
        assert (len(cut.statements), cut.more) == (2, True)
        assert (cut.statements[0].day, cut.statements[1].day) == ("2021-03-01", "2021-01-02")


def test_who_is_not_known_or_several(tmp_path: Path) -> None:
    reports = [told(name, [Says(Being(name), "hello")]) for name in ("Ada Lund", "Bo Lund", "Brisk")]
    with library(tmp_path / "made.onrecord", reports) as connection:
        nobody = who(connection, "Zara")
        assert (nobody.person, nobody.candidates, nobody.statements, nobody.unjoined) == (None, (), (), 0)
        several = who(connection, "Lund")
        assert (several.person, [one.handle for one in several.candidates]) == (None, ["ada-lund", "bo-lund"])
        alone = who(connection, "Brisk")
        assert (alone.person, [hit.words for hit in alone.statements]) == (None, ["hello"])
        with pytest.raises(UsageError):
            who(connection, "Lund", limit=0)
        with pytest.raises(UsageError):
            who(connection, "Ada Lund", first="soon")


def test_the_timeline(tmp_path: Path) -> None:
    with library(tmp_path / "made.onrecord", REPORTS) as connection:
        whole = timeline(connection)
        days = [hit.day for hit in whole.moments]
        assert days == sorted(days, key=str)
        assert (len(days), whole.earlier, whole.later) == (8, False, False)
        assert "A ferry sank" not in " ".join(hit.words for hit in whole.moments), "an event without a date"
        same_day = [(hit.kind, hit.id) for hit in whole.moments if hit.day == "2021-03-01"]
        assert same_day == [("event", "v2"), ("statement", "a1")]
        crane = timeline(connection, "crane")
        assert [(hit.day, hit.kind, hit.speaker) for hit in crane.moments] == [
            ("2021-02-28", "event", "Ilse Harken"), ("2021-03-01", "statement", "Ilse Harken"),
        ]  # fmt: skip
        assert all(hit.hits for hit in crane.moments)
        assert [hit.words for hit in timeline(connection, '"ferries will go"').moments] == ["ferries will go"]
        assert [hit.words for hit in timeline(connection, "ferri*").moments] == ["ferries will stay", "ferries will go"]


def test_a_timeline_is_cut_at_the_right_end(tmp_path: Path) -> None:
    with library(tmp_path / "made.onrecord", REPORTS) as connection:
        for words, filters in (("", Filters()), ("ferries OR crane OR quay", Filters())):
            last = timeline(connection, words, filters, limit=2)
            assert (last.earlier, last.later) == (True, False)
            assert [hit.day for hit in last.moments] == ["2021-03-01", "2021-03-01"]
        first = timeline(connection, "", Filters(first="2019"), limit=2)
        assert (first.earlier, first.later) == (False, True)
        assert [hit.day for hit in first.moments] == ["2019-01-05", "2019-01-05"]
        only = timeline(connection, "", Filters(first="2021-02", last="2021-02"))
        assert [hit.day for hit in only.moments] == ["2021-02-02", "2021-02-28"]
        assert [hit.kind for hit in timeline(connection, "", Filters(event="PROTEST")).moments] == ["event"]
        assert [hit.kind for hit in timeline(connection, kinds=("events",)).moments] == ["event", "event"]
        assert timeline(connection, "", Filters(speaker="Nobody")).unknown == Unknown(field="speaker", name="Nobody")


def test_one_report(tmp_path: Path) -> None:
    reports = [told("One", [Says(HARKEN, "hello")], url="https://northmail.example/one"), *REPORTS]
    with library(tmp_path / "made.onrecord", reports) as connection:
        for name in (1, "1", reports[0].id, reports[0].id[:12], "https://northmail.example/one"):
            kept = show(connection, name)
            assert kept.record == reports[0]
            assert (kept.number, kept.latest) == (1, True)
        with pytest.raises(NotInLibrary):
            show(connection, "https://northmail.example/two")
