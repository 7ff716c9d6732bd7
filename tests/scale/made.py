"""Invented archives of every kind, and the tables that are made of them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.acquire.document import Document
from onrecord.acquire.sources import documents_of
from onrecord.encode import to_json
from onrecord.pipeline import Pipeline
from onrecord.scale.engine import Engine, LocalEngine
from onrecord.scale.job import Gathered, Watch, run_job
from onrecord.scale.results import TABLES
from onrecord.scale.spec import Spec
from onrecord.settings import Settings
from onrecord.store.identity import identified
from tests.acquire.made import packed, record
from tests.store.made import ENGLISH, german

PAGE = """<!doctype html><html lang="en"><head><title>Lock {number} stays shut</title>
<meta property="article:published_time" content="{day}T08:00:00Z"></head><body><article><h1>Lock {number} stays shut</h1>
<p>The lock keeper of Tarnholt, Odile Brandreth, said on Monday that lock {number} would stay shut until the spring.</p>
<p>“Nobody asked the bargemen,” their chairman, Per Hallam, told reporters. The town denied that it had paid.</p>
</article></body></html>"""


def day(number: int) -> str:
    """A day of one of four months."""
    return f"2019-{number % 4 + 5:02}-{number % 27 + 1:02}"


def page(number: int) -> bytes:
    return PAGE.format(number=number, day=day(number)).encode()


def warc(numbers: Sequence[int]) -> list[bytes]:
    """Records, a page each, as gzip members."""
    return [packed([record(number, page(number))]) for number in numbers]


def write_warc(target: Path, numbers: Sequence[int]) -> Path:
    target.write_bytes(b"".join(warc(numbers)))
    return target


def archive(folder: Path) -> Path:
    """A folder with each kind of input, among them what is broken, empty or there twice."""
    folder.mkdir(parents=True)
    broken = warc(range(12))
    # One member broken in the middle, and the file cut off at its end.
    broken[5] = broken[5][:200] + b"\xff" * 40 + broken[5][240:]
    (folder / "a.warc.gz").write_bytes(b"".join(broken)[:-300])
    lines = [
        {"text": german(number), "url": f"https://ort.example/{number}", "date": f"2020-0{number % 3 + 1}-11"}
        for number in range(8)
    ]
    # The same bytes of the same address, of which less is told.
    lines.append({"text": german(3), "url": "https://ort.example/3"})
    (folder / "b.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines) + "{broken\n", encoding="utf-8")
    (folder / "c.jsonl.gz").write_bytes(gzip.compress((folder / "b.jsonl").read_bytes(), mtime=0))
    table = pa.table(
        {
            "text": [german(20), None, ENGLISH.format(number=2)],
            "url": ["https://ort.example/20", None, "https://velden.example/2"],
            "date": pa.array(["2021-02-03", None, "2021-03-04"]).cast(pa.date32()),
        }
    )
    pq.write_table(table, folder / "d.parquet")
    texts = folder / "texts"
    texts.mkdir()
    for number in range(5):
        (texts / f"{number}.txt").write_text(ENGLISH.format(number=number), encoding="utf-8")
    (texts / "empty.txt").write_bytes(b"")
    (texts / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (texts / "mail.eml").write_bytes(
        b"From: Ada Brisk <ada@velden.example>\r\nTo: desk@velden.example\r\nSubject: The bridge\r\n"
        b"Date: Mon, 4 Mar 2019 09:30:00 +0100\r\nMessage-ID: <1@velden.example>\r\n\r\n"
        b"The bridge of Velden stays shut, the mayor, Ada Brisk, said on Monday.\r\n"
    )
    (texts / ".hidden").write_bytes(b"not taken")
    return folder


def spec(folder: Path | str, **values: Any) -> Spec:
    """Small units, so that a small archive has many."""
    return Spec(**{"folder": str(folder), "settings": Settings(), "unit_documents": 4, **values})


def read_into(
    sources: Sequence[Path | str], folder: Path | str, engine: Engine | None = None, watch: Watch | None = None,
    **values: Any,
) -> Gathered:  # fmt: skip
    return run_job([str(one) for one in sources], engine or LocalEngine(2), spec(folder, **values), watch=watch)


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """All rows of a table, in an order that does not depend on its files."""
    found = [
        row for path in sorted((folder / table).rglob("*.parquet")) for row in pq.ParquetFile(path).read().to_pylist()
    ]
    return sorted(found, key=lambda row: json.dumps(row, sort_keys=True, default=str))


def digest(folder: Path) -> dict[str, str]:
    """A hash over the rows of each table."""
    return {
        table: hashlib.sha256(json.dumps(rows(folder, table), sort_keys=True, default=str).encode()).hexdigest()
        for table in TABLES
    }


def records_of(sources: Sequence[Path]) -> dict[str, set[str]]:
    """The records that reading gives, by key, without the library or the tables."""
    pipeline = Pipeline(Settings())
    found: dict[str, set[str]] = {}
    for source in sources:
        for one in documents_of(str(source), Settings()):
            if isinstance(one, Document):
                document, identity = identified(one)
                report = pipeline.read_bytes(
                    document.data, document.given, uri=document.uri, retrieved=document.retrieved
                )
                found.setdefault(identity.key, set()).add(to_json(replace(report)))
    return found
