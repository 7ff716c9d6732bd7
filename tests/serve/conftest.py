"""A library of the examples, the reading room over a copy of it, and that room served for a browser."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page

from onrecord.library import Library
from onrecord.serve.app import create_app
from onrecord.serve.room import Room
from onrecord.serve.run import listening
from onrecord.serve.who import Asking
from onrecord.settings import Settings
from tests.conftest import EXAMPLES

ADDRESS = "http://127.0.0.1"


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the examples and their copies; not to be written to: ``copied`` it first."""
    path = tmp_path_factory.mktemp("shelf") / "shelf.onrecord"
    with Library(path, Settings()) as library:
        library.add([EXAMPLES], workers=1, include=["*.txt", "*.html"])
    return path


@pytest.fixture
def room(shelf: Path, tmp_path: Path) -> Iterator[Room]:
    """A room over a copy of the shelf, of which "ada" is the reader."""
    path = shutil.copy(shelf, tmp_path / "library.onrecord")
    with Library(path, Settings()) as library:
        yield Room(library=library, settings=Settings(reads_per_minute=1_000_000), person="ada")


@pytest.fixture
def client(room: Room) -> Iterator[TestClient]:
    """Asks the room without a browser; what it sends is taken to be from a page of the room."""
    own = {"X-CSRF-Token": Asking(secret=room.secret).form_token}
    with TestClient(create_app(room), base_url=ADDRESS, follow_redirects=False, headers=own) as opened:
        yield opened


@dataclass
class Served:
    """A room on a port of this machine; address: without a slash at its end."""

    room: Room
    address: str


@pytest.fixture
def served(room: Room) -> Iterator[Served]:
    """The room, served for a browser."""
    with running(room) as address:
        yield Served(room, address)


class running:  # noqa: N801
    """Serve a room on a free port as long as the block lasts; gives the address."""

    def __init__(self, room: Room) -> None:
        self._socket: socket.socket = listening("127.0.0.1", 0)
        config = uvicorn.Config(create_app(room), log_level="warning", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return f"{ADDRESS}:{self._socket.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()


class Visit:
    """A browser's page at a room, with what it asked for elsewhere and what it complained of."""

    def __init__(self, browser: Browser, served: Served, *, width: int = 1280, scripts: bool = True) -> None:
        self.served = served
        self._context = browser.new_context(
            java_script_enabled=scripts, viewport={"width": width, "height": 860}, reduced_motion="reduce"
        )
        self.page: Page = self._context.new_page()
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda one: self._asked(one.url))
        self.page.on("console", lambda one: self.complaints.append(one.text) if one.type == "error" else None)
        self.page.on("pageerror", lambda one: self.complaints.append(str(one)))
        self.page.on("dialog", self._dialog)

    def go(self, path: str) -> Page:
        """Open a page of the room."""
        self.page.goto(self.served.address + path)
        return self.page

    def close(self) -> None:
        """Close it; fails where it asked elsewhere or complained."""
        self._context.close()
        assert not self.foreign, self.foreign
        assert not self.complaints, self.complaints

    def _asked(self, url: str) -> None:
        if not url.startswith((self.served.address, "data:", "blob:", "about:")):
            self.foreign.append(url)

    def _dialog(self, dialog: object) -> None:
        self.complaints.append(f"dialog: {dialog}")
        dialog.dismiss()  # type: ignore[attr-defined]


@pytest.fixture(params=[1280, 390], ids=["wide", "narrow"])
def visit(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[Visit]:
    """A browser at the room, once wide and once narrow."""
    opened = Visit(browser, served, width=request.param)
    yield opened
    opened.close()
