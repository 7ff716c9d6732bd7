"""Bytes packed as they lie in the library: zstd, with a checksum, since disks lose bits.

Level 3 packs a page of 417 kB to 73 kB in 1.3 ms and its record of 163 kB to 27 kB in 0.6 ms; zlib took 3.8 ms at
level 3 for 90 kB and 2.7 ms at level 6 for 30 kB, and to unpack the record 0.85 ms instead of 0.11 (means of 150 pages
of ``benchmarks/crawl.py``).  Libraries of earlier versions have zlib, which is read as well.
"""

from __future__ import annotations

import threading
import zlib

import zstandard

_LEVEL = 3
_MAGIC = b"\x28\xb5\x2f\xfd"
_MOST = 1 << 32  # bytes: what says that it is larger is broken


class Broken(ValueError):
    """What was packed cannot be unpacked: bytes of it were lost."""


class _Packers(threading.local):
    """One of each a thread: none may be used by two at once, and to make one takes longer than to use it."""

    def __init__(self) -> None:
        self.packs = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
        self.unpacks = zstandard.ZstdDecompressor()


_own = _Packers()


def pack(data: bytes) -> bytes:
    """The bytes, packed."""
    return _own.packs.compress(data)


def unpack(data: bytes) -> bytes:
    """The bytes in what ``pack`` gave, or zlib.  Raises Broken."""
    try:
        if not data.startswith(_MAGIC):
            return zlib.decompress(data)
        if zstandard.frame_content_size(data) > _MOST:
            raise Broken("its size is beyond all measure")
        return _own.unpacks.decompress(data)
    except (zlib.error, zstandard.ZstdError) as error:
        raise Broken(str(error)) from None
