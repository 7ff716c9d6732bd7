"""``onrecord user``, and when ``onrecord serve`` refuses to begin."""

from __future__ import annotations

import json
import os
import socket
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from onrecord.commands.serve import serve
from onrecord.commands.user import user
from onrecord.errors import NotInLibrary, UsageError
from onrecord.library import Library
from onrecord.serve import run as running
from onrecord.serve.room import LOOPBACK, Room
from onrecord.serve.run import names_for, person_for
from onrecord.settings import Settings
from onrecord.store.accounts import add_account, disable
from tests.serve.access.conftest import ACTOR, NAMES, PASSWORD


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library.onrecord"


def call(file: Path, *arguments: str, typed: str = PASSWORD + "\n", command: click.Command = user) -> Result:
    return CliRunner().invoke(command, [*arguments, "--library", str(file)], input=typed)


def told(file: Path, *arguments: str, typed: str = PASSWORD + "\n") -> str:
    done = call(file, *arguments, typed=typed)
    assert done.exit_code == 0, done.output + str(done.exception)
    return done.stdout


def test_from_the_first_account_to_the_last(file: Path, tmp_path: Path) -> None:
    assert told(file, "add", "Edda Strand", "--role", "editor") == "account Edda Strand: editor\n"
    written = tmp_path / "password"
    written.write_text(PASSWORD + "\r\nnot this\n", encoding="utf-8")
    assert told(file, "add", "Rea", "--role", "reader", "--password-file", str(written)) == "account Rea: reader\n"
    assert told(file, "add", "Viggo", "--role", "reader", "--password-file", "-") == "account Viggo: reader\n"
    assert told(file, "role", "viggo", "--role", "reviewer") == "account Viggo: reviewer\n"
    secret = told(file, "token", "Viggo", "--scope", "review", "--days", "3", "--for", "nightly").strip()
    assert secret.startswith("onrecord_") and len(secret) == 52
    listed = told(file, "list", "Viggo")
    assert "nightly: to review" in listed and secret not in listed and PASSWORD not in listed
    assert told(file, "revoke", "Viggo", "nightly") == "revoked token nightly\n"
    assert told(file, "disable", "Viggo") == "account Viggo: disabled\n"
    assert "disabled since" in told(file, "list")
    assert told(file, "disable", "Viggo", "--undo") == "account Viggo: enabled\n"
    assert "signed out everywhere" in told(file, "password", "Rea", typed="nine brown geese fly\n")
    rows = [json.loads(line) for line in told(file, "list", "--format", "jsonl").splitlines()]
    assert [(row["name"], row["role"]) for row in rows] == [
        ("Edda Strand", "editor"),
        ("Rea", "reader"),
        ("Viggo", "reviewer"),
    ]
    assert "hash" not in rows[0]
    done = [json.loads(line)["what"] for line in told(file, "audit", "--format", "jsonl").splitlines()]
    assert done == [
        "change password", "enable account", "disable account", "revoke token", "make token to review", "make reviewer",
        "add account as reader", "add account as reader", "add account as editor",
    ]  # fmt: skip
    assert "(from command line)" in told(file, "audit", "--limit", "1")
    assert told(file, "audit", "--by", "nobody") == "nothing was done\n"


@pytest.mark.parametrize(
    ("arguments", "typed", "words"),
    [
        (("add", "Rea", "--role", "reader"), "short\n", "at least 10"), (("add", "Rea", "--role", "reader"), "", "at least 10"),
        (("add", "Rea", "--role", "reader"), "aaaaaaaaaaaaaa\n", "guessed"), (("add", "Rea Holm West", "--role", "reader"), "rea holm west\n", "guessed"),
        (("add", " ", "--role", "reader"), PASSWORD, "needs a name"), (("add", "a\x1b[31m", "--role", "reader"), PASSWORD, "control"),
        (("add", "7", "--role", "reader"), PASSWORD, "letter"), (("add", "x" * 81, "--role", "reader"), PASSWORD, "at most 80"),
        (("add", "edda", "--role", "reader"), PASSWORD, "already"), (("role", "Edda", "--role", "reader"), "", "last editor"),
        (("disable", "Edda"), "", "last editor"), (("add", "Rea", "--role", "reader", "--password-file", "none"), "", "cannot be read"),
    ],
)  # fmt: skip
def test_what_will_not_do(file: Path, arguments: tuple[str, ...], typed: str, words: str) -> None:
    told(file, "add", "Edda", "--role", "editor")
    done = call(file, *arguments, typed=typed)
    assert isinstance(done.exception, UsageError) and words in str(done.exception)
    assert told(file, "list").count("\n") == 1


