"""The examples of docs/api.md do what they say."""

from __future__ import annotations

import re
import shlex
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from onrecord.serve.api.parts import API
from onrecord.serve.errors import KINDS
from tests.conftest import ROOT
from tests.serve.conftest import ADDRESS

TOLD = (ROOT / "docs" / "api.md").read_text("utf-8")
LINES = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```", TOLD, re.MULTILINE | re.DOTALL)
    for line in block.replace("\\\n", " ").splitlines()
]


def curl(client: TestClient, line: str) -> Any:
    """What curl would be answered; of its options those that the examples have."""
    program, *words = shlex.split(line)
    assert program == "curl"
    address, headers, fields, files = "", {}, [], {}
    body: bytes | None = None
    query = False
    while words:
        word = words.pop(0)
        if word == "-H":
            name, _, value = words.pop(0).partition(":")
            headers[name] = value.strip()
        elif word == "-G":
            query = True
        elif word in ("-d", "--data-urlencode"):
            name, sign, value = words.pop(0).partition("=")
            fields.append(f"{name}{sign}{quote(value)}" if word != "-d" else f"{name}{sign}{value}")
        elif word == "--data-binary":
            body = (ROOT / words.pop(0).removeprefix("@")).read_bytes()
        elif word == "-F":
            name, _, value = words.pop(0).partition("=")
            path = ROOT / value[1:]
            files[name] = (path.name, path.read_bytes()) if value.startswith("@") else (None, value.encode())
        elif word != "-i":
            assert not word.startswith("-"), word
            address = word.replace("http://127.0.0.1:8765", ADDRESS)
    if query:
        return client.get(f"{address}?{'&'.join(fields)}", headers=headers)
    if fields:
        body = "&".join(fields).encode()
    if files:
        return client.post(address, files=files, headers=headers)
    return client.get(address, headers=headers) if body is None else client.post(address, content=body, headers=headers)


@pytest.mark.parametrize("line", LINES)
def test_an_example_is_answered(client: TestClient, line: str) -> None:
    answer = curl(client, line)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    found = told.get("items", told.get("statements", told))
    assert found and found != {"items": []}


def test_every_address_is_told() -> None:
    paths = {route.path for part in API for route in part.router.routes}
    for path in paths:
        name = re.sub(r"\{(\w+)\}", lambda one: "NAME" if one[1] == "handle" else one[1].upper(), path)
        assert f"`{name}`" in TOLD or f"/api/v1{name}" in TOLD, name


def test_every_kind_is_told() -> None:
    left_out = {"method", "cut-off", "fault", "disk-full"}
    for kind in set(KINDS.values()) - left_out:
        assert f"`{kind}`" in TOLD, kind
