"""The server's disk takes no more: a clear reason, all that was acknowledged is kept, and with room it goes on."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import LibraryFull
from onrecord.library import Library
from onrecord.settings import Settings
from tests.store.made import document, german, put, run, write_reports
from tests.store.postgres.adding import keys_of
from tests.store.postgres.own import OwnServer
from tests.store.test_full import told

pytestmark = pytest.mark.file_only
REPORTS = 500
# Of a server whose disk cannot be made small: what it says when it is full, once so many records are there.
_FULL = """
CREATE FUNCTION full_now() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (SELECT count(*) FROM record) >= 120 THEN
    RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100';
  END IF;
  RETURN NEW;
END $$
"""


@pytest.fixture
def small_disk() -> Iterator[Path | None]:
    """A small disk that the server may write to, where one may be mounted; not in the tests' own folders, into which it
    may not look."""
    place = Path(tempfile.mkdtemp(prefix="or-"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)]
    may = sys.platform == "linux" and os.geteuid() == 0
    if not (may and subprocess.run(mount, capture_output=True, check=False).returncode == 0):
        yield None
        place.rmdir()
        return
    place.chmod(0o755)
    os.chown(place, pwd.getpwnam("pgserver").pw_uid, -1)
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)
    place.rmdir()


def test_a_full_disk(own: OwnServer, tmp_path: Path, small_disk: Path | None) -> None:
    folder = write_reports(tmp_path / "reports", REPORTS)
    if small_disk is not None:
        own.run(f"CREATE TABLESPACE small LOCATION '{small_disk}'", "CREATE DATABASE full_disk TABLESPACE small")
        address = own.address("full_disk")
    else:
        address = own.make("full_disk")
    with Library(address, Settings()) as library:
        library.make()
    if small_disk is not None:
        (small_disk / "other").write_bytes(bytes(shutil.disk_usage(small_disk).free - 600_000))
    else:
        trigger = "CREATE TRIGGER full_now BEFORE INSERT ON record FOR EACH ROW EXECUTE FUNCTION full_now()"
        own.run(_FULL, trigger, database="full_disk")
    done = run("add", folder, "-v", "--workers", "1", "--library", address)
    said = done.stderr.splitlines()
    assert (done.returncode, len(said)) == (4, 1), done.stderr
    assert "no space is left on the server's disk" in said[0]
    stored = told(done.stdout)
    assert 0 < len(stored) < REPORTS
    assert stored <= keys_of(address)
    with Library(address, Settings()) as library:
        assert library.find("Brücke", kinds=["reports"]).hits
        if small_disk is None:
            with pytest.raises(LibraryFull, match="make room"):
                library.add_documents([document(german(number), uri=str(number)) for number in range(4)], workers=1)
    # With room again, the same command goes on.
    if small_disk is not None:
        (small_disk / "other").unlink()
    else:
        own.run("DROP TRIGGER full_now ON record", database="full_disk")
    again = run("add", folder, "--workers", "1", "--library", address)
    assert (again.returncode, len(keys_of(address))) == (0, REPORTS), again.stderr
    own.run("DROP DATABASE full_disk WITH (FORCE)", *(["DROP TABLESPACE small"] if small_disk else []))


def test_what_does_not_fit_is_told(own: OwnServer) -> None:
    address = own.make("full_soon")
    put(address, [document(german(1), uri="1")])
    trigger = "CREATE TRIGGER full_now BEFORE INSERT ON judgement FOR EACH ROW EXECUTE FUNCTION full_now()"
    own.run(_FULL.replace(">= 120", ">= 1"), trigger, database="full_soon")
    with Library(address, Settings()) as library:
        with pytest.raises(LibraryFull, match="what was stored is kept"):
            library.judge(1, "report", "publisher", "x", "ina")
        assert library.check().faults == () and not library.history(1)
