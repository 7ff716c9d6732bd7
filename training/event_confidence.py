"""Fit how sure it is that a trigger tells of an event, and print the weights for ``events/confidence.py``.

    python -m training.event_confidence --data DATA

Fitted to places drawn and marked (``benchmarks/dev/events_drawn.jsonl``) and, with a fifth of their weight, to the
marked events of the invented development texts, whose rarer words the draw hardly has.  Logistic regression with a
ridge; what the event head says for an event may not count against it.
"""

from __future__ import annotations

import argparse
import gzip
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.drawn_events import DEV, is_there, rows_by_file
from onrecord.extract.attributions import extract
from onrecord.extract.encoder import Encoder
from onrecord.extract.events import find
from onrecord.extract.events.confidence import HIGHEST, LOWEST, WEIGHTS, confidence_of
from onrecord.extract.events.triggers import Trigger
from onrecord.extract.story import story_of
from onrecord.reading.document import page_from
from onrecord.reading.given import Given
from onrecord.reading.page import Page
from onrecord.reading.plain import read_plain

Floats = NDArray[np.float64]

INVENTED = DEV.with_name("events.toml")
INVENTED_WEIGHT, RIDGE = 0.2, 1 / 0.3
# Of the inputs: shares of the type, attention and strength only speak for an event, shares of "none" only against it.
SPEAK_FOR, SPEAK_AGAINST = (0, 2, 4, 6), (1, 3)


@contextmanager
def noted() -> Iterator[dict[int, tuple[float, ...]]]:
    """The inputs of every trigger that is read meanwhile, by the character of the view where it begins."""
    seen: dict[int, tuple[float, ...]] = {}
    place = [0]
    whole = find._mention

    def mention(known: Any, *rest: Any, **more: Any) -> Any:
        trigger = next(one for one in rest if isinstance(one, Trigger))
        place[0] = known.wording.story.spans[trigger.first][0]
        return whole(known, *rest, **more)

    def noting(inputs: Any) -> float:
        seen[place[0]] = tuple(inputs)
        return confidence_of(inputs)

    with (
        patch.object(find, "_mention", mention), patch.object(find, "confidence_of", noting),
        patch.object(find, "LEAST_CONFIDENCE", 0.0),
    ):  # fmt: skip
        yield seen


def inputs_of(page: Page, encoder: Encoder) -> dict[int, tuple[float, ...]]:
    """The inputs of every trigger of a page, by the character of its text where it begins."""
    story = story_of(page.view.text, page.view_bounds, page.view_sentences, 10**6)
    with noted() as seen:
        extract(page, story, encoder)
    return {page.view.spans(start, start + 1)[0][0]: inputs for start, inputs in seen.items()}


def drawn(data: Path, encoder: Encoder) -> Iterator[tuple[tuple[float, ...], bool]]:
    """The inputs of the marked places that the rules let through, and whether each is an event."""
    for name, rows in rows_by_file(DEV).items():
        raw = (data / name).read_bytes()
        page = page_from(gzip.decompress(raw) if name.endswith(".gz") else raw, Given(published=None, url=None))
        seen = inputs_of(page, encoder)
        for row in rows:
            if is_there(page.text, row) and row["start"] in seen:
                yield seen[row["start"]], row["is"] == "event"


def invented(encoder: Encoder) -> Iterator[tuple[float, ...]]:
    """The inputs of the marked events of the invented development texts."""
    for text in tomllib.loads(INVENTED.read_text(encoding="utf-8"))["text"]:
        page = read_plain(text["text"])
        seen = inputs_of(page, encoder)
        for event in text["event"]:
            start = page.text.find(event["trigger"])
            at = [inputs for place, inputs in seen.items() if start <= place < start + len(event["trigger"])]
            yield from at[:1]


def fitted(inputs: Floats, right: Floats, weight: Floats) -> Floats:
    """A weight for each column and the constant."""
    columns = np.c_[inputs, np.ones(len(inputs))]
    sign = 2 * right - 1

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = sign * (columns @ weights)
        held = np.append(weights[:-1], 0.0)
        slope = -(weight * sign / (1 + np.exp(margin))) @ columns
        return float((weight * np.logaddexp(0, -margin)).sum() + RIDGE * (held @ held) / 2), slope + RIDGE * held

    bounds: list[tuple[float | None, float | None]] = [(None, None)] * columns.shape[1]
    for column in SPEAK_FOR:
        bounds[column] = (0.0, None)
    for column in SPEAK_AGAINST:
        bounds[column] = (None, 0.0)
    found: Floats = minimize(loss, np.zeros(columns.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B").x
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    encoder = Encoder(threads=2)
    marked = list(drawn(parser.parse_args().data, encoder))
    more = list(invented(encoder))
    inputs = np.clip(np.array([*(row for row, _ in marked), *more]), LOWEST, HIGHEST)
    right = np.array([*(event for _, event in marked), *[True] * len(more)], dtype=float)
    weight = np.array([1.0] * len(marked) + [INVENTED_WEIGHT] * len(more))
    print(f"{len(marked)} places drawn, {len(more)} invented events")
    print("fitted:", tuple(round(float(one), 2) for one in fitted(inputs, right, weight)))
    print("in use:", WEIGHTS)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
