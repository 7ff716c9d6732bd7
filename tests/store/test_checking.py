"""Each way in which a library can be broken is found, and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.settings import Settings
from onrecord.store.place import place_of
from tests.store.engines import change, on_server
from tests.store.made import ENGLISH, document, german, opened, put, run

BREAKS = {
    "DELETE FROM statement WHERE id = 1": "rows of statement,",
    "DELETE FROM problem WHERE report = 2": "rows of problem, 1 in its record",
    "UPDATE record SET data = X'00' WHERE report = 1": "its record cannot be read",
    "DELETE FROM record WHERE report = 1": "its record is not there",
    "UPDATE record SET data = (SELECT data FROM record WHERE report = 2) WHERE report = 1": "its row is of another record",
    "UPDATE capture SET data = X'00'": "the bytes that were kept of it are broken",
    "UPDATE capture SET data = (SELECT data FROM capture ORDER BY hash LIMIT 1)": "the bytes that were kept of it are others",
    "DELETE FROM sighting WHERE report = 2": "nothing tells where it came from",
    "UPDATE report SET latest = 0 WHERE id = 3": "0 versions are marked as the latest",
    "INSERT INTO problem (id, report, kind, detail) VALUES (77, 77, 'x', 'y')": "refers to a row of report that is not there",
}
# What is said in another way to a server, and what it does not let happen.
ON_SERVER = {one: one.replace("X'00'", r"'\x00'").replace("latest = 0", "latest = false") for one in BREAKS}
REFUSED = {"INSERT INTO problem (id, report, kind, detail) VALUES (77, 77, 'x', 'y')"}


@pytest.mark.parametrize("broken", BREAKS)
def test_what_is_broken_is_named(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "library.onrecord"
    put(path, [document(ENGLISH.format(number=1)), document(german(2)), document(german(3), url="https://a.example/x")])
    with opened(path) as library:
        assert library.check().faults == ()
    if on_server() and broken in REFUSED:
        with pytest.raises(Exception, match="violates foreign key"):
            change(path, broken)
        return
    change(path, broken if not on_server() else ON_SERVER[broken])
    with opened(path) as library:
        faults = library.check().faults
        assert any(BREAKS[broken] in fault for fault in faults), faults
        if "X'00'" in broken and "capture" in broken:
            assert library.reread(every=True, workers=1).refused == 3


def test_the_command(tmp_path: Path) -> None:
    path = tmp_path / "library.onrecord"
    put(path, [document(german(2))])
    with opened(path) as library:
        found = library.check().hash
        assert run("library", "check", "--library", path).stdout == f"1 reports, hash {found}\n"
        with library.writing() as connection:
            connection.exec_driver_sql("DELETE FROM problem")
    done = run("library", "check", "--library", path)
    assert done.returncode == 4
    assert "0 rows of problem, 1 in its record" in done.stderr
    assert run("library", "path", "--library", path).stdout == f"{place_of(path, Settings())}\n"
