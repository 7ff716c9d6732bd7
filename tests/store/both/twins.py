"""A library in a file and one on a server, on which the same is done."""

from __future__ import annotations

import datetime as real
import random
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import ndiff
from pathlib import Path
from unittest import mock

from sqlalchemy import delete

from onrecord.library import Library
from onrecord.settings import Settings
from onrecord.store import schema
from onrecord.store.search import create_index, rebuild_index
from tests.postgres import Server
from tests.store.both.compared import contents
from tests.store.both.steps import STEPS, done

Doing = tuple[str, int, int, int]
_BEGAN = real.datetime(2024, 5, 6, 7, 8, 9, tzinfo=real.UTC)
_KEPT = ("follower",)  # has its rows from the beginning
_MEMORY = Path("/dev/shm")  # what is written there waits for no disk


class Clock:
    """In the place of ``datetime``: a second further with each operation, the same for both libraries."""

    seconds = 0

    def now(self, zone: real.tzinfo) -> real.datetime:
        return _BEGAN + real.timedelta(seconds=self.seconds)


class Different(AssertionError):
    """Two libraries of the same operations are not the same."""


class Twins:
    """The two libraries; one pair serves many sequences, since to make a database takes longer than to empty it."""

    def __init__(self, file: Path, address: str) -> None:
        self.libraries = (Library(file, Settings()), Library(address, Settings()))
        for library in self.libraries:
            library.make()

    def empty(self) -> None:
        """Take everything out of both."""
        for library in self.libraries:
            with library.writing() as connection:
                for table in reversed(schema.metadata.sorted_tables):
                    if table.name not in _KEPT:
                        connection.execute(delete(table))
                create_index(connection)
                rebuild_index(connection)

    def compare(self, doings: Iterable[Doing]) -> int:
        """Do all of it on both; returns how many operations gave an answer and no error.  Raises Different."""
        self.empty()
        clock, answered = Clock(), 0
        with mock.patch("onrecord.store.identity.datetime", clock):
            for number, doing in enumerate(doings, start=1):
                clock.seconds = number
                answers = [done(library, *doing) for library in self.libraries]
                one, two = map(repr, answers)
                if one != two:
                    raise Different(f"operation {number}, {doing}:\n{_apart(one, two)}")
                answered += not isinstance(answers[0], str)
            whole = [list(contents(library)) for library in self.libraries]
        if whole[0] != whole[1]:
            changes = (
                [line[:1500] for line in ndiff(whole[0], whole[1]) if line[0] in "-+"] if len(whole[0]) < 2000 else []
            )
            changes = changes or [line[:1500] for line in sorted(set(whole[0]) ^ set(whole[1]))]
            raise Different("afterwards (- file, + server):\n" + "\n".join(changes[:20]))
        assert whole[0][0].endswith(" ()"), whole[0][0]
        return answered


@contextmanager
def twins(server: Server) -> Iterator[Twins]:
    """Two empty libraries; gone at the end."""
    name = server.make()
    memory = str(_MEMORY) if _MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="onrecord-twins-", dir=memory) as place:
        pair = Twins(Path(place) / "one.onrecord", server.address(name))
        try:
            yield pair
        finally:
            for library in pair.libraries:
                library.close()
            server.run(f"DROP DATABASE {name} WITH (FORCE)")


def drawn(seed: int) -> list[Doing]:
    """Operations drawn by a seed."""
    rng = random.Random(seed)
    names = list(STEPS)

    def one(name: str) -> Doing:
        return name, rng.randrange(1000), rng.randrange(1000), rng.randrange(1000)

    return [one("add") for _ in range(rng.randint(1, 4))] + [one(rng.choice(names)) for _ in range(rng.randint(8, 20))]


def _apart(one: str, two: str) -> str:
    """Two answers from where they part."""
    at = next((place for place, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1]), 0)
    start = max(0, at - 200)
    return f"  file:   {one[start : at + 400]}\n  server: {two[start : at + 400]}"
