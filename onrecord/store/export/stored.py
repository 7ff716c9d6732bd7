"""A report with what is known of it beside its record: what the tables draw their rows from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from onrecord.record import Report

if TYPE_CHECKING:
    from onrecord.store.reviewing.signing import SignOff


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """A report as it lies in the library, or as it is about to.

    ``row``: its row of the table ``report``.  ``handles``: of its entities' ids those that were joined to an entity of
    the library, with its handle.  ``sign_offs``: those that hold, oldest first.
    """

    report: Report = field(repr=False)
    row: Mapping[Any, Any]
    handles: Mapping[str, str] = field(default_factory=dict)
    sign_offs: tuple[SignOff, ...] = ()

    @property
    def key(self) -> str:
        """Which report it is."""
        key: str = self.row["key"]
        return key

    @property
    def address(self) -> str | None:
        """The page's address, where it has one."""
        address: str | None = self.row["address"]
        return address
