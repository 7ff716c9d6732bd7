"""Addresses and names of any length: a page may have been made to have them, and an archive goes on behind it."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from onrecord.acquire.document import Document, Refused
from onrecord.acquire.memory import FetchMemory, Validators
from onrecord.errors import NotText
from onrecord.store import schema
from tests.store.engines import rows
from tests.store.made import document, opened, put, tiny

_LETTERS = string.ascii_letters + string.digits


def long(seed: int) -> str:
    """Letters that cannot be packed."""
    return "".join(random.Random(seed).choices(_LETTERS, k=9000))


PAGE = """<html><head><title>Ferry back in service</title><meta property="og:site_name" content="{site}">
<meta name="author" content="{author}"></head><body><article><p>The ferry to Brun runs again.</p>
<p>"It was a long winter," said {name}, who keeps the landing.</p></article></body></html>"""


def page() -> Document:
    words = PAGE.format(site=long(1), author=f"Ines {long(2)}", name=f"Rolf {long(3)}")
    return Document(data=words.encode(), uri=f"https://ort.example/{long(4)}", media_type="text/html")


def test_a_page_full_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.onrecord"
    source = f"https://ort.example/{long(5)}.xml"
    validators = Validators(final=source, etag=None, last_modified=None, document="0" * 64)

    def given(_: str, *__: Any, memory: FetchMemory, **___: Any) -> Iterator[Document | Refused]:
        yield page()
        yield Refused(uri=f"https://ort.example/{long(6)}", error=NotText("it is a picture"))
        yield document(tiny(1), uri=f"/{long(7)}", url=f"https://ort.example/{long(8)}")
        memory.see(source, long(9))
        memory.put(source, validators)

    monkeypatch.setattr("onrecord.store.adding.documents_of", given)
    with opened(path) as library:
        first, second = (library.add("made", workers=1) for _ in range(2))
        assert (first.added, first.refused) == (2, 1)
        assert (second.added, second.unchanged, second.refused) == (0, 2, 1)
        assert [len(rows(path, f"SELECT * FROM {table}")) for table in ("refusal", "entry", "fetched")] == [1, 1, 1]
        removed = library.remove(f"https://ort.example/{long(8)}", every_version=True)
        assert len(removed.keys) == 1
        assert library.add("made", workers=1).added == 0
        assert not library.check().faults


ROWS: list[tuple[Any, str, dict[str, Any]]] = [  # a table, a column, a row
    (schema.entity, "handle", {"handle": long(1), "kind": "person", "name": long(1)}),
    (schema.account, "key", {"name": long(1), "key": long(1), "hash": "", "role": "reader", "made": ""}),
    (schema.fetched, "address", {"address": long(1), "final": long(1), "document": "", "at": ""}),
    (schema.refusal, "uri", {"uri": long(1), "kind": "", "detail": "", "at": ""}),
    (schema.entry, "entry", {"feed": long(1), "entry": long(2), "at": ""}),
    (
        schema.entity_profile, "family",
        {"family": long(1), "kind": "person", "name": long(2), "middle": "", "suffix": "", "country": "", "sector": "",
         "field": "", "apart": "", "joins": True, "reports": 1},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "row"), ROWS, ids=[table.name for table, _, _ in ROWS])
def test_what_is_unique_stays_so(tmp_path: Path, table: Any, column: str, row: dict[str, Any]) -> None:
    put(tmp_path / "made", [])
    with opened(tmp_path / "made") as library:
        with library.writing() as connection:
            connection.execute(insert(table), [row, {**row, column: long(3)}])
        with pytest.raises(IntegrityError), library.writing() as connection:
            connection.execute(insert(table), row)
        with library.reading() as connection:
            assert len(connection.execute(select(table).where(table.c[column] == row[column])).all()) == 1
            assert len(connection.execute(select(table)).all()) == 2
