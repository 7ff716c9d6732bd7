"""One HTTP request to one checked address: resolved once, checked, and that very address connected to."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from http.client import HTTPException
from typing import TYPE_CHECKING, Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from onrecord.acquire.addresses import Address, check_public
from onrecord.errors import NotFetched, TooLarge

if TYPE_CHECKING:
    import ssl

    from urllib3.response import HTTPResponse

CONNECT_SECONDS = 10
# Between two pieces of an answer, and for the whole of it, however slowly it drips.
READ_SECONDS = 20
WHOLE_SECONDS = 120

# (family, socket address), as getaddrinfo gives them.
Endpoint = tuple[int, tuple[Any, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a server answered; the names of headers in lower case, the body as it was sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def resolve(address: Address, *, private: bool) -> list[Endpoint]:
    """Where the host is.  Raises NotAllowed if any of its addresses is private, NotFetched where it has none."""
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "no such name"
        raise NotFetched(f"the host {address.host} was not found: {reason}; check the address") from None
    endpoints: list[Endpoint] = []
    for family, _, _, _, place in found:
        if family not in (socket.AF_INET, socket.AF_INET6):
            continue
        check_public(ipaddress.ip_address(str(place[0]).split("%")[0]), private=private, name=address.host)
        endpoints.append((family, place))
    if not endpoints:
        raise NotFetched(f"the host {address.host} has no address; check the name")
    return endpoints


class _CheckedConnection(HTTPConnection):
    """Connects to the endpoints that were checked, and asks no resolver again."""

    endpoints: tuple[Endpoint, ...] = ()
    handle: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        made = _connected(self, self.endpoints)
        self.handle = made.dup()
        return made


class _CheckedSecureConnection(HTTPSConnection):
    """The same with TLS; the certificate must be for the host's name."""

    endpoints: tuple[Endpoint, ...] = ()
    handle: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        made = _connected(self, self.endpoints)
        self.handle = made.dup()
        return made


def _connected(connection: HTTPConnection, endpoints: tuple[Endpoint, ...]) -> socket.socket:
    failure: OSError | None = None
    for family, place in endpoints:
        made = socket.socket(family, socket.SOCK_STREAM)
        try:
            made.settimeout(CONNECT_SECONDS)
            made.connect(place)
            made.settimeout(READ_SECONDS)
            return made
        except OSError as error:
            made.close()
            failure = error
    if isinstance(failure, TimeoutError):
        raise ConnectTimeoutError(connection, f"no answer within {CONNECT_SECONDS} s")
    raise NewConnectionError(connection, (failure and failure.strerror) or "cannot be reached")


@lru_cache(maxsize=4)
def _trusted(authorities: str) -> ssl.SSLContext:
    from urllib3.util.ssl_ import create_urllib3_context

    context = create_urllib3_context()
    context.load_verify_locations(authorities)
    return context


def _authorities() -> str:
    """The file of certificate authorities: SSL_CERT_FILE, as for OpenSSL, or certifi's."""
    named = os.environ.get("SSL_CERT_FILE")
    if named:
        return named
    import certifi

    return certifi.where()


def ask(address: Address, headers: Mapping[str, str], *, most: int, private: bool) -> Answer:
    """The server's answer to a GET; no redirect is followed, nothing unpacked, no proxy used.

    most: the body's most bytes.  Raises NotAllowed for a private address, NotFetched where there is no answer,
    TooLarge.
    """
    endpoints = tuple(resolve(address, private=private))
    connection: _CheckedConnection | _CheckedSecureConnection
    if address.scheme == "https":
        connection = _CheckedSecureConnection(
            address.host, address.port, timeout=READ_SECONDS, ssl_context=_trusted(_authorities())
        )
    else:
        connection = _CheckedConnection(address.host, address.port, timeout=READ_SECONDS)
    connection.endpoints = endpoints
    late = threading.Event()
    response: HTTPResponse | None = None
    watch = threading.Timer(WHOLE_SECONDS, _hang_up, (connection, late))
    watch.daemon = True
    watch.start()
    try:
        connection.request("GET", address.target, headers=headers, preload_content=False, decode_content=False)
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.headers.items()}
        size = named.get("content-length", "")
        if size.isdecimal() and len(size) < 19 and int(size) > most:
            raise _too_large(most)
        pieces: list[bytes] = []
        held = 0
        while piece := response.read1(1 << 16, decode_content=False):
            held += len(piece)
            if held > most:
                raise _too_large(most)
            if late.is_set():
                break
            pieces.append(piece)
        if late.is_set():
            raise _too_slow()
        return Answer(status=response.status, headers=named, body=b"".join(pieces))
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        if late.is_set():
            raise _too_slow() from None
        raise NotFetched(f"{_reason(error)}; try again later or check the address") from None
    finally:
        watch.cancel()
        for open_one in (response, connection, connection.handle):
            if open_one is not None:
                open_one.close()


def _hang_up(connection: _CheckedConnection | _CheckedSecureConnection, late: threading.Event) -> None:
    """Wake the thread that reads: through a handle of our own, since TLS and the response take the socket over."""
    late.set()
    if connection.handle is not None:
        with contextlib.suppress(OSError):
            connection.handle.shutdown(socket.SHUT_RDWR)


def _too_slow() -> NotFetched:
    return NotFetched(f"the server took longer than {WHOLE_SECONDS} s; try again later")


def _too_large(most: int) -> TooLarge:
    return TooLarge(f"it has more than max_bytes={most:,}; leave it out or raise ONRECORD_MAX_BYTES")


def _reason(error: Exception) -> str:
    """What went wrong, in a few words."""
    import ssl

    from urllib3 import exceptions

    cause = error.__cause__ or error.__context__ or error
    for one in (error, cause):
        if isinstance(one, ssl.SSLCertVerificationError):
            return f"the server's certificate is not valid: {one.verify_message}"
        if isinstance(one, ssl.SSLError):
            return "no secure connection could be made"
    # A kind of time-out to urllib3, so it comes first.
    if isinstance(error, NewConnectionError):
        return f"the server cannot be reached: {str(error).rsplit(': ', 1)[-1]}"
    if isinstance(error, ConnectTimeoutError | exceptions.ReadTimeoutError | TimeoutError):
        return "the server did not answer in time"
    if isinstance(error, exceptions.IncompleteRead):
        return "the answer was cut off"
    return "the server's answer broke off or is no HTTP"
