"""The twelve example reports: does each record hold what a careful reader would put in it?

Layout, date, authors and publisher must be right everywhere.  Attributions come from a
learned model, so they are held to shares over all examples, and to single lines
that no version may lose.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from onrecord.reader import Reader
from onrecord.record import Attribution, Passage, Report
from onrecord.settings import Settings
from tests.conftest import EXAMPLES

NAMES = sorted(path.stem for path in EXAMPLES.glob("*.txt"))


@cache
def record(name: str) -> Report:
    return _reader().read(EXAMPLES / f"{name}.txt")


@cache
def _reader() -> Reader:
    return Reader(Settings())


def expected(name: str) -> dict[str, Any]:
    return tomllib.loads((EXAMPLES / "expected" / f"{name}.toml").read_text(encoding="utf-8"))


def plain(text: str) -> str:
    """As the expectations write it: blanks single, soft hyphens and line-end hyphens gone."""
    return " ".join(re.sub(r"(?<=\w)-\s*\n\s*(?=[a-z])", "", text.replace("\u00ad", "")).split())


def words(text: str) -> list[str]:
    return re.findall(r"\w+", plain(text).lower())


def test_there_are_twelve() -> None:
    assert len(NAMES) == 12
    assert sorted(path.stem for path in (EXAMPLES / "expected").glob("*.toml")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_head(name: str) -> None:
    want, report = expected(name), record(name)
    assert report.published.date == want.get("published")
    assert [author.name for author in report.authors] == want.get("authors", [])
    assert (plain(report.headline.text) if report.headline else None) == want.get("headline")
    publisher = report.publisher.name if report.publisher else None
    assert (publisher or "").casefold() == want.get("publisher", "").casefold()


@pytest.mark.parametrize("name", NAMES)
def test_blocks(name: str) -> None:
    report = record(name)
    found = [(block.kind, plain(Passage.of(report.text, block.spans).text)) for block in report.blocks]
    for want in expected(name).get("blocks", []):
        assert any(kind == want["kind"] and text.startswith(want["starts"]) for kind, text in found), want
        if sentence := want.get("sentence"):
            texts = [plain(Passage.of(report.text, one.spans).text) for one in report.sentences]
            assert sentence in texts


@dataclass
class Tally:
    """How the expected attributions fare."""

    wanted: int = 0
    found: int = 0
    content: int = 0
    source: int = 0
    cue: int = 0


def overlap(one: list[str], other: list[str]) -> float:
    """Shared words as a share of all words, by place-blind counting: enough to tell passages of one report apart."""
    if not one and not other:
        return 1.0
    left = list(other)
    shared = 0
    for word in one:
        if word in left:
            left.remove(word)
            shared += 1
    return shared / (len(one) + len(other) - shared)


def best_match(want: dict[str, Any], found: list[Attribution]) -> Attribution | None:
    content = words(" ".join(want["content"]))
    scored = [(overlap(content, words(one.content.text)), one) for one in found]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if score >= 0.5 else None


def tally() -> tuple[Tally, list[str]]:
    total, missed = Tally(), []
    for name in NAMES:
        found = list(record(name).attributions)
        total.found += len(found)
        for want in expected(name)["attributions"]:
            total.wanted += 1
            match = best_match(want, found)
            if match is None:
                missed.append(f"{name}: no content: {want['content'][0][:60]}")
                continue
            found.remove(match)
            total.content += 1
            source = overlap(words(want["source"]), words(match.source.text if match.source else "")) >= 0.5
            cue = overlap(words(want["cue"]), words(match.cue.text if match.cue else "")) >= 0.5
            total.source += source
            total.cue += source and cue
            if not source:
                missed.append(
                    f"{name}: source {match.source and match.source.text!r}, not {want['source']!r}: {match.content.text[:50]!r}"
                )
            elif not cue:
                missed.append(f"{name}: cue {match.cue and match.cue.text!r}, not {want['cue']!r}")
    return total, missed


def test_attributions() -> None:
    total, missed = tally()
    shown = "\n".join(missed)
    assert total.content >= 0.80 * total.wanted, f"{total}\n{shown}"
    assert total.source >= 0.72 * total.wanted, f"{total}\n{shown}"
    assert total.cue >= 0.66 * total.wanted, f"{total}\n{shown}"
    assert total.content >= 0.80 * total.found, f"{total}\n{shown}"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_comes_from_outside_the_story(name: str) -> None:
    report = record(name)
    apart = [
        span
        for block in report.blocks
        if block.kind in ("related", "links", "notice", "furniture")
        for span in block.spans
    ]
    for attribution in report.attributions:
        for passage in (attribution.source, attribution.cue, attribution.content):
            for start, end in passage.spans if passage else ():
                assert not any(start < stop and begin < end for begin, stop in apart), attribution
