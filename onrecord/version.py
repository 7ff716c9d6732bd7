"""Which version of onrecord this is, and which model comes with it."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version

from onrecord.record import MadeBy

MODEL = "en-3"


@cache
def program_version() -> str:
    """The installed version; "0" in a tree that is not installed."""
    try:
        return version("onrecord")
    except PackageNotFoundError:
        return "0"


def made_now() -> MadeBy:
    """What a record made now says it is made by."""
    return MadeBy(onrecord=program_version(), model=MODEL)
