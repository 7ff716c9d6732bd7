"""Originals made ready to be shown, each once as long as there is room for it."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import msgspec

from onrecord.apart.made import Making
from onrecord.errors import InputError
from onrecord.record import Report
from onrecord.serve.original.asked import asked
from onrecord.serve.original.capture import Captured
from onrecord.settings import Settings
from onrecord.view.marked import Marks

_MOST_BYTES = 48_000_000
_HTML = "onrecord.serve.original.html:marked_page"
_PICTURE = "onrecord.serve.original.picture:page_picture"


class Originals:
    """Makes originals ready in processes with limits; for many threads."""

    def __init__(self, settings: Settings) -> None:
        self._making = Making(settings)
        self._kept: OrderedDict[str, bytes | InputError] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def page(self, capture: Captured, report: Report, chosen: str, more: Marks) -> tuple[str, str]:
        """The inside of a page of HTML, made safe and marked, and its tag.  Raises InputError."""
        wanted = asked(report, capture.charset, chosen, more)
        tag = _tag(_HTML, capture.hash, msgspec.msgpack.encode(wanted))
        made = self._get(tag, lambda: self._making.make(_HTML, capture.data, wanted))
        return made.decode("utf-8"), tag

    def picture(self, capture: Captured, page: int) -> tuple[bytes, str]:
        """A page of a PDF as PNG, and its tag.  page: from 1.  Raises InputError."""
        tag = _tag(_PICTURE, capture.hash, str(page).encode())
        made = self._get(tag, lambda: self._making.make(_PICTURE, capture.data, page))
        return made, tag

    def close(self) -> None:
        """End the processes."""
        self._making.close()

    def _get(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """What is kept, else what is made; a refusal is kept too, so that a hostile page costs its seconds once."""
        with self._lock:
            found = self._kept.get(tag)
            if found is not None:
                self._kept.move_to_end(tag)
        if found is None:
            try:
                found = make()
            except InputError as error:
                found = error
            self._keep(tag, found)
        if isinstance(found, InputError):
            raise found
        return found

    def _keep(self, tag: str, made: bytes | InputError) -> None:
        with self._lock:
            if tag in self._kept:
                return
            self._kept[tag] = made
            self._size += _size(made)
            while self._size > _MOST_BYTES:
                self._size -= _size(self._kept.popitem(last=False)[1])


def _size(made: bytes | InputError) -> int:
    return 200 + (0 if isinstance(made, InputError) else len(made))


def _tag(*parts: Any) -> str:
    made = hashlib.sha256()
    for part in parts:
        made.update(part if isinstance(part, bytes) else part.encode())
        made.update(b"\x00")
    return made.hexdigest()[:32]
