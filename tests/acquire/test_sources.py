"""What one argument can be, and that each loss has its place and reason."""

from __future__ import annotations

import gzip
import inspect
import io
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
import zstandard

from onrecord.acquire.document import Document
from onrecord.acquire.globs import Globs
from onrecord.acquire.memory import Tally
from onrecord.acquire.sources import documents_of, load_document
from onrecord.acquire.stream import Stream, file_chunks
from onrecord.errors import Damaged, Empty, InputError, Locked, NotFound, NotText, TooLarge, Unreadable, UsageError
from onrecord.reading.media import media_type_of
from onrecord.settings import Settings
from tests.acquire.made import found, packed, page, record

TEXT = b"The lock-keeper at Ostrava Mill said the gates had been shut since dawn.\n"
LINES = b'{"text": "One said so."}\n{"text": "Two said so."}\n'


def zipped(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return held.getvalue()


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(TEXT)
    (tmp_path / "a.html").write_bytes(page(1))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.jsonl").write_bytes(LINES)
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "sub" / "self").symlink_to(tmp_path / "sub")
    (tmp_path / ".hidden").write_bytes(TEXT)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_bytes(TEXT)
    (tmp_path / "gone").symlink_to(tmp_path / "nothing")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff" + bytes(20))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "feed.xml").write_bytes(
        b"<rss version='2.0'><channel><item><link>http://a.example/</link></item></channel></rss>"
    )
    os.mkfifo(tmp_path / "pipe")
    tally = Tally()
    documents, refused = found(tmp_path, tally=tally)
    names = [one.uri.removeprefix(f"{tmp_path}/") for one in documents]
    assert names == ["a.html", "b.txt", "sub/c.jsonl#1", "sub/c.jsonl#2"]
    reasons = {one.uri.removeprefix(f"{tmp_path}/"): type(one.error) for one in refused}
    assert reasons == {"empty.txt": Empty, "feed.xml": NotText, "gone": Unreadable, "photo.jpg": NotText}
    assert tally.passed_over == 3
    again, _ = found(tmp_path)
    assert again == documents


