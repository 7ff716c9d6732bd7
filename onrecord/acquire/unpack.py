"""Compressed bytes unpacked piece by piece, within limits: a bomb is refused long before it fills the memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from onrecord.acquire.extra import library_module
from onrecord.acquire.stream import CHUNK
from onrecord.errors import Damaged, NotText, TooLarge

# No news text comes near it: gzip makes English pages 4 to 8 times smaller, zstd over an archive of near copies some
# 60 times.  A run of zeros gives 220 to 1,030 with gzip and more with the others.
MOST_RATIO = 150
# Below so many unpacked bytes the ratio is not looked at; a single document has its own limit.
FREE_BYTES = 50_000_000
# The largest window that zstd's own program opens without being told to.
_ZSTD_WINDOW = 1 << 27
# All that comes of what goes in comes at once: at most 128 KB (a block) for each 4 bytes.
_ZSTD_STEP = 1024
_WORDS = {"gzip": "gzip", "zstd": "zstd", "br": "brotli", "deflate": "deflate"}


class Ratio:
    """Counts what goes in and comes out; raises TooLarge where it comes to more than any text would."""

    def __init__(self, kind: str) -> None:
        self._kind, self.packed, self.unpacked = kind, 0, 0

    def count(self, packed: int, unpacked: int) -> None:
        """So many bytes more went in and came out."""
        self.packed += packed
        self.unpacked += unpacked
        if self.unpacked > FREE_BYTES and self.unpacked > MOST_RATIO * self.packed:
            raise TooLarge(
                f"its {_WORDS.get(self._kind, self._kind)} unpacks to more than {MOST_RATIO} times its size, as no "
                "text does; leave it out"
            )


def unpacked_chunks(chunks: Iterator[bytes], kind: str) -> Iterator[bytes]:
    """What is in compressed chunks, in pieces of about 64 KB.

    kind: gzip (one member or several), zstd, br or deflate.  Raises Damaged where it is broken or ends early,
    TooLarge where it is a bomb, MissingExtra where zstd or br need what is not installed.
    """
    ratio = Ratio(kind)
    if kind == "zstd":
        return _zstd(chunks, ratio)
    if kind == "br":
        return _brotli(chunks, ratio)
    return _zlib(chunks, kind, ratio)


def unpacked(data: bytes, kind: str, most: int) -> bytes:
    """All that is in compressed bytes.  Raises like ``unpacked_chunks``, and TooLarge over ``most`` bytes."""
    pieces: list[bytes] = []
    size = 0
    # In small chunks, since each step copies what is left of one.
    chunks = (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))
    for piece in unpacked_chunks(chunks, kind):
        size += len(piece)
        if size > most:
            raise TooLarge(f"it unpacks to more than max_bytes={most:,}; leave it out or raise ONRECORD_MAX_BYTES")
        pieces.append(piece)
    return b"".join(pieces)


def broken(kind: str, reason: str = "") -> Damaged:
    """The error for packed bytes that cannot be unpacked."""
    return Damaged(f"its {_WORDS[kind]} is broken{': ' + reason if reason else ''}; get the file anew")


def cut_off(kind: str) -> Damaged:
    """The error for packed bytes that end too early."""
    return Damaged(f"its {_WORDS[kind]} is cut off; get the file anew")


def _zlib(chunks: Iterator[bytes], kind: str, ratio: Ratio) -> Iterator[bytes]:
    unpacker, begun = None, False
    for chunk in chunks:
        while chunk:
            if unpacker is None:
                # Blocks of zeros pad some files.
                if begun and not (chunk := chunk.lstrip(b"\x00")):
                    break
                unpacker = zlib.decompressobj(_window(kind, chunk))
            piece, rest = _inflate(unpacker, chunk, kind)
            ratio.count(len(chunk) - len(rest), len(piece))
            begun = True
            if piece:
                yield piece
            chunk = rest
            if unpacker.eof:
                unpacker = None
    if unpacker is not None:
        # What a full buffer held back.
        while piece := unpacker.decompress(unpacker.unconsumed_tail, CHUNK):
            ratio.count(0, len(piece))
            yield piece
        if not unpacker.eof:
            raise cut_off(kind)


def _window(kind: str, chunk: bytes) -> int:
    """What zlib calls the window bits.  "deflate" means zlib's wrapping, but some servers send it without."""
    if kind == "gzip":
        return 31
    wrapped = chunk[0] & 15 == 8 and (len(chunk) < 2 or (chunk[0] << 8 | chunk[1]) % 31 == 0)
    return 15 if wrapped else -15


def _inflate(unpacker: zlib._Decompress, chunk: bytes, kind: str) -> tuple[bytes, bytes]:
    """A piece of at most 64 KB and what of the chunk is left."""
    try:
        piece = unpacker.decompress(chunk, CHUNK)
    except zlib.error as error:
        raise broken(kind, str(error).split(": ")[-1]) from None
    return piece, unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail


def _zstd(chunks: Iterator[bytes], ratio: Ratio) -> Iterator[bytes]:
    zstandard = library_module("zstandard", "reading zstd")
    # Frame by frame, since its reader across frames does not tell a cut one from a whole.
    unpacker = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    frame: Any = None
    for chunk in chunks:
        while chunk:
            if frame is None:
                frame = unpacker.decompressobj(write_size=CHUNK)
            step, chunk = chunk[:_ZSTD_STEP], chunk[_ZSTD_STEP:]
            try:
                piece = frame.decompress(step)
            except zstandard.ZstdError as error:
                reason = str(error).split(": ")[-1]
                if "too much memory" in reason:
                    raise TooLarge(
                        f"its zstd needs a window of over {_ZSTD_WINDOW >> 20} MB; pack it anew without --long"
                    ) from None
                if "dictionary" in reason.lower():
                    raise NotText("its zstd needs a dictionary that is not at hand; unpack it first") from None
                raise broken("zstd", reason) from None
            left = frame.unused_data if frame.eof else b""
            ratio.count(len(step) - len(left), len(piece))
            if piece:
                yield piece
            if frame.eof:
                chunk = left + chunk
                frame = None
    if frame is not None:
        raise cut_off("zstd")


def _brotli(chunks: Iterator[bytes], ratio: Ratio) -> Iterator[bytes]:
    brotli = library_module("brotli", "reading brotli")
    unpacker = brotli.Decompressor()
    for chunk in chunks:
        ratio.count(len(chunk), 0)
        while True:
            try:
                piece = unpacker.process(chunk, output_buffer_limit=CHUNK)
            except brotli.error:
                raise broken("br") from None
            ratio.count(0, len(piece))
            if piece:
                yield piece
            if unpacker.can_accept_more_data() and len(piece) < CHUNK:
                break
            chunk = b""
        if unpacker.is_finished():
            return
    if not unpacker.is_finished():
        raise cut_off("br")
