"""Free memory goes back to the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

LOOK = """
import re
from pathlib import Path
from onrecord.memory import give_back

def held():
    return int(re.search(r"^VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text(), re.M)[1])

give_back()
some = [bytes(50_000) for _ in range(2000)]
last = bytes(50_000)  # what lies at the end keeps the heap from shrinking by itself
del some
before = held()
give_back()
print(before - held())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux's C library is told to")
def test_free_memory_is_given_back() -> None:
    told = subprocess.run([sys.executable, "-c", LOOK], check=True, capture_output=True, text=True).stdout
    assert int(told) > 50_000  # kilobytes, of 100,000
