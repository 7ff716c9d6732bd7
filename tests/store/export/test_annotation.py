"""Web Annotations: what the model demands, what the selectors select, and the triples that JSON-LD makes of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from pyld import jsonld

from onrecord.reader import Reader
from onrecord.reading.links import one_form
from onrecord.record import Mention, SourceMap
from onrecord.store.export.annotation import annotations_of
from onrecord.store.export.chosen import Chosen, stored
from onrecord.store.export.collection import collection
from onrecord.store.export.stored import Stored
from onrecord.store.export.targets import AROUND, Targets
from onrecord.store.export.to import export, lines
from tests.store.export.libraries import HOSTILE, PAGE, PAGE_URL, Made, library_of, page_report, printed_report
from tests.store.export.terms import CONTEXT, OA
from tests.store.export.web_annotation import check_annotation, check_collection

Json = dict[str, Any]


def given_out(library: Made, **chosen: Any) -> list[Json]:
    with library.connection() as connection:
        return [json.loads(line) for line in lines(connection, "annotation", chosen=Chosen(**chosen))]


def of(some: list[Json], key: str, *parts: str) -> Json:
    (found,) = [one for one in some if one["id"] == ":".join(("urn:onrecord", key, *parts))]
    return found


def bodies(one: Json, purpose: str, form: str = "text/plain") -> list[str]:
    return [body["value"] for body in one["body"] if body["purpose"] == purpose and body.get("format") == form]


def links(one: Json) -> list[str]:
    return [body["source"].rsplit(":", 1)[1] for body in one["body"] if body["purpose"] == "linking"]


def test_all_that_the_model_demands(library: Made) -> None:
    found = given_out(library)
    for one in found:
        check_annotation(one)
    names = [one["id"] for one in found]
    assert len(set(names)) == len(names) > 200
    kinds = {selector["type"] for one in found for target in one["target"] for selector in target["selector"]}
    assert kinds == {"TextPositionSelector", "TextQuoteSelector", "XPathSelector", "FragmentSelector"}
    # What links to an annotation links to one that is there.
    for one in found:
        assert {body["source"] for body in one["body"] if body["purpose"] == "linking"} <= set(names)


def test_every_part_of_the_record_is_there(library: Made) -> None:
    found = {one["id"] for one in given_out(library)}
    for key, report in library.reports.items():
        parts: list[Any] = [*report.attributions, *report.events, *report.times, *report.places, *report.entities]
        wanted = {f"urn:onrecord:{key}:{one.id}" for one in parts}
        for said in report.attributions:
            wanted |= {f"urn:onrecord:{key}:{said.id}:{role}" for role in ("source", "cue") if getattr(said, role)}
        assert {one for one in found if one.startswith(f"urn:onrecord:{key}:")} == wanted


def test_plain_text_by_position_and_quotation(library: Made) -> None:
    for one in given_out(library):
        report = library.reports[one["id"].split(":")[2]]
        if report.source_map:
            continue
        for target in one["target"]:
            position, words = target["selector"]
            place, text = slice(position["start"], position["end"]), report.text
            assert text[place] == words["exact"]
            assert text[: place.start].endswith(words["prefix"])
            assert text[place.stop :].startswith(words["suffix"])
            assert len(words["prefix"]) >= min(AROUND, place.start)
            assert target["source"] == (one_form(report.origin.uri or "") or f"urn:sha256:{report.id}")


def test_a_split_quotation_has_a_target_for_each_piece(library: Made) -> None:
    (key,) = [key for key, one in library.reports.items() if one.publisher and one.publisher.name == "Northmail"]
    one = of(given_out(library), key, "a4", "cue")
    assert [target["selector"][1]["exact"] for target in one["target"]] == ["quoted", "as saying"]


def test_bodies_tell_what_how_and_whose(library: Made) -> None:
    some = given_out(library)
    (key,) = [key for key, one in library.reports.items() if one.publisher and one.publisher.name == "Northmail"]
    denial = of(some, key, "a3")
    assert denial["motivation"] == "describing"
    assert bodies(denial, "classifying") == ["statement"]
    assert bodies(denial, "tagging") == ["denies", "indirect"]
    assert bodies(denial, "describing") == ["defence ministry denied: that its navy had attacked anyone"]
    assert links(denial) == ["a2"]
    (record,) = bodies(denial, "describing", "application/json")
    assert json.loads(record) == library.reports[key].to_dict()["attributions"][2]
    assert bodies(of(some, key, "a3", "source"), "classifying") == ["source"]
    assert links(of(some, key, "a3", "source")) == ["a3"]
    shooting = of(some, key, "v2")
    assert bodies(shooting, "tagging") == ["ASSAULT", "firearms", "happened", "military"]
    assert links(shooting) == ["a2", "t2", "p3"]
    assert bodies(of(some, key, "t4"), "describing") == ["April 2019"]
    assert bodies(of(some, key, "p3"), "describing") == ["Skelling Point (58.912, -3.4)"]
    assert bodies(of(some, key, "e1"), "describing") == ["Ilse Harken, President"]


def selected(target: Json) -> str:
    """What the first selector of a target finds in PAGE, as a browser would."""
    selector = target["selector"][0]
    (element,) = html.fromstring(PAGE).xpath(selector["value"])
    within = selector["refinedBy"]
    words: str = element.text_content()[within["start"] : within["end"]]
    return words


def test_html_by_element_and_position(reader: Reader, tmp_path: Path) -> None:
    report = page_report(reader)
    some = given_out(library_of(tmp_path / "library", [report]))
    for one in some:
        check_annotation(one)
        for target in one["target"]:
            quote = target["selector"][1]
            assert selected(target) == quote["exact"]
            # The quotation holds in the element: nothing is before or behind it that is not there.
            element = html.fromstring(PAGE).xpath(target["selector"][0]["value"])[0].text_content()
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in element
            assert target["state"] == {"type": "TimeState", "sourceDate": "2026-01-02T03:04:05Z"}
    said = of(some, report.id, "a1")
    assert [selected(target) for target in said["target"]] == ["that the ferry\n  would wait.", "“It is safe,”"]
    source = of(some, report.id, "a1", "source")
    assert [selected(target) for target in source["target"]] == ["The harbour master, Ásta Ýrr"]
    assert {target["source"] for one in some for target in one["target"]} == {one_form(PAGE_URL)}


def test_pdf_by_page_and_rectangle(reader: Reader, tmp_path: Path) -> None:
    report = printed_report(reader)
    some = given_out(library_of(tmp_path / "library", [report]))
    for one in some:
        check_annotation(one)
    said = of(some, report.id, "a1")
    # The page is 842 points high: a line 700 to 712 above its foot begins 130 below its head.
    assert [target["selector"][0]["value"] for target in said["target"]] == [
        "page=1&viewrect=72,130,248.5,12",
        "page=2&viewrect=72,758,168,11.75",
    ]
    assert [target["selector"][1]["exact"] for target in said["target"]] == [
        "that",
        "the mill would close in May.",
    ]
    assert "/home/ada" not in json.dumps(some)


def test_pdf_without_the_size_of_its_pages(reader: Reader, tmp_path: Path) -> None:
    report = printed_report(reader)
    assert report.source_map
    unsized = replace(report, source_map=replace(report.source_map, page_sizes=()))
    boxless = replace(
        report,
        id="b" * 64,
        source_map=replace(report.source_map, pieces=tuple(replace(one, box=None) for one in report.source_map.pieces)),
    )
    for one in given_out(library_of(tmp_path / "library", [unsized, boxless])):
        check_annotation(one)
        assert {target["selector"][0]["value"] for target in one["target"]} <= {"page=1", "page=2"}


def test_what_the_source_map_does_not_hold_is_quoted(reader: Reader, tmp_path: Path) -> None:
    report = replace(page_report(reader), source_map=SourceMap(kind="html", pieces=()))
    for one in given_out(library_of(tmp_path / "library", [report])):
        check_annotation(one)
        assert [[selector["type"] for selector in target["selector"]] for target in one["target"]] == [
            ["TextQuoteSelector"] for _ in one["target"]
        ]


def test_an_entity_without_a_mention_has_no_annotation(reader: Reader, tmp_path: Path) -> None:
    report = page_report(reader)
    entities = (replace(report.entities[0], mentions=()), *report.entities[1:])
    some = given_out(library_of(tmp_path / "library", [replace(report, entities=entities)]))
    assert not any(one["id"].endswith(":e1") for one in some)
    twice = replace(
        report.entities[0], mentions=(*report.entities[0].mentions, Mention(spans=report.entities[0].mentions[0].spans))
    )
    some = given_out(library_of(tmp_path / "twice", [replace(report, entities=(twice, *report.entities[1:]))]))
    assert len(of(some, report.id, "e1")["target"]) == 2


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("https://a.example/x y", "https://a.example/x%20y"),
        ("https://a.example/%20?q=<b>\"`{}|\\^", "https://a.example/%20?q=%3Cb%3E%22%60%7B%7D%7C%5C%5E"),
        ("https://ä.example/é\n\u0085", "https://ä.example/é%0A%C2%85"),
        ("https://a.example/#part", "https://a.example/#part"),
        ("javascript:alert(1)", None),
        ("file:///home/ada/x.html", None),
    ],
)  # fmt: skip
def test_the_source_is_an_address_that_may_be_one(reader: Reader, address: str, source: str | None) -> None:
    """Whatever a library holds as one, made by whatever version."""
    report = page_report(reader)
    report = replace(report, origin=replace(report.origin, uri=None))
    row: Any = {"key": "a" * 64, "address": address}
    found = list(annotations_of(Stored(report=report, row=row, handles={})))
    assert found
    for one in found:
        check_annotation(one)
        assert {target["source"] for target in one["target"]} == {source or f"urn:sha256:{report.id}"}


def test_no_context_begins_within_a_character(reader: Reader, tmp_path: Path) -> None:
    accent = "e\N{COMBINING ACUTE ACCENT}\N{COMBINING DIAERESIS}"
    text = f"{accent * 40} said {accent * 40}"
    report = replace(reader.read(text=HOSTILE), text=text)
    library = library_of(
        tmp_path / "library", [replace(report, attributions=(), events=(), places=(), times=(), entities=())]
    )
    with library.connection() as connection:
        (one,) = stored(connection, Chosen())
        start = text.index("said")
        (target,) = Targets(one).of(((start, start + 4),))
    words = target["selector"][1]
    assert words["prefix"][0] == "e"
    assert len(words["prefix"]) >= AROUND
    assert words["suffix"].endswith(accent)


def test_json_ld_makes_triples_of_all_of_it(library: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every key and type of an annotation is a term of the vocabulary, or it would be lost on the way."""

    def load(url: str, options: object) -> Json:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}

    options = {"documentLoader": load}
    some = given_out(library)
    picked = {one["motivation"] + one["target"][0]["selector"][0]["type"]: one for one in some}
    assert len(picked) >= 6
    for one in picked.values():
        (expanded,) = jsonld.expand(one, options)
        assert _keys(expanded) <= {key for key in _keys(expanded) if ":" in key or key.startswith("@")}
        assert _count(one) == _count(jsonld.compact(expanded, CONTEXT, options))
        assert expanded[OA + "motivatedBy"] == [{"@id": OA + one["motivation"]}]
        assert {kind for body in expanded[OA + "hasBody"] for kind in body["@type"]} <= {
            OA + "TextualBody",
            OA + "SpecificResource",
        }
        quads = jsonld.to_rdf(one, options)["@default"]
        about = {quad["object"]["value"] for quad in quads if quad["predicate"]["value"] == OA + "hasSource"}
        assert one["target"][0]["source"] in about
    with library.connection() as connection:
        whole = json.loads("".join(collection(connection, Chosen(publisher="Northmail"))))
    (expanded,) = jsonld.expand(whole, options)
    (page,) = expanded["http://www.w3.org/ns/activitystreams#first"]
    (items,) = page["http://www.w3.org/ns/activitystreams#items"]
    assert len(items["@list"]) == whole["total"]


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | set().union(*(_keys(one) for one in value.values()), set())
    return set().union(*(_keys(one) for one in value), set()) if isinstance(value, list) else set()


