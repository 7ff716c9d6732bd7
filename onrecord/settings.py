"""Settings: one frozen object, from a file, then the environment, then flags.

The file is ``onrecord.toml`` in the working folder, or what ``ONRECORD_SETTINGS``
names; the environment variable of a setting is ``ONRECORD_`` and its name in
capitals.  Later ones win.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from onrecord.errors import UsageError


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What a user may set; all have a default that suits a laptop."""

    max_bytes: int = 100_000_000
    """An input with more bytes is refused."""
    max_words: int = 100_000
    """Statements are looked for in so many words of a report; the rest is kept as text, and said to be unread."""
    threads: int = 1
    """Threads of the model.  Many reports are read faster with more workers than with more threads."""

    def __post_init__(self) -> None:
        for setting in fields(self):
            value = getattr(self, setting.name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise UsageError(f"setting {setting.name}: {value!r} is not a whole number of at least 1")


def load_settings(environment: Mapping[str, str] | None = None, **flags: int | None) -> Settings:
    """Defaults, then the settings file, then the environment, then ``flags`` that are not None."""
    environment = os.environ if environment is None else environment
    known = {setting.name for setting in fields(Settings)}
    chosen: dict[str, int] = {}
    named = environment.get("ONRECORD_SETTINGS")
    path = Path(named or "onrecord.toml")
    if named or path.is_file():
        chosen |= _from_file(path, known)
    for name in sorted(known):
        if (value := environment.get(f"ONRECORD_{name.upper()}")) is not None:
            try:
                chosen[name] = int(value)
            except ValueError:
                raise UsageError(f"ONRECORD_{name.upper()}={value}: not a whole number") from None
    chosen |= {name: value for name, value in flags.items() if value is not None}
    return replace(Settings(), **chosen)


def _from_file(path: Path, known: set[str]) -> dict[str, int]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"settings file {path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"settings file {path} is not TOML: {error}") from None
    if unknown := sorted(set(data) - known):
        raise UsageError(f"settings file {path}: no setting {unknown[0]!r}; there are {', '.join(sorted(known))}")
    return data
