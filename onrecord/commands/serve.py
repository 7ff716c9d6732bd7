"""``onrecord serve``: the library in a browser."""

from __future__ import annotations

import click

from onrecord.commands.shell import complain, library_option, open_library


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address that it listens on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--as", "person", metavar="NAME", help="Who judges and signs off; else the system's user.")
@library_option
def serve(host: str, port: int, person: str | None, library_file: str | None) -> None:
    """Open the library in a browser, for reading, following and signing off."""
    from onrecord.errors import MissingExtra

    try:
        from onrecord.serve.room import Room
        from onrecord.serve.run import address_of, is_loopback, listening, names_for
        from onrecord.serve.run import serve as run
    except ImportError:
        raise MissingExtra("the reading room needs more packages: pip install 'onrecord[serve]'") from None
    from onrecord.errors import UsageError
    from onrecord.looking import user_name

    if not is_loopback(host):
        raise UsageError(f"{host} can be reached by others; it is not opened without accounts: onrecord user add")
    with open_library(library_file) as library:
        room = Room(library=library, settings=library.settings, person=person or user_name(), hosts=names_for(host))
        found = listening(host, port)
        complain(f"reading room at {address_of(found, host)} (Ctrl-C ends it)")
        run(room, found)
