"""Many threads that read records at once, the first ones of a program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.store.engines import address_of
from tests.store.made import environment, tiny

FIRST = """
import sys, threading
sys.setswitchinterval(1e-6)
from onrecord.library import Library
library = Library(sys.argv[1])
gate = threading.Barrier(20)
read = []
def look():
    gate.wait()
    read.append(library.report(1).id)
threads = [threading.Thread(target=look) for _ in range(20)]
for one in threads: one.start()
for one in threads: one.join()
assert len(read) == 20 and len(set(read)) == 1
"""


def test_the_first_records_are_read_by_many_at_once(tmp_path: Path) -> None:
    from onrecord.library import Library
    from onrecord.settings import Settings

    path = tmp_path / "library.onrecord"
    (tmp_path / "one.txt").write_text(tiny(1), encoding="utf-8")
    with Library(path, Settings()) as library:
        library.add(tmp_path / "one.txt", workers=1)
    for _ in range(4):
        done = subprocess.run(
            [sys.executable, "-c", FIRST, address_of(path)],
            env=environment(),
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
