"""Sign-offs: what holds, what takes them back, what exports have of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import NotInLibrary, UsageError
from onrecord.library import Library
from onrecord.record import Report
from onrecord.store.export.chosen import Chosen
from onrecord.store.hashing import canonical_line
from tests.store.export.standoff import parse
from tests.store.export.web_annotation import check_annotation
from tests.store.made import put_again
from tests.store.reviewing.conftest import WORDS


def states(library: Library) -> list[tuple[str, bool, bool]]:
    return [(one.by, one.holds, one.changed) for one in library.sign_offs(1)]


def test_signed_by_two_and_withdrawn(library: Library) -> None:
    library.review(1, "a1", "accept", by="Kim")
    first = library.sign_off(1, by="Kim")
    assert first.hash == hashlib.sha256(canonical_line(library.reviewed(1))).hexdigest()
    assert library.sign_off(1, by="Kim") == first
    second = library.sign_off(1, by="Lee", seen=first.hash)
    library.withdraw(first.number, by="Kim")
    assert states(library) == [("Lee", True, False), ("Kim", False, False)]
    with pytest.raises(NotInLibrary):
        library.withdraw(first.number, by="Kim")
    with pytest.raises(UsageError, match="has changed"):
        library.sign_off(1, by="Kim", seen="0" * 64)
    # Who says the same changes nothing; who says something else does.
    library.review(1, "a1", "accept", by="Lee")
    assert states(library)[0] == ("Lee", True, False)
    library.review(1, "a2", "reject", by="Bo")
    taken = library.sign_offs(1)[0]
    assert (taken.number, taken.holds, taken.changed, taken.undone_by) == (second.number, False, True, "Bo")


@pytest.mark.parametrize("change", ["undo", "judge", "reread"])
def test_what_takes_it_back(library: Library, change: str) -> None:
    library.review(1, "a1", "reject", by="Kim")
    library.sign_off(1, by="Kim")
    if change == "undo":
        library.undo(1, by="Lee")
    elif change == "judge":
        library.judge(1, "statement", "a2.act", "asks", by="Lee")
    else:
        put_again(library, 1, replace(library.report(1), events=()))
    assert states(library) == [("Kim", False, True)]
    # What was taken back stays so, though the record is again as it was.
    if change == "judge":
        library.undo(3, by="Lee")
        assert states(library) == [("Kim", False, True)]


def test_the_same_record_again_changes_nothing(library: Library) -> None:
    library.sign_off(1, by="Kim")
    put_again(library, 1, library.report(1))
    assert states(library) == [("Kim", True, False)]


def exported(library: Library, folder: Path, name: str, form: str, **more: object) -> Path:
    out = folder / name
    library.export(out, form, **more)  # type: ignore[arg-type]
    return out


def test_exports_carry_it(library: Library, tmp_path: Path) -> None:
    plain = exported(library, tmp_path, "plain.jsonl", "jsonl").read_text(encoding="utf-8")
    whole = library.check().hash
    library.review(1, "a1", "reject", by="Kim")
    signed = library.sign_off(1, by="Kim")
    (line,) = exported(library, tmp_path, "signed.jsonl", "jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert told.pop("sign_offs") == [{"by": "Kim", "at": signed.at, "hash": signed.hash}]
    assert told == json.loads(plain) and library.check().hash == whole
    assert Report.from_dict(json.loads(line)) == library.report(1)
    reviewed = exported(library, tmp_path, "left.jsonl", "jsonl", chosen=Chosen(reviewed=True))
    left = Report.from_dict(json.loads(reviewed.read_text(encoding="utf-8")))
    assert left == library.reviewed(1) and hashlib.sha256(canonical_line(left)).hexdigest() == signed.hash
    table = exported(library, tmp_path, "t.csv", "csv", table="reports").read_text(encoding="utf-8")
    assert signed.hash in table and "signed_by" in table
    notes = exported(library, tmp_path, "n.jsonl", "annotation").read_text(encoding="utf-8").splitlines()
    (assessed,) = [one for one in map(json.loads, notes) if one["motivation"] == "assessing"]
    assert (assessed["creator"]["type"], assessed["creator"]["name"]) == ("Person", "Kim") and assessed[
        "created"
    ] == signed.at
    check_annotation(assessed)


def test_training_data_has_reviewed_reports_alone(library: Library, tmp_path: Path) -> None:
    empty = exported(library, tmp_path, "none", "brat", chosen=Chosen(reviewed=True))
    assert not list(empty.glob("*.ann"))
    start = WORDS.index("Nobody asked us")
    library.review(1, "a2", "content", [(start, start + 15)], by="Kim")
    library.review(1, "a3", "reject", by="Kim")
    folder = exported(library, tmp_path, "brat", "brat", chosen=Chosen(reviewed=True))
    (file,) = folder.glob("*.ann")
    back = parse(folder, file.stem).statements()
    left = library.reviewed(1).attributions
    assert [one["content"] for one in back] == [[list(span) for span in one.content.spans] for one in left]
    assert len(left) == len(library.report(1).attributions) - 1
