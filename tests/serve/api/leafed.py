"""Leafing through a list of the API to its end."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient


def got(client: TestClient, address: str, status: int = 200) -> Any:
    """What an address answers."""
    response = client.get(address)
    assert response.status_code == status, (address, response.text)
    return response.json()


def leafed(client: TestClient, address: str, field: str = "items", part: str = "") -> list[Any]:
    """All items of a list, leaf by leaf.  part: the part of the answer that is the list."""
    found: list[Any] = []
    following: str | None = address
    for _ in range(1000):
        if following is None:
            return found
        response = client.get(following)
        assert response.status_code == 200, (following, response.text)
        told = response.json()
        told = told[part] if part else told
        link = response.headers.get("link")
        found += told[field]
        following = told["next"]
        if link is not None:
            assert link == f'<{following}>; rel="next"'
    raise AssertionError(f"{address} has no end")
