"""Running the reading room: the socket, then the server on it."""

from __future__ import annotations

import ipaddress
import socket

from onrecord.errors import UsageError
from onrecord.library import Library
from onrecord.serve.room import LOOPBACK, Room

EVERYWHERE = ("0.0.0.0", "::")


def is_loopback(host: str) -> bool:
    """Whether a host's name or address leads to this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes a free one.  Raises UsageError where it cannot be had."""
    address = host.strip("[]")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # Named, the protocol is known to asyncio, which then sends small pieces at once: else each answer waits 40 ms for
    # the browser to acknowledge its head.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((address, port))
        found.listen(128)
    except (OSError, OverflowError) as error:
        found.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{host}, port {port}: {reason}; name another --port or --host") from None
    return found


def address_of(found: socket.socket, host: str) -> str:
    """Where a browser finds what listens on the socket."""
    port = found.getsockname()[1]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def serve(room: Room, found: socket.socket, *, proxy: str | None = None) -> None:
    """Serve until it is interrupted.

    proxy: the address of a reverse proxy, which is believed what it says of who asks and whether by https; what
    anybody else says of that is not.
    """
    import uvicorn

    from onrecord.serve.app import create_app

    config = uvicorn.Config(
        create_app(room), log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3,
        proxy_headers=proxy is not None, forwarded_allow_ips=proxy, h11_max_incomplete_event_size=32_768,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[found])


def names_for(host: str, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names that a server on this host answers to: its own, and those that it is told.

    On all addresses of a machine at once they are the machine's name and its addresses, as far as it knows them.
    """
    own: tuple[str, ...] = LOOPBACK if is_loopback(host) else (host.strip("[]"),)
    if host.strip("[]") in EVERYWHERE:
        own = (*LOOPBACK, *_own_names())
    return tuple(dict.fromkeys((*own, *more)))


def person_for(library: Library, host: str, person: str | None, *, exposed: bool) -> str:
    """Who asks where nobody signs in; empty: whoever asks has to.

    person: the name that is given, None where none is.  exposed: others get here though it is on loopback, through a
    proxy.  Raises UsageError where others could get in without an account.
    """
    from onrecord.looking import user_name
    from onrecord.store.accounts import is_any

    within = is_loopback(host) and not exposed
    if person is not None and not within:
        raise UsageError("--as is for a server that nobody else can reach; leave it out, and sign in")
    if person is not None:
        if not person.strip():
            raise UsageError("--as needs a name; judgements are kept under it")
        return person
    known = enabled = False
    if library.place.exists():
        with library.reading() as connection:
            known, enabled = is_any(connection), is_any(connection, enabled=True)
    if not within and not enabled:
        place = "through a proxy or another name" if is_loopback(host) else host
        raise UsageError(
            f"others can reach {place}, so accounts are needed first: onrecord user add NAME --role editor"
        )
    return "" if known else user_name()


def _own_names() -> tuple[str, ...]:
    name = socket.gethostname()
    try:
        found = socket.getaddrinfo(name, None)
    except OSError:
        found = []
    return (name, socket.getfqdn(name), *dict.fromkeys(str(one[4][0]) for one in found))
