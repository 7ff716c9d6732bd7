"""What the README and the docs say of the library, run and looked at."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from onrecord.store.entities_judged import Decision
from onrecord.store.entities_lookup import Known
from onrecord.store.filters import Filters
from onrecord.store.finding import Found
from onrecord.store.hits import Answer, Hit
from onrecord.store.judgements import Judgement
from onrecord.store.listing import Listed, Listing
from onrecord.store.people import Role, Who
from onrecord.store.showing import Kept
from onrecord.store.timeline import Timeline
from tests.conftest import EXAMPLES, ROOT
from tests.store.engines import address_of

README = (ROOT / "README.md").read_text(encoding="utf-8").partition("## The library\n")[2].partition("\n## ")[0]
COMMANDS, SESSION = (block.partition("```")[0].strip("\n") for block in README.split("\n```\n")[1:4:2])


def call(words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD")}
    listed = [part for word in shlex.split(words, comments=True) for part in _filled(word, folder)]
    return subprocess.run(
        [sys.executable, "-m", *listed], capture_output=True, text=True, cwd=folder, timeout=120,
        env=environment | {"ONRECORD_LIBRARY": address_of(folder / "made.onrecord")},
    )  # fmt: skip


def _filled(word: str, folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.glob(word)) if "*" in word else [word]


@pytest.fixture(scope="module")
def folder(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("readme")
    (made / "examples").symlink_to(EXAMPLES)
    done = call("onrecord add examples/*.txt", made)
    assert (done.returncode, done.stdout) == (0, "12 added, 0 unchanged, 0 refused\n")
    return made


def test_the_commands_of_the_readme(folder: Path) -> None:
    lines = [line for line in COMMANDS.splitlines() if not line.startswith("onrecord add")]
    assert len(lines) >= 8
    for line in lines:
        done = call(line, folder)
        assert (done.returncode, done.stderr) == (0, ""), line
        assert done.stdout.strip() not in ("", "Nothing found.", "No reports.") or "--out" in line, line
    assert (
        "Orvany reopened its only *road* *crossing*"
        in call(next(one for one in lines if " find " in one), folder).stdout
    )


def test_the_session_of_the_readme(folder: Path) -> None:
    shown = re.split(r"^\$ ", SESSION, flags=re.MULTILINE)[1:]
    assert shown[0] == "onrecord add examples/*.txt\n12 added, 0 unchanged, 0 refused\n"
    command, _, wanted = shown[1].partition("\n")
    out = call(command, folder).stdout
    assert out.startswith(wanted.partition("\n...")[0])


@pytest.mark.parametrize(
    "kind", [Hit, Answer, Filters, Found, Timeline, Who, Role, Known, Listing, Listed, Kept, Judgement, Decision]
)
def test_every_field_is_documented(kind: Any) -> None:
    docs = (ROOT / "docs" / "finding.md").read_text(encoding="utf-8")
    for field in fields(kind):
        assert f"`{field.name}`" in docs, f"{kind.__name__}.{field.name}"
    assert f"`{kind.__name__}`" in docs or kind is Hit
