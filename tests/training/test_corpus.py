"""The corpus reader and the training windows, on a small corpus written here."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from onrecord.extract.story import story_of, windows
from training.corpus import examples, read_folder
from training.windows import cut

TEXT = "“No,” the mayor said.\nShe added that “it is\nlate” and left. Rain fell.\n"


def at(words: str) -> str:
    start = TEXT.index(words)
    return f"{start} {start + len(words)}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "one.txt").write_text(TEXT, encoding="utf-8", newline="")
    lines = [
        f"T1\tSource {at('the mayor')}\tthe mayor",
        f"T2\tCue {at('said')}\tsaid",
        f"T3\tContent {at('“No,”')}\t“No,”",
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3",
        f"T4\tSource {at('She')}\tShe",
        f"T5\tCue {at('added')}\tadded",
        f"T6\tContent {at('that “it is')};{at('late”')}\tthat “it is late”",
        "E2\tAttribution:T5 Source:T4 Cue:T5 Content2:T6",
        f"T7\tCue {at('Rain')}\tRain",
        "E3\tAttribution-no-source:T7 Cue:T7",
        "# a stray line",
    ]
    for annotator in ("a1b2", "c3d4"):
        (tmp_path / "attributions" / f"one_{annotator}.ann").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_examples(folder: Path) -> None:
    (article,) = read_folder(folder)
    first, second = examples(article)
    assert first == second
    assert first.paragraphs == [0, 8, 14]
    assert (first.sources, first.cues) == ([(4, 6), (8, 9)], [(6, 7), (9, 10), (19, 20)])
    assert first.contents == [(0, 4), (10, 16)]
    assert first.cue_source == [0, 1, -1]
    assert set(first.content_cue) == {0, 1}


def test_windows_keep_every_label(folder: Path) -> None:
    (article,) = read_folder(folder)
    example = next(examples(article))
    for size in (8, 12, 256):
        made = list(cut(example, size, random.Random(1)))
        assert [tag for window in made for tag in window.tags if tag >= 0] == example.tags
        assert all(len(window.pieces) <= size for window in made)
    (window,) = cut(example, 256, None)
    assert window.content_to_cue.answer == example.content_cue
    assert window.cue_to_source.answer == example.cue_source


def test_training_sees_what_reading_sees(folder: Path) -> None:
    """The same pieces and features on both sides: a difference here would cost accuracy unseen."""
    (article,) = read_folder(folder)
    example = next(examples(article))
    (trained,) = cut(example, 256, None)
    lines = [(0, 21), (22, 43), (44, len(TEXT) - 1)]
    (read,) = windows(story_of(TEXT, lines, lines, 1000))
    assert read.pieces.tolist() == trained.pieces
    combined = [0, *((case * 4 + state) * 2 + opening for case, state, opening in trained.features[1:-1]), 0]
    assert read.features.tolist() == combined
