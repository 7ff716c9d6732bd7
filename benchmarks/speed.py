"""Words a second: the whole of ``Reader.read`` beside the bare encoder, in one run.

    python -m benchmarks.speed [--data DATA] [--rounds N]

One thread, models loaded (that of languages other than English too).  Each text is
read whole and then run through the shipped ONNX file alone (same pieces, windows of
256 without overlap), turn by turn, so that a noisy machine disturbs both alike.
Words are what blanks separate.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np

from benchmarks.common import check_floors, cpu, data_folder, small_spacy, texts
from onrecord.extract.encoder import Encoder
from onrecord.extract.story import Story, Window, story_of
from onrecord.extract.words import END, START
from onrecord.reader import Reader
from onrecord.reading.decode import decode
from onrecord.reading.language import language_of
from onrecord.reading.plain import read_plain
from onrecord.settings import Settings

BARE_WINDOW = 256


def bare_windows(story: Story) -> list[Window]:
    """The story's pieces in windows of 256, without overlap and without a thought for sentences."""
    pieces = [number for numbers in story.pieces for number in numbers]
    features = [feature for feature, numbers in zip(story.features, story.pieces, strict=True) for _ in numbers]
    room = BARE_WINDOW - 2
    return [
        Window(
            first=0,
            last=0,
            owned=(0, 0),
            pieces=np.array([START, *pieces[i : i + room], END], dtype=np.int64),
            features=np.array([0, *features[i : i + room], 0], dtype=np.int64),
            first_piece=np.array([0], dtype=np.int64),
        )
        for i in range(0, len(pieces), room)
    ]


def measure(paths: list[Path], rounds: int) -> dict[str, float]:
    """Words a second of both, and their ratio (from the summed times)."""
    reader, encoder = Reader(Settings(threads=1)), Encoder(threads=1)
    whole = bare = 0.0
    words = 0
    loaded = []
    for path in paths:
        data = path.read_bytes()
        page = read_plain(decode(data).text)
        story = story_of(page.view.text, page.view_bounds, page.view_sentences, 10**9)
        loaded.append((data, len(page.text.split()), bare_windows(story)))
    reader.read(loaded[0][0])
    language_of("Der Rat beschloss am Montag, dass die Brücke bis zum Herbst geschlossen bleibt und das Geld reicht.")
    for _ in range(rounds):
        for data, count, windows in loaded:
            words += count
            began = time.perf_counter()
            reader.read(data)
            middle = time.perf_counter()
            for window in windows:
                encoder.run(window)
            whole += middle - began
            bare += time.perf_counter() - middle
    figures = {
        "words_per_second": words / whole,
        "bare_encoder_words_per_second": words / bare,
        "share_of_bare_encoder": bare / whole,
    }
    if cpu()[1]:
        figures["words_per_second_with_vnni"] = words / whole
    return figures


def spacy_words_per_second(paths: list[Path]) -> float | None:
    """The small English spaCy pipeline on the same texts, where it is installed."""
    pipeline = small_spacy()
    if pipeline is None:
        return None
    read = [path.read_bytes().decode("utf-8", errors="replace") for path in paths]
    pipeline(read[0])
    began = time.perf_counter()
    for text in read:
        pipeline(text)
    return sum(len(text.split()) for text in read) / (time.perf_counter() - began)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    folder = data_folder(arguments.data)
    paths = texts(folder)
    name, vnni = cpu()
    print(f"speed, {len(paths)} texts, one thread, {name}, {'with' if vnni else 'without'} VNNI")
    failed = check_floors("speed", measure(paths, arguments.rounds if folder else 6))
    peer = spacy_words_per_second(paths)
    print(f"  spaCy's small pipeline             {peer:>10.2f}" if peer else "  spaCy's small pipeline: not installed")
    return bool(failed)


if __name__ == "__main__":
    raise SystemExit(main())
