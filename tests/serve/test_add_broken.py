"""Against the real server: requests cut off, many at once, a server that is killed while it adds."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil

from onrecord.library import Library
from onrecord.serve.room import Room
from onrecord.settings import Settings
from tests.conftest import ROOT
from tests.serve.conftest import Served
from tests.serve.waiting import VARGA, left_behind, over

BOUNDARY = "----x"


def form(words: str, name: str = "a.txt") -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
    return f"{head}{words}\r\n--{BOUNDARY}--\r\n".encode()


def request(address: str, body: bytes, length: int | None = None) -> bytes:
    page = urllib.request.urlopen(f"{address}/add").read().decode()
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token
    host = address.removeprefix("http://")
    head = f"POST /add HTTP/1.1\r\nHost: {host}\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
    head += f"X-CSRF-Token: {token[1]}\r\n"
    return (
        f"{head}Content-Length: {len(body) if length is None else length}\r\nConnection: close\r\n\r\n".encode() + body
    )


def ask(address: str, data: bytes) -> str:
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=60) as opened:
        opened.sendall(data)
        answer = b""
        while piece := opened.recv(65536):
            answer += piece
    return answer.decode("utf-8", errors="replace")


def test_requests_that_are_cut_off_leave_nothing(served: Served) -> None:
    whole = request(served.address, form(VARGA * 400))
    host, _, port = served.address.removeprefix("http://").partition(":")
    for cut in (len(whole) // 3, len(whole) - 30, len(whole) - 3):
        with socket.create_connection((host, int(port)), timeout=10) as opened:
            opened.sendall(whole[:cut])
            time.sleep(0.1)
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    # Cut off within the form, but whole as a request.
    short = form(VARGA)[:-20]
    assert " 400 " in ask(served.address, request(served.address, short)).split("\r\n")[0]
    folder = served.room.library.path.with_name(f"{served.room.library.path.name}.jobs")
    until = time.monotonic() + 10
    while list(folder.glob("receiving-*")) and time.monotonic() < until:
        time.sleep(0.05)
    assert not list(folder.glob("receiving-*")) and not left_behind(served.room)
    assert not served.room.jobs.last(5)


def test_too_much_is_told_though_it_is_all_sent(served: Served) -> None:
    jobs = served.room.jobs
    jobs.settings = Settings(serve_max_bytes=100_000)
    answer = ask(served.address, request(served.address, form("y" * 180_000)))
    assert answer.startswith("HTTP/1.1 413") and "100,000 bytes" in answer
    # One that says that it has more than it will ever send is answered too, once it has sent so much.
    answer = ask(served.address, request(served.address, form("y" * 320_000), length=50_000_000))
    assert answer.startswith("HTTP/1.1 413")
    assert not left_behind(served.room)


def test_five_hundred_at_once(served: Served) -> None:
    """Each is answered, none is lost, and a small memory is enough."""
    texts = [f"{VARGA}\nThe pier number {at} stays open, said Odo Brandt.\n" for at in range(8)]
    gate = threading.Barrier(500)

    head = request(served.address, b"", 0).split(b"Content-Length")[0]

    def send(at: int) -> str:
        body = form(texts[at % len(texts)], f"{at}.txt")
        gate.wait()
        return ask(served.address, head + f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)

    before = psutil.Process().memory_info().rss
    with ThreadPoolExecutor(500) as pool:
        answers = list(pool.map(send, range(500)))
    grown = psutil.Process().memory_info().rss - before
    assert {answer.split("\r\n")[0] for answer in answers} == {"HTTP/1.1 303 See Other"}
    numbers = {int(found.group(1)) for answer in answers if (found := re.search(r"location: /jobs/(\d+)", answer))}
    assert len(numbers) == 500
    assert grown < 150_000_000, grown
    # They are added in order; to wait for all would take minutes.
    for number in sorted(numbers)[:12]:
        job = over(served.room, number, 120)
        assert job.state == "done" and job.counts.added + job.counts.unchanged == 1, job
    served.room.jobs.close()
    held = set(left_behind(served.room))
    for number in numbers:
        job = served.room.jobs.get(number)
        assert job.state == "done" or (job.state == "stopped" and f"{number}/1" in held), job


@contextmanager
def process(path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server of its own over the library."""
    command = [sys.executable, "-m", "onrecord", "serve", "--port", "0", "--library", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment)
    try:
        assert started.stderr is not None
        found = re.search(r"http://\S+", started.stderr.readline().decode())
        assert found
        address = found.group().rstrip("/")
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{address}/add", timeout=30).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address, started
    finally:
        started.kill()
        started.wait()
        assert started.stderr is not None
        started.stderr.close()


def test_a_server_that_is_killed_goes_on_with_the_next(tmp_path: Path) -> None:
    path = tmp_path / "library.onrecord"
    texts = [VARGA.replace("bridge", f"pier number {at}") + f"The quay {at} is closed.\n" for at in range(240)]
    head = '--{0}\r\nContent-Disposition: form-data; name="files"; filename="{1}.txt"\r\n\r\n{2}\r\n'
    body = "".join(head.format(BOUNDARY, at, words) for at, words in enumerate(texts)) + f"--{BOUNDARY}--\r\n"
    with process(path) as (address, started):
        assert " 303 " in ask(address, request(address, body.encode())).split("\r\n")[0]
        until = time.monotonic() + 90
        while time.monotonic() < until:
            page = urllib.request.urlopen(f"{address}/jobs/1").read().decode()
            if int(re.search(r'data-figure="added">(\d+)<', page).group(1)) > 0:  # type: ignore[union-attr]
                break
            time.sleep(0.1)
        below = psutil.Process(started.pid).children(recursive=True)
        started.send_signal(signal.SIGKILL)
        # Nothing that it began outlives it for long, and what was read is put first.
        _, alive = psutil.wait_procs(below, timeout=60)
        assert not alive
    with Library(path, Settings()) as library:
        room = Room(library=library, settings=Settings(), person="ada")
        kept = library.list_reports().whole
        job = room.jobs.get(1)
        assert job.state == "stopped" and "ended" in job.why and 0 < kept < 240
        assert len([name for name in left_behind(room) if name.startswith("1/")]) == 240
        room.jobs.go_on(1)
        job = over(room, 1)
        assert (job.state, job.counts.added, job.counts.unchanged) == ("done", 240 - kept, kept)
        assert library.list_reports().whole == 240 and not left_behind(room)
        room.close()
