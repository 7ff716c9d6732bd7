"""The record that the README shows is what comes out."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tests.store.made import run


def test_the_record_it_shows_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    block = re.search(r"^\$ onrecord (read .*)\n((?s:.*?))^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert block
    command, output = block.groups()
    said, place = run(*command.split()).stdout, 0
    parts = [part.strip("\n") for part in output.split("...\n") if part.strip()]
    assert len(parts) > 2
    for part in parts:
        assert part in said[place:]
        place = said.index(part, place) + len(part)
