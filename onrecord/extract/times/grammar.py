"""The patterns of time expressions, and where they fit a text.

``rules.tsv`` has a line for each: kind, reading, pattern.  A pattern is a regular
expression whose words are classes of ``tokens`` and whose words in capitals are
the patterns defined above it by lines that begin with "=".  Repetitions are
bounded, so that time grows with the length of the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.extract.times.tokens import Tokens, lexicon


@dataclass(frozen=True, slots=True)
class Rule:
    """``kind`` names the rule in the table of confidences, ``reading`` the function that reads a match."""

    kind: str
    reading: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens ``first`` to ``last`` (half-open) that fit a rule."""

    tokens: Tokens
    rule: Rule
    first: int
    last: int

    def places(self, *classes: str) -> list[int]:
        """The tokens of any of these classes, in order."""
        letters = {lexicon().letter[name] for name in classes}
        return [place for place in range(self.first, self.last) if self.tokens.classes[place] in letters]

    def has(self, *classes: str) -> bool:
        """Whether any token is of one of these classes."""
        return bool(self.places(*classes))

    def value(self, *classes: str) -> str | None:
        """The value of the first token of any of these classes."""
        places = self.places(*classes)
        return self.tokens.values[places[0]] if places else None

    @property
    def span(self) -> tuple[int, int]:
        """Where the expression stands in the text."""
        return self.tokens.starts[self.first], self.tokens.ends[self.last - 1]


def class_at(tokens: Tokens, place: int) -> str:
    """The class of a token by name; "boundary" outside the text."""
    return _names()[tokens.classes[place]] if 0 <= place < len(tokens.classes) else "boundary"


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {letter: name for name, letter in lexicon().letter.items()}


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The rules in the order of the file; of two that match the same words the earlier is read first."""
    letter = lexicon().letter
    defined: dict[str, str] = {}
    found = []

    def compiled(pattern: str) -> str:
        whole = re.sub(r"[A-Z]+", lambda name: f"(?:{defined[name.group()]})", pattern)
        return re.sub(r"[a-z_]+", lambda name: letter[name.group()], whole).replace(" ", "")

    for line in files("onrecord.extract.times").joinpath("rules.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, reading, pattern = line.split("\t")
        if kind == "=":
            defined[reading] = compiled(pattern)
        else:
            found.append(Rule(kind, reading, re.compile(compiled(pattern))))
    return tuple(found)


def matches(tokens: Tokens) -> Iterator[Match]:
    """All that fits a rule, by where it begins, longer ones first."""
    found = []
    for order, rule in enumerate(rules()):
        for match in rule.pattern.finditer(tokens.classes):
            found.append((match.start(), -match.end(), order, rule))
    found.sort(key=lambda one: one[:3])
    for first, minus_last, _, rule in found:
        yield Match(tokens, rule, first, -minus_last)
