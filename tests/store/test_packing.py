"""Bytes as they lie in the library: what is packed comes back, and lost bits are noticed."""

from __future__ import annotations

import random
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from onrecord.store.packing import Broken, pack, unpack

PAGE = b"<p>The weir at Orlo was closed on Monday.</p>\n" * 400


@pytest.mark.parametrize("data", [b"", b"x", PAGE, random.Random(1).randbytes(5000)])
def test_what_is_packed_comes_back(data: bytes) -> None:
    assert unpack(pack(data)) == data


def test_what_earlier_versions_packed_is_read() -> None:
    for level in (1, 3, 6):
        assert unpack(zlib.compress(PAGE, level)) == PAGE


def test_lost_bits_are_noticed() -> None:
    whole = random.Random(2).randbytes(300) + PAGE
    for good in (pack(whole), zlib.compress(whole)):
        for place in range(len(good)):
            broken = bytearray(good)
            broken[place] ^= 0x10
            try:
                assert unpack(bytes(broken)) == whole, place  # a bit that says nothing
            except Broken:
                continue
        for short in (b"", good[:3], good[:10], good[: len(good) // 2], good[:-1]):
            with pytest.raises(Broken):
                unpack(short)


def test_many_threads_pack_at_once() -> None:
    pages = [PAGE[number:] for number in range(200)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda page: unpack(pack(page)), pages)) == pages
