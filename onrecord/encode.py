"""Records to and from plain data and JSON, by msgspec."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from onrecord.record import SCHEMA, Report

# Made once, and here: msgspec learns a type while it first meets it, and of several threads that meet it at once one
# may see it half learned, which ends the program.
_RECORDS = msgspec.json.Decoder(Report)


def to_json(report: Report) -> str:
    """One line of JSON."""
    return msgspec.json.encode(report).decode("utf-8")


def from_json(words: bytes) -> Report:
    """The inverse of ``to_json``.  Raises msgspec.DecodeError."""
    return _RECORDS.decode(words)


def to_dict(report: Report) -> dict[str, Any]:
    """Plain dicts, lists, strings and numbers."""
    data: dict[str, Any] = json.loads(to_json(report))
    return data


def from_dict(data: dict[str, Any]) -> Report:
    """A record from its plain form; ``ValueError`` where it is none of this schema."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise ValueError(f"not a record of schema {SCHEMA}")
    try:
        return msgspec.convert(data, Report)
    except msgspec.ValidationError as error:
        raise ValueError(f"not a record of schema {SCHEMA}: {error}") from error