def test_names_that_are_not_there(file: Path) -> None:
    told(file, "add", "Edda", "--role", "editor")
    for arguments in (
        ("role", "Rea", "--role", "editor"),
        ("disable", "Rea"),
        ("password", "Rea"),
        ("revoke", "Edda", "x"),
        ("list", "Rea"),
    ):
        assert isinstance(call(file, *arguments).exception, NotInLibrary)


def test_a_password_is_no_argument() -> None:
    for command in user.commands.values():
        names = {option for one in command.params for option in one.opts}
        assert "--password" not in names


def staffed(file: Path, *, disabled: bool = False) -> Library:
    library = Library(file, Settings())
    library.make()
    with library.writing() as connection:
        add_account(connection, NAMES["reader"], "reader", "$argon2id$", ACTOR)
        if disabled:
            disable(connection, NAMES["reader"], ACTOR)
    return library


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "room.example", "127.0.0.1.example"])
def test_another_address_is_refused_until_there_are_accounts(file: Path, host: str) -> None:
    with Library(file, Settings()) as library, pytest.raises(UsageError, match="onrecord user add"):
        person_for(library, host, None, exposed=False)
    with staffed(file) as library:
        assert person_for(library, host, None, exposed=False) == ""
        with pytest.raises(UsageError, match="--as"):
            person_for(library, host, "ada", exposed=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_on_this_machine(file: Path, host: str) -> None:
    with Library(file, Settings()) as library:
        assert person_for(library, host, None, exposed=False)
        assert person_for(library, host, "ada", exposed=False) == "ada"
        for person in (None, "ada"):
            with pytest.raises(UsageError):
                person_for(library, host, person, exposed=True)
        with pytest.raises(UsageError, match="a name"):
            person_for(library, host, " ", exposed=False)
    with staffed(file) as library:
        assert person_for(library, host, None, exposed=False) == ""
        assert person_for(library, host, "ada", exposed=False) == "ada"
        assert person_for(library, host, None, exposed=True) == ""


def test_accounts_that_let_nobody_in(file: Path) -> None:
    with staffed(file, disabled=True) as library:
        with pytest.raises(UsageError):
            person_for(library, "0.0.0.0", None, exposed=False)
        assert person_for(library, "127.0.0.1", None, exposed=False) == ""  # not everybody, now that nobody is left


def test_the_command_refuses_with_a_line(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for options in (
        ["--host", "0.0.0.0"],
        ["--name", "room.example"],
        ["--proxy", "127.0.0.1"],
        ["--host", "0.0.0.0", "--as", "ada"],
    ):
        done = call(file, *options, command=serve)
        assert isinstance(done.exception, UsageError) and "\n" not in str(done.exception)
    assert not file.exists()
    began: list[tuple[Room, object]] = []

    def begin(room: Room, found: socket.socket, *, proxy: str | None) -> None:
        found.close()
        began.append((room, proxy))

    monkeypatch.setattr(running, "serve", begin)
    assert call(file, "--port", "0", "--as", "ada", command=serve).exit_code == 0
    staffed(file).close()
    assert call(file, "--port", "0", "--name", "room.example", "--proxy", "127.0.0.1", command=serve).exit_code == 0
    assert [(room.person, room.hosts, proxy) for room, proxy in began] == [
        ("ada", LOOPBACK, None), ("", (*LOOPBACK, "room.example"), "127.0.0.1"),
    ]  # fmt: skip


def test_names_that_a_server_answers_to() -> None:
    assert names_for("127.0.0.1") == LOOPBACK
    assert names_for("[2001:db8::1]", ("room.example",)) == ("2001:db8::1", "room.example")
    assert set(LOOPBACK) < set(names_for("0.0.0.0"))


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="a terminal of Linux")
def test_at_a_terminal_nothing_is_shown(file: Path) -> None:
    import pty
    import subprocess

    main, side = pty.openpty()
    command = [sys.executable, "-m", "onrecord", "user", "add", "Edda", "--role", "editor", "--library", str(file)]
    with subprocess.Popen(command, stdin=side, stdout=subprocess.PIPE, stderr=side, start_new_session=True) as process:
        os.close(side)
        shown = b""
        for asked in (b"Password of Edda", b"Once more"):
            while asked not in shown:
                shown += os.read(main, 1000)
            os.write(main, PASSWORD.encode() + b"\n")
        assert process.stdout and process.stdout.read() == b"account Edda: editor\n"
        assert process.wait(timeout=60) == 0
    os.close(main)
    assert PASSWORD.encode() not in shown


def test_an_answer_is_not_held_back_for_an_acknowledgement() -> None:
    with running.listening("127.0.0.1", 0) as found:
        assert found.proto == socket.IPPROTO_TCP  # by which asyncio knows that it may set TCP_NODELAY
