"""The reading room over a library of a server: what is added there lands there, and no page or file has the password."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from onrecord.library import Library
from onrecord.settings import Settings
from tests.conftest import ROOT
from tests.store.made import ENGLISH, document, environment, put
from tests.store.postgres.own import SECRET, OwnServer
from tests.store.postgres.test_refused import PARTS

pytestmark = pytest.mark.file_only
PAGES = (
    "/", "/reports/1", "/search?words=bridge", "/people", "/timeline", "/review", "/problems", "/removed", "/add", "/jobs",
    "/accounts", "/api/v1", "/api/v1/library", "/api/v1/reports", "/api/v1/reports/1", "/api/v1/find?words=bridge",
    "/api/v1/jobs", "/api/v1/problems", "/openapi.json", "/nothing", "/reports/99", "/api/v1/reports/99",
)  # fmt: skip


class Room:
    """``onrecord serve`` as a program."""

    def __init__(self, address: str, data: Path) -> None:
        # Its data folder is its own, and the address is not in the list of processes.
        own = environment() | {"ONRECORD_LIBRARY": address, "XDG_DATA_HOME": str(data)}
        command = [sys.executable, "-m", "onrecord", "serve", "--port", "0", "--as", "ada"]
        self.log = data / "log.txt"
        self._file = self.log.open("w")
        self.process = subprocess.Popen(command, stdout=self._file, stderr=self._file, env=own, cwd=ROOT)
        until = time.monotonic() + 60
        while not (found := re.search(r"http://\S+", self.log.read_text(encoding="utf-8"))):
            assert self.process.poll() is None and time.monotonic() < until, self.log.read_text(encoding="utf-8")
            time.sleep(0.1)
        self.address = found[0].rstrip("/")

    def get(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """The status and the text of an answer; form: what is sent."""
        data = urllib.parse.urlencode(form).encode() if form else None
        try:
            with urllib.request.urlopen(urllib.request.Request(self.address + path, data=data), timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)
        self._file.close()


@pytest.fixture
def room(own: OwnServer, tmp_path: Path) -> Iterator[Room]:
    name = f"served_{os.getpid()}_{time.monotonic_ns()}"
    own.make(name)
    address = own.address(name, role="keyed", password=SECRET)
    put(address, [document(ENGLISH.format(number=1), uri="/one.txt")])
    opened = Room(address, tmp_path)
    try:
        yield opened
    finally:
        opened.close()


def nothing_told(*texts: str) -> None:
    for text in texts:
        assert not [part for part in PARTS if part in text], text[:3000]


def test_a_room_over_a_server(room: Room, own: OwnServer, tmp_path: Path) -> None:
    token = re.search(r'"X-CSRF-Token": "([^"]+)"', room.get("/add")[1])
    assert token
    for number in (2, 3):
        status, page = room.get("/add", {"csrf": token[1], "text": ENGLISH.format(number=number)})
        assert status == 200, page
    library_of = own.run("SELECT datname FROM pg_database WHERE datname LIKE 'served%' ORDER BY oid DESC LIMIT 1")[0][0]
    with Library(own.address(library_of), Settings()) as library:
        until = time.monotonic() + 60
        while library.check().reports < 3:
            assert time.monotonic() < until, room.get("/jobs")
            time.sleep(0.2)
        assert library.check().faults == ()
    for path in PAGES:
        status, page = room.get(path)
        assert status < 500, (path, page[:500])
        nothing_told(page)
    running = psutil.Process(room.process.pid)
    for one in (running, *running.children(recursive=True)):
        nothing_told(" ".join(one.cmdline()))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any("jobs" in str(path) for path in files)
    for file in files:
        assert not [part for part in PARTS[:3] if part.encode() in file.read_bytes()], file
        nothing_told(str(file))


def test_a_room_whose_server_goes(room: Room, own: OwnServer) -> None:
    assert room.get("/reports/1")[0] == 200
    own.stop("immediate")
    try:
        for path in ("/reports/1", "/api/v1/reports", "/search?words=bridge"):
            began = time.monotonic()
            status, page = room.get(path)
            assert status in (500, 503) and "Traceback" not in page and time.monotonic() - began < 15, (status, page)
            nothing_told(page)
    finally:
        own.start()
    assert room.get("/reports/1")[0] == 200
    told = room.log.read_text(encoding="utf-8")
    nothing_told(told)
    assert "Traceback" not in told, told
