"""The Python way in, as the docs show it."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import Empty, InputError
from onrecord.reader import Reader
from onrecord.record import Report
from tests.conftest import EXAMPLES, ROOT

COURT = EXAMPLES / "04-court-report.txt"


def test_public_names() -> None:
    assert sorted(onrecord.__all__) == dir(onrecord)
    for name in onrecord.__all__:
        assert getattr(onrecord, name).__doc__
    with pytest.raises(AttributeError):
        _ = onrecord.nothing


def test_every_kind_of_source_gives_one_record(reader: Reader) -> None:
    data = COURT.read_bytes()
    by_path, by_name = reader.read(COURT), reader.read(str(COURT))
    assert by_path == by_name
    others = [reader.read(data), reader.read(io.BytesIO(data)), reader.read(text=data.decode())]
    assert {one.id for one in [by_path, *others]} == {by_path.id}
    assert all(one.attributions == by_path.attributions for one in others)
    with open(COURT, "rb") as file:
        assert onrecord.read(file).attributions == by_path.attributions


def test_many(reader: Reader) -> None:
    sources: list[Path | bytes] = [COURT, b"", COURT]
    for workers in (1, 2):
        results = list(reader.read_many(sources, workers=workers))
        assert [type(one) for one in results] == [Report, Empty, Report]
        assert isinstance(results[1], InputError)
        assert results[0] == results[2]


def test_published(reader: Reader) -> None:
    assert reader.read(COURT, published="2020-01-02").published.date == "2020-01-02"
    assert reader.read(COURT, published=date(2020, 1, 2)).published.date == "2020-01-02"


def test_dicts_and_back(reader: Reader) -> None:
    report = reader.read(COURT)
    assert Report.from_dict(report.to_dict()) == report
    bad: object
    for bad in ({}, {"schema": "onrecord/2"}, report.to_dict() | {"text": 3}, []):
        with pytest.raises(ValueError, match="onrecord/1"):
            Report.from_dict(bad)  # type: ignore[arg-type]


def test_notebook_view_escapes(reader: Reader) -> None:
    text = "The mayor said <script>alert(1)</script> was not run & that was that."
    html = reader.read(text=text)._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html or "&amp; that" in html


def test_records_are_immutable(reader: Reader) -> None:
    report = reader.read(COURT)
    with pytest.raises(AttributeError):
        report.text = "x"  # type: ignore[misc]


def test_a_record_is_the_same_alone_and_among_others() -> None:
    names = sorted(EXAMPLES.glob("*.txt"))
    together = list(Reader().read_many(names))
    assert [Reader().read(name) for name in names[:3]] == together[:3]
    assert list(Reader().read_many(names[::-1])) == together[::-1]


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, onrecord; print([m for m in ('numpy', 'onnxruntime', 'rich', 'click', 'msgspec') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_the_readmes_python_runs(reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every Python block of the README and the docs, in a folder that has the examples and may be written to."""
    (tmp_path / "examples").symlink_to(EXAMPLES)
    monkeypatch.chdir(tmp_path)
    blocks = 0
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for block in path.read_text(encoding="utf-8").split("```python\n")[1:]:
            exec(compile(block.split("```")[0], str(path), "exec"), {})
            blocks += 1
    assert blocks


def test_every_setting_and_field_is_documented() -> None:
    from dataclasses import fields

    from onrecord.settings import Settings

    python, record = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("python.md", "record.md"))
    for setting in fields(Settings):
        assert f"`{setting.name}`" in python
        assert f"`ONRECORD_{setting.name.upper()}`" in python
        assert f"| {setting.default} |" in python
    for name in (field.name for field in fields(Report)):
        assert f"`{name}`" in record or name in ("schema", "made_by", "origin", "language"), name


def test_every_column_and_row_of_a_timeline_is_documented() -> None:
    from dataclasses import fields

    from onrecord.view.csv import TABLES
    from onrecord.view.timeline import Moment

    views, python = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("views.md", "python.md"))
    for columns, _ in TABLES.values():
        for column in columns:
            # What recipients have is said once, of actors.
            assert f"`{column}`" in views or f"`{column.replace('recipient', 'actor')}`" in views, column
    for name in (field.name for field in fields(Moment)):
        assert f"`{name}`" in python, name
