"""Calls that are wrong say so in words, as UsageError."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.errors import UsageError
from onrecord.library import Library
from onrecord.settings import Settings
from onrecord.store.filters import Filters
from tests.store.made import ENGLISH, document, opened, put

WRONG: list[tuple[Callable[[Library], Any], str]] = [
    (lambda _: Library(""), "a library needs the name of a file"),
    (lambda _: Library(5), "not int"),  # type: ignore[arg-type]
    (lambda _: Library("x", {}), "settings are a Settings"),  # type: ignore[arg-type]
    (lambda _: onrecord.read(5), "not int"),  # type: ignore[arg-type]
    (lambda _: onrecord.read(text="x", published=5), "not int"),  # type: ignore[arg-type]
    (lambda _: onrecord.read(text="x", published="soon"), "soon"),
    (lambda one: one.find("bridge", kinds=["x"]), "there are statements, events, reports"),  # type: ignore[list-item]
    (lambda one: one.find("bridge", kinds="events"), "a list of"),  # type: ignore[arg-type]
    (lambda one: one.find(5), "not int"),  # type: ignore[arg-type]
    (lambda one: one.find("bridge", limit="x"), "a limit is a whole number"),  # type: ignore[arg-type]
    (lambda one: one.find("bridge", {"first": "2019"}), "filters are a Filters"),  # type: ignore[arg-type]
    (lambda one: one.find("bridge", Filters(first="soon")), "'soon' is no day"),
    (lambda one: one.find("bridge", Filters(first=2019)), "first is a text or a date, not int"),  # type: ignore[arg-type]
    (lambda one: one.find("bridge", Filters(speaker=5)), "speaker is a text, not int"),  # type: ignore[arg-type]
    (lambda one: one.who(5), "not int"),  # type: ignore[arg-type]
    (lambda one: one.who("Brisk", first="2021-13"), "is no day"),
    (lambda one: one.timeline("bridge", Filters(last="x")), "is no day"),
    (lambda one: one.show(1.5), "not float"),  # type: ignore[arg-type]
    (lambda one: one.report(True), "not bool"),
    (lambda one: one.judge(1, "statement", "a1.colour", "x"), "no field 'colour'"),
    (lambda one: one.judge(1, "event", "v1.speaker", "x"), "no event 'v1'|no field 'speaker'"),
    (lambda one: one.judge(1, "report", "colour", "x"), "no field 'colour'"),
    (lambda one: one.judge(1, "rumour", "a1", "x"), "no judgement about"),
    (lambda one: one.judge(1, "report", "publisher", object()), "plain data"),
    (lambda one: one.add(5), "not int"),  # type: ignore[arg-type]
    (lambda one: one.add([""]), "a source is a path"),
    (lambda one: one.add([b"x"]), "a source is a path"),  # type: ignore[list-item]
    (lambda one: one.add("x", workers=0), "at least 1"),
    (lambda one: one.add("x", workers="2"), "a whole number"),  # type: ignore[arg-type]
    (lambda one: one.export("x", "xlsx"), "no format"),  # type: ignore[arg-type]
    (lambda one: one.list_reports(limit=0), "give 1 or more"),
]


@pytest.mark.parametrize("number", range(len(WRONG)))
def test_wrong_calls(number: int, tmp_path: Path) -> None:
    call, words = WRONG[number]
    put(tmp_path / "made.onrecord", [document(ENGLISH.format(number=1))])
    with opened(tmp_path / "made.onrecord") as library, pytest.raises(UsageError, match=words):
        call(library)


def test_days_may_be_dates(tmp_path: Path) -> None:
    put(tmp_path / "made.onrecord", [document(ENGLISH.format(number=1), url="https://ort.example/2021/03/09/x")])
    with opened(tmp_path / "made.onrecord") as library:
        assert library.find("bridge", Filters(first=date(2021, 3, 1), last=date(2021, 3, 31))).hits
        assert not library.find("bridge", Filters(first=date(2021, 4, 1))).hits
    assert Settings() == Settings()
