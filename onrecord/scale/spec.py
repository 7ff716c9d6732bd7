"""What a job is: where it writes, what it reads with, and the hash that tells one job from another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.scale.inputs import InputFile
from onrecord.settings import Settings
from onrecord.version import made_now

FORMAT = "onrecord-tables/1"
# Settings that what is read depends on; a job goes on only with the same.
_SETTINGS = ("max_bytes", "max_words", "page_seconds", "page_megabytes", "keep_captures")


@dataclass(frozen=True, kw_only=True, slots=True)
class Spec:
    """What every process of a job knows.

    ``folder``: where it writes.  ``mapping``: of fields, as in ``onrecord.acquire.lines``.  ``unit_documents``,
    ``unit_bytes``: a unit, which is read and written as one, is full with so many documents or bytes.
    """

    folder: str
    settings: Settings
    mapping: Mapping[str, str] = field(default_factory=dict)
    unit_documents: int = 100
    unit_bytes: int = 8_000_000


def told_of(spec: Spec, sources: Iterable[str], files: Iterable[InputFile]) -> dict[str, Any]:
    """What a job's record says of it, with the hash over all of it under ``job``."""
    made, some = made_now(), list(files)
    listing = hashlib.sha256()
    for one in some:
        listing.update(json.dumps([one.path, one.uri, one.size, one.stamp]).encode("utf-8", "surrogateescape"))
    told: dict[str, Any] = {
        "format": FORMAT,
        "made_by": {"onrecord": made.onrecord, "model": made.model},
        "settings": {name: getattr(spec.settings, name) for name in _SETTINGS},
        "mapping": dict(sorted(spec.mapping.items())),
        "units": {"documents": spec.unit_documents, "bytes": spec.unit_bytes},
        "inputs": {
            "sources": [one.encode("utf-8", "replace").decode("utf-8") for one in sources],
            "files": len(some),
            "bytes": sum(one.size for one in some),
            "sha256": listing.hexdigest(),
        },
    }
    told["job"] = hashlib.sha256(json.dumps(told, sort_keys=True).encode("utf-8")).hexdigest()
    return told


def difference(told: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """In a few words, what of two jobs is not the same."""
    named = {
        "format": "another version's layout", "inputs": "other inputs, or inputs that have changed",
        "made_by": "another version of onrecord or another model", "settings": "other settings",
        "mapping": "another mapping of fields", "units": "units of another size",
    }  # fmt: skip
    return next((words for name, words in named.items() if told.get(name) != other.get(name)), "another job")
