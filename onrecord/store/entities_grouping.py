"""Which bearers of one name are taken for one: a fixed rule over what reports say of them, and how many say it.

A unit is all that reports say in the same way of a bearer of a name: country, field of work, middle initial, Jr.  Two
units that say different things of one of these are never one; what says nothing of them fits everybody.  Whom a unit
joins hangs only on the units that are there and on how many reports have each, never on the order in which they came:

1. The units that say most come first; equal ones in the order of their text.
2. A unit that fits one group joins it; one that fits none begins one.
3. One that fits several joins the group that has nine in ten of their reports, where there is such a one; else it is
   left for itself: "John Smith" with no word of who he is, where a mayor and a footballer bear the name.

Of the places that have no country none is joined with one that has: a place that could not be resolved is unknown.
A unit that a person parted is a group of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Names with more units than this are not joined at all but unit by unit, so that no name costs more than a moment.
MOST_UNITS = 600
# Of the reports of all groups that a unit fits, this share must be one group's.
SHARE = 0.9

_TOLD = ("middle", "suffix", "country", "field")


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Unit:
    """What reports say alike of a bearer of a name; what they do not say is empty."""

    kind: str
    middle: str
    suffix: str
    country: str
    field: str
    apart: str

    def __str__(self) -> str:
        return "/".join((self.kind, self.middle, self.suffix, self.country, self.field, self.apart))


@dataclass(kw_only=True)
class Group:
    """Units that are taken for one; the first is the one that says most."""

    units: list[Unit] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    reports: int = 0

    def add(self, unit: Unit, reports: int) -> None:
        """One more unit, which ``fits``."""
        self.units.append(unit)
        self.reports += reports
        for name in _TOLD:
            if value := getattr(unit, name):
                self.told[name] = value

    def fits(self, unit: Unit) -> bool:
        """Whether nothing that is said of the one speaks against the other."""
        first = self.units[0]
        if unit.kind != first.kind or unit.apart != first.apart:
            return False
        if unit.kind == "place" and bool(unit.country) != bool(self.told.get("country")):
            return False
        return all(getattr(unit, name) in ("", known) for name, known in self.told.items())


def groups_of(units: Mapping[Unit, int]) -> list[Group]:
    """The units of one name with how many reports have each, as groups; the order of both is fixed."""
    ordered = sorted(units, key=lambda unit: (-sum(bool(getattr(unit, name)) for name in _TOLD), unit))
    groups: list[Group] = []
    for unit in ordered:
        fitting = [group for group in groups if group.fits(unit)] if len(ordered) <= MOST_UNITS else []
        whole = sum(group.reports for group in fitting)
        best = next((group for group in fitting if group.reports >= SHARE * whole), None)
        if best is None:
            best = Group()
            groups.append(best)
        best.add(unit, units[unit])
    return groups
