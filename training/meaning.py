"""Fit the matrix that leads the encoder's states to meanings (``onrecord/extract/meaning.py``).

    python -m training.meaning --data DATA --base runs/base --out onrecord/weights/meaning.npy

The teacher is sentence-transformers/all-MiniLM-L6-v2 (``training.base``; Apache-2.0), run in numpy on what is said and
on sentences of PolNeAR train, each by itself.  Its vectors are cut to their first SIZE principal directions; the
pupil is a ridge regression from the mean of the encoder's states over the same words, which it has seen in their
report.  No words of the corpus go into the matrix, which is all that is written.
"""

from __future__ import annotations

import argparse
import json
import random
import struct
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

from onrecord.extract.encoder import Encoder
from onrecord.extract.meaning import SIZE, pooled, words_under
from onrecord.extract.runs import see
from onrecord.extract.story import story_of
from onrecord.extract.words import END, START, WORD, pieces_of
from onrecord.extract.wording import Wording
from onrecord.reading.plain import read_plain
from training.corpus import read_folder

Floats = NDArray[np.float32]
MOST_WORDS = 60  # of a passage
PASSAGES = 30  # of an article
HELD = 0.1


def read_safetensors(path: Path) -> dict[str, Floats]:
    """The float32 tensors of a file, by name."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    found = {}
    for name, about in header.items():
        if name != "__metadata__" and about["dtype"] == "F32":
            start, stop = (8 + length + at for at in about["data_offsets"])
            found[name] = np.frombuffer(data[start:stop], dtype=np.float32).reshape(about["shape"])
    return found


class Teacher:
    """The sentence encoder in numpy: BERT's six layers, the mean over the pieces, length one."""

    def __init__(self, path: Path) -> None:
        self.weights = {name.removeprefix("bert."): value for name, value in read_safetensors(path).items()}
        self.layers = 1 + max(int(name.split(".")[2]) for name in self.weights if name.startswith("encoder.layer."))

    def __call__(self, pieces: NDArray[np.int64]) -> Floats:
        """Vectors ``[n, 384]`` of passages of one length, ``[n, pieces]``."""
        count, length = pieces.shape
        w = self.weights
        x = w["embeddings.word_embeddings.weight"][pieces] + w["embeddings.position_embeddings.weight"][:length]
        x = self._norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for number in range(self.layers):
            at = f"encoder.layer.{number}"
            query, key, value = (
                self._linear(x, f"{at}.attention.self.{name}").reshape(count, length, 12, 32).transpose(0, 2, 1, 3)
                for name in ("query", "key", "value")
            )
            score = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(32))
            score = np.exp(score - score.max(axis=-1, keepdims=True))
            score /= score.sum(axis=-1, keepdims=True)
            mixed = (score @ value).transpose(0, 2, 1, 3).reshape(count, length, 384)
            x = self._norm(
                x + self._linear(mixed, f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm"
            )
            inner = self._linear(x, f"{at}.intermediate.dense")
            inner = inner * (0.5 * (1 + erf(inner / np.float32(np.sqrt(2))))).astype(np.float32)
            x = self._norm(x + self._linear(inner, f"{at}.output.dense"), f"{at}.output.LayerNorm")
        mean: Floats = x.mean(axis=1)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    def _linear(self, x: Floats, name: str) -> Floats:
        result: Floats = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return result

    def _norm(self, x: Floats, name: str) -> Floats:
        x = x - x.mean(axis=-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        result: Floats = x * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return result

    def passages(self, texts: list[str]) -> Floats:
        """Vectors ``[n, 384]`` of passages; those of one length go together, so that nothing is filled up."""
        by_length = defaultdict(list)
        rows = [[START, *(p for word in WORD.findall(text) for p in pieces_of(word)[0])][:127] + [END] for text in texts]
        for number, row in enumerate(rows):
            by_length[len(row)].append(number)
        found = np.zeros((len(texts), 384), dtype=np.float32)
        for numbers in by_length.values():
            for start in range(0, len(numbers), 64):
                chunk = numbers[start : start + 64]
                found[chunk] = self(np.array([rows[number] for number in chunk], dtype=np.int64))
        return found


def passages(data: Path, encoder: Encoder, articles: int | None) -> tuple[Floats, list[str], NDArray[np.int64]]:
    """Mean states, words and the article of what is said and of sentences in PolNeAR train."""
    draw = random.Random(7)
    states, words, whose = [], [], []
    for number, article in enumerate(read_folder(data / "data" / "polnear" / "train")[:articles]):
        page = read_plain(article.text)
        story = story_of(page.view.text, page.view_bounds, page.view_sentences, 20_000)
        if not story.spans:
            continue
        sight = see(story, encoder)
        wording = Wording.of(page.view.text, story)
        marked = article.annotators[0] if article.annotators else []
        places = [words_under(page, story, one.content) for one in draw.sample(marked, min(12, len(marked)))]
        bounds = [*story.sentences, len(story.spans)]
        places += [[(first, last)] for first, last in zip(bounds, bounds[1:], strict=False)]
        # Clauses: a statement's content is seldom a whole sentence.
        places += [_clause(draw, part[0]) for part in list(places) if len(part) == 1]
        places = [part for part in places if 2 < sum(last - first for first, last in part) <= MOST_WORDS]
        for part in draw.sample(places, min(PASSAGES, len(places))):
            state = pooled(sight, wording, part)
            if state is not None:
                states.append(state)
                words.append(" ".join(wording.printed[word] for first, last in part for word in range(first, last)))
                whose.append(number)
    return np.array(states), words, np.array(whose)


def _clause(draw: random.Random, part: tuple[int, int]) -> list[tuple[int, int]]:
    first, last = part
    length = draw.randint(min(4, last - first), last - first)
    start = draw.randint(first, last - length)
    return [(start, start + length)]


def ridge(x: Floats, y: Floats, strength: float) -> Floats:
    """The matrix that leads x to y."""
    gram = x.T.astype(np.float64) @ x
    gram[np.diag_indices_from(gram)] += strength * np.trace(gram) / len(gram)
    return np.linalg.solve(gram, x.T.astype(np.float64) @ y).astype(np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="the folder that training.base wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--articles", type=int, help="so many articles of PolNeAR train; all by default")
    arguments = parser.parse_args()
    states, words, whose = passages(arguments.data, Encoder(), arguments.articles)
    target = Teacher(arguments.base / "model.safetensors").passages(words)
    directions = np.linalg.svd(target.T @ target)[0][:, :SIZE]
    held = whose % round(1 / HELD) == 0
    cut = target @ directions
    for strength in (1e-4, 1e-3, 1e-2):
        guess = states[held] @ ridge(states[~held], cut[~held], strength)
        cosine = (guess * cut[held]).sum(1) / np.linalg.norm(guess, axis=1) / np.linalg.norm(cut[held], axis=1)
        print(f"ridge {strength:g}: mean cosine to the teacher on {held.sum()} held-out passages {cosine.mean():.3f}")
    matrix = ridge(states, cut, 1e-3)
    np.save(arguments.out, matrix.astype(np.float16))
    print(f"{arguments.out}: {matrix.shape}, {len(words)} passages")


if __name__ == "__main__":
    main()
