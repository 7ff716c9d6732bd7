"""``onrecord user``: who may use the library over the network, and what they did there."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from onrecord.commands.narrowing import format_option
from onrecord.commands.shell import AS_TYPED, library_option, line, open_library, write

if TYPE_CHECKING:
    from onrecord.store.accounts_audit import Actor

_role = click.option(
    "--role", required=True, type=click.Choice(["reader", "reviewer", "editor"]),
    help="reader: reads and searches; reviewer: judges and signs off too; editor: all, accounts too.",
)  # fmt: skip
_password = click.option(
    "--password-file", type=AS_TYPED, metavar="FILE", help="The password is its first line; - is standard input."
)


@click.group()
def user() -> None:
    """Accounts: who may use the library over the network, and what they did there.

    A server that runs without accounts asks for them once it is started again; what is done to accounts holds at once.
    """


@user.command()
@click.argument("name")
@_role
@_password
@library_option
def add(name: str, role: str, password_file: str | None, library_file: str | None) -> None:
    """Make an account.  Its password is asked for, or read from standard input; it is never an argument."""
    from onrecord.store.accounts import account_name, add_account
    from onrecord.store.accounts_passwords import hash_password

    called = account_name(name)
    hashed = hash_password(_password_for(called, password_file), called)
    with open_library(library_file) as library:
        library.make()
        with library.writing() as connection:
            account = add_account(connection, called, role, hashed, _actor())
    write(line(f"account {account.name}:", account.role))


@user.command(name="list")
@click.argument("name", required=False)
@format_option("text", "jsonl")
@library_option
def listed(name: str | None, form: str, library_file: str | None) -> None:
    """List the accounts; with NAME the tokens of one."""
    from onrecord.store.accounts import accounts, find_account
    from onrecord.store.accounts_sessions import tokens

    with open_library(library_file) as library, library.reading() as connection:
        known = [find_account(connection, name)] if name else accounts(connection)
        held = {one.number: tokens(connection, one.number) for one in known}
    if form == "jsonl":
        told = ({**asdict(one), "tokens": [asdict(token) for token in held[one.number]]} for one in known)
        write("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in told))
        return
    for one in known:
        state = f"disabled since {one.disabled}" if one.disabled else f"{len(held[one.number])} tokens"
        write(line(f"{one.name}:", f"{one.role}, made {one.made[:10]}, {state}"))
        for token in held[one.number] if name else ():
            state = "over" if token.expired else f"until {token.expires[:10]}"
            write(line("  token", f"{token.name}:", f"to {token.scope}, {state}, last used {token.used or 'never'}"))
    if not known:
        write("no accounts; onrecord user add NAME --role editor makes the first\n")


@user.command()
@click.argument("name")
@_role
@library_option
def role(name: str, role: str, library_file: str | None) -> None:
    """Let an account do more or less; it holds at once."""
    from onrecord.store.accounts import set_role

    with open_library(library_file) as library, library.writing() as connection:
        account = set_role(connection, name, role, _actor())
    write(line(f"account {account.name}:", account.role))


@user.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Let it in again.")
@library_option
def disable(name: str, undo: bool, library_file: str | None) -> None:
    """Let nobody in by an account any more: signed out everywhere, its tokens refused.  What it judged stays."""
    from onrecord.store import accounts

    with open_library(library_file) as library, library.writing() as connection:
        account = (accounts.enable if undo else accounts.disable)(connection, name, _actor())
    write(line(f"account {account.name}:", "disabled" if account.disabled else "enabled"))


@user.command()
@click.argument("name")
@_password
@library_option
def password(name: str, password_file: str | None, library_file: str | None) -> None:
    """Give an account another password; it is signed out everywhere."""
    from onrecord.store.accounts import find_account, set_password
    from onrecord.store.accounts_passwords import hash_password

    with open_library(library_file) as library:
        with library.reading() as reading:
            account = find_account(reading, name)
        hashed = hash_password(_password_for(account.name, password_file), account.name)
        with library.writing() as connection:
            set_password(connection, account.number, hashed, _actor())
    write(line(f"account {account.name}:", "password changed, signed out everywhere"))


@user.command()
@click.argument("name")
@click.option(
    "--scope", required=True, type=click.Choice(["read", "review", "edit"]), help="It may do no more than this."
)
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 366), help="Until it is refused.")
@click.option("--for", "label", metavar="WORDS", default="command line", show_default=True, help="What it is for.")
@library_option
def token(name: str, scope: str, days: int, label: str, library_file: str | None) -> None:
    """Make a token by which a program asks in the account's name; it is printed once, and kept as a hash.

    Send it to /api/v1 as the header "Authorization: Bearer TOKEN".
    """
    from onrecord.store.accounts_sessions import make_token

    with open_library(library_file) as library, library.writing() as connection:
        made, secret = make_token(connection, name, label, scope, days, _actor())
    click.echo(line("onrecord:", f"token {made.name!r} to {made.scope} until {made.expires[:10]}"), err=True, nl=False)
    write(f"{secret}\n")


@user.command()
@click.argument("name")
@click.argument("label", metavar="TOKEN")
@library_option
def revoke(name: str, label: str, library_file: str | None) -> None:
    """Have a token refused from now on.  TOKEN is what it is for, as onrecord user list NAME tells it."""
    from onrecord.store.accounts_sessions import revoke_token

    with open_library(library_file) as library, library.writing() as connection:
        gone = revoke_token(connection, name, label, _actor())
    write(line("revoked token", gone.name))


@user.command()
@click.option("--by", metavar="NAME", help="What this person did.")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1), help="Entries at most, the last.")
@format_option("text", "jsonl")
@library_option
def audit(by: str | None, limit: int, form: str, library_file: str | None) -> None:
    """Who changed what over the network, when and from where; and what was done to accounts."""
    from onrecord.store.accounts_audit import entries

    with open_library(library_file) as library, library.reading() as connection:
        found = entries(connection, by=by, limit=limit)
    for one in found:
        if form == "jsonl":
            write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
        else:
            write(line(one.at, f"{one.by}:", " ".join((one.what, one.about)).strip(), f"(from {one.origin})"))
    if not found and form == "text":
        write("nothing was done\n")


def _actor() -> Actor:
    from onrecord.looking import user_name
    from onrecord.store.accounts_audit import Actor

    return Actor(name=user_name())


def _password_for(name: str, file: str | None) -> str:
    """The password: of the file, asked for twice at a terminal, else the first line of standard input."""
    from onrecord.errors import UsageError

    if file is not None and file != "-":
        try:
            with open(file, encoding="utf-8") as opened:
                return opened.readline().rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8"
            raise UsageError(f"{file}: the password cannot be read: {reason}") from None
    if file is None and sys.stdin.isatty():
        asked: str = click.prompt(f"Password of {name}", hide_input=True, confirmation_prompt="Once more", err=True)
        return asked
    try:
        return sys.stdin.readline().rstrip("\r\n")
    except UnicodeDecodeError:
        raise UsageError("the password on standard input is not UTF-8") from None
