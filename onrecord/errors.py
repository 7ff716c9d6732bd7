"""Everything onrecord raises on purpose.

::

    OnrecordError
    ├── InputError          this input cannot be read; others can
    │   ├── NotFound            no such file, or a folder where a file is needed
    │   ├── Unreadable          it is there, but may not be opened
    │   ├── Empty               nothing in it but blanks
    │   ├── NotText             a picture, an archive, a program ...
    │   ├── NotYet              a kind of input that this version does not read
    │   └── TooLarge            over the limit in the settings
    └── UsageError          the call itself is wrong: a date that is none, a bad setting

Each message is one line: what is wrong, then what to do.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """The root: catch this to catch all."""


class InputError(OnrecordError):
    """One input cannot be read."""

    kind = "input"


class NotFound(InputError):
    """No such file, or a folder where a file is needed."""

    kind = "not-found"


class Unreadable(InputError):
    """It is there, but may not be opened."""

    kind = "unreadable"


class Empty(InputError):
    """Nothing in it but blanks."""

    kind = "empty"


class NotText(InputError):
    """A picture, an archive, a program: no text to read."""

    kind = "not-text"


class NotYet(InputError):
    """A kind of input that this version does not read."""

    kind = "not-yet"


class TooLarge(InputError):
    """Over the limit in the settings."""

    kind = "too-large"


class UsageError(OnrecordError):
    """The call itself is wrong."""
