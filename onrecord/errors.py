"""Everything onrecord raises on purpose.

::

    OnrecordError
    ├── InputError          this input cannot be read; others can
    │   ├── NotFound            no such file, or a folder where a file is needed
    │   ├── Unreadable          it is there, but may not be opened
    │   ├── Empty               nothing in it but blanks
    │   ├── NotText             a picture, an archive, a program ...
    │   ├── NoText              pages without a text: scanned, or drawn by a script
    │   ├── TooLarge            over a limit in the settings: bytes, depth, pages, unpacked size
    │   ├── TooSlow             reading it took longer than the setting allows
    │   ├── Damaged             cut off, false lengths, broken beyond reading
    │   ├── Locked              encrypted, a password is needed
    │   ├── TakenDown           it was removed from the library, and is not to come back
    │   ├── NotAllowed          an address that may not be fetched: private, robots.txt, not http
    │   └── NotFetched          the server did not give it
    ├── LibraryError        the library cannot be used
    │   ├── LibraryMissing      there is none yet
    │   ├── LibraryBusy         another program is writing
    │   ├── LibraryNewer        made by a newer version of onrecord
    │   ├── LibraryReadOnly     it may not be written to
    │   ├── LibraryFull         no space is left on the disk
    │   └── LibraryDamaged      it is not a library, or a broken one
    ├── NotInLibrary        no report, entity or the like by that name, or several
    └── UsageError          the call itself is wrong: a date that is none, a bad setting
        └── MissingExtra        an optional part of onrecord is not installed

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


class NoText(InputError):
    """Pages without a text: scanned, or drawn by a script."""

    kind = "no-text"


class TooLarge(InputError):
    """Over a limit in the settings: bytes, depth, pages, unpacked size."""

    kind = "too-large"


class TooSlow(InputError):
    """Reading it took longer than the setting allows."""

    kind = "too-slow"


class Damaged(InputError):
    """Cut off, false lengths, broken beyond reading."""

    kind = "damaged"


class Locked(InputError):
    """Encrypted; a password is needed."""

    kind = "locked"


class TakenDown(InputError):
    """It was removed from the library, and is not to come back."""

    kind = "taken-down"


class NotAllowed(InputError):
    """An address that may not be fetched: private, forbidden by robots.txt, not http."""

    kind = "not-allowed"


class NotFetched(InputError):
    """The server did not give it."""

    kind = "not-fetched"


class LibraryError(OnrecordError):
    """The library cannot be used."""


class LibraryMissing(LibraryError):
    """There is none at the path yet."""


class LibraryBusy(LibraryError):
    """Another program is writing to it."""


class LibraryNewer(LibraryError):
    """Made by a newer version of onrecord."""


class LibraryReadOnly(LibraryError):
    """It may not be written to."""


class LibraryFull(LibraryError):
    """No space is left on the disk."""


class LibraryDamaged(LibraryError):
    """It is not a library, or a broken one."""


class NotInLibrary(OnrecordError):
    """No report, entity or the like by that name; or several, of which none can be chosen."""


class UsageError(OnrecordError):
    """The call itself is wrong."""


class MissingExtra(UsageError):
    """An optional part of onrecord is not installed."""
