"""The encoder's first layers."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from onrecord.follow.early import FIRST, LAYERS, WIDTH, WORD, Early, unit, with_outputs


def test_words_and_layers(early: Early) -> None:
    story, vectors = early.text("Salin denied that the barrier was shut, and the barrier is open.")
    assert vectors.shape == (len(story.spans), len(LAYERS), WIDTH)
    # A word's own vector is the same wherever it stands, also in another case; its vector in the sentence is not.
    words = ["salin", "denied", "that", "the", "barrier", "was", "shut", ",", "and", "the", "barrier"]
    first, second = words.index("barrier"), len(words) - 1
    assert np.allclose(vectors[first, WORD], vectors[second, WORD])
    assert not np.allclose(vectors[first, FIRST], vectors[second, FIRST])


def test_like_words_are_near(early: Early) -> None:
    _, vectors = early.text("arrested detained barrier")
    rows = unit(vectors[:, WORD])
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_a_long_text_has_a_vector_for_each_word(early: Early) -> None:
    story, vectors = early.text("The mayor of Moor spoke of unfathomable otherworldliness. " * 60)
    assert len(vectors) == len(story.spans) == 600 - 60
    assert (np.linalg.norm(vectors, axis=-1) > 0).all()


def test_no_words(early: Early) -> None:
    assert early.text("")[1].shape == (0, len(LAYERS), WIDTH)
    assert early.text(" \n")[1].shape == (0, len(LAYERS), WIDTH)


def test_only_what_is_needed_is_kept() -> None:
    weights = files("onrecord.weights").joinpath("encoder.onnx").read_bytes()
    changed = with_outputs(weights, LAYERS)
    assert all(name.encode() in changed for name in LAYERS)
    # The word pieces' vectors are most of it; two of five layers stay.
    assert len(changed) < 0.8 * len(weights)
    assert len(with_outputs(weights, LAYERS[:1])) < len(changed)
    with pytest.raises(ValueError, match="has no layer99"):
        with_outputs(weights, ("layer99.norm2",))


def test_what_is_no_onnx_is_refused() -> None:
    with pytest.raises(ValueError, match="not an ONNX file"):
        with_outputs(b"\x0b\x0c", ("a",))
