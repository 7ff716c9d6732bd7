"""A library in the real Datasette: pages load, keys lead to names, what is for nobody is out of sight."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from onrecord.library import Library
from onrecord.reader import Reader
from onrecord.store.schema import metadata
from onrecord.store.views import VIEWS
from tests.conftest import EXAMPLES, ROOT
from tests.store.export.libraries import Made, varied

pytestmark = pytest.mark.file_only  # Datasette opens files

SHOWN = {"report", "entity", "report_entity", "statement", "event"}


@pytest.fixture(scope="module")
def library(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return varied(tmp_path_factory.mktemp("datasette") / "library.onrecord", reader)


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    from datasette.utils import parse_metadata

    found: dict[str, Any] = parse_metadata((ROOT / "docs" / "datasette.yaml").read_text(encoding="utf-8"))
    return found


def get(library: Made, settings: dict[str, Any], *paths: str) -> list[httpx.Response]:
    """Answers of Datasette's application to some addresses."""
    from datasette.app import Datasette

    async def ask() -> list[httpx.Response]:
        server = Datasette([str(library.path)], metadata=settings)
        try:
            await server.invoke_startup()
            return [await server.client.get(path) for path in paths]
        finally:
            for database in server.databases.values():
                database.close()
            server.executor.shutdown()

    # In a thread of its own: where a browser is steered, this one has a running loop.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(ask())).result()


def test_every_page_loads(library: Made, settings: dict[str, Any]) -> None:
    tables = [*VIEWS, *SHOWN]
    pages = get(library, settings, "/", "/library", *(f"/library/{name}" for name in tables))
    assert [page.status_code for page in pages] == [200] * len(pages)
    statements = pages[2 + tables.index("statements")].text
    assert "Who said what, through whom it came, and whom it contradicts." in statements
    assert "Tom Avery" in statements and "disputes_whom" in statements


def test_rows_as_json_and_facets(library: Made, settings: dict[str, Any]) -> None:
    (page,) = get(library, settings, "/library/statements.json?_shape=objects&who=defence+ministry&_facet=act")
    data = page.json()
    assert {row["words"] for row in data["rows"]} == {"that its navy had attacked anyone", '"No shot was fired,"'}
    assert {one["value"] for one in data["facet_results"]["act"]["results"]} == {"denies", "says"}


def test_keys_lead_to_names(library: Made, settings: dict[str, Any]) -> None:
    statement, party, event = get(
        library, settings, "/library/statement.json?_labels=on&_shape=objects", "/library/report_entity.json?_labels=on&_shape=objects",
        "/library/event.json?_labels=on&_shape=objects",
    )  # fmt: skip
    first = statement.json()["rows"][0]
    assert first["report"]["label"] == "President orders patrol boats out of the Sund"
    assert first["speaker"]["label"] == "Ilse Harken"
    assert {row["entity"]["label"] for row in party.json()["rows"] if row["entity"]} == {"Ilse Harken", "Oskinform"}
    told = [row["reported_by"]["label"] for row in event.json()["rows"] if row["reported_by"]]
    assert "The Osk navy fired on the trawler Merle on 25 February, killing two fishermen and wounding a third" in told


def test_what_is_for_nobody_is_hidden(library: Made, settings: dict[str, Any]) -> None:
    (page,) = get(library, settings, "/library.json")
    seen = {table["name"] for table in page.json()["tables"] if not table["hidden"]}
    assert seen == SHOWN
    assert {view["name"] for view in page.json()["views"]} == set(VIEWS)


def test_the_settings_name_what_is_there(settings: dict[str, Any]) -> None:
    from onrecord.store.views import _queries

    named = settings["databases"]["library"]["tables"]
    tables = set(metadata.tables) | {"alembic_version"}
    assert set(named) <= tables | set(VIEWS)
    assert tables - set(named) == set()
    for name, query in _queries().items():
        columns = {column.name for column in query.selected_columns}
        told = named[name]
        assert set(told.get("columns", {})) | set(told.get("facets", ())) | {told["sort_desc"]} <= columns
    for name in SHOWN:
        assert named[name]["label_column"] in metadata.tables[name].c


def test_words_of_a_page_are_text_in_the_browser(library: Made, settings: dict[str, Any]) -> None:
    (page,) = get(library, settings, "/library/reports")
    assert re.search(r"=HYPERLINK\(&(#34|quot);", page.text)
    assert "<script>alert" not in page.text


def test_words_are_found(settings: dict[str, Any], tmp_path: Path) -> None:
    """The library's own index behind a page with a field for words."""
    with Library(tmp_path / "library.onrecord") as made:
        made.add([EXAMPLES / "01-agency-wire.txt", EXAMPLES / "04-court-report.txt"], workers=1)
    library = Made(path=tmp_path / "library.onrecord", reports={})
    names = ("find_statements", "find_events", "find_reports")
    empty = get(library, settings, "/library", *(f"/library/{name}" for name in names))
    assert [page.status_code for page in empty] == [200] * 4
    assert all(name in empty[0].text for name in names)
    assert 'name="words"' in empty[1].text
    found = get(library, settings, *(f"/library/{name}.json?_shape=array&words=ferry" for name in names))
    statements, events, reports = (page.json() for page in found)
    # Stems: a ferry is found in ferries.
    assert any("ferries" in row["words"] for row in statements)
    assert all("ferr" in row["sentence"].lower() for row in events if row["who"] != "ferries") and events
    assert [row["title"] for row in reports] == [
        "Selvan ministers order ferries back to port after second sinking in a week"
    ]
    odd = get(
        library,
        settings,
        *(f"/library/find_statements.json?words={words}" for words in ("it%27s", "%22", "a*(", "%22no such%22")),
    )
    assert [page.status_code for page in odd] == [200] * 4
