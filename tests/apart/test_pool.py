"""Reading in processes of their own: order, refusals, processes that are slow, crash or take too much memory."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import pytest

from onrecord import record
from onrecord.acquire.document import Document, Refused
from onrecord.apart.messages import send
from onrecord.apart.page import ApartPages
from onrecord.apart.pool import read_apart
from onrecord.apart.process import ReadingProcess
from onrecord.errors import Damaged, Empty, InputError, NotFound, TooSlow
from onrecord.reader import Reader
from onrecord.reading.given import Given
from onrecord.reading.page import Page
from onrecord.record import Report
from onrecord.settings import Settings
from onrecord.workers import read_documents, read_in_order, result_of
from tests.conftest import EXAMPLES

GERMAN = "Die Bürgermeisterin sagte am Dienstag, die Brücke über die Lonne bleibe bis zum Herbst gesperrt. Nummer {}."


def texts(count: int) -> Iterator[Document]:
    for number in range(count):
        yield Document(data=GERMAN.format(number).encode(), uri=f"{number}.txt", media_type="text/plain")


def test_results_in_order_and_as_they_come() -> None:
    items: list[Document | Refused] = [*texts(7)]
    items.insert(3, Refused(uri="gone", error=NotFound("there is no such file; check the name")))
    items.insert(5, Document(data=b" ", uri="blank", media_type="text/plain"))
    ordered = list(read_in_order(items, Settings(), 2))
    assert [type(one) for one in ordered] == [Report, Report, Report, NotFound, Report, Empty, *[Report] * 3]
    assert [one.origin.uri for one in ordered if isinstance(one, Report)] == [f"{number}.txt" for number in range(7)]
    unordered = list(read_documents(items, Settings(), 2))
    assert len(unordered) == 9
    assert {one.item.uri for one in unordered if one} == {item.uri for item in items}


def test_a_reading_process_gives_the_same_record(reader: Reader) -> None:
    path = EXAMPLES / "01-agency-wire.txt"
    document = Document(data=path.read_bytes(), uri=str(path), media_type="text/plain")
    (apart,) = [result_of(one) for one in read_documents([document], Settings(), 1) if one]
    assert isinstance(apart, Report)
    assert apart.to_json() == reader.read(path).to_json()


def test_numbers_have_the_type_that_the_record_declares(reader: Reader) -> None:
    # A whole number where a float is declared comes back as another JSON from a reading process.
    names = {**vars(record), "Moment": object}

    def whole(one: Any) -> Iterator[str]:
        if is_dataclass(one):
            hints = get_type_hints(type(one), names)
            for part in fields(one):
                value = getattr(one, part.name)
                if "float" in str(hints[part.name]) and isinstance(value, int):
                    yield f"{type(one).__name__}.{part.name}"
                yield from whole(value)
        elif isinstance(one, tuple):
            for part in one:
                yield from whole(part)

    for path in sorted(EXAMPLES.glob("*.txt")):
        assert not list(whole(reader.read(path))), path.name


def test_a_beat_comes_where_nothing_gets_done(monkeypatch: pytest.MonkeyPatch) -> None:
    beats = [one for one in read_apart(texts(1), Settings(), 1, beat=0.001) if one is None]
    assert beats


def test_documents_are_taken_only_as_processes_are_free() -> None:
    taken: list[int] = []

    def counted() -> Iterator[Document]:
        for number, document in enumerate(texts(20)):
            taken.append(number)
            yield document

    ahead = []
    for count, _ in enumerate(read_documents(counted(), Settings(), 2)):
        ahead.append(len(taken) - count)
    assert max(ahead) <= 4
    assert len(taken) == 20


class Stubborn(ReadingProcess):
    """A process whose program is another one."""

    program, ready = "", True

    def start(self) -> None:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", self.program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
            )
            self._ready = self.ready
            if not self.ready:
                send(self._stdin, self.settings)


def _page_from(program: str, page: bytes, *, ready: bool = True) -> InputError | None:
    process = Stubborn(Settings(page_seconds=1))
    process.program, process.ready = program, ready
    pages = ApartPages(Settings(page_seconds=1))
    pages._process = process
    try:
        pages.page_from(page, Given())
    except InputError as error:
        return error
    return None


def test_a_process_that_hangs_is_ended() -> None:
    error = _page_from("import time; time.sleep(60)", b"<!doctype html><p>x")
    assert isinstance(error, TooSlow)
    assert "ONRECORD_PAGE_SECONDS" in str(error)


def test_seconds_are_of_processor_time() -> None:
    # The limit of the real process, over work within a library that no Python code interrupts.
    busy = (
        "import re\n"
        "from onrecord.apart import child\n"
        "def page_from(data, given): re.match('(a+)+b', 'a' * 60)\n"
        "child.page_from = page_from\n"
        "child.main()\n"
    )
    began = time.process_time(), time.monotonic()
    error = _page_from(busy, b"<!doctype html><p>x", ready=False)
    assert isinstance(error, TooSlow)
    assert "ONRECORD_PAGE_SECONDS" in str(error)
    assert time.monotonic() - began[1] < 60


def test_a_long_document_may_ask_for_time() -> None:
    program = (
        "import time\n"
        "from onrecord.apart import child\n"
        "from onrecord.errors import NoText\n"
        "from onrecord.reading.allowance import ask_for\n"
        "def page_from(data, given):\n"
        "    ask_for(20)\n"
        "    while time.process_time() < 3: pass\n"
        "    raise NoText('read to its end')\n"
        "child.page_from = page_from\n"
        "child.main()\n"
    )
    assert str(_page_from(program, b"<!doctype html><p>x", ready=False)) == "read to its end"


def test_a_process_that_crashes_is_a_refusal() -> None:
    error = _page_from("import os; os.abort()", b"<!doctype html><p>x")
    assert isinstance(error, Damaged)


def test_after_a_refusal_the_next_page_is_read() -> None:
    pages = ApartPages(Settings())
    with pytest.raises(Empty):
        pages.page_from(b" ", Given())
    page = pages.page_from(GERMAN.format(1).encode(), Given())
    assert isinstance(page, Page)
    assert page.language == "de"


def test_pages_survive_the_way_between_processes(reader: Reader) -> None:
    from onrecord.reading.document import page_from

    for path in sorted(EXAMPLES.glob("*.txt")):
        page = page_from(path.read_bytes(), Given())
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(page), type=Page) == page


def test_no_caller_needs_a_guarded_main_module(tmp_path: Path) -> None:
    # multiprocessing would run this script anew in each process.
    script = tmp_path / "script.py"
    script.write_text(
        "import onrecord\n"
        f"for one in onrecord.Reader().read_many([{GERMAN!r}.encode()] * 3, workers=2):\n"
        "    print(one.language)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, timeout=60, cwd=tmp_path)
    assert done.stdout.split() == [b"de"] * 3, done.stderr
