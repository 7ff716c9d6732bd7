"""The reading room under readers: how long its pages take over a large library, and how large they are.

    python -m benchmarks.room [--reports 50000] [--seconds 60] [--readers 20] [--keep FOLDER]

A library of so many generated reports (``find_library``, rows written straight to the store) is served by the command
itself, in a process of its own.  ``report``, ``search``: so many readers, each opening a page every two seconds, half
of them reports and half searches; the 95th percentile in milliseconds, from the request to the last byte, on the same
two processors as the readers.  ``first_paint``: the median over reports of what Chromium says of its first paint, in a
context that has nothing kept.  ``largest``: kilobytes of the largest page of all that were opened, with the widest
queries that a library has.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from statistics import median
from urllib.parse import quote_plus

import urllib3

from benchmarks.common import ROOT, check_floors, cpu
from benchmarks.find import build, redraw
from benchmarks.find_library import SAID, Made, library_file, made

SEED = 17
EVERY = 2.0  # seconds between two pages of a reader


@contextmanager
def served(library: Path) -> Iterator[str]:
    """Serve a library by the command; gives its address."""
    command = [sys.executable, "-m", "onrecord", "serve", "--port", "0", "--as", "bench", "--library", str(library)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        while not (found := re.search(r"http://\S+", line := process.stderr.readline())):
            if process.poll() is not None:
                raise SystemExit(f"the server did not start: {line}")
        address = found[0].rstrip("/")
        _awake(address)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _awake(address: str) -> None:
    for _ in range(200):
        try:
            urllib3.request("GET", f"{address}/", retries=False)
            return
        except urllib3.exceptions.HTTPError:
            time.sleep(0.05)
    raise SystemExit("the server does not answer")


def addresses(source: Made, reports: int, count: int) -> list[tuple[str, str]]:
    """What readers open: kind and address, as many reports as searches."""
    rng = random.Random(SEED)
    common, middle = source.words[:15], source.words[80:1500]
    searches = [
        lambda: f"words={quote_plus(' '.join(rng.sample(middle, 2)))}",
        lambda: f"words={quote_plus(rng.choice(middle))}",
        lambda: f"words={quote_plus(rng.choice(common))}",
        lambda: f"words={quote_plus(rng.choice(middle))}&act=denies",
        lambda: f"words={quote_plus(rng.choice(middle))}&first={2017 + rng.randrange(5)}",
        lambda: f"speaker={quote_plus(rng.choice(source.speakers).name)}",
        lambda: f"words={quote_plus(rng.choice(middle))}&publisher={quote_plus(rng.choice(source.publishers))}",
    ]
    found = []
    for number in range(count):
        if number % 2:
            found.append(("report", f"/reports/{rng.randint(1, reports)}"))
        else:
            found.append(("search", f"/search?{rng.choice(searches)()}"))
    return found


class Readers:
    """Readers at once; milliseconds by kind, sizes by address, and what went wrong."""

    def __init__(self, address: str) -> None:
        self.took: dict[str, list[float]] = defaultdict(list)
        self.sizes: dict[str, int] = {}
        self.wrong: list[str] = []
        self._address = address

    def read(self, pages: Sequence[tuple[str, str]], readers: int, seconds: float) -> None:
        """Open the pages, each reader another part of them."""
        threads = [
            threading.Thread(target=self._reader, args=(pages[number::readers], number / readers, seconds))
            for number in range(readers)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

    def open(self, kind: str, page: str, pool: urllib3.PoolManager) -> None:
        """Open one page."""
        began = time.perf_counter()
        answer = pool.request(
            "GET", self._address + page, retries=urllib3.Retry(None, connect=0, read=0, redirect=2), timeout=30
        )
        self.took[kind].append(1000 * (time.perf_counter() - began))
        self.sizes[page] = len(answer.data)
        if answer.status != 200:
            self.wrong.append(f"{answer.status} {page}")

    def _reader(self, pages: Sequence[tuple[str, str]], offset: float, seconds: float) -> None:
        pool = urllib3.PoolManager(maxsize=1)
        began = time.perf_counter() + offset * EVERY
        for number, (kind, page) in enumerate(pages):
            due = began + number * EVERY
            if due > began + seconds:
                return
            time.sleep(max(0.0, due - time.perf_counter()))
            self.open(kind, page, pool)


def first_paint(address: str, numbers: Sequence[int]) -> float | None:
    """The median milliseconds to the first paint of a report; None where there is no browser."""
    import shutil

    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        return None
    found = list[float]()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for number in numbers:
            context = browser.new_context(viewport={"width": 1280, "height": 860})
            page = context.new_page()
            page.goto(f"{address}/reports/{number}")
            told = page.wait_for_function("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
            found.append(float(told.json_value()))
            context.close()
        browser.close()
    return float(median(found))


def widest(source: Made) -> list[str]:
    """Pages that show as much as they can."""
    word = quote_plus(source.words[0])
    most = quote_plus(source.speakers[0].name)
    return ["/", f"/search?words={word}", f"/search?speaker={most}", f"/people?name={most}", f"/timeline?words={word}"]


def percentile(some: Sequence[float], share: float) -> float:
    """The value below which so great a share lies."""
    return sorted(some)[min(len(some) - 1, ceil(share * len(some)) - 1)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=50_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    print(f"room, {arguments.reports:,} reports, {arguments.readers} readers, {cpu()[0]}")
    source = made(SEED, max(50, arguments.reports * SAID // 40))
    with tempfile.TemporaryDirectory() as temporary:
        path = library_file(arguments.keep or Path(temporary))
        if path.exists():
            redraw(source, 200)
        else:
            build(path, source, arguments.reports)
        count = arguments.readers * (int(arguments.seconds / EVERY) + 2)
        pages = addresses(source, arguments.reports, count)
        with served(path) as address:
            readers = Readers(address)
            readers.read(pages[: 4 * arguments.readers], arguments.readers, 4)  # all is loaded then
            readers.took.clear()
            readers.read(pages, arguments.readers, arguments.seconds)
            pool = urllib3.PoolManager()
            for page in widest(source):
                readers.open("wide", page, pool)
            paint = first_paint(address, range(1, 12))
    figures = {f"{kind}_p95": percentile(readers.took[kind], 0.95) for kind in ("report", "search")}
    figures |= {f"{kind}_median": median(readers.took[kind]) for kind in ("report", "search")}
    figures["largest_kilobytes"] = max(readers.sizes.values()) / 1000
    if paint is not None:
        figures["first_paint"] = paint
    opened = sum(len(some) for some in readers.took.values())
    print(f"  {opened} pages opened; the largest: {max(readers.sizes, key=lambda page: readers.sizes[page])}")
    for line in readers.wrong[:10]:
        print(f"  WRONG: {line}")
    section = "room" if arguments.reports >= 50_000 else "room-small"
    return bool(check_floors(section, figures)) or bool(readers.wrong)


if __name__ == "__main__":
    raise SystemExit(main())
