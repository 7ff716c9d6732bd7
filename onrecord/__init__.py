"""onrecord: from news reports to a record a person can check.

Who said what, on the exact words::

    import onrecord

    report = onrecord.read("report.txt")
    for attribution in report.attributions:
        print(attribution.source, attribution.cue, attribution.content)

The map:

- ``read(...)`` reads one report; ``Reader`` keeps the model for many.
- ``Report`` is what they return; ``onrecord.record`` holds its types, and
  ``Report.timeline()`` puts what happened and was said in the order of the calendar.
- ``Library`` keeps reports and records in one file, to be added once and found again.
- ``Settings`` has what can be set; ``OnrecordError`` is the root of all errors.

A report goes ``acquire/`` (files, addresses, archives to documents), ``reading/``
(bytes to text, blocks, date, publisher), then ``extract/`` (who said what);
``pipeline.py`` names every stage in order, ``follow/`` finds what reports have
in common, ``store/`` keeps the record and ``view/`` shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.errors import InputError, LibraryError, NotInLibrary, OnrecordError, UsageError
    from onrecord.library import Library
    from onrecord.reader import Reader, read
    from onrecord.record import Attribution, Report
    from onrecord.settings import Settings

__all__ = [
    "Attribution",
    "InputError",
    "Library",
    "LibraryError",
    "NotInLibrary",
    "OnrecordError",
    "Reader",
    "Report",
    "Settings",
    "UsageError",
    "read",
]

# Names are fetched when first used, so that importing the package stays cheap.
_HOME = {
    "Attribution": "record",
    "InputError": "errors",
    "Library": "library",
    "LibraryError": "errors",
    "NotInLibrary": "errors",
    "OnrecordError": "errors",
    "Reader": "reader",
    "Report": "record",
    "Settings": "settings",
    "UsageError": "errors",
    "read": "reader",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"onrecord.{_HOME[name]}"), name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
