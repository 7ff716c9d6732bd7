"""The OpenAPI document says all, and nothing that is not so."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from onrecord.library import Library
from onrecord.record import Report
from onrecord.serve.api.parts import API
from onrecord.serve.app import create_app
from onrecord.serve.room import Room
from onrecord.settings import Settings
from onrecord.store.filters import Filters
from tests.serve.api.leafed import got
from tests.serve.conftest import Visit

# So many of each operation, so that the tests stay quick; `make bench-api` takes 200.
EXAMPLES = int(os.environ.get("ONRECORD_API_EXAMPLES", "10"))


@pytest.fixture(scope="module")
def app(shelf: Path) -> Iterator[FastAPI]:
    with Library(shelf, Settings()) as library:
        # The name under which schemathesis asks an application.
        settings = Settings(reads_per_minute=100_000)
        room = Room(library=library, settings=settings, person="ada", hosts=("testserver",))
        yield create_app(room)
        room.close()


@pytest.fixture(scope="module")
def document(app: FastAPI) -> dict[str, Any]:
    return app.openapi()


@pytest.fixture(scope="module")
def api(app: FastAPI) -> Any:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


OPERATIONS = [
    (f"/api/v1{route.path}", method)
    for part in API
    for route in part.router.routes
    if isinstance(route, APIRoute)
    for method in sorted(route.methods or ())
]
# A place of another list, a day that there is not, a text that is blank: words that fit a pattern and have no sense.
LEFT_OUT: Any = [positive_data_acceptance]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda one: one.value)
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=lambda one: one.removeprefix("/api/v1/"))
def test_every_answer_is_as_the_document_says(
    api: Any, document: dict[str, Any], path: str, method: str, mode: GenerationMode
) -> None:
    told = document["paths"][path][method.lower()]
    if mode is GenerationMode.NEGATIVE and not {"parameters", "requestBody"} & set(told):
        return  # nothing can be wrong of what takes nothing

    @given(case=api[path][method].as_strategy(generation_mode=mode))
    @examples(
        max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
    )
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(excluded_checks=LEFT_OUT)

    ask()


def test_every_route_is_told_in_full(document: dict[str, Any]) -> None:
    told = {(path, method.upper()) for path, ways in document["paths"].items() for method in ways}
    assert told == set(OPERATIONS)
    operations = [(path, way) for path, ways in document["paths"].items() for way in ways.values()]
    assert len({way["operationId"] for _, way in operations}) == len(operations)
    for path, way in operations:
        assert way["summary"] and way["description"] and way["tags"], path
        assert {"200", "401", "403", "422"} <= set(way["responses"]), path
        for one in way.get("parameters", ()):
            assert one["description"], (path, one["name"])
            schema = one["schema"]
            assert schema.get("examples") or "enum" in schema or schema.get("type") == "boolean" or one["name"] in (
                "after", "first", "last", "url",
            ), (path, one["name"])  # fmt: skip


def test_every_filter_can_be_given(document: dict[str, Any]) -> None:
    for path in ("statements", "events", "search", "timeline"):
        given = {one["name"] for one in document["paths"][f"/api/v1/{path}"]["get"]["parameters"]}
        assert {"words", "versions", "limit", "after"} | {one.name for one in fields(Filters)} <= given


def test_every_type_is_there(document: dict[str, Any]) -> None:
    types = document["components"]["schemas"]

    def named(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (one for key, one in value.items() if key == "$ref")
            for one in value.values():
                yield from named(one)
        elif isinstance(value, list):
            for one in value:
                yield from named(one)

    used = {one.removeprefix("#/components/schemas/") for one in named(document)}
    assert used == set(types)
    names = {one.name for one in fields(Report)}
    assert set(types["Report"]["properties"]) == names == set(types["Report"]["required"])


def test_the_document_is_served(client: TestClient, document: dict[str, Any]) -> None:
    assert got(client, "/api/v1/openapi.json") == document


def test_its_page_tells_every_operation_and_asks(visit: Visit, document: dict[str, Any]) -> None:
    page = visit.go("/docs")
    for path in document["paths"]:
        assert page.locator(f'summary:has-text("{path}")').count(), path
    page.goto(f"{visit.served.address}/docs#search")
    asking = page.locator("#search")
    asking.locator('input[name="words"]').fill("council")
    asking.locator("button").press("Enter")
    asking.locator(".answered pre:last-child").wait_for()
    assert '"statements"' in asking.locator(".answered pre:last-child").inner_text()
    assert "200" in asking.locator(".answered p").inner_text()
    page.goto(f"{visit.served.address}/docs#read")
    reading = page.locator("#read")
    reading.locator("button").press("Enter")
    reading.locator(".answered pre:last-child").wait_for(timeout=30_000)
    assert '"onrecord/1"' in reading.locator(".answered pre:last-child").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    assert not found, [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


def test_its_page_asks_without_scripts(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.status_code == 200 and len(page.content) < 300_000
    assert 'action="/api/v1/reports/12"' in page.text and "<script>" not in page.text
