"""Everything that one argument can be: a file, a folder, standard input, an address, a feed, an archive."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from onrecord.acquire.addresses import is_address
from onrecord.acquire.contents import NOTHING_KNOWN, Carried, contents, kind_ahead, whole
from onrecord.acquire.document import Document, Named, Refused
from onrecord.acquire.folders import files_in, shown_path
from onrecord.acquire.globs import EVERY_FILE, Globs
from onrecord.acquire.lines import check_mapping
from onrecord.acquire.memory import FetchMemory, RunMemory, Tally
from onrecord.acquire.run import Result, Run, too_large
from onrecord.acquire.stream import Stream, file_chunks
from onrecord.errors import InputError, NotFound, NotText, Unreadable
from onrecord.reading.given import Given
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.acquire.fetch import Fetcher


def documents_of(
    source: str | Named,
    settings: Settings,
    *,
    mapping: Mapping[str, str] | None = None,
    globs: Globs = EVERY_FILE,
    memory: FetchMemory | None = None,
    tally: Tally | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Document | Refused]:
    """The documents of one source, one by one, and refusals for those that cannot be had.

    source: a path, ``-`` for standard input, an http(s) address, or a file under another name.  Files, and what they
    hold, are told from their bytes: text, HTML, PDF, e-mail, mailboxes, JSON lines, WARC, feeds, and gzip, zstd and
    ZIP around any of these.
    mapping: what the fields of ``lines.FIELDS`` are called in lines of JSON.  globs: which files of a folder are taken;
    a file that is named itself is.  memory: what is known of addresses and
    feeds from earlier runs.  tally: counts what gives neither.  fetcher: one for the whole run, so that no host is
    asked too often.

    Raises UsageError for a mapping of fields that there are not, MissingExtra where a kind of source needs what is
    not installed.
    """
    check_mapping(mapping or {})
    run = Run(settings=settings, mapping=dict(mapping or {}), globs=globs, tally=tally or Tally())
    memory = RunMemory() if memory is None else memory
    if isinstance(source, Named):
        yield from _in_file(source.path, run, feeds=(memory, fetcher), named=source)
    elif is_address(source):
        yield from _at_address(source, run, memory, fetcher)
    elif source == "-":
        yield from _in_stream(Stream(file_chunks(sys.stdin.buffer)), "-", run, memory, fetcher)
    elif os.path.isdir(source):  # noqa: PTH112
        for path in files_in(source, run):
            yield from _in_file(path, run) if isinstance(path, str) else iter((path,))
    else:
        yield from _in_file(source, run, feeds=(memory, fetcher))


def load_document(source: str | bytes, settings: Settings, *, uri: str = "-") -> Document:
    """The one document of a path, an address or the bytes of a file; of a message its body, where nothing is attached.

    uri: the name of a source that is bytes.  Raises InputError where it cannot be had, and NotText where there are
    several: those are for a library.
    """
    run = Run(settings=settings)
    found: Iterator[Result]
    if isinstance(source, bytes):
        if len(source) > settings.max_bytes:
            raise too_large(settings.max_bytes)
        found = contents(Stream.of(source), uri, run)
    elif is_address(source):
        found = _at_address(source, run, None, None)
    elif os.path.isdir(source):  # noqa: PTH112
        raise NotFound("it is a folder; give a file, or put all of it into a library with onrecord add")
    else:
        found = _in_file(source, run)
    first, second = next(found, None), next(found, None)
    if first is None:
        raise NotText("there is no report in it; give a file with one")
    if second is not None:
        raise NotText("it holds several documents; put them into a library with onrecord add")
    if isinstance(first, Refused):
        raise first.error
    return first


def _at_address(address: str, run: Run, memory: FetchMemory | None, fetcher: Fetcher | None) -> Iterator[Result]:
    """What an address gives; memory: None where the entries of a feed are not to be followed."""
    from onrecord.acquire.fetch import Fetcher

    fetcher = fetcher or Fetcher(run.settings)
    try:
        fetched = fetcher.fetch(address, memory)
    except InputError as error:
        yield Refused(uri=address, error=error)
        return
    if fetched is None:
        run.tally.unchanged += 1
        return
    stream = Stream.of(fetched.data)
    failed = False
    if memory is not None and kind_ahead(stream) == "application/feed":
        from onrecord.acquire.feeds import documents_in_feed

        found = documents_in_feed(fetched.data, address, run, fetcher, memory, address=fetched.address)
    else:
        given = Given(url=fetched.address, charset=fetched.charset, where="the server")
        found = contents(stream, address, run, carried=Carried(given=given, retrieved=fetched.retrieved))
    for one in found:
        failed |= isinstance(one, Refused)
        yield one
    # With anything refused it is asked for in full again: an entry of a feed may be had the next time.
    if memory is not None and not failed:
        memory.put(address, fetched.validators)


def _in_file(
    path: str, run: Run, *, feeds: tuple[FetchMemory, Fetcher | None] | None = None, named: Named | None = None
) -> Iterator[Result]:
    """What is in a file.  feeds: with it the entries of a feed are followed; named: what it goes by, not its path."""
    uri = named.uri if named else shown_path(path)
    carried = Carried(given=named.given) if named else NOTHING_KNOWN
    try:
        with opened_file(path) as file:
            if feeds:
                stream = Stream(run.tally.counting(file_chunks(file)))
                yield from _in_stream(stream, uri, run, *feeds, file=file, carried=carried)
            else:
                yield from contents(Stream(run.tally.counting(file_chunks(file))), uri, run, file=_back_and_forth(file))
    except InputError as error:
        yield Refused(uri=uri, error=error)


def _in_stream(
    stream: Stream,
    uri: str,
    run: Run,
    memory: FetchMemory,
    fetcher: Fetcher | None,
    file: BinaryIO | None = None,
    carried: Carried = NOTHING_KNOWN,
) -> Iterator[Result]:
    """What is in a stream that was given on its own: the entries of a feed are followed."""
    if kind_ahead(stream) != "application/feed":
        yield from contents(stream, uri, run, file=_back_and_forth(file), carried=carried)
        return
    from onrecord.acquire.feeds import documents_in_feed
    from onrecord.acquire.fetch import Fetcher

    data = whole(stream, run.settings.max_bytes)
    if isinstance(data, InputError):
        yield Refused(uri=uri, error=data)
    else:
        yield from documents_in_feed(data, uri, run, fetcher or Fetcher(run.settings), memory)


def _back_and_forth(file: BinaryIO | None) -> BinaryIO | None:
    """The file where it can be gone back in; pipes cannot."""
    return file if file is not None and file.seekable() else None


@contextmanager
def opened_file(path: str) -> Iterator[BinaryIO]:
    """An open file.  Raises NotFound or Unreadable where it cannot be opened, and only then."""
    try:
        file = open(path, "rb")  # noqa: SIM115
    except FileNotFoundError:
        raise NotFound("there is no such file; check the name") from None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else str(error)) or "cannot be opened"
        raise Unreadable(f"it cannot be opened: {reason}; check its permissions") from None
    with file:
        yield file
