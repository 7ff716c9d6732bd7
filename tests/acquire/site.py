"""A web site on the loopback interface, and nothing outside of it."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

Page = tuple[int, Mapping[str, str], bytes]
PAGE = (
    b"<!doctype html><html><head><title>Bridge</title></head><body><p>The mayor of Larkmoor said no.</p></body></html>"
)
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Site:
    """Pages by path; a page may be a function of the request's headers.  ``asked``: each request's path and headers."""

    def __init__(self) -> None:
        self.pages: dict[str, Page | Callable[[Mapping[str, str]], Page]] = {}
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        self.port = 0

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some tests are about."""


@contextmanager
def serving() -> Iterator[Site]:
    """A site that listens on 127.0.0.1 until the block ends."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, headers))
            page = site.pages.get(self.path, (404, {}, b""))
            status, named, body = page(headers) if callable(page) else page
            self.send_response(status)
            for name, value in named.items():
                self.send_header(name, value)
            if not {"content-length", "transfer-encoding"} & {name.lower() for name in named}:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with _Server(("127.0.0.1", 0), Handler) as server:
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield site
        server.shutdown()
        thread.join()
