"""A library with an account of each role, and the room over it in which everybody signs in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from onrecord.library import Library
from onrecord.serve.app import create_app
from onrecord.serve.asking import SESSION
from onrecord.serve.room import Room
from onrecord.serve.who import Asking
from onrecord.settings import Settings
from onrecord.store.accounts import add_account, find_account
from onrecord.store.accounts_audit import Actor, Entry, entries
from onrecord.store.accounts_passwords import hash_password
from onrecord.store.accounts_sessions import begin_session, make_token
from tests.serve.conftest import ADDRESS

PASSWORD = "seven grey herons wade"
ACTOR = Actor(name="root")
NAMES = {"reader": "Rea Holm", "reviewer": "Viggo Lund", "editor": "Edda Strand", "disabled": "Dag Moe"}


@pytest.fixture(scope="session")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library without reports, with an account of each role and one that is not disabled yet."""
    path = tmp_path_factory.mktemp("staffed") / "library.onrecord"
    hashed = hash_password(PASSWORD, "")
    with Library(path, Settings()) as library:
        library.make()
        with library.writing() as connection:
            for role, name in NAMES.items():
                add_account(connection, name, "editor" if role == "disabled" else role, hashed, ACTOR)
    return path


@dataclass
class House:
    """A room in which everybody signs in."""

    room: Room
    app: FastAPI

    def client(self, address: str = ADDRESS) -> TestClient:
        """A browser without cookies."""
        return TestClient(self.app, base_url=address, follow_redirects=False, raise_server_exceptions=False)

    def signed_in(self, role: str) -> TestClient:
        """A browser in which the account of a role is signed in, and whose scripts send the token of its forms."""
        client = self.client()
        with self.room.library.writing() as connection:
            secret = begin_session(connection, find_account(connection, NAMES[role]), days=1)
        client.cookies.set(SESSION, secret)
        client.headers["X-CSRF-Token"] = Asking(secret=secret).form_token
        return client

    def number(self, role: str) -> int:
        """The number of the account of a role."""
        with self.room.library.reading() as connection:
            return find_account(connection, NAMES[role]).number

    def token(self, role: str, scope: str, name: str = "a program") -> str:
        """A token of the account of a role."""
        with self.room.library.writing() as connection:
            return make_token(connection, NAMES[role], name, scope, 30, ACTOR)[1]

    def audit(self) -> list[Entry]:
        """What was done, the first first, without what made the accounts."""
        with self.room.library.reading() as connection:
            return [one for one in entries(connection)[::-1] if one.origin != "command line"]

    def run(self, statement: str) -> None:
        """Change the library behind the room's back."""
        with self.room.library.writing() as connection:
            connection.exec_driver_sql(statement)


@pytest.fixture
def house(staffed: Path, tmp_path: Path) -> Iterator[House]:
    """A room over a copy of the library."""
    path = shutil.copy(staffed, tmp_path / "library.onrecord")
    with Library(path, Settings()) as library:
        room = Room(library=library, settings=Settings(), person="")
        yield House(room, create_app(room))


def form_token(page: Response) -> str:
    """What the forms of a page bring."""
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


def sign_in(client: TestClient, name: str, password: str = PASSWORD, after: str = "/") -> Response:
    """As the form of the page does."""
    page = client.get("/sign-in", params={"next": after})
    shown = re.search(r'name="next" value="([^"]*)"', page.text)
    assert shown
    data = {"csrf": form_token(page), "name": name, "password": password, "next": shown[1].replace("&amp;", "&")}
    return client.post("/sign-in", data=data)
