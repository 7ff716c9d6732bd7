"""What servers and feeds said is kept for the next run, and no sooner than the documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.acquire.document import Document
from onrecord.acquire.memory import FetchMemory, Validators
from onrecord.store.remembering import LibraryMemory
from tests.store.engines import rows
from tests.store.made import document, opened, tiny

VALIDATORS = Validators(final="https://ort.example/b", etag='"7"', last_modified="Mon", document="0" * 64)


def count(path: Path, table: str) -> int:
    ((number,),) = rows(path, f"SELECT count(*) FROM {table}")
    return int(number)


def test_what_was_fetched_and_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.onrecord"
    memories: list[FetchMemory] = []

    def feed(source: str, *_: Any, memory: FetchMemory, **__: Any) -> Iterator[Document]:
        memories.append(memory)
        for number in range(40):
            if memory.seen(source, f"entry {number}"):
                continue
            yield document(tiny(number), uri=f"{source}#{number}")
            memory.see(source, f"entry {number}")
            assert memory.seen(source, f"entry {number}")
            memory.put(f"https://ort.example/{number}", VALIDATORS)
            # Never more remembered than stored.
            assert count(path, "entry") <= count(path, "report")
            if source == "stopped" and number == 20:
                raise KeyboardInterrupt

    monkeypatch.setattr("onrecord.store.adding.documents_of", feed)
    with opened(path) as library:
        with pytest.raises(KeyboardInterrupt):
            library.add("stopped", workers=1)
        stored, remembered = count(path, "report"), count(path, "entry")
        assert 19 <= stored <= 21 and 0 < remembered <= stored
        assert library.add("stopped", workers=1).added == 40 - stored
        assert (count(path, "report"), count(path, "entry"), count(path, "fetched")) == (40, 40, 40)
        assert library.add("stopped", workers=1).unchanged == 0
        memory = memories[-1]
        assert isinstance(memory, LibraryMemory)
        assert memory.get("https://ort.example/7") == VALIDATORS
        assert memory.get("https://ort.example/77") is None
    assert count(path, "entry") == 40
