from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from onrecord.reader import Reader
from onrecord.view.csv import COLUMNS, header, rows
from tests.conftest import EXAMPLES


def cells(reader: Reader, text: str) -> list[dict[str, str]]:
    table = header() + "".join(rows(reader.read(text=text)))
    return list(csv.DictReader(io.StringIO(table, newline="")))


def test_a_row_an_attribution_with_places_in_the_text(reader: Reader) -> None:
    text = (EXAMPLES / "04-court-report.txt").read_text(encoding="utf-8")
    report = reader.read(text=text)
    found = cells(reader, text)
    assert len(found) == len(report.attributions)
    for row, one in zip(found, report.attributions, strict=True):
        assert list(row) == list(COLUMNS)
        assert row["content"].removeprefix("'") == one.content.text
        spans = [tuple(map(int, span.split("-"))) for span in row["content_at"].split(";")]
        assert " ".join(text[start:end] for start, end in spans) == one.content.text
        assert text.splitlines()[int(row["line"]) - 1]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "'"])
def test_no_cell_is_a_formula(reader: Reader, sign: str) -> None:
    report = reader.read(
        text="The mayor of Strand said that the bridge was shut.", url=f"https://strand.example/{sign}x"
    )
    one = report.attributions[0]
    words = f"{sign}SUM(A1:A9) was what he wrote"
    changed = replace(report, attributions=(replace(one, content=replace(one.content, text=words)),))
    (row,) = csv.DictReader(io.StringIO(header() + "".join(rows(changed)), newline=""))
    assert row["content"] == "'" + words


def test_quotes_commas_and_lines_survive(reader: Reader) -> None:
    text = "The mayor said, \"We close the mill, the school,\nand the 'old' bridge on Monday,\" and left."
    contents = {row["content"] for row in cells(reader, text)}
    assert any('"We close the mill' in content for content in contents)
