"""``onrecord serve``: the library in a browser."""

from __future__ import annotations

import click

from onrecord.commands.shell import complain, library_option, open_library


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address that it listens on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option(
    "--as",
    "person",
    metavar="NAME",
    help="Who judges and signs off, without signing in; else who signs in, or the system's user without accounts.",
)
@click.option("--name", "names", multiple=True, metavar="HOST", help="Another name that it is asked for under.")
@click.option("--proxy", metavar="ADDRESS", help="The reverse proxy before it, which tells who asks, and how.")
@library_option
def serve(
    host: str, port: int, person: str | None, names: tuple[str, ...], proxy: str | None, library_file: str | None
) -> None:
    """Open the library in a browser, for reading, following and signing off.

    Where others can reach it (another --host than this machine's own, a --name, a --proxy) they sign in: make accounts
    first, by onrecord user add.
    """
    from onrecord.errors import MissingExtra

    try:
        from onrecord.serve.room import Room
        from onrecord.serve.run import address_of, listening, names_for, person_for
        from onrecord.serve.run import serve as run
    except ImportError:
        raise MissingExtra("the reading room needs more packages: pip install 'onrecord[serve]'") from None
    with open_library(library_file) as library:
        who = person_for(library, host, person, exposed=bool(names or proxy))
        room = Room(library=library, settings=library.settings, person=who, hosts=names_for(host, names))
        found = listening(host, port)
        complain(f"reading room at {address_of(found, host)} (Ctrl-C ends it)")
        run(room, found, proxy=proxy)
