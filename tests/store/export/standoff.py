"""brat's stand-off format read back, strictly: what the format demands is asserted on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

Places = tuple[tuple[int, int], ...]
_SPANS = r"\d+ \d+(?:;\d+ \d+)*"


@dataclass
class Standoff:
    """A parsed file: passages, events and the rest by their numbers."""

    passages: dict[str, tuple[str, Places]] = field(default_factory=dict)
    events: dict[str, tuple[str, str, list[tuple[str, str]]]] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    same: list[list[str]] = field(default_factory=list)

    def statements(self) -> list[dict[str, list[list[int]]]]:
        """Source, cue and content of each attribution, as the PolNeAR scorer has them."""
        found = []
        for kind, _, arguments in self.events.values():
            if kind.startswith("Attribution"):
                roles: dict[str, list[list[int]]] = {"source": [], "cue": [], "content": []}
                for role, name in arguments:
                    roles[role.rstrip("0123456789").lower()] += [list(one) for one in self.passages[name][1]]
                found.append(roles)
        return found


def parse(folder: Path, name: str) -> Standoff:
    """``name.ann`` against ``name.txt``; every line must be of a known form and refer to what is there."""
    with (folder / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    found = Standoff()
    content = (folder / f"{name}.ann").read_bytes().decode("utf-8")
    assert not content or content.endswith("\n")
    # brat reads with codecs, which ends lines wherever str.splitlines does.
    lines = content.splitlines()
    assert lines == content.split("\n")[:-1]
    seen: set[str] = set()
    for line in lines:
        number, data, *rest = line.split("\t")
        if number != "*":
            assert re.fullmatch(r"[TERA#]\d+", number) and number not in seen, line
            seen.add(number)
        _take(found, text, number, data, rest)
    _check(found)
    return found


def _take(found: Standoff, text: str, number: str, data: str, rest: list[str]) -> None:
    if number[0] == "T":
        match = re.fullmatch(rf"(\S+) ({_SPANS})", data)
        assert match and len(rest) == 1, data
        places = tuple((int(start), int(end)) for start, end in (one.split(" ") for one in match[2].split(";")))
        last = 0
        for start, end in places:
            assert last <= start < end <= len(text), data
            last = end
            assert text[start:end].strip() and len(text[start:end].splitlines()) == 1 and "\t" not in text[start:end]
        assert " ".join(text[start:end] for start, end in places) == rest[0]
        found.passages[number] = (match[1], places)
    elif number[0] == "E":
        first, *others = (tuple(one.split(":")) for one in data.split(" "))
        roles = [role for role, _ in others]
        assert len(set(roles)) == len(roles) and not rest, data
        found.events[number] = (first[0], first[1], [(role, name) for role, name in others])
    elif number[0] == "R":
        match = re.fullmatch(r"(\w+) Arg1:([TE]\d+) Arg2:([TE]\d+)", data)
        assert match, data
        found.relations.append((match[1], match[2], match[3]))
    elif number[0] == "A":
        name, about, value = data.split(" ")
        found.attributes.append((name, about, value))
    elif number[0] == "#":
        match = re.fullmatch(r"AnnotatorNotes ([TE]\d+)", data)
        assert match and len(rest) == 1, data
        found.notes[match[1]] = rest[0]
    else:
        kind, *names = data.split(" ")
        assert kind == "Equiv" and len(names) > 1
        found.same.append(names)


def _check(found: Standoff) -> None:
    known = {*found.passages, *found.events}
    for kind, trigger, arguments in found.events.values():
        assert found.passages[trigger][0] == kind
        assert {name for _, name in arguments} <= known
    assert {name for _, *names in found.relations for name in names} <= known
    assert {about for _, about, _ in found.attributes} <= set(found.events)
    assert set(found.notes) <= known
    for names in found.same:
        assert set(names) <= set(found.passages)
