"""WARC: the pages of an archive, each loss with its place and reason."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import brotli
import pytest
import zstandard

from onrecord.acquire.memory import Tally
from onrecord.acquire.warc import joined_chunks
from onrecord.errors import Damaged, TooLarge
from onrecord.settings import Settings
from tests.acquire.made import found, packed, page, record

FOUR = [record(number) for number in range(4)]


def write(folder: Path, data: bytes, name: str = "crawl.warc") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def numbers(documents: list) -> list[int]:  # type: ignore[type-arg]
    return [int(one.given.url.rsplit("/", 1)[1]) for one in documents]


def test_a_page_with_all_that_is_known(tmp_path: Path) -> None:
    path = write(tmp_path, packed(FOUR), "crawl.warc.gz")
    documents, refused = found(path)
    assert not refused
    assert numbers(documents) == [0, 1, 2, 3]
    second = documents[1]
    assert second.data == page(1)
    assert second.media_type == "text/html"
    assert second.retrieved == "2021-05-02T06:07:08Z"
    assert second.given.charset == "utf-8"
    assert second.uri == f"{path}#{len(packed(FOUR[:1]))}"


@pytest.mark.parametrize("name", ["plain", "members", "one member", "zstd", "pipe"])
def test_ways_of_packing(tmp_path: Path, name: str) -> None:
    plain = b"".join(FOUR)
    data = {
        "plain": plain,
        "members": packed(FOUR),
        "one member": gzip.compress(plain),
        "zstd": zstandard.ZstdCompressor().compress(plain),
        "pipe": packed(FOUR) + bytes(512),
    }[name]
    documents, refused = found(write(tmp_path, data))
    assert not refused
    assert [one.data for one in documents] == [page(number) for number in range(4)]
    assert len({one.uri for one in documents}) == 4


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    records = [
        record(0, b"software: x\r\n", kind="warcinfo", content_type="application/warc-fields"),
        record(1, b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(1),
        record(2, b"a: b\r\n", kind="metadata"),
        record(3, b"", kind="revisit"),
        record(4, status="404 Not Found"),
        record(5, b"\x89PNG\r\n\x1a\n" + bytes(range(200)), content_type="image/png"),
        record(6, b"20210504060708\ndns.example 60 IN A 192.0.2.1\n", kind="response", url="dns:news.example"),
        record(7, b"User-agent: *\nDisallow: /\n", content_type="text/plain", url="https://news.example/robots.txt"),
        record(8, b"function f() { return 1; }\n", content_type="text/javascript"),
        record(9, b"The weir was opened at noon.\n", content_type="text/plain"),
        record(10, b"%PDF-1.4 and so on", kind="resource", content_type="application/pdf"),
        record(11, b""),
        record(12, b"x" * 10, status="301 Moved", http="Location: /y\r\n"),
        record(13, b"Plain text of a page.\n", kind="conversion", content_type="text/plain"),
    ]
    tally = Tally()
    documents, refused = found(write(tmp_path, packed(records)), tally=tally)
    assert not refused
    assert numbers(documents) == [1, 9, 10, 13]
    assert [one.media_type for one in documents] == ["text/html", "text/plain", "application/pdf", "text/plain"]
    assert tally.passed_over == len(records) - 4


BAD = {
    "too long": record(1, length=5_000),
    "a little too long": record(1, length=len(record(1)) - 200),
    "far too long": record(1, length=2 * 1024**3),
    "too short": record(1, length=20),
    "none": FOUR[1].replace(b"Content-Length", b"X-Length"),
    "no number": record(1).replace(b"Content-Length: ", b"Content-Length: x"),
    "two": FOUR[1].replace(b"WARC-Date", b"Content-Length: 7\r\nWARC-Date"),
    "no version": FOUR[1].replace(b"WARC/1.0", b"junk/1.0"),
    "endless header": FOUR[1].replace(b"\r\n\r\n", b"\r\n", 1).replace(b"\r\n\r\n", b"\r\n" + b"x" * 70_000)
    + b"\r\n\r\n",
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("way", ["plain", "members", "one member"])
def test_a_record_with_a_false_header_loses_no_other(tmp_path: Path, name: str, way: str) -> None:
    records = [FOUR[0], BAD[name], *FOUR[2:]]
    data = {"plain": b"".join(records), "members": packed(records), "one member": gzip.compress(b"".join(records))}
    path = write(tmp_path, data[way])
    documents, refused = found(path)
    assert numbers(documents) == [0, 2, 3]
    places = {
        "plain": str(len(FOUR[0])),
        "members": str(len(packed(FOUR[:1]))),
        "one member": f"0+{len(FOUR[0])}",
    }
    assert [one.uri for one in refused] == [f"{path}#{places[way]}"]
    assert refused[0].error.kind in ("damaged", "too-large")


def damaged(how: str) -> bytes:
    member = gzip.compress(FOUR[1], mtime=0)
    if how == "noise":
        return member[:60] + b"\xff" * 20 + member[80:]
    if how == "cut":
        return member[:100]
    if how == "false sum":
        return member[:-8] + bytes(8)
    if how == "false size":
        return member[:-4] + bytes(4)
    if how == "no member":
        return b"junk" * 500
    return member[:10] + bytes(400)


@pytest.mark.parametrize("how", ["noise", "cut", "false sum", "false size", "no member", "zeros"])
@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_broken_member_loses_no_other(tmp_path: Path, how: str, at: int) -> None:
    parts = [packed([one]) for one in FOUR]
    parts[at] = damaged(how)
    path = write(tmp_path, b"".join(parts))
    if at == 0 and how == "no member":
        return  # then it is no gzip file
    documents, refused = found(path)
    assert numbers(documents) == [number for number in range(4) if number != at]
    assert [one.uri for one in refused] == [f"{path}#{len(b''.join(parts[:at]))}"]
    assert isinstance(refused[0].error, Damaged)


def test_cut_off_anywhere(tmp_path: Path) -> None:
    """Every page before the cut comes; the one that is cut is refused; nothing else happens."""
    for data in (packed(FOUR), b"".join(FOUR), gzip.compress(b"".join(FOUR))):
        for keep in range(8, len(data), 37):
            documents, refused = found(write(tmp_path, data[:keep]))
            assert numbers(documents) == list(range(len(documents)))
            whole = keep >= len(data) - 4
            assert whole or len(refused) <= 1
            if not refused:
                assert len(documents) >= sum(len(b"".join(FOUR[: n + 1])) <= keep for n in range(4)) - 1


def test_the_page_cut_off_by_server_or_crawler(tmp_path: Path) -> None:
    records = [
        record(0),
        record(1, page(1)[:60], http="Content-Length: 900\r\n", http_length=False),
        record(2, page(2)[:60], warc="WARC-Truncated: length\r\n"),
        record(3),
    ]
    documents, refused = found(write(tmp_path, packed(records)))
    assert numbers(documents) == [0, 3]
    assert "60 of 900" in str(refused[0].error)
    assert "cut the page off" in str(refused[1].error)


def chunked(body: bytes) -> bytes:
    return b"".join(
        b"%x;a=b\r\n%s\r\n" % (len(body[n : n + 50]), body[n : n + 50]) for n in range(0, len(body), 50)
    ) + (b"0\r\n\r\n")


def coded(body: bytes, coding: str) -> bytes:
    if coding == "gzip":
        return gzip.compress(body)
    if coding == "deflate":
        return zlib.compress(body)
    if coding == "br":
        return brotli.compress(body)  # type: ignore[no-any-return]
    return zstandard.ZstdCompressor().compress(body)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
@pytest.mark.parametrize("way", ["as sent", "chunked", "kept plain"])
def test_codings_are_undone(tmp_path: Path, coding: str, way: str) -> None:
    body = page(1) if way == "kept plain" else coded(page(1), coding)
    http = f"Content-Encoding: {coding}\r\n"
    if way != "as sent":
        http += "Transfer-Encoding: chunked\r\n"
    body = chunked(body) if way == "chunked" else body
    documents, refused = found(write(tmp_path, packed([record(1, body, http=http, http_length=way == "as sent")])))
    assert not refused
    assert documents[0].data == page(1)


def test_bombs_in_a_record(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(20_000_000))
    records = [record(0), record(1, bomb, http="Content-Encoding: gzip\r\n"), record(2)]
    documents, refused = found(write(tmp_path, packed(records)), Settings(max_bytes=1_000_000))
    assert numbers(documents) == [0, 2]
    assert isinstance(refused[0].error, TooLarge)


def test_chunks() -> None:
    assert joined_chunks(b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n") == b"hello world"
    for bad in (b"5\r\nhell", b"5\r\nhello\r\n", b"fffffff\r\nhello", b"5\r\nhello\r\nzz\r\n", b"", b"-1\r\n"):
        with pytest.raises(Damaged):
            joined_chunks(bad)


def test_a_page_that_holds_a_record_is_one_page(tmp_path: Path) -> None:
    inside = b"<!doctype html><html><body><pre>\r\n\r\n" + FOUR[2] + b"</pre></body></html>"
    for data in (packed([record(1, inside), FOUR[3]]), record(1, inside) + FOUR[3]):
        documents, refused = found(write(tmp_path, data))
        assert not refused
        assert numbers(documents) == [1, 3]
        assert documents[0].data == inside


def test_lenient_ends(tmp_path: Path) -> None:
    """Other writers end records with fewer line ends, or lines without carriage returns."""
    bare = FOUR[1].replace(b"\r\n\r\n", b"\n\n", 1)
    head, block = bare.split(b"\n\n", 1)
    data = FOUR[0][:-2] + head.replace(b"\r\n", b"\n") + b"\n\n" + block + FOUR[2][:-4]
    documents, refused = found(write(tmp_path, data))
    assert not refused
    assert numbers(documents) == [0, 1, 2]
