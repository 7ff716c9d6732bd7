"""The trained network, run by onnxruntime on the CPU."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.extract.events.head import NUMBERS
from onrecord.extract.story import Window

Floats = NDArray[np.float32]

MODEL = "en-3"

ROLE_TAGS = 7  # none, then "begins" and "goes on" of source, cue, content
NAME_TAGS = 9  # the same of person, organization, place, other
LINK_NUMBERS = 385
MENTION_NUMBERS = 257
EVENT_NUMBERS = NUMBERS


class Output(NamedTuple):
    """What the encoder says of a window's words, ``[words, ...]`` each."""

    tags: Floats
    names: Floats
    links: Floats
    mentions: Floats
    events: Floats


def session_options(threads: int) -> onnxruntime.SessionOptions:
    """How a model is run: on so many threads, quietly."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # A thread that spins while it waits takes a core from the other workers.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


class Encoder:
    """One loaded model.  Safe to use from several threads; each process needs its own."""

    def __init__(self, threads: int = 1) -> None:
        weights = files("onrecord.weights").joinpath("encoder.onnx").read_bytes()
        self._session = onnxruntime.InferenceSession(
            weights,
            session_options(threads),
            providers=["CPUExecutionProvider"],
            # The fused form is slower on a CPU than the sum and the norm apart: by 9 % of the whole (AVX2).
            disabled_optimizers=["SkipLayerNormFusion"],
        )
        tables = json.loads(files("onrecord.weights").joinpath("links.json").read_text(encoding="utf-8"))
        self.link_tables: dict[str, list[Floats]] = {
            name: [np.array(table, dtype=np.float32) for table in rows] for name, rows in tables.items()
        }

    def run(self, window: Window) -> Output:
        """Tag scores and vectors of a window's words.

        Windows go one at a time: 8-bit activations share one range a tensor, so
        a window's result would depend on what is batched with it.
        """
        labels, vectors = self._session.run(
            ["labels", "vectors"], {"pieces": window.pieces[None], "features": window.features[None]}
        )
        labels, vectors = labels[0, window.first_piece], vectors[0, window.first_piece]
        return Output(
            tags=labels[:, :ROLE_TAGS],
            names=labels[:, ROLE_TAGS:],
            links=vectors[:, :LINK_NUMBERS],
            mentions=vectors[:, LINK_NUMBERS : LINK_NUMBERS + MENTION_NUMBERS],
            events=vectors[:, LINK_NUMBERS + MENTION_NUMBERS :],
        )
