"""Running the reading room: the socket, then the server on it."""

from __future__ import annotations

import ipaddress
import socket

from onrecord.errors import UsageError
from onrecord.serve.room import LOOPBACK, Room


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
    found = socket.socket(family, socket.SOCK_STREAM)
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


def serve(room: Room, found: socket.socket) -> None:
    """Serve until it is interrupted."""
    import uvicorn

    from onrecord.serve.app import create_app

    config = uvicorn.Config(
        create_app(room), log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3,
        proxy_headers=False, h11_max_incomplete_event_size=32_768,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[found])


def names_for(host: str, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names that a server on this host answers to."""
    own = LOOPBACK if is_loopback(host) else (host,)
    return tuple(dict.fromkeys((*own, *more)))
