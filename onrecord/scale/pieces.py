"""The documents of a piece in units, always the same ones; and going on behind a unit, if that can be, by its place."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from typing import BinaryIO, Literal

from onrecord.acquire.contents import contents, kind_ahead
from onrecord.acquire.document import Document, Refused
from onrecord.acquire.lines import documents_in_lines
from onrecord.acquire.memory import Tally
from onrecord.acquire.run import Result, Run
from onrecord.acquire.stream import Stream, file_chunks
from onrecord.errors import InputError
from onrecord.scale.documents import Unit
from onrecord.scale.inputs import InputFile, Piece
from onrecord.scale.opening import opened
from onrecord.scale.spec import Spec

# Files in which a record's place says where to go on; in others all is gone through again, without being read.
_Kind = Literal["warc", "packed-warc", "lines", "other"]
_ENOUGH_TO_TELL = 1 << 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """Where in a piece an item ends.

    ``file``: the how manieth of its files; ``items``: how many documents and refusals of that file there were; ``uri``:
    of the last of them; ``position``: bytes of the file behind it.
    """

    file: int = 0
    items: int = 0
    uri: str = ""
    position: int = 0
    kind: _Kind = "other"

    def words(self) -> str:
        """The mark as it is kept."""
        return json.dumps(asdict(self))

    @classmethod
    def of(cls, words: str) -> Mark:
        """The inverse of ``words``."""
        return cls(**json.loads(words))


def units_of(piece: Piece, spec: Spec, *, done: Container[int] = (), first: int = 0, mark: str = "") -> Iterator[Unit]:
    """The units of a piece that are not done, then one that says how many there are.

    first, mark: the number of the first unit that is wanted, and the mark of the one before it.  What a unit holds
    depends on the piece and the job alone, not on where it was begun.
    """
    tally = Tally()
    run = Run(settings=spec.settings, mapping=dict(spec.mapping), tally=tally)
    number, size, passed, told = first, 0, 0, 0
    some: list[Result] = []
    behind = Mark()
    for one, behind in _items(piece, run, Mark.of(mark) if mark else None):
        some.append(one)
        size += len(one.data) if isinstance(one, Document) else 0
        if len(some) >= spec.unit_documents or size >= spec.unit_bytes:
            if number not in done:
                yield _unit(piece, number, some, behind, tally, passed, told)
                told = tally.read
            number, size, passed, some = number + 1, 0, tally.passed_over, []
    if some:
        if number not in done:
            yield _unit(piece, number, some, behind, tally, passed, told)
            told = tally.read
        number, passed = number + 1, tally.passed_over
    yield Unit(
        piece=piece.number, number=number, passed_over=tally.passed_over - passed, read=tally.read - told, last=True
    )


def _unit(piece: Piece, number: int, some: list[Result], mark: Mark, tally: Tally, passed: int, told: int) -> Unit:
    return Unit(
        piece=piece.number, number=number, documents=tuple(some), mark=mark.words(),
        passed_over=tally.passed_over - passed, read=tally.read - told,
    )  # fmt: skip


def _items(piece: Piece, run: Run, behind: Mark | None) -> Iterator[tuple[Result, Mark]]:
    """Documents and refusals with the mark of each, those behind a mark."""
    start = behind.file if behind else 0
    run.tally.read += sum(one.size for one in piece.files[:start])
    for number, one in enumerate(piece.files[start:], start):
        found = _File(one, number, run)
        yield from found.items(behind if behind and number == start else None)


class _File:
    """A file being gone through."""

    def __init__(self, one: InputFile, number: int, run: Run) -> None:
        self._one, self._number, self._run = one, number, run
        self._kind: _Kind = "other"
        self._stream = Stream(iter(()))

    def items(self, behind: Mark | None) -> Iterator[tuple[Result, Mark]]:
        """Each item with its mark; behind: only those behind this one."""
        leap = behind if behind and behind.kind != "other" else None
        count = leap.items if leap else 0
        with ExitStack() as stack:
            for one in self._results(leap, stack):
                count += 1
                if behind is None or count > behind.items:
                    yield one, self._mark(one, count)
                elif count == behind.items:
                    # What was passed over till there is told with the unit that ends there.
                    self._run.tally.passed_over = 0

    def _mark(self, one: Result, count: int) -> Mark:
        # Of the file as a whole nothing tells a place in it.
        kind: _Kind = self._kind if one.uri.startswith(self._one.uri + "#") else "other"
        return Mark(file=self._number, items=count, uri=one.uri, position=self._stream.position, kind=kind)

    def _results(self, behind: Mark | None, stack: ExitStack) -> Iterator[Result]:
        try:
            file = stack.enter_context(opened(self._one))
            yield from self._begun(file) if behind is None else self._behind(file, behind)
        except InputError as error:
            yield Refused(uri=self._one.uri, error=error)

    def _begun(self, file: BinaryIO) -> Iterator[Result]:
        self._stream = Stream(self._run.tally.counting(file_chunks(file)))
        self._kind = _kind(self._stream) if file.seekable() else "other"
        yield from contents(self._stream, self._one.uri, self._run, file=file if file.seekable() else None)

    def _behind(self, file: BinaryIO, behind: Mark) -> Iterator[Result]:
        """What stands behind the mark, without going through what stands before it."""
        uri, run = self._one.uri, self._run
        self._kind = behind.kind
        if behind.kind == "lines":
            self._open_at(file, behind.position)
            line = int(behind.uri[len(uri) + 1 :])
            yield from documents_in_lines(self._stream, uri, run, behind=line)
            return
        from onrecord.acquire.warc import documents_in_warc

        # From the record's own beginning, since the one behind it may lie in the same member.
        place = re.match(r"\d+", behind.uri[len(uri) + 1 :])
        assert place is not None
        self._open_at(file, int(place.group()))
        found = documents_in_warc(self._stream, uri, run, packed=behind.kind == "packed-warc")
        for one in found:
            if one.uri == behind.uri:
                run.tally.passed_over = 0
                yield from found

    def _open_at(self, file: BinaryIO, position: int) -> None:
        file.seek(position)
        self._run.tally.read += position
        self._stream = Stream(self._run.tally.counting(file_chunks(file)))
        self._stream.position = position


def _kind(stream: Stream) -> _Kind:
    kind = kind_ahead(stream)
    if kind == "application/warc":
        return "warc"
    if kind == "application/jsonl":
        return "lines"
    if kind == "application/gzip":
        from onrecord.acquire.warc_frames import is_packed_warc

        return "packed-warc" if is_packed_warc(stream.peek(_ENOUGH_TO_TELL)) else "other"
    return "other"
