"""The Python way in: ``read`` for one report, ``Reader`` for many."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import IO

from onrecord.acquire.document import Document, Refused
from onrecord.errors import InputError, NotFound, TooLarge, Unreadable, UsageError
from onrecord.pipeline import Pipeline
from onrecord.reading.given import Given
from onrecord.reading.media import media_type_of
from onrecord.reading.published import given_date
from onrecord.record import Report
from onrecord.settings import Settings, load_settings

Source = str | os.PathLike[str] | bytes | IO[bytes]


class Reader:
    """Reads reports with the model kept loaded."""

    def __init__(self, settings: Settings | None = None) -> None:
        """settings: None takes the settings file and environment.  The model loads at the first report."""
        self.settings = load_settings() if settings is None else settings
        self._pipeline = Pipeline(self.settings)

    def read(
        self,
        source: Source | None = None,
        *,
        text: str | None = None,
        published: str | date | None = None,
        url: str | None = None,
    ) -> Report:
        """The record of one report.

        source: a path, an address (http, https), the bytes of a file, or a binary file; or else ``text``.
        published: the report's own date (``YYYY-MM-DD``), where it is known.
        url: the address that it came from, where the source is not fetched from there.

        Raises InputError where the input cannot be read, UsageError where the
        call is wrong.
        """
        if (source is None) == (text is None):
            raise UsageError("give either a source or text=, not both")
        day = published if isinstance(published, date) or published is None else given_date(published)
        if text is not None:
            if not isinstance(text, str):
                raise UsageError(f"text must be a str, not {type(text).__name__}")
            if len(text) > self.settings.max_bytes:
                raise _too_large(len(text), self.settings.max_bytes)
            return self._pipeline.read_text(text, Given(published=day, url=url))
        assert source is not None
        document = document_of(source, Given(published=day, url=url), self.settings)
        return self._pipeline.read_bytes(
            document.data, document.given, uri=document.uri or None, retrieved=document.retrieved
        )

    def read_many(
        self,
        sources: Iterable[Source],
        *,
        workers: int = 1,
        published: str | date | None = None,
        url: str | None = None,
    ) -> Iterator[Report | InputError]:
        """Records in the order of the sources; an input that cannot be read gives its error instead.

        workers: processes; 1 reads in this one.  A report's record is the same
        with any number.  published, url: as in ``read``, for all of them.
        """
        if workers < 1:
            raise UsageError(f"workers={workers}: at least 1 is needed")
        if workers == 1:
            for source in sources:
                yield self.read_or_error(source, published=published, url=url)
        else:
            from onrecord.workers import read_in_order

            day = given_date(published) if isinstance(published, str) else published
            given = Given(published=day, url=url)
            documents = (_document_or_refused(source, given, self.settings) for source in sources)
            yield from read_in_order(documents, self.settings, workers)

    def read_or_error(
        self, source: Source, *, published: str | date | None = None, url: str | None = None
    ) -> Report | InputError:
        """Like ``read``, but an InputError is returned, not raised."""
        try:
            return self.read(source, published=published, url=url)
        except InputError as error:
            return error


def _document_or_refused(source: Source, given: Given, settings: Settings) -> Document | Refused:
    try:
        return document_of(source, given, settings)
    except InputError as error:
        return Refused(uri="", error=error)


def document_of(source: Source, given: Given, settings: Settings, *, uri: str = "") -> Document:
    """The one document of a source, with what the caller says of it before what its carrier says.

    uri: the name of a source that is bytes.  Raises InputError where it cannot be had.
    """
    if isinstance(source, str) and "://" in source[:12]:
        from onrecord.acquire.sources import load_document

        document = load_document(source, settings)
    else:
        data, path = _load(source, settings.max_bytes)
        uri = path or uri
        kind = media_type_of(data)
        if not kind.startswith(("application/", "message/")) or kind == "application/pdf":
            return Document(data=data, uri=uri, media_type=kind, given=given)
        # A message, or something packed.
        from onrecord.acquire.sources import load_document

        document = load_document(data, settings, uri=uri)
    known = document.given
    if given.published:
        known = replace(known, published=given.published, where=given.where)
    return replace(document, given=replace(known, url=given.url or known.url))


def _load(source: Source, most: int) -> tuple[bytes, str | None]:
    """The bytes of a source, and its path as given."""
    if isinstance(source, bytes | bytearray | memoryview):
        if len(source) > most:
            raise _too_large(len(source), most)
        return bytes(source), None
    if isinstance(source, str | os.PathLike):
        path = os.fspath(source)
        return _load_path(path, most), path
    if hasattr(source, "read"):
        data = source.read(most + 1)
        if not isinstance(data, bytes):
            raise UsageError("a file must be opened in binary mode: open(path, 'rb')")
        if len(data) > most:
            raise _too_large(len(data), most)
        return data, None
    raise UsageError(f"a source is a path, bytes or a binary file, not {type(source).__name__}")


def _load_path(path: str, most: int) -> bytes:
    try:
        if Path(path).is_dir():
            raise NotFound("it is a folder; give files, for example with a * pattern")
        with open(path, "rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        raise NotFound("there is no such file; check the name") from None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else str(error)) or "cannot be opened"
        raise Unreadable(f"it cannot be opened: {reason}; check its permissions") from None
    if len(data) > most:
        raise _too_large(Path(path).stat().st_size, most)
    return data


def _too_large(size: int, most: int) -> TooLarge:
    return TooLarge(f"it has {size:,} bytes, more than max_bytes={most:,}; split it or raise ONRECORD_MAX_BYTES")


_lock = threading.Lock()


@lru_cache(maxsize=4)
def _shared(settings: Settings) -> Reader:
    return Reader(settings)


def read(
    source: Source | None = None,
    *,
    text: str | None = None,
    published: str | date | None = None,
    url: str | None = None,
) -> Report:
    """The record of one report; takes and raises what ``Reader.read`` does.

    The model stays loaded for the next call.
    """
    with _lock:
        reader = _shared(load_settings())
    return reader.read(source, text=text, published=published, url=url)
