"""Which version of onrecord this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """The installed version; "0" in a tree that is not installed."""
    try:
        return version("onrecord")
    except PackageNotFoundError:
        return "0"
