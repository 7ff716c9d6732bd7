"""Archives made to do harm: each a clear reason, soon and within little memory."""

from __future__ import annotations

import gzip
import io
import random
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import brotli
import pytest
import zstandard

from onrecord.acquire.unpack import unpacked
from onrecord.errors import Damaged, TooLarge
from onrecord.settings import Settings
from tests.acquire.made import found, packed, page, record

ZEROS = 100_000_000


@lru_cache
def zeros(kind: str) -> bytes:
    """Compressed zeros, made without holding them."""
    part = bytes(1 << 20)
    if kind in ("gzip", "deflate"):
        packer = zlib.compressobj(1, wbits=31 if kind == "gzip" else 15)
        return b"".join(packer.compress(part) for _ in range(ZEROS >> 20)) + packer.flush()
    if kind == "zstd":
        made = zstandard.ZstdCompressor().compressobj()
        return b"".join(made.compress(part) for _ in range(ZEROS >> 20)) + made.flush()
    squeezer = brotli.Compressor(quality=1)
    return b"".join(squeezer.process(part) for _ in range(ZEROS >> 20)) + squeezer.finish()  # type: ignore[no-any-return]


def zip_of(*members: tuple[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return held.getvalue()


def overlapping(count: int) -> bytes:
    """A ZIP whose members are all the same bytes, as David Fifield's bombs have them."""
    kernel = zlib.compressobj(9, wbits=-15)
    data = kernel.compress(b"The weir. " * 2_000_000) + kernel.flush()
    crc, size = zlib.crc32(b"The weir. " * 2_000_000), 20_000_000
    fields = (20, 0, 8, 0, 0, crc, len(data), size)
    local = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", *fields, 1, 0) + b"a" + data
    entry = b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, *fields, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * count
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(local), 0)
    return local + directory + end


def quine() -> bytes:
    """A gzip archive that holds an archive that holds an archive, and so on: as deep as a quine looks."""
    data = page(1)
    for _ in range(30):
        data = gzip.compress(data)
    return data


def hidden_directory() -> bytes:
    """A ZIP whose end says that its list of members has three gigabytes."""
    data = bytearray(zip_of(("a", b"x")))
    at = data.rfind(b"PK\x05\x06")
    struct.pack_into("<I", data, at + 12, 3_000_000_000)
    return bytes(data)


CASES: dict[str, Callable[[], bytes]] = {
    "gzip bomb": lambda: zeros("gzip"),
    "zstd bomb": lambda: zeros("zstd"),
    "gzip bomb in gzip": lambda: gzip.compress(zeros("gzip")),
    "zip bomb": lambda: zip_of(("a.txt", bytes(101_000_000))),
    "bomb of a line of JSON": lambda: gzip.compress(b'{"text": "' + b"x" * 101_000_000),
    "bomb of lines of JSON": lambda: gzip.compress((b'{"text": "' + b"x" * 9_000 + b'"}\n') * 8_000),
    "overlapping zip": lambda: overlapping(1000),
    "nested gzip": quine,
    "nested zip": lambda: zip_of(("a", zip_of(("b", zip_of(("c", zip_of(("d", b"words")))))))),
    "endless list of members": hidden_directory,
    "record that unpacks to zeros": lambda: packed([record(1, zeros("gzip"), http="Content-Encoding: gzip\r\n")]),
    "member that unpacks to zeros": lambda: gzip.compress(record(1, bytes(120_000_000), length=90_000_000)),
    "record of two gigabytes": lambda: record(1, length=2 * 1024**3) + b"x" * 1_000_000,
    "records that each claim all": lambda: b"".join(record(n, length=90_000_000) for n in range(1000)),
    "members that are all broken": lambda: b"".join(gzip.compress(record(n))[:150] for n in range(1000)),
    "gzip magic only": lambda: b"\x1f\x8b\x08" * 300_000,
    "record beginnings only": lambda: b"WARC/1.0\r\n" * 50_000,
    "zstd of a giant window": lambda: b"\x28\xb5\x2f\xfd\x00\xf8" + b"\x01\x00\x00" * 50,
}  # fmt: skip

PROGRAM = """
import sys, time
from onrecord.acquire.sources import documents_of
from onrecord.acquire.document import Refused
from onrecord.settings import Settings
began = time.process_time()
refused, documents = [], 0
for one in documents_of(sys.argv[1], Settings()):
    if isinstance(one, Refused):
        refused.append(str(one.error))
        assert ";" in refused[-1] and chr(10) not in refused[-1]
    else:
        documents += 1
# The most that this process held; what the system counts for children begins with what the parent held.
held = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(time.process_time() - began, int(held) // 1024, documents, len(refused))
print(refused[0] if refused else "")
"""


@pytest.mark.parametrize("name", CASES)
def test_refused_soon_and_in_little_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / "harm"
    path.write_bytes(CASES[name]())
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(path)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    seconds, megabytes, _, refused = done.stdout.split("\n")[0].split()
    assert int(refused) >= 1
    assert float(seconds) < 5, done.stdout
    assert int(megabytes) < 512, done.stdout


@pytest.mark.parametrize("kind", ["gzip", "deflate", "zstd", "br"])
def test_bombs_stop_at_the_limit(kind: str) -> None:
    bomb = zeros(kind)
    with pytest.raises(TooLarge, match="times its size"):
        unpacked(bomb, kind, 10**12)
    with pytest.raises(TooLarge, match="max_bytes"):
        unpacked(bomb, kind, 1_000_000)


@pytest.mark.parametrize("kind", ["gzip", "deflate", "zstd", "br"])
def test_cut_off_anywhere(kind: str) -> None:
    whole = {
        "gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress,
        "zstd": zstandard.ZstdCompressor(write_checksum=True).compress,
    }[kind](page(1))  # fmt: skip
    assert unpacked(whole, kind, 10_000) == page(1)
    for keep in range(1, len(whole)):
        with pytest.raises(Damaged):
            unpacked(whole[:keep], kind, 10_000)


def test_nothing_in_a_zip_touches_the_disk(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "x.zip"
    names = ["../out.txt", "/out.txt", "..\\out.txt", "C:\\out.txt", "a/../../out.txt", "out.txt\x00.html", "a" * 4000]
    path.write_bytes(zip_of(*((name, b"Words of it.") for name in names)))
    documents, refused = found(path, Settings())
    assert len(documents) == len(names)
    assert not refused
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "in", path]
    assert all(one.uri.isprintable() for one in documents)
    assert len({one.uri for one in documents}) == len(names)


SOUND: dict[str, Callable[[], bytes]] = {
    "warc": lambda: b"".join(record(number) for number in range(4)),
    "warc.gz": lambda: packed(record(number) for number in range(4)),
    "jsonl": lambda: b'{"text": "The weir is shut.", "date": "2024-05-06", "authors": ["A. B"]}\n' * 6,
    "zip": lambda: zip_of(("a.txt", b"Words of it."), ("b.html", page(1)), ("c.warc.gz", packed([record(2)]))),
    "eml": lambda: (
        b"From: A <a@b.example>\r\nMessage-ID: <1@b.example>\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello.\r\n"
        b"--x\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQ=\r\n--x--\r\n"
    ),
    "mbox": lambda: b"From a@b.example Tue Mar  4 09:30:00 2025\nFrom: a\nMessage-ID: <x>\n\nHello.\n\n" * 3,
    "zstd": lambda: zstandard.ZstdCompressor(write_checksum=True).compress(page(1)),
}


@pytest.mark.parametrize("name", SOUND)
def test_whatever_is_damaged_nothing_but_refusals_comes_of_it(tmp_path: Path, name: str) -> None:
    """Bytes changed, taken out and put in by chance: documents and refusals, and each in one line."""
    chance = random.Random(name)
    sound = SOUND[name]()
    path = tmp_path / "x"
    for _ in range(150):
        data = bytearray(sound)
        for _ in range(chance.choice((1, 1, 3, 20))):
            at = chance.randrange(len(data))
            match chance.randrange(4):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randrange(1, 40)]
                case 2:
                    data[at:at] = chance.randbytes(chance.randrange(1, 40))
                case _:
                    data[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", bytes(4), b"\r\n\r\n", b"9999"))
            data = data or bytearray(b"x")
        path.write_bytes(bytes(data))
        documents, refused = found(path, Settings(max_bytes=1_000_000))
        assert documents or refused or name in ("warc", "warc.gz", "zip", "eml")


def test_a_member_without_a_name(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(zip_of(("q.txt", b"Words of it."), ("r.txt", b"More of it.")).replace(b"q.txt", b"\x00.txt"))
    documents, refused = found(path)
    assert sorted([*(one.uri for one in documents), *(one.uri for one in refused)]) == [
        f"{path}#(no name)",
        f"{path}#r.txt",
    ]
