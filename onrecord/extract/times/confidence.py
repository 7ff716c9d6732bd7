"""How often an expression found by a rule is one, and has the right value."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

# The row of all kinds together, for those that were not seen.
_OTHER = "other"


@lru_cache(maxsize=1)
def _shares() -> dict[str, float]:
    text = files("onrecord.extract.times").joinpath("confidence.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {kind: float(share) for kind, share, _ in rows}


def confidence_of(kind: str) -> float:
    """The share of a rule's expressions with the right value, from ``confidence.tsv``."""
    shares = _shares()
    return shares.get(kind, shares[_OTHER])