def _count(value: object) -> int:
    """How many texts and numbers there are: lists of one and plain values are the same to JSON-LD."""
    if isinstance(value, dict):
        return sum(_count(one) for key, one in value.items() if key != "@context")
    return sum(map(_count, value)) if isinstance(value, list) else 1


def test_a_collection(library: Made, tmp_path: Path) -> None:
    with library.connection() as connection:
        for name in ("one.json", "two.JSONLD", "three.jsonl", "four.NDJSON"):
            export(connection, "annotation", tmp_path / name)
        export(connection, "annotation", tmp_path / "none.json", chosen=Chosen(language="fr"))
    one = (tmp_path / "one.json").read_bytes()
    assert one == (tmp_path / "two.JSONLD").read_bytes()
    some = given_out(library)
    assert check_collection(json.loads(one)) == some
    for name in ("three.jsonl", "four.NDJSON"):
        # Lines end with \n alone: a LINE SEPARATOR in the words of a report is none.
        assert [json.loads(line) for line in (tmp_path / name).read_bytes().split(b"\n")[:-1]] == some
    assert check_collection(json.loads((tmp_path / "none.json").read_bytes())) == []


def test_nothing_hangs_on_the_clock(library: Made) -> None:
    text = json.dumps(given_out(library))
    assert not re.search(r"\"(created|generated|modified)\":", text)
    assert given_out(library) == json.loads(text)


def test_lines_end_only_where_an_annotation_does(library: Made) -> None:
    with library.connection() as connection:
        for line in lines(connection, "annotation"):
            assert line.count("\n") == 1 and line.endswith("\n")


def test_the_checker_finds_what_is_wrong(library: Made) -> None:
    good = given_out(library)[0]
    selector = {"type": "TextPositionSelector", "start": -1, "end": 2}
    broken: list[Json] = [
        good | {"@context": [CONTEXT]},
        good | {"id": "no iri"},
        good | {"target": []},
        good | {"motivation": "musing"},
        good | {"target": [good["target"][0] | {"selector": [selector]}]},
        good | {"body": [{"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": ""}]},
    ]
    for one in broken:
        with pytest.raises((AssertionError, KeyError)):
            check_annotation(one)
