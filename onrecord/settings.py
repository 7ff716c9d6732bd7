"""Settings: one frozen object, from a file, then the environment, then flags.

The file is ``onrecord.toml`` in the working folder, or what ``ONRECORD_SETTINGS``
names; the environment variable of a setting is ``ONRECORD_`` and its name in
capitals.  Later ones win.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError

Value = int | bool | str
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What a user may set; all have a default that suits a laptop."""

    max_bytes: int = 100_000_000
    """An input with more bytes is refused."""
    read_bytes: int = 20_000_000
    """What is sent to the reading room to be read, and not kept, may have so many bytes."""
    max_words: int = 100_000
    """Statements are looked for in so many words of a report; the rest is kept as text, and said to be unread."""
    threads: int = 1
    """Threads of the model.  Many reports are read faster with more workers than with more threads."""
    page_seconds: int = 5
    """A page (HTML, PDF) that takes more processor time to lay out is refused; a PDF has more by its pages."""
    page_megabytes: int = 512
    """A page (HTML, PDF) that takes more memory to lay out is refused."""
    library: str = field(default="", repr=False)  # an address may have a password in it
    """The library's file, or the address of a database; empty: ``library.onrecord`` in the user's data folder."""
    keep_captures: bool = True
    """Keep the bytes of what is added, so that it can be read again by a better model."""
    fetch_private: bool = False
    """Fetch from private and loopback addresses too: for intranets and tests."""
    fetch_pause: int = 1000
    """Milliseconds between two requests to one host."""
    session_days: int = 14
    """Who signs in in the reading room is signed out after so many days."""
    session_idle_hours: int = 48
    """Who does nothing there for so many hours is signed out."""
    reads_per_minute: int = 120
    """How often one person may have a text read over the network (``POST /api/v1/read``)."""
    max_request_bytes: int = 2_000_000
    """A form that is sent to the reading room may be as large; what is sent to be added or read has its own limits."""
    serve_max_bytes: int = 200_000_000
    """What is sent to the reading room at once may have so many bytes."""
    serve_max_files: int = 500
    """What is sent to the reading room at once may be so many files."""
    serve_waiting_bytes: int = 2_000_000_000
    """So many bytes may wait in the reading room to be added; more is refused till some are."""
    serve_workers: int = 1
    """Processes of the reading room that read what is added, at low priority."""

    def __post_init__(self) -> None:
        for setting in fields(self):
            value, default = getattr(self, setting.name), setting.default
            if isinstance(default, bool):
                if not isinstance(value, bool):
                    raise UsageError(f"setting {setting.name}: {value!r} is neither true nor false")
            elif isinstance(default, int):
                if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                    raise UsageError(f"setting {setting.name}: {value!r} is not a whole number of at least 1")
            elif not isinstance(value, str):
                raise UsageError(f"setting {setting.name}: {value!r} is not a text")


def load_settings(environment: Mapping[str, str] | None = None, **flags: Value | None) -> Settings:
    """Defaults, then the settings file, then the environment, then ``flags`` that are not None."""
    environment = os.environ if environment is None else environment
    known: dict[str, Any] = {setting.name: setting.default for setting in fields(Settings)}
    chosen: dict[str, Value] = {}
    named = environment.get("ONRECORD_SETTINGS")
    path = Path(named or "onrecord.toml")
    if named or path.is_file():
        chosen |= _from_file(path, known)
    for name in sorted(known):
        if (value := environment.get(f"ONRECORD_{name.upper()}")) is not None:
            chosen[name] = _from_words(f"ONRECORD_{name.upper()}", value, known[name])
    chosen |= {name: value for name, value in flags.items() if value is not None}
    return replace(Settings(), **chosen)  # type: ignore[arg-type]


def _from_words(name: str, value: str, default: Value) -> Value:
    """The value that an environment variable spells, of the default's type."""
    if isinstance(default, bool):
        if value.strip().lower() in _TRUE | _FALSE:
            return value.strip().lower() in _TRUE
        raise UsageError(f"{name}={value}: neither true nor false")
    if isinstance(default, int):
        try:
            return int(value)
        except ValueError:
            raise UsageError(f"{name}={value}: not a whole number") from None
    return value


def _from_file(path: Path, known: Mapping[str, Any]) -> dict[str, Value]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"settings file {path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"settings file {path} is not TOML: {error}") from None
    if unknown := sorted(name for name in data if name not in known):
        raise UsageError(f"settings file {path}: no setting {unknown[0]!r}; there are {', '.join(sorted(known))}")
    return data
