"""Where the records of a WARC file begin and end, checked; a damaged one does not take the others with it.

FastWARC, which takes a record apart, believes what lengths it is told and reads short or across without a word, so
the records are cut out here: each must have its whole length and be followed by the next one or the end.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.acquire.stream import CHUNK, Stream
from onrecord.acquire.unpack import Ratio, broken, cut_off
from onrecord.errors import Damaged, InputError, TooLarge

_MOST_HEADER = 1 << 16
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
# What ends a header; another record's beginning does not, and is not searched behind.
_END = re.compile(rb"\n(?:\r?\n|WARC/\d\.)")
_BEGINS = re.compile(rb"WARC/\d\.\d{1,2}\r?\n")
_GZIP = b"\x1f\x8b\x08"
# How far back a broken member's beginning is looked at again: one is found broken long before.
_KEPT = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A record as it stands: its place ("1729", the byte where it begins) and its bytes, header and all."""

    place: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Lost:
    """A record that cannot be had, and why.  ``behind``: the bytes break off behind a record, not in one."""

    place: str
    error: InputError
    behind: bool = False


def frames(stream: Stream, most: int, *, base: str = "") -> Iterator[Frame | Lost]:
    """The records of plain WARC bytes, in their order.

    most: bytes of a record; a larger one is not held.  base: stands before the places.
    """
    told = False
    while True:
        _skip_blank(stream)
        place = base + str(stream.position)
        if not stream.peek(1):
            break
        size = _size(stream, most)
        if isinstance(size, int):
            yield Frame(place=place, data=stream.take(size))
            continue
        told = size is stream.error
        yield Lost(place=place, error=size)
        _to_next(stream)
    if stream.error and not told:
        yield Lost(place=place, error=stream.error, behind=True)


def _skip_blank(stream: Stream) -> None:
    while (head := stream.peek(64)) and (blank := len(head) - len(head.lstrip(b"\r\n"))):
        stream.skip(blank)


def _size(stream: Stream, most: int) -> int | InputError:
    """How many bytes the record ahead has, or why none can be had there."""
    head = stream.peek(4096)
    if not _BEGINS.match(head):
        return stream.error or Damaged("no WARC record begins where one should; the next that is found is read")
    end = _END.search(head) or _END.search(stream.peek(_MOST_HEADER))
    if end is None or end.group().endswith(b"."):
        return stream.error or Damaged("the record's header has no end; get the file anew")
    lengths = set(_LENGTH.findall(stream.peek(end.end())))
    if len(lengths) != 1:
        return Damaged("the record's header gives no length, or several; get the file anew")
    length = int(lengths.pop())
    if length > most:
        return TooLarge(
            f"the record says it has {length:,} bytes, too many to be read; raise ONRECORD_MAX_BYTES if that is true"
        )
    size = end.end() + length
    if not stream.peek(1, size - 1):
        return stream.error or Damaged(f"the record is cut off before the {length:,} bytes that it says; get it anew")
    after = stream.peek(16, size)
    rest = after.lstrip(b"\r\n")
    # With the two line ends that close a record it is whole, whatever comes then.
    if rest and not rest.startswith(b"WARC/") and not after.startswith((b"\r\n\r\n", b"\n\n")):
        return Damaged(f"the record does not end after the {length:,} bytes that it says; get the file anew")
    return size


def _to_next(stream: Stream) -> None:
    """Go to where the next record begins, behind the one ahead."""
    stream.skip(1)
    while stream.skip_to(b"\nWARC/"):
        stream.skip(1)
        if _BEGINS.match(stream.peek(16)):
            return


def packed_frames(stream: Stream, most: int) -> Iterator[Frame | Lost]:
    """The records of a WARC file of gzip members, as crawlers write it: one record a member, or all in one.

    The place of a record is the byte where its member begins; of a further one in the same member that and, behind a
    plus sign, its place in what is unpacked.  After a broken member the next one that begins with a record is read.
    """
    while head := stream.peek(3):
        start = stream.position
        member = _Member(stream)
        if head == _GZIP:
            inner = Stream(member.chunks())
            yield from _checked(frames(inner, most, base=f"{start}+"))
            if inner.error is None:
                continue
        elif _skip_zeros(stream):
            continue
        else:
            yield Lost(place=str(start), error=broken("gzip", "no member begins here"))
        stream.give_back(bytes(member.taken))
        _to_next_member(stream)
    if stream.error:
        yield Lost(place=str(stream.position), error=stream.error)


def _checked(found: Iterator[Frame | Lost]) -> Iterator[Frame | Lost]:
    """The records of a member, each once nothing speaks against it: a false checksum stands behind the last."""
    held: Frame | None = None
    lost = False
    for one in found:
        place = one.place.removesuffix("+0")
        if isinstance(one, Lost) and one.behind and (held is not None or lost):
            if held is not None:
                yield Lost(place=held.place, error=one.error)
            return
        lost = isinstance(one, Lost)
        if held is not None:
            yield held
        held = None
        if isinstance(one, Frame):
            held = Frame(place=place, data=one.data)
        else:
            yield Lost(place=place, error=one.error)
    if held is not None:
        yield held


class _Member:
    """A gzip member being unpacked, which remembers the packed bytes that it was made of, the last of them."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.taken = bytearray()

    def chunks(self) -> Iterator[bytes]:
        """What is in the member, piece by piece; takes from the stream to its end and no further."""
        unpacker, ratio = zlib.decompressobj(31), Ratio("gzip")
        while not unpacker.eof:
            packed = self._stream.peek(CHUNK)
            if not packed:
                raise self._stream.error or cut_off("gzip")
            rest = packed
            while rest and not unpacker.eof:
                before = len(rest)
                try:
                    piece = unpacker.decompress(rest, CHUNK)
                    rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
                    ratio.count(before - len(rest), len(piece))
                except zlib.error as error:
                    self._take(packed)
                    raise broken("gzip", str(error).split(": ")[-1]) from None
                except TooLarge:
                    self._take(packed)
                    raise
                if piece:
                    yield piece
            self._take(packed[: len(packed) - len(rest)])

    def _take(self, packed: bytes) -> None:
        self._stream.skip(len(packed))
        self.taken += packed
        if len(self.taken) > 2 * _KEPT:
            del self.taken[:-_KEPT]


def _skip_zeros(stream: Stream) -> bool:
    """Pass over zeros, which pad some files; false where there are none."""
    skipped = False
    while (head := stream.peek(CHUNK)) and (zeros := len(head) - len(head.lstrip(b"\x00"))):
        stream.skip(zeros)
        skipped = True
    return skipped


def _to_next_member(stream: Stream) -> None:
    """Go to the next gzip member that a record begins in, behind the place ahead; else to the end."""
    stream.skip(1)
    while stream.skip_to(_GZIP):
        if _begins_record(stream.peek(4096)):
            return
        stream.skip(1)


def _begins_record(packed: bytes) -> bool:
    """Whether a gzip member begins here, and in it a record."""
    try:
        return zlib.decompressobj(31).decompress(packed, 16).startswith(b"WARC/")
    except zlib.error:
        return False


def is_packed_warc(packed: bytes) -> bool:
    """Whether gzip's bytes, the first 64 KB of a file, are those of a WARC file, its first member broken or not."""
    stream = Stream.of(packed)
    if _begins_record(packed):
        return True
    _to_next_member(stream)
    return bool(stream.peek(1))