def test_which_files_of_a_folder(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", "2019/c.txt", "2019/x/d.txt", "drafts/e.txt", "sub/drafts/f.txt", ".h.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(TEXT + name.encode())

    def names(include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> list[str]:
        globs = Globs(include=include, exclude=exclude)
        some = documents_of(str(tmp_path), Settings(), globs=globs)
        return [one.uri.removeprefix(f"{tmp_path}/") for one in some]

    assert names() == ["2019/c.txt", "2019/x/d.txt", "a.txt", "b.html", "drafts/e.txt", "sub/drafts/f.txt"]
    assert names(("*.html", "2019/*")) == ["2019/c.txt", "2019/x/d.txt", "b.html"]
    assert names(exclude=("drafts", "*.html")) == ["2019/c.txt", "2019/x/d.txt", "a.txt"]
    assert names(exclude=("sub/drafts/", "2019/x")) == ["2019/c.txt", "a.txt", "b.html", "drafts/e.txt"]
    assert names(("2019",), ("?.txt",)) == []
    assert names(("*.TXT", "[ab].*")) == ["a.txt", "b.html"]
    alone = str(tmp_path / "a.txt")
    assert [one.uri for one in documents_of(alone, Settings(), globs=Globs(exclude=("*.txt",)))] == [alone]


def test_a_deep_folder(tmp_path: Path) -> None:
    """Deeper than Python's calls may go."""
    here = os.getcwd()  # noqa: PTH109
    os.chdir(tmp_path)
    try:
        for _ in range(400):
            os.mkdir("d")  # noqa: PTH102
            os.chdir("d")
        Path("x.txt").write_bytes(TEXT)
    finally:
        os.chdir(here)
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(len(inspect.stack(0)) + 200)
        documents, refused = found(tmp_path)
    finally:
        sys.setrecursionlimit(limit)
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)
    assert len(documents) == 1
    assert not refused


def test_names_that_are_no_text(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(TEXT)
    except OSError:
        pytest.skip("this file system takes no such names")
    documents, _ = found(tmp_path)
    documents[0].uri.encode()


def test_missing_and_unreadable(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name, error in (("none.txt", NotFound), ("loop", Unreadable), ("nul\x00", Unreadable)):
        _, refused = found(tmp_path / name if "\x00" not in name else name)
        assert [type(one.error) for one in refused] == [error]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, uris in ((page(2), ["-"]), (LINES, ["-#1", "-#2"]), (gzip.compress(LINES), ["-#1", "-#2"])):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        documents, refused = found("-")
        assert not refused
        assert [one.uri for one in documents] == uris
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert [type(one.error) for one in found("-")[1]] == [Empty]


@pytest.mark.parametrize("way", ["gzip", "zstd", "zip", "gzip in zip", "zip in gzip"])
def test_packed(tmp_path: Path, way: str) -> None:
    path = tmp_path / "x"
    packed_text = {
        "gzip": gzip.compress(TEXT), "zstd": zstandard.ZstdCompressor().compress(TEXT), "zip": zipped(a=TEXT),
        "gzip in zip": zipped(a=gzip.compress(TEXT)), "zip in gzip": gzip.compress(zipped(a=TEXT)),
    }[way]  # fmt: skip
    path.write_bytes(packed_text)
    documents, refused = found(path)
    assert not refused
    assert documents[0].data == TEXT
    assert documents[0].media_type == "text/plain"
    assert documents[0].uri == (f"{path}#a" if "zip" in way.split() else str(path))


def test_a_zip_of_everything(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(
        zipped(
            **{
                "b__report.txt": TEXT, "a.html": page(3), "crawl.warc.gz": packed([record(1), record(2)]),
                "lines.jsonl": LINES, ".DS_Store": b"x", "__MACOSX__x": b"x", "photo": b"\x89PNG\r\n\x1a\n" + bytes(9),
                "..__..__etc__passwd": TEXT, "turn\u202e\x1b[31m.txt": TEXT, "mail.eml": b"From: a\nMessage-ID: <x>\n\nHello all.\n",
            }
        )
    )  # fmt: skip

    def around() -> list[Path]:
        return sorted([*tmp_path.rglob("*"), *tmp_path.parent.iterdir()])

    before = around()
    documents, refused = found(path)
    assert around() == before
    places = [one.uri.removeprefix(f"{path}#") for one in documents]
    assert places[:2] == ["b/report.txt", "a.html"]
    assert [place for place in places if place.startswith(("crawl", "lines"))] == [
        "crawl.warc.gz#0", f"crawl.warc.gz#{len(packed([record(1)]))}", "lines.jsonl#1", "lines.jsonl#2"
    ]  # fmt: skip
    assert "../../etc/passwd" in places and "turn??[31m.txt" in places and "mail.eml" in places
    assert [one.uri for one in refused] == [f"{path}#photo"]


def test_zips_that_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    locked = bytearray(zipped(a=TEXT))
    locked[6] |= 1
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", TEXT)
    for data, error in (
        (zipped(**{"[Content_Types].xml": b"<x/>", "word__document.xml": b"<x/>"}), NotText),
        (bytes(locked), Locked),
        (held.getvalue(), NotText),
        (zipped(a=TEXT)[:-30], Damaged),
        (b"PK\x03\x04" + b"\x00\xff" * 500, Damaged),
    ):
        path.write_bytes(data)
        documents, refused = found(path)
        assert not documents
        assert [type(one.error) for one in refused] == [error]


def test_one_broken_member_loses_no_other(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    data = bytearray(zipped(a=TEXT * 40, b=page(1), c=TEXT))
    start = data.find(b"PK\x03\x04") + 31
    data[start + 20 : start + 40] = b"\xff" * 20
    path.write_bytes(bytes(data))
    documents, refused = found(path)
    assert [one.uri for one in documents] == [f"{path}#b", f"{path}#c"]
    assert [(one.uri, type(one.error)) for one in refused] == [(f"{path}#a", Damaged)]


def test_what_is_too_large(tmp_path: Path) -> None:
    small = Settings(max_bytes=1000)
    path = tmp_path / "x"
    for data in (TEXT * 20, gzip.compress(TEXT * 20), zipped(a=TEXT * 20), b'{"text": "' + b"x" * 2000 + b'"}\n'):
        path.write_bytes(data)
        documents, refused = found(path, small)
        assert not documents
        assert [type(one.error) for one in refused] == [TooLarge]


def test_load_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    document = load_document(str(tmp_path / "a.txt"), Settings())
    assert document == Document(data=TEXT, uri=str(tmp_path / "a.txt"), media_type="text/plain", given=document.given)
    assert load_document(gzip.compress(TEXT), Settings(), uri="upload").uri == "upload"
    mail = b"Message-ID: <x>\nDate: Tue, 4 Mar 2025 23:30:00 -0500\nSubject: Gates shut\n\n" + TEXT
    assert load_document(mail, Settings()).given.published == date(2025, 3, 4)
    assert load_document(packed([record(1, kind="request"), record(2)]), Settings()).data == page(2)
    for several in (LINES, packed([record(1), record(2)]), zipped(a=TEXT, b=TEXT)):
        with pytest.raises(NotText, match="onrecord add"):
            load_document(several, Settings())
    with pytest.raises(NotFound, match="folder"):
        load_document(str(tmp_path), Settings())
    with pytest.raises(NotText, match="no report"):
        load_document(packed([record(1, kind="request")]), Settings())
    with pytest.raises(NotText, match="feed"):
        load_document(b"<rss version='2.0'><channel/></rss>", Settings())
    with pytest.raises(TooLarge):
        load_document(TEXT, Settings(max_bytes=10))


def test_a_mapping_of_no_field(tmp_path: Path) -> None:
    for mapping in ({"words": "body"}, {"text": ""}):
        with pytest.raises(UsageError):
            list(documents_of(str(tmp_path), Settings(), mapping=mapping))


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "warc.gz", "warc", "zip"])
def test_memory_does_not_grow_with_the_container(tmp_path: Path, kind: str) -> None:
    """Read in a process of its own: 30 MB of documents, and no more than 10 MB above what two of them take."""
    path = tmp_path / "x"
    line = b'{"text": "%s"}\n' % (os.urandom(50_000).hex().encode())
    one = record(1, b"<!doctype html>" + os.urandom(50_000).hex().encode())
    with open(path, "wb") as file:
        if kind == "zip":
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                for number in range(300):
                    archive.writestr(f"{number}.txt", line[10:-3])
        else:
            part = line if "jsonl" in kind else one
            part = gzip.compress(part, 1) if kind.endswith("gz") else part
            for _ in range(300):
                file.write(part)
    program = (
        "import resource, sys; from onrecord.acquire.sources import documents_of; from onrecord.settings import Settings\n"
        "found = documents_of(sys.argv[1], Settings()); next(found); next(found)\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "count = sum(len(one.data) > 50000 for one in found)\n"
        "print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    count, grown = map(int, done.stdout.split())
    assert count == 298
    assert grown < 10_000


def test_stream() -> None:
    def breaking() -> object:
        yield b"one\ntwo\nthr"
        raise Damaged("it breaks; mend it")

    stream = Stream(breaking())  # type: ignore[arg-type]
    assert stream.peek(100) == b"one\ntwo\nthr"
    assert [stream.line(50), stream.line(50)] == [b"one\n", b"two\n"]
    with pytest.raises(Damaged):
        stream.line(50)
    with pytest.raises(Damaged):
        stream.line(50)
    stream = Stream(iter([b"ab", b"cd\nef", b"gh\n", b"i"]))
    assert stream.line(3) == b"abcd"
    assert stream.line(100) == b"efgh\n"
    assert (stream.line(9), stream.line(9), stream.position) == (b"i", None, 11)
    stream = Stream(file_chunks(io.BytesIO(b"x" * 200_000 + b"END" + b"y")))
    assert stream.ahead(b"END", 0, 1000) == -1
    assert stream.ahead(b"END", 0, 300_000) == 200_000
    assert stream.skip_to(b"END")
    assert stream.take(10) == b"ENDy"
    stream.give_back(b"y")
    assert stream.position == 200_003
    assert not stream.skip_to(b"END")
    assert stream.position == 200_004

    class Failing(io.BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(Unreadable):
        Stream(file_chunks(Failing())).take(1)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{\"text\": \"a\"}\n", "application/jsonl"),
        (b"\xef\xbb\xbf{\"a\": 1}\r\n{}", "application/jsonl"),
        (b'{"text": "cut off', "a JSON document"),
        (b'{"text": "cut off\n{"text": "b"}\n', "application/jsonl"),
        (b'{\n  "text": "a"\n}\n', "a JSON document"),
        (b'[{"text": "a"}]', "a JSON document"),
        (b"{Editor's note: corrected.}\nThe text.\n", "text/plain"),
        (b"[Agency] The text.\n", "text/plain"),
        (b"<?xml version='1.0'?><!-- x --><rss version='2.0'>", "application/feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "application/feed"),
        ("<?xml version='1.0'?><rss>".encode("utf-16"), "application/feed"),
        (b"<?xml version='1.0'?><rdf:RDF xmlns='x'>", "application/feed"),
        (b"<?xml version='1.0'?><urlset/>", "an XML document"),
        (b"<?xml version='1.0'?><?pi x?><html xmlns='x'>", "text/plain"),
        (b"Received: from a\n\tby b\nSubject: c\n\nText", "message/rfc822"),
        (b"From: a\nTo: b\nSubject: c\nDate: d\n\nText", "message/rfc822"),
        (b"From: the newsroom\nSubject: the weir\n\nText", "text/plain"),
        (b"Question: who?\nAnswer: nobody.\n\nText", "text/plain"),
        (b"From a@b.example Tue Mar  4 09:30:00 2025\nFrom: a\n\nText", "application/mbox"),
        (b"From May to June 2019\nnothing moved.\n", "text/plain"),
        # As gzip writes a text that repeats itself: hardly a control character in it.
        (b"\x1f\x8b\x08\x00I,\tk\x02\xff" + b"\xcb\xb2" * 400, "application/gzip"),
        (b"MZ and BZh are letters too.\n", "text/plain"),
        (b"x" * 257 + b"ustar\x0000", "a tar archive"),
    ],
)  # fmt: skip
def test_media_types(data: bytes, kind: str) -> None:
    assert media_type_of(data) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"<!-- -->" * 500 + b"x", b"<!-- --> <?a?>" * 5000, b"<?xml " * 10_000, b"<!DOCTYPE [" * 6000, b"{\"a\":" * 13_000,
        b"a: b\n" * 13_000, b"A:\n" + b" x\n" * 20_000, b"From " + b"x " * 30_000, b"<?" * 30_000, b"[" * 60_000,
        b" " * 65_536, b"A: " + b" " * 60_000,
    ],
    ids=range(12),
)  # fmt: skip
def test_media_types_are_told_at_once(data: bytes) -> None:
    import time

    began = time.process_time()
    media_type_of(data)
    assert time.process_time() - began < 0.5


def test_errors_are_input_errors() -> None:
    assert issubclass(TooLarge, InputError)
