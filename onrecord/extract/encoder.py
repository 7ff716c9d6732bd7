"""The trained network, run by onnxruntime on the CPU."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.extract.story import Window

Floats = NDArray[np.float32]

MODEL = "en-1"


class Encoder:
    """One loaded model.  Safe to use from several threads; each process needs its own."""

    def __init__(self, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # A thread that spins while it waits takes a core from the other workers.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        weights = files("onrecord.weights").joinpath("encoder.onnx").read_bytes()
        self._session = onnxruntime.InferenceSession(
            weights,
            options,
            providers=["CPUExecutionProvider"],
            # The fused form is slower on a CPU than the sum and the norm apart: by 9 % of the whole (AVX2).
            disabled_optimizers=["SkipLayerNormFusion"],
        )
        tables = json.loads(files("onrecord.weights").joinpath("links.json").read_text(encoding="utf-8"))
        self.link_tables: dict[str, list[Floats]] = {
            name: [np.array(table, dtype=np.float32) for table in rows] for name, rows in tables.items()
        }

    def run(self, window: Window) -> tuple[Floats, Floats]:
        """Tag scores ``[words, 7]`` and link vectors ``[words, 385]`` of a window.

        Windows go one at a time: 8-bit activations share one range a tensor, so
        a window's result would depend on what is batched with it.
        """
        tags, links = self._session.run(
            ["tags", "links"], {"pieces": window.pieces[None], "features": window.features[None]}
        )
        return tags[0, window.first_piece], links[0, window.first_piece]
