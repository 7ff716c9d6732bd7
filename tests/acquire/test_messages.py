"""E-mail: the body in UTF-8 with what its header tells, and what is attached."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from onrecord.acquire.memory import Tally
from onrecord.acquire.messages import documents_in_message
from onrecord.acquire.run import Run
from onrecord.errors import Empty, InputError, Locked, NotText, TooLarge
from onrecord.settings import Settings
from tests.acquire.made import found

HEAD = (
    b"From: Mira Toll <m.toll@desk.example>\r\nTo: all@desk.example\r\nDate: Tue, 4 Mar 2025 23:30:00 -0500\r\n"
    b"Message-ID: <1@desk.example>\r\nSubject: Re: Fwd: The quay at Sund\r\nMIME-Version: 1.0\r\n"
)


def message() -> EmailMessage:
    made = EmailMessage()
    made["From"] = "The Sund Letter <letter@sund.example>"
    made["Date"] = "Tue, 4 Mar 2025 23:30:00 -0500"
    made["Subject"] = "Kai “zu” – café"
    made["Message-ID"] = "<1@sund.example>"
    return made


def write(folder: Path, data: bytes | EmailMessage) -> Path:
    path = folder / "mail.eml"
    path.write_bytes(data if isinstance(data, bytes) else data.as_bytes())
    return path


def test_a_plain_message(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + b"\r\nThe quay is shut, she said.\r\n")
    documents, refused = found(path)
    assert not refused
    (document,) = documents
    assert document.data == b"The quay is shut, she said.\r\n"
    assert document.uri == str(path)
    given = document.given
    assert (given.published, given.time) == (date(2025, 3, 4), "23:30")
    assert given.title == "The quay at Sund"
    assert given.publisher is None
    assert given.where == "the message's header"


def test_of_alternatives_the_html(tmp_path: Path) -> None:
    made = message()
    made.set_content("The quay is shut.")
    made.add_alternative("<div>The quay is <b>shut</b> – für alle.</div>", subtype="html")
    made["List-Id"] = "Sund Weekly <weekly.sund.example>"
    documents, refused = found(write(tmp_path, made))
    assert not refused
    (document,) = documents
    assert document.media_type == "text/html"
    assert "für alle" in document.data.decode()
    assert (document.given.title, document.given.publisher) == ("Kai “zu” – café", "Sund Weekly")


def test_html_without_words_is_not_taken(tmp_path: Path) -> None:
    made = message()
    made.set_content("The quay is shut.")
    made.add_alternative("<img src='cid:1'>", subtype="html")
    made["List-Unsubscribe"] = "<mailto:x@sund.example>"
    documents, _ = found(write(tmp_path, made))
    assert [one.data.strip() for one in documents] == [b"The quay is shut."]
    assert documents[0].given.publisher == "The Sund Letter"


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "utf-8", "utf-16", "koi8-r", "shift_jis", "gb18030"])
@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
def test_charsets(tmp_path: Path, charset: str, coding: str) -> None:
    import base64
    import quopri

    words = {"koi8-r": "Причал закрыт", "shift_jis": "港は閉鎖", "gb18030": "码头关闭"}.get(
        charset, "Der Kai ist für alle zu"
    )
    raw = words.encode(charset)
    body = base64.encodebytes(raw) if coding == "base64" else quopri.encodestring(raw)
    head = f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode()
    documents, refused = found(write(tmp_path, HEAD + head + body))
    assert not refused
    assert documents[0].data.decode("utf-8").strip() == words
    assert documents[0].given.charset == "utf-8"


@pytest.mark.parametrize("charset", ["x-nothing", "", "utf-8", "a" * 5000, "utf-\xfd\x89"])
def test_a_charset_that_is_unknown_or_false(tmp_path: Path, charset: str) -> None:
    head = f'Content-Type: text/plain; charset="{charset}"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'.encode("latin-1")
    documents, refused = found(write(tmp_path, HEAD + head + "Der Kai ist für alle zu".encode("latin-1")))
    assert not refused
    assert documents[0].data == "Der Kai ist für alle zu".encode("latin-1")
    assert documents[0].given.charset is None


def test_what_is_attached(tmp_path: Path) -> None:
    made = message()
    made.set_content("See below.")
    made.add_attachment(b"%PDF-1.4 and so on", maintype="application", subtype="pdf", filename="a.pdf")
    made.add_attachment("Report of the harbour board.", filename="b.txt")
    made.add_attachment(
        b"<html><body>Page.</body></html>", maintype="application", subtype="octet-stream", filename="c"
    )
    made.add_attachment(b"\x89PNG\r\n\x1a\n" + bytes(9), maintype="image", subtype="png", filename="d.pdf")
    made.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="e.ics")
    made.add_attachment(b"PK\x03\x04" + bytes(40), maintype="application", subtype="zip", filename="f.zip")
    inner = message()
    inner.replace_header("Subject", "The report itself")
    inner.replace_header("Date", "Wed, 5 Mar 2025 00:30:00 +0100")
    inner.set_content("The board said no.")
    made.add_attachment(inner)
    tally = Tally()
    path = write(tmp_path, made)
    documents, refused = found(path, tally=tally)
    assert [one.uri.removeprefix(str(path)) for one in documents] == ["", "#2", "#3", "#4", "#6"]
    assert [one.media_type for one in documents[1:4]] == ["application/pdf", "text/plain", "text/html"]
    assert documents[4].data.strip() == b"The board said no."
    assert (documents[4].given.title, documents[4].given.published) == ("The report itself", date(2025, 3, 5))
    # The title of the message is not that of what is attached to it.
    assert documents[1].given.title is None
    assert [(one.uri, type(one.error)) for one in refused] == [(f"{path}#5", NotText)]
    assert tally.passed_over == 2


def test_a_mailbox(tmp_path: Path) -> None:
    path = tmp_path / "box.mbox"
    one = HEAD.replace(b"\r\n", b"\n") + b"\nThe quay is shut.\n>From now on.\nFrom here: no new message.\n\n"
    path.write_bytes(
        b"From m@desk.example Tue Mar  4 09:30:00 2025\n" + one + b"From x@y.example Tue Mar  4 09:30:00 2025\n" + one
    )
    documents, refused = found(path)
    assert not refused
    assert [one.uri for one in documents] == [f"{path}#1", f"{path}#2"]
    assert b"\nFrom now on.\nFrom here: no new" in documents[0].data


def test_messages_with_nothing_to_read(tmp_path: Path) -> None:
    encrypted = HEAD + b"Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
    for data, error in ((HEAD + b"\r\n", Empty), (HEAD + b"\r\n \r\n", Empty), (HEAD, Empty), (encrypted, Locked)):
        documents, refused = found(write(tmp_path, data))
        assert not documents
        assert [type(one.error) for one in refused] == [error]


def nested(kind: bytes, depth: int) -> bytes:
    if kind == b"rfc822":
        return HEAD + b"Content-Type: message/rfc822\r\n\r\n" * depth + b"\r\nText\r\n"
    parts = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number) for number in range(depth)
    )
    return HEAD + parts + b"\r\nText\r\n"


@pytest.mark.parametrize(
    "data",
    [
        nested(b"rfc822", 20), nested(b"rfc822", 3000), nested(b"mixed", 90), nested(b"mixed", 3000),
        nested(b"mixed", 90) + b"line\r\n" * 200_000,
        HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n\r\nhi\r\n" * 100_000,
        HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\nno parts at all",
        HEAD + b"Content-Type: multipart/mixed\r\n\r\nText",
        HEAD + b"Content-Type: " + b"a/" * 30_000 + b"\r\n\r\nText",
        HEAD + b"Content-Type: text/plain; " + b"x*0*=a''%41; " * 3_000 + b"\r\n\r\nText",
        HEAD + b"X-Long: " + b"=?utf-8?q?a?= " * 100_000 + b"\r\n\r\nText",
        b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\r\n" + HEAD + b"\r\nText",
        b"From: " + b"((((" * 20_000 + b"\r\nList-Unsubscribe: <x>\r\n" + HEAD + b"\r\nText",
        HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n!!!! not base64 at all",
        HEAD + b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 666 x\r\n\xff\xff\r\n",
        HEAD.replace(b"Tue, 4 Mar 2025", b"Tue, 99 Foo 2025") + b"\r\nText",
        HEAD.replace(b"The quay", b"=?x-none?b?!!!?= \xff\xfe \x00") + b"\r\nText",
    ],
    ids=range(17),
)  # fmt: skip
def test_hostile_messages(data: bytes) -> None:
    import time

    began = time.process_time()
    for one in documents_in_message(data, "mail.eml", Run(settings=Settings())):
        error = getattr(one, "error", None)
        assert error is None or isinstance(error, InputError)
    assert time.process_time() - began < 5


def test_a_message_too_large_to_be_taken_apart() -> None:
    found_in = list(documents_in_message(HEAD + b"\r\n" + b"x\n" * 3_000_000, "x", Run(settings=Settings())))
    assert isinstance(found_in[0].error, TooLarge)  # type: ignore[union-attr]
