"""Both engines find the same: random words, phrases, beginnings, choices, exclusions, marks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.settings import Settings
from onrecord.store import schema, search
from onrecord.store.place import place_of
from onrecord.store.postgres import search as postgres
from onrecord.store.query import parse_query
from onrecord.store.search import KINDS, Entry, Sought, by_day, leaf, ranked
from onrecord.store.sqlite import search as sqlite
from onrecord.store.sqlite.place import FilePlace

pytestmark = pytest.mark.server_only  # beside a file

WORDS = (
    "ferry ferries Ferry's organization organise organs co-op naïve NAIVE Straße strasse happy happily 1,234 don't the "
    "it's hopping hope l'état \\ ' % \" \U0001f41f & | ! <-> :* harbour harbours AND NOT NEAR( {marks} s7 =s7 a+b x_y "
    "Übergröße Ω İstanbul ﬁre \u0130 \u00ad e\u0301t 漢字 中 ² ½"
).split(" ")
some_words = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
days = st.sampled_from([None, "2021-03-04", "2021-03-05", "1066-10-14", "no day"])
marks = st.lists(st.sampled_from(["s7", "s8", "kdirect", "u12345"]), unique=True, max_size=3)
entries = st.builds(
    Entry, kind=st.sampled_from(KINDS), number=st.just(0), day=days, words=some_words, names=some_words,
    marks=marks.map(" ".join),
)  # fmt: skip
term = st.sampled_from(WORDS).flatmap(
    lambda word: st.sampled_from([word, f"{word}*", f"{word[:4]}*", f"-{word}", f'"{word} ferry"', f"{word} OR happy"])
)
asked = st.one_of(
    st.lists(term, min_size=1, max_size=4).map(" ".join),
    some_words.map(lambda words: '"' + words.replace('"', "") + '"'),
)


@pytest.fixture(scope="module")
def both(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Connection]]:
    path = tmp_path_factory.mktemp("alike") / "made.onrecord"
    engines = [FilePlace(path).engine(), place_of(path.with_name("other"), Settings()).engine()]
    with engines[0].begin() as one, engines[1].begin() as other:
        schema.metadata.create_all(one)
        search.create_index(one)
        assert (one.dialect.name, other.dialect.name) == ("sqlite", "postgresql")
        yield [one, other]
    for engine_ in engines:
        engine_.dispose()


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    made=st.lists(entries, min_size=1, max_size=25), typed=st.lists(asked, min_size=4, max_size=10),
    sought=st.lists(marks.map(tuple), max_size=1), bounds=st.tuples(days, days), shortened=st.booleans(),
)  # fmt: skip
def test_the_same_is_found(
    both: list[Connection], made: list[Entry], typed: list[str], sought: list[tuple[str, ...]],
    bounds: tuple[str | None, str | None], shortened: bool,
) -> None:  # fmt: skip
    numbered = [
        Entry(kind=one.kind, number=number, day=one.day, words=one.words, names=one.names, marks=one.marks)
        for number, one in enumerate(made, 1)
    ]
    for connection, module in zip(both, (sqlite, postgres), strict=True):
        module.clear(connection)
        module.put(connection, numbered)
    first, last = (day if day != "no day" else None for day in bounds)
    for words in typed:
        try:
            query = parse_query(words)
        except UsageError:
            continue
        what = Sought(
            query=query, marks=tuple(one for one in sought if one), first=first, last=last, shortened=shortened
        )
        for kind in KINDS:
            one, other = ([by_day(connection, kind, what, 100)] for connection in both)
            assert one == other, (words, kind)
            leaves = [leaf(connection, kind, what, 100, oldest=True) for connection in both]
            assert leaves[0] == leaves[1]
            if what.empty:
                continue
            one, other = ([sorted(n for n, _ in ranked(connection, kind, what, 100)[0])] for connection in both)
            assert one == other


def test_names_are_found_alike(both: list[Connection]) -> None:
    from onrecord.store.entities_naming import lookup_key

    names = [
        "Ada Brisk",
        'O\'Brien \\ % "Tim"',
        "Ýrr Ásta",
        "\U0001f41f Fish",
        "Jean-Luc d'Arc",
        "x" * 3000,
        "ab:* & !c",
    ]
    for connection in both:
        connection.execute(schema.entity.insert(), {"id": 1, "handle": "x", "kind": "person", "name": "X"})
        rows = [
            {"id": number, "entity": 1, "name": name, "key": lookup_key(name)} for number, name in enumerate(names, 1)
        ]
        connection.execute(schema.entity_name.insert(), rows)
    for words in (
        ["brisk"],
        ["ada", "bri"],
        ["o", "brien"],
        ["tim"],
        ["asta"],
        ["fish"],
        ["jean", "luc"],
        ["arc"],
        ["x" * 3000],
        ["xx"],
        ["ab", "c"],
        [],
    ):
        for prefix in (False, True):
            one, other = (sorted(search.names_with(connection, words, prefix=prefix)) for connection in both)
            assert one == other, (words, prefix)
