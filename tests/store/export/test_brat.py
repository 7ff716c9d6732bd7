"""brat: texts and annotations read back, by a parser of the format and by the scorer of PolNeAR."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.reader import Reader
from onrecord.record import Passage, Report
from onrecord.store.export.brat import configuration, pieces, standoff
from onrecord.store.export.brat_folder import file_name
from onrecord.store.export.chosen import Chosen
from onrecord.store.export.to import export, lines
from tests.store.export.libraries import Made, library_of, page_report, spot
from tests.store.export.standoff import Standoff, parse


@pytest.fixture(scope="module")
def folder(library: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("brat") / "texts"
    with library.connection() as connection:
        export(connection, "brat", out)
    return out


def of_record(report: Report) -> list[dict[str, list[list[int]]]]:
    """The statements of a record as the scorer has them."""
    return [
        {
            role: [list(span) for span in passage.spans] if (passage := getattr(one, role)) else []
            for role in ("source", "cue", "content")
        }
        for one in report.attributions
    ]


def tokens(text: str, places: list[list[int]]) -> set[int]:
    """The places of what is no blank: brat's cut at line ends leaves it as it is."""
    return {place for start, end in places for place in range(start, end) if not text[place].isspace()}


def test_a_text_and_its_annotations_for_each_report(folder: Path, library: Made) -> None:
    names = {path.name for path in folder.iterdir()}
    wanted = {f"{key}.{end}" for key in library.reports for end in ("txt", "ann")}
    assert names == wanted | {"annotation.conf", "reports.csv"}
    for key, report in library.reports.items():
        assert (folder / f"{key}.txt").read_bytes() == report.text.encode("utf-8")
    with (folder / "reports.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["key"] for row in rows] == sorted(library.reports)


def test_every_statement_comes_back(folder: Path, library: Made) -> None:
    for key, report in library.reports.items():
        back, wanted = parse(folder, key).statements(), of_record(report)
        assert len(back) == len(wanted)
        for mine, its in zip(back, wanted, strict=True):
            for role in ("source", "cue", "content"):
                assert tokens(report.text, mine[role]) == tokens(report.text, its[role]), (key, role)


def northmail(library: Made) -> str:
    (key,) = [key for key, one in library.reports.items() if one.publisher and one.publisher.name == "Northmail"]
    return key


def words(found: Standoff, name: str, text: str) -> str:
    return " ".join(text[start:end] for start, end in found.passages[name][1])


def test_who_through_whom_against_whom(folder: Path, library: Made) -> None:
    key = northmail(library)
    found, text = parse(folder, key), library.reports[key].text
    ids = {note.split()[0]: name for name, note in found.notes.items()}
    speakers = {one: words(found, other, text) for kind, one, other in found.relations if kind == "Speaker"}
    assert speakers[ids["a2"]] == "Tom Avery"
    assert ("Disputes", ids["a3"], ids["a2"]) in found.relations
    carriers = {one: words(found, other, text) for kind, one, other in found.relations if kind == "Via"}
    assert carriers == {ids["a4"]: "the state news agency Oskinform"}
    assert ("ReportedBy", ids["v2"], ids["a2"]) in found.relations
    assert not any(kind == "ReportedBy" and one == ids["v1"] for kind, one, _ in found.relations)
    assert ("Status", ids["v1"], "ordered") in found.attributes
    assert {("Act", ids["a1"], "orders"), ("Kind", ids["a1"], "indirect")} <= set(found.attributes)
    kind, trigger, arguments = found.events[ids["v2"]]
    assert (kind, words(found, trigger, text)) == ("ASSAULT", "fired on")
    assert [(role, words(found, name, text)) for role, name in arguments] == [
        ("Actor", "The Osk navy"), ("Recipient", "two fishermen"), ("Time", "25 February"), ("Place", "Skelling Point"),
    ]  # fmt: skip
    # A split cue is one passage in two pieces.
    assert words(found, dict(found.events[ids["a4"]][2])["Cue"], text) == "quoted as saying"


def test_a_statement_without_source_or_cue(reader: Reader, tmp_path: Path) -> None:
    report = page_report(reader)
    (one,) = report.attributions
    bare = (replace(one, source=None), replace(one, id="a2", cue=None, within="a1"))
    library = library_of(tmp_path / "library", [replace(report, attributions=bare)])
    with library.connection() as connection:
        export(connection, "brat", tmp_path / "out")
    found = parse(tmp_path / "out", report.id)
    kinds = [(kind, [role for role, _ in arguments]) for kind, _, arguments in found.events.values()]
    assert kinds == [("Attribution-no-source", ["Cue", "Content"]), ("Attribution", ["Source", "Content"])]
    assert ("Within", "E2", "E1") in found.relations
    # Both mentions of the speaker are one.
    assert len(found.same) == 1
    # The content runs over a line end, the next paragraph's too.
    content = dict(found.events["E1"][2])["Content"]
    assert len(found.passages[content][1]) == 3


def test_several_of_one_role_are_numbered(reader: Reader, tmp_path: Path, library: Made) -> None:
    report = library.reports[northmail(library)]
    event = report.events[1]
    more = replace(event, actors=(event.actors[0], report.events[0].actors[0], event.actors[0]))
    out = standoff(replace(report, events=(more,)))
    (line,) = [line for line in out.split("\n") if "ASSAULT:" in line]
    assert [one.split(":")[0] for one in line.split("\t")[1].split(" ")[1:4]] == ["Actor", "Actor2", "Actor3"]


def test_the_configuration_has_all_types(folder: Path, library: Made) -> None:
    text = (folder / "annotation.conf").read_text(encoding="utf-8")
    assert text == configuration()
    sections = {one[0]: one[1] for one in re.findall(r"\[(\w+)\]\n((?:.+\n)*)", text)}
    assert list(sections) == ["entities", "relations", "events", "attributes"]
    names = {key: {re.split(r"[\t ]", line)[0] for line in section.splitlines()} for key, section in sections.items()}
    for key in library.reports:
        found = parse(folder, key)
        triggers = {trigger for _, trigger, _ in found.events.values()}
        assert {kind for name, (kind, _) in found.passages.items() if name not in triggers} <= names["entities"]
        assert {kind for kind, _, _ in found.events.values()} <= names["events"]
        assert {kind for kind, _, _ in found.relations} <= names["relations"]
        assert {kind for kind, _, _ in found.attributes} <= names["attributes"]
    # Every act and status of a record may be one.
    assert "threatens" in sections["attributes"] and "called-for" in sections["attributes"]


_TEXT = st.text(
    st.sampled_from("ab \n\r\t\v\f\x1c\x85\N{LINE SEPARATOR}\N{NO-BREAK SPACE}\N{PILE OF POO}"), max_size=30
)


# A busy machine is slow to draw examples; that says nothing of the code.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TEXT, st.sets(st.integers(0, 30), max_size=6))
def test_pieces_hold_the_words_and_no_line_end(text: str, places: set[int]) -> None:
    cuts = sorted(place for place in places if place <= len(text))
    spans = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    found = pieces(text, spans)
    assert [place for start, end in found for place in range(start, end) if not text[place].isspace()] == [
        place for start, end in spans for place in range(start, end) if not text[place].isspace()
    ]
    for start, end in found:
        piece = text[start:end]
        assert piece == piece.strip() != ""
        assert len(piece.splitlines()) == 1 and "\t" not in piece


def test_a_passage_of_blanks_alone_is_left_out(reader: Reader) -> None:
    report = page_report(reader)
    (one,) = report.attributions
    blank = Passage.of(report.text, spot(report.text, "\n\n"))
    out = standoff(replace(report, attributions=(replace(one, source=blank, cue=blank, content=blank, via=()),)))
    assert "Attribution" not in out and "\nE" not in out


def test_names_of_files_come_from_keys_alone(tmp_path: Path) -> None:
    keys = ("../../etc/passwd", "a/b", "a\\b", "", ".", "A" * 64, "con", "a" * 64, "a\x00b", "é", "a" * 65)
    names = [file_name(key) for key in keys]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[0-9a-f]{1,64}", name) for name in names)
    assert file_name("a" * 64) == "a" * 64


def scorer(data: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_attributions", data / "measure" / "score_attributions.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_scorer_of_polnear_gives_the_same_figures(data: Path, reader: Reader, tmp_path: Path) -> None:
    """Statements of some articles scored from JSONL and from brat: every figure is the same."""
    judge = scorer(data)
    gold = judge.load_gold(str(data / "data" / "polnear" / "dev"))
    names = sorted(gold)[::14]
    assert len(names) == 6
    paths = [data / "data" / "polnear" / "dev" / "text" / f"{name}.txt" for name in names]
    reports = {name: reader.read(path) for name, path in zip(names, paths, strict=True)}
    library = library_of(tmp_path / "library", reports.values())
    with library.connection() as connection:
        export(connection, "brat", tmp_path / "out", chosen=Chosen())
        records = {record["id"]: record for record in map(json.loads, lines(connection, "jsonl"))}
    by_jsonl, by_brat = [], []
    for name in names:
        _, text, wanted = gold[name]
        key = reports[name].id
        said = [
            {role: one[role]["spans"] if one[role] else [] for role in ("source", "cue", "content")}
            for one in records[key]["attributions"]
        ]
        back = judge.read_ann(str(tmp_path / "out" / f"{key}.ann"))
        assert judge.read_text(str(tmp_path / "out" / f"{key}.txt")) == text
        assert len(back) == len(said) > 5
        by_jsonl.append(judge.score_article(text, wanted, said))
        by_brat.append(judge.score_article(text, wanted, back))
        # As gold it is to itself.
        perfect: dict[Any, Any] = judge.report([judge.score_article(text, back, said)])
        assert perfect["alpha"] == 1.0 and perfect["attr", "csq"][2] == 1.0
    assert judge.report(by_jsonl) == judge.report(by_brat)
    assert judge.report(by_brat)["attr", "c"][2] > 0.5


def test_the_scorer_reads_the_folder_as_gold(data: Path, folder: Path, library: Made, tmp_path: Path) -> None:
    """Laid out as the corpus is, the folder is a gold of its own."""
    for part, end in (("text", "txt"), ("attributions", "ann")):
        (tmp_path / part).mkdir()
        for path in folder.glob(f"*.{end}"):
            (tmp_path / part / path.name).write_bytes(path.read_bytes())
    judge = scorer(data)
    gold = judge.load_gold(str(tmp_path))
    assert sorted(gold) == sorted(library.reports)
    made = [judge.score_article(text, its, of_record(library.reports[key])) for key, (_, text, its) in gold.items()]
    assert judge.report(made)["alpha"] == 1.0
