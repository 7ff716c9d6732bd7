"""What a caller gives, looked at before it is used: of another kind than it should be, it is a UsageError in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from onrecord.errors import UsageError


def text_of(what: str, value: Any) -> str:
    """The value, which has to be a text.  what: what it is called in the message."""
    if not isinstance(value, str):
        raise UsageError(f"{what} is a text, not {type(value).__name__}")
    return value


def limit_of(value: Any) -> int:
    """The value, which has to be a whole number from 1 on."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise UsageError(f"a limit is a whole number, not {type(value).__name__}")
    if value < 1:
        raise UsageError(f"a limit of {value} shows nothing; give 1 or more")
    return value


def day_text(what: str, value: Any) -> str | None:
    """A day as text: a text as it is, a date in ISO's form, None for none."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()[:10]
    raise UsageError(f"{what} is a text or a date, not {type(value).__name__}")
