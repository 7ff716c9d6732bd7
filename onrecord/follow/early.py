"""What the encoder's first layer says of words: what is alike in two reports shows there better than in its last.

The last layers are trained to tell sources, cues and contents apart and forget what a word means.  On headlines set
against claims (``training/stance.py``) the mean of the first layer is worth 70.6 macro-F1, that of the last 64.6.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.extract.encoder import session_options
from onrecord.extract.story import Story, story_of, windows
from onrecord.record import Span

Floats = NDArray[np.float32]

# Outputs of the graph's operators, by the names that training/export.py gives them: the words' own vectors, and what
# the first and the second layer make of them in their sentence.
LAYERS = ("word.rows", "layer0.norm2", "layer1.norm2")
WORD, FIRST, SECOND = range(len(LAYERS))
WIDTH = 384

# Numbers of fields in the ONNX format: a model's graph; of a graph nodes, weights, outputs, shapes of inner values;
# of a node inputs and outputs; of a weight its name.
_GRAPH, _NODE, _WEIGHT, _OUTPUT, _SHAPE = 7, 1, 5, 12, 13
_NODE_INPUT, _NODE_OUTPUT, _WEIGHT_NAME = 1, 2, 8
_BYTES = 2  # the wire type of text, bytes and messages


class Early:
    """The first layers of the shipped encoder, loaded.  Safe to use from several threads."""

    def __init__(self, threads: int = 1) -> None:
        weights = files("onrecord.weights").joinpath("encoder.onnx").read_bytes()
        self._session = onnxruntime.InferenceSession(
            with_outputs(weights, LAYERS), session_options(threads), providers=["CPUExecutionProvider"]
        )

    def words(self, story: Story) -> Floats:
        """Each word's vectors, ``[words, LAYERS, 384]``: the means of its pieces'."""
        found = np.zeros((len(story.spans), len(LAYERS), WIDTH), dtype=np.float32)
        for window in windows(story):
            layers = self._session.run(list(LAYERS), {"pieces": window.pieces[None], "features": window.features[None]})
            # Without what stands for the window's end.
            sums = np.stack([np.add.reduceat(layer[0, :-1], window.first_piece) for layer in layers], axis=1)
            counts = np.diff([*window.first_piece, len(window.pieces) - 1])
            first, last = window.owned
            own = slice(first - window.first, last - window.first)
            found[first:last] = (sums / counts[:, None, None])[own]
        return found

    def text(self, text: str, sentences: list[Span] | None = None) -> tuple[Story, Floats]:
        """The words of a text that is one paragraph, and their vectors.

        sentences: their spans, where there are several.
        """
        story = story_of(text, [(0, len(text))], sentences or [(0, len(text))], 10**9)
        if not story.spans:
            return story, np.zeros((0, len(LAYERS), WIDTH), dtype=np.float32)
        return story, self.words(story)


def unit(vectors: Floats) -> Floats:
    """Vectors of length one; those of length nought stay."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    result: Floats = vectors / np.maximum(lengths, 1e-9)
    return result


def with_outputs(model: bytes, names: tuple[str, ...]) -> bytes:
    """An ONNX model that gives these inner values in place of its own outputs, without the rest of it.

    The format is that of protocol buffers; only the model's own fields, its graph's and its nodes' are looked at.
    Raises ``ValueError`` where the model has no such value, or is none.
    """
    kept = []
    for number, field, content in _fields(model):
        kept.append(field if number != _GRAPH else _message(_GRAPH, _cut(content, names)))
    return b"".join(kept)


def _cut(graph: bytes, names: tuple[str, ...]) -> bytes:
    """A graph with what is needed for some of its values, which are its outputs."""
    fields = list(_fields(graph))
    needed = {name.encode() for name in names}
    nodes: set[int] = set()
    # Nodes stand behind those that they rest on.
    for at in range(len(fields) - 1, -1, -1):
        number, _, content = fields[at]
        if number == _NODE:
            parts = [(kind, value) for kind, _, value in _fields(content)]
            if needed.intersection(value for kind, value in parts if kind == _NODE_OUTPUT):
                nodes.add(at)
                needed.update(value for kind, value in parts if kind == _NODE_INPUT)
    made = {value for at in nodes for kind, _, value in _fields(fields[at][2]) if kind == _NODE_OUTPUT}
    missing = [name for name in names if name.encode() not in made]
    if missing:
        raise ValueError(f"the model has no {' or '.join(missing)}")
    kept = []
    for at, (number, field, content) in enumerate(fields):
        if number == _NODE:
            wanted = at in nodes
        elif number == _WEIGHT:
            wanted = any(value in needed for kind, _, value in _fields(content) if kind == _WEIGHT_NAME)
        else:
            wanted = number not in (_OUTPUT, _SHAPE)
        if wanted:
            kept.append(field)
    # A value's name, and its type: a tensor of 32-bit floats.
    tensor = _message(2, _message(1, b"\x08\x01"))
    return b"".join(kept + [_message(_OUTPUT, _message(1, name.encode()) + tensor) for name in names])


def _fields(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each field of a message: its number, the whole of it, its content."""
    at = 0
    while at < len(data):
        start = at
        key, at = _varint(data, at)
        kind = key & 7
        if kind == 0:
            content = at
            _, at = _varint(data, at)
        elif kind in (1, 5):
            content, at = at, at + (8 if kind == 1 else 4)
        elif kind == _BYTES:
            size, content = _varint(data, at)
            at = content + size
        else:
            raise ValueError(f"not an ONNX file: a field of kind {kind}")
        yield key >> 3, data[start:at], data[content:at]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def _message(number: int, content: bytes) -> bytes:
    return _number(number << 3 | _BYTES) + _number(len(content)) + content


def _number(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])
