"""Reads the sets of statements that say the same (``claims.*`` in ``gold`` and ``dev``; format: ``gold/README.md``)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.extract.acts import act_of
from onrecord.extract.words import WORD
from onrecord.follow.claims.told import Told, dates_in, day_of, meant_in, told
from onrecord.reader import Reader
from onrecord.record import Report, Spans, passage_text

Row = dict[str, Any]


@dataclass(kw_only=True)
class Set:
    """Statements by key, the group of each, the pairs marked as near misses, and how groups answer one another."""

    given: dict[str, Row] = field(default_factory=dict)  # what ``told`` takes
    group: dict[str, str] = field(default_factory=dict)
    text: dict[str, str] = field(default_factory=dict)
    near: list[tuple[str, str, str]] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    families: dict[str, str] = field(default_factory=dict)
    numbers: set[tuple[str, str]] = field(default_factory=set)  # links between groups that give other figures

    @property
    def told(self) -> dict[str, Told]:
        """What each statement puts forward."""
        return {key: told(**row) for key, row in self.given.items()}


class Hearer:
    """Reads a text and tells of any words of it what a statement with them puts forward."""

    def __init__(self) -> None:
        self.reader = Reader()

    def hear(self, text: str, published: str | None, marked: Sequence[Row], name: str) -> dict[str, Row]:
        """What ``told`` takes, by key.  marked: rows with ``key`` and the spans of ``source``, ``cue``, ``content``."""
        report = self.reader.read(text=text, published=published)
        found = {}
        for row in marked:
            cue = passage_text(text, row["cue"])
            content = passage_text(text, row["content"])
            found[row["key"]] = {
                "content": content,
                "key": row["key"],
                "report": name,
                "day": day_of(report),
                "speaker": speaker(report, row["source"], text),
                "cue": cue,
                "act": act_of(WORD.findall(cue.lower()), WORD.findall(content.lower())),
                "names": meant_in(report, row["content"]),
                "dates": dates_in(report, row["content"]),
            }
        return found


def speaker(report: Report, source: Spans, text: str) -> str:
    """The name of the entity that a source's words mean, else the words."""
    inside = [
        (min(start for start, _ in mention.spans), entity)
        for entity in report.entities
        for mention in entity.mentions
        if any(first <= start < last for start, _ in mention.spans for first, last in source)
    ]
    named = [(at, entity) for at, entity in inside if entity.named and entity.kind in ("person", "group")]
    for _, entity in sorted(named or inside, key=lambda pair: pair[0]):
        return entity.name.lower()
    return passage_text(text, source).lower()


def _places(text: str, given: Any) -> Spans:
    spans = []
    for piece in given if isinstance(given, list) else [given]:
        words, nth = (piece["words"], piece["nth"]) if isinstance(piece, Mapping) else (piece, 1)
        start = -1
        for _ in range(nth if words else 0):
            start = text.index(words, start + 1)
        if words:
            spans.append((start, start + len(words)))
    return tuple(spans)


def invented(path: Path, hearer: Hearer, *, families: Collection[str] | None = None) -> Set:
    """A set of invented reports; families: of these stories only."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    found = Set()
    for report in data["report"]:
        if families is not None and report["family"] not in families:
            continue
        text = report["text"]
        rows = []
        for row in report["statement"]:
            key = f"{report['id']}/{row['id']}"
            spans: Row = {name: _places(text, row[name]) for name in ("source", "cue", "content")}
            rows.append({"key": key, **spans})
            found.group[key] = row["group"]
            found.families[key] = report["family"]
            found.text[key] = f"{passage_text(text, rows[-1]['cue'])}: {passage_text(text, rows[-1]['content'])}"
        found.given |= hearer.hear(text, report["published"], rows, report["id"])
    members: dict[str, list[str]] = {}
    for key, group in found.group.items():
        members.setdefault(group, []).append(key)
    apart = [(*row["groups"], row["differ"]) for row in data.get("near", [])]
    if families is not None:
        data["link"] = [row for row in data["link"] if row["group"] in members]
        apart = [row for row in apart if row[0] in members]
    for row in data.get("link", []):
        found.links.append((row["group"], row["by"], row["how"]))
        apart.append((row["group"], row["by"], row["differ"]))
        if row["differ"] == "number":
            found.numbers.add((row["group"], row["by"]))
    seen = set()
    for left, right, differ in apart:
        for one in members[left]:
            for other in members[right]:
                if left != right and (one, other) not in seen:
                    seen |= {(one, other), (other, one)}
                    found.near.append((one, other, differ))
    return found


def places(path: Path, texts: Path, hearer: Hearer) -> Set:
    """A set of places in articles that stay where they are."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = Set(near=[(*row["near"], row["differ"]) for row in lines if "near" in row])
    by_article: dict[str, list[Row]] = {}
    for row in lines:
        if "near" not in row:
            spans = {name: tuple((s, e) for s, e in row[name]) for name in ("source", "cue", "content")}
            by_article.setdefault(row["article"], []).append({"key": row["id"], **spans})
            found.group[row["id"]] = row["group"]
    for article, rows in by_article.items():
        text = (texts / f"{article}.txt").read_text(encoding="utf-8")
        day = article.split("_")[1]
        for row in rows:
            found.text[row["key"]] = f"{passage_text(text, row['cue'])}: {passage_text(text, row['content'])}"
            found.families[row["key"]] = "polnear"
        found.given |= hearer.hear(text, day, rows, article)
    return found


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 (Bagga and Baldwin 1998) of a grouping, over the statements of ``gold``."""
    by_gold, by_found = _sets(gold), _sets({key: found[key] for key in gold})
    precision = recall = 0.0
    for key in gold:
        mine, theirs = by_gold[gold[key]], by_found[found[key]]
        common = len(mine & theirs)
        precision += common / len(theirs)
        recall += common / len(mine)
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _sets(groups: Mapping[str, str]) -> dict[str, set[str]]:
    sets: dict[str, set[str]] = {}
    for key, group in groups.items():
        sets.setdefault(group, set()).add(key)
    return sets


def pairs_of(groups: Mapping[str, str]) -> set[tuple[str, str]]:
    """All pairs of keys that stand in one group, ordered."""
    return {(a, b) for keys in _sets(groups).values() for a in keys for b in keys if a < b}


def merged(sets: Iterable[Set]) -> Set:
    """Several sets as one."""
    found = Set()
    for each in sets:
        found.given |= each.given
        found.group |= each.group
        found.text |= each.text
        found.families |= each.families
        found.near += each.near
        found.links += each.links
        found.numbers |= each.numbers
    return found
