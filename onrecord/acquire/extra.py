"""What is installed with ``onrecord[library]`` only."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from onrecord.errors import MissingExtra


def library_module(name: str, purpose: str) -> Any:
    """The module of that name.  Raises MissingExtra, which says what it is needed for, where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        raise MissingExtra(f"{purpose} needs {name}, which is not installed; pip install 'onrecord[library]'") from None
