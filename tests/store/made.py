"""Documents for the library's tests: small reports in German, which need no model and so are read fast, and a few in
English; all invented."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from onrecord.acquire.document import Document
from onrecord.errors import TakenDown
from onrecord.library import Library
from onrecord.pipeline import Pipeline
from onrecord.reading.given import Given
from onrecord.record import Report
from onrecord.settings import Settings
from onrecord.store.entering import enter_waiting
from onrecord.store.identity import Identity, identified
from onrecord.store.place import place_of
from onrecord.store.put import next_ids
from onrecord.store.versions import put_anew, put_reading
from tests.store.engines import address_of, on_server

WORDS = (
    "der die das Rat Stadt Brücke Herbst beschloss Montag geschlossen bleibt Geld reicht nicht Hafen Schiffe Bürger "
    "Straße Wasser Schule neue Plan gegen Stimmen zwei drei Jahren sagte Bürgermeisterin wurde heute Abend und mit"
).split()
ENGLISH = (
    "Harbour bridge stays shut\n\nThe mayor of Velden, Ada Brisk, said on Monday that the bridge would stay shut until "
    "the autumn.\n\n“Nobody asked us,” the harbour master, Tom Avery, told reporters. He denied that the port had paid "
    "for the repair.\n\nThe council will vote on 12 March, number {number}.\n"
)


def german(seed: int, sentences: int = 4) -> str:
    """A small report: a headline and sentences of words drawn by the seed."""
    rng = random.Random(seed)
    body = "\n\n".join(" ".join(rng.choices(WORDS, k=18)).capitalize() + "." for _ in range(sentences))
    return f"Meldung {seed}\n\n{body}\n"


def tiny(seed: int) -> str:
    """A report too short for its language to be told, which is read fastest."""
    rng = random.Random(seed)
    return f"Brücke {seed}: {' '.join(rng.choices(WORDS, k=6))}\n"


def document(words: str, *, uri: str = "made", url: str | None = None, retrieved: str | None = None) -> Document:
    return Document(
        data=words.encode("utf-8"), uri=uri, media_type="text/plain", retrieved=retrieved, given=Given(url=url)
    )


def put(path: Path | str, documents: list[Document]) -> list[str]:
    """Put documents into a library without processes, in one transaction; returns what became of them."""
    place_of(path, Settings()).prepare(make=True)
    became: list[str] = []
    with opened(path) as library, library.writing() as connection:
        ids = next_ids(connection)
        for one in documents:
            try:
                became.append(put_reading(connection, *read(one), ids, at="2022-01-01T00:00:00Z", keep=True))
            except TakenDown:
                became.append("refused")
        enter_waiting(connection, ids)
    return became


def put_again(library: Library, number: int, report: Report) -> list[int]:
    """Put a new record in the place of one; returns the judgements that have no place in it."""
    with library.writing() as connection:
        ids = next_ids(connection)
        lost = put_anew(connection, number, report, ids)
        enter_waiting(connection, ids)
    return lost


@cache
def pipeline() -> Pipeline:
    return Pipeline(Settings())


@cache
def read(one: Document) -> tuple[Document, Identity, Report]:
    """What is put into a library for a document."""
    ready, identity = identified(one)
    report = pipeline().read_bytes(ready.data, ready.given, uri=ready.uri, retrieved=ready.retrieved)
    return ready, identity, report


def mixed(count: int, seed: int = 1) -> list[Document]:
    """Documents of which some share an address, some words, some bytes, and some all of these."""
    rng = random.Random(seed)
    made: list[Document] = []
    for number in range(count):
        roll, uri = rng.random(), f"/somewhere/{number}.txt"
        when = (
            f"2021-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}T0{rng.randint(0, 9)}:00:00Z"
            if rng.random() < 0.8
            else None
        )
        if roll < 0.35:
            made.append(document(german(number), uri=uri))
        elif roll < 0.6:
            page = rng.randint(0, count // 6)
            made.append(
                document(
                    german(page * 7 + rng.randint(0, 2)), uri=uri, url=f"https://ort.example/{page}", retrieved=when
                )
            )
        elif roll < 0.8:  # the same words of one page in other bytes: ends of lines, blanks
            page = rng.randint(0, count // 6)
            words = german(page * 7).replace("\n\n", rng.choice(["\n\n", "\r\n\r\n", "\n \n", "\n\n\n"]))
            made.append(document(words, uri=uri, url=f"https://ORT.example/{page}?utm_source=a#top", retrieved=when))
        elif made:  # bytes met before, at another place or time
            one = rng.choice(made)
            made.append(
                document(
                    one.data.decode("utf-8"), uri=uri, url=one.given.url if rng.random() < 0.6 else None, retrieved=when
                )
            )
    return made


def write_reports(folder: Path, count: int, *, english: int = 0, first: int = 0) -> Path:
    """Files of one tiny report each, and some in English between them."""
    folder.mkdir(exist_ok=True)
    for number in range(first, first + count):
        (folder / f"{number:05}.txt").write_text(tiny(number), encoding="utf-8")
    for number in range(english):
        (folder / f"{number * 9:05}-en.txt").write_text(ENGLISH.format(number=number), encoding="utf-8")
    return folder


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD")}


def command(*arguments: str | Path) -> list[str]:
    """The command as a user types it; on a server, the path behind ``--library`` stands for a database's address."""
    words = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    if on_server() and "--library" in words:
        place = words.index("--library") + 1
        words[place] = address_of(Path(words[place]))
    return words


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """The command as a user runs it."""
    done = subprocess.run(
        command(*arguments), input=stdin, capture_output=True, timeout=120, env=environment()
    )  # fmt: skip
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@contextmanager
def opened(path: Path | str) -> Iterator[Library]:
    with Library(path, Settings()) as library:
        yield library
