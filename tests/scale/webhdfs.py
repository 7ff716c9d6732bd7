"""A file system on the network, as much of WebHDFS as fsspec asks for: one that every process can see."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

_PREFIX = "/webhdfs/v1"
EVERYTHING = "*"


@contextmanager
def served(root: Path) -> Iterator[tuple[str, dict[str, int]]]:
    """A folder as a file system; yields its address, and how often each path still fails, to be set by the test."""
    failing: dict[str, int] = {}
    handler = type("Handler", (_Handler,), {"root": root, "failing": failing})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"webhdfs://127.0.0.1:{server.server_port}", failing
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    root: Path
    failing: dict[str, int]
    protocol_version = "HTTP/1.1"
    # An answer goes out as one, or each waits for the other side's acknowledgement.
    wbufsize = 1 << 16

    def log_message(self, *_: object) -> None:
        pass

    def _asked(self) -> tuple[str, Path, dict[str, str], bytes]:
        parts = urlsplit(self.path)
        query = {name.lower(): values[0] for name, values in parse_qs(parts.query).items()}
        path = unquote(parts.path).removeprefix(_PREFIX).strip("/")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return query["op"].upper(), self.root / path, query, body

    def _answer(self, status: int = 200, told: Any = None, data: bytes = b"", location: str = "") -> None:
        body = json.dumps(told).encode() if told is not None else data
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _missing(self, path: Path) -> None:
        told = {"exception": "FileNotFoundException", "message": f"File does not exist: {path.name}"}
        self._answer(404, {"RemoteException": told})

    def _here(self) -> str:
        return f"http://{self.headers['Host']}{self.path}&step=data"

    def do_GET(self) -> None:
        op, path, query, _ = self._asked()
        if self.failing.get(EVERYTHING):
            self._answer(503)
        elif not path.exists():
            self._missing(path)
        elif op == "GETFILESTATUS":
            self._answer(told={"FileStatus": _status(path, "")})
        elif op == "LISTSTATUS":
            some = sorted(path.iterdir()) if path.is_dir() else [path]
            self._answer(told={"FileStatuses": {"FileStatus": [_status(one, one.name) for one in some]}})
        elif self.failing.get(path.name, 0):
            self.failing[path.name] -= 1
            self._answer(503)
        else:
            with path.open("rb") as file:
                file.seek(int(query.get("offset", 0)))
                self._answer(data=file.read(int(query.get("length", -1))))

    def do_PUT(self) -> None:
        op, path, query, body = self._asked()
        if op == "MKDIRS":
            path.mkdir(parents=True, exist_ok=True)
            self._answer(told={"boolean": True})
        elif op == "RENAME":
            target = self.root / query["destination"].strip("/")
            done = path.exists() and not target.exists()
            if done:
                path.rename(target)
            self._answer(told={"boolean": done})
        elif "step" not in query:
            self._answer(307, location=self._here())
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
            self._answer(201)

    def do_POST(self) -> None:
        _, path, query, body = self._asked()
        if "step" not in query:
            self._answer(307, location=self._here())
        else:
            with path.open("ab") as file:
                file.write(body)
            self._answer()

    def do_DELETE(self) -> None:
        _, path, _, _ = self._asked()
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        self._answer(told={"boolean": True})


def _status(path: Path, suffix: str) -> dict[str, Any]:
    found = path.stat()
    kind = "DIRECTORY" if path.is_dir() else "FILE"
    size = 0 if path.is_dir() else found.st_size
    return {"pathSuffix": suffix, "type": kind, "length": size, "modificationTime": found.st_mtime_ns // 1_000_000}
