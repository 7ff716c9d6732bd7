"""Folders of tables as they are found again: whole ones, and those of a job that was not finished."""

from __future__ import annotations

import os
from typing import Any

from onrecord.scale.kept import JOB
from onrecord.scale.place import Place, place_at
from onrecord.scale.spec import FORMAT

MANIFEST = "manifest.json"
_MARK = b'"format": "onrecord-tables/'


def is_tables(source: str) -> bool:
    """Whether a source is a folder that ``onrecord read --out`` wrote to, or writes to."""
    from onrecord.scale.store import is_stored

    stored = is_stored(source)
    if not stored and not os.path.isdir(source):  # noqa: PTH112
        return False
    try:
        place = place_at(source)
        return any(_MARK in _read(place, name)[:200] for name in (MANIFEST, JOB))
    # Each store fails in its own words; what is said of such an address without tables holds then.
    except Exception:
        if stored:
            return False
        raise


def manifest_of(place: Place) -> dict[str, Any]:
    """What the manifest of a folder says.

    Raises ValueError, with a line that says what to do, where the job is not finished or it is of another layout.
    """
    import json

    words = _read(place, MANIFEST)
    if not words:
        raise ValueError("its reading was not finished; run the same onrecord read again, then add it")
    try:
        found: dict[str, Any] = json.loads(words)
    except ValueError:
        raise ValueError("its manifest.json is broken; read the inputs again into a new folder") from None
    if found.get("format") != FORMAT:
        raise ValueError(f"its layout is {found.get('format')}, not {FORMAT}; use the onrecord that wrote it")
    return found


def _read(place: Place, name: str) -> bytes:
    try:
        return place.read(name)
    except OSError:
        return b""
