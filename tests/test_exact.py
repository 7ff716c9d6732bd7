"""Exactness: the text is untouched, and every passage is the words at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import Empty
from onrecord.reader import Reader
from onrecord.record import Passage
from onrecord.settings import Settings
from tests.checks import check
from tests.generate import generate

_READER = Reader(Settings())

# The small version for every run; benchmarks/exactness.py runs 10,000.
SEEDS = range(400)


def test_generated_texts() -> None:
    for seed in SEEDS:
        check_generated(_READER, seed)


def check_generated(reader: Reader, seed: int) -> None:
    """One generated text, read from its bytes; the planted words must be where they were planted."""
    made = generate(seed)
    data = made.text.encode("utf-8")
    report = reader.read(data)
    text = data.decode("utf-8").removeprefix("\ufeff")
    check(report, text)
    shift = len(made.text) - len(text)
    planted = {(start - shift, start - shift + len(word)): word for start, word in made.planted}
    for (start, end), word in planted.items():
        assert report.text[start:end] == word, f"seed {seed}"
    inside = {place: span for span in planted for place in range(*span)}
    for attribution in report.attributions:
        if attribution.cue:
            for start, end in attribution.cue.spans:
                for span in {inside[place] for place in range(start, end) if place in inside}:
                    shown = Passage.of(text, (span,)).text
                    assert planted[span] == shown, f"seed {seed}"


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_any_text(text: str) -> None:
    try:
        report = _READER.read(text=text)
    except Empty:
        assert not text.strip()
        return
    check(report, text)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["“", "”", '"', "''", "‘", "’", "«", "»", " said Ada", ", ", ". ", "\n\n", "he", "No"]),
        min_size=1,
        max_size=60,
    )
)
def test_any_nesting_of_marks(parts: list[str]) -> None:
    text = "".join(parts)
    if text.strip():
        check(_READER.read(text=text), text)


@pytest.mark.parametrize("part", ["dev", "train"])
def test_polnear(data: Path, part: str) -> None:
    """Every tenth text here; ``benchmarks/exactness.py`` reads all."""
    for path in sorted((data / "data" / "polnear" / part / "text").glob("*.txt"))[::10]:
        check(_READER.read(path), path.read_bytes().decode("utf-8"))
