"""Words that cannot both be so of one thing: opposites ("open", "shut") and values of one kind ("red", "green").

``opposites.tsv`` was written for this package.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.extract.stems import stem

Side = tuple[int, int]


@dataclass(frozen=True)
class Table:
    """By stem: (pair, side) of the opposites, numbers of the kinds, and numbers of the matters that it belongs to."""

    sides: dict[str, tuple[Side, ...]]
    kinds: dict[str, tuple[int, ...]]
    matters: dict[str, tuple[int, ...]]


@lru_cache(maxsize=1)
def table() -> Table:
    """The words of ``opposites.tsv`` by their stems."""
    sides: dict[str, list[Side]] = defaultdict(list)
    kinds: dict[str, list[int]] = defaultdict(list)
    matters: dict[str, list[int]] = defaultdict(list)
    text = files("onrecord.extract").joinpath("opposites.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines()):
        what, *lists = line.split("\t")
        if what == "opposite":
            for side, words in enumerate(lists):
                for each in _stems(words):
                    sides[each].append((number, side))
        elif what in ("kind", "matter"):
            for each in _stems(lists[0]):
                (kinds if what == "kind" else matters)[each].append(number)
    return Table(
        sides={word: tuple(found) for word, found in sides.items()},
        kinds={word: tuple(found) for word, found in kinds.items()},
        matters={word: tuple(found) for word, found in matters.items()},
    )


def _stems(words: str) -> list[str]:
    return list(dict.fromkeys(stem(word) for word in words.split()))


def sides_of(stems: Iterable[str], negated: frozenset[str]) -> frozenset[Side]:
    """The sides that stems take, a negated one the other: "not safe" is "dangerous"."""
    known = table().sides
    return frozenset(
        (pair, 1 - side if each in negated else side) for each in stems for pair, side in known.get(each, ())
    )


def kinds_of(stems: Iterable[str]) -> dict[int, frozenset[str]]:
    """The values named of each kind."""
    known = table().kinds
    found: dict[int, set[str]] = defaultdict(set)
    for each in stems:
        for kind in known.get(each, ()):
            found[kind].add(each)
    return {kind: frozenset(values) for kind, values in found.items()}


def matters_of(stems: Iterable[str]) -> frozenset[int]:
    """The matters that stems belong to."""
    known = table().matters
    return frozenset(matter for each in stems for matter in known.get(each, ()))
