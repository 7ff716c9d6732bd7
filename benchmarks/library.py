"""The library: adding a crawl beside bare reading, the same documents in any order, kill -9.

    python -m benchmarks.library --part speed|memory|same|kill [--data DATA] [--pages N] [--documents N] [--kills N]

``speed``: a crawl made by ``benchmarks.crawl`` is read bare (``Reader.read_many``, two workers) and added (``onrecord
add``, two workers) in the same run, in chunks turn by turn, so that a noisy machine disturbs both alike.  ``memory``:
what a run of ``add`` over the whole crawl holds: the proportional set sizes of all its processes, summed, sampled twice
a second, after a fifth of the pages and after all of them.  ``same``: documents that share bytes, words and addresses
are added three times, shuffled, with four workers.  ``kill``: ``tests/store/test_killed.py`` with so many kills.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from benchmarks.common import ROOT, check_floors, cpu, data_folder

PARTS = ["speed", "memory", "same", "kill"]
WORKERS = 2
CHUNK = 250  # pages; so many that the start of the programs does not count
# What is measured is no page that is hard to lay out; on a busy machine any page may take long.
PATIENT = {**os.environ, "ONRECORD_PAGE_SECONDS": "60"}


def add_speed(warc: Path, pages: int, place: Path) -> dict[str, float]:
    """Pages a second read bare and added, chunk by chunk in turn; the share of the sums."""
    seconds, processor = {"bare": 0.0, "added": 0.0}, {"bare": 0.0, "added": 0.0}
    library = place / "library.onrecord"
    for number, chunk in enumerate(_chunks(warc, CHUNK, place)):
        turns = ("bare", "added") if number % 2 else ("added", "bare")
        for what in turns:
            began, used = time.perf_counter(), _processor_seconds()
            if what == "bare":
                _read_bare(chunk)
            else:
                _add(chunk, library)
            seconds[what] += time.perf_counter() - began
            processor[what] += _processor_seconds() - used
        chunk.unlink()
        share = 100 * seconds["bare"] / seconds["added"]
        print(f"  {(number + 1) * CHUNK} pages: {share:.1f} % of bare reading so far", flush=True)
    return {
        "bare_pages_per_second": pages / seconds["bare"],
        "added_pages_per_second": pages / seconds["added"],
        "share_of_bare_reading": seconds["bare"] / seconds["added"],
        "share_by_processor_time": processor["bare"] / processor["added"],
    }


def _processor_seconds() -> float:
    """What all ended processes of this one have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _chunks(warc: Path, size: int, place: Path) -> Iterator[Path]:
    """The WARC in parts of so many records, each a file."""
    records = _members(warc)
    next(records)  # the one about the file
    number = 0
    while part := list(islice(records, size)):
        number += 1
        path = place / f"part-{number}.warc.gz"
        path.write_bytes(b"".join(part))
        yield path


def _members(warc: Path) -> Iterator[bytes]:
    """The gzip members of a WARC that ``benchmarks.crawl`` wrote, packed anew."""
    with gzip.open(warc, "rb") as file:
        while head := file.readline():
            lines = [head]
            while (line := file.readline()).strip():
                lines.append(line)
            length = next(int(one.split(b":")[1]) for one in lines if one.startswith(b"Content-Length:"))
            yield gzip.compress(b"".join(lines) + b"\r\n" + file.read(length) + b"\r\n\r\n", compresslevel=1)
            file.read(4)


READ_BARE = """
import sys
from onrecord.acquire.sources import documents_of
from onrecord.errors import InputError
from onrecord.reader import Reader
from onrecord.settings import load_settings
settings = load_settings()
pages = (one.data for one in documents_of(sys.argv[1], settings))
failed = sum(isinstance(one, InputError) for one in Reader(settings).read_many(pages, workers=int(sys.argv[2])))
sys.exit(f"{failed} pages were not read" if failed else 0)
"""


def _read_bare(warc: Path) -> None:
    subprocess.run([sys.executable, "-c", READ_BARE, str(warc), str(WORKERS)], check=True, cwd=ROOT, env=PATIENT)


def _add(warc: Path, library: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "add", str(warc), "--workers", str(WORKERS), "--library", str(library)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, env=PATIENT)


def add_memory(warc: Path, pages: int, place: Path) -> dict[str, float]:
    """Megabytes that a whole run of ``add`` holds at a fifth of the pages and at the end, and the most of all."""
    import psutil

    library = place / "memory.onrecord"
    command = [sys.executable, "-m", "onrecord", "add", str(warc), "-v", "--workers", str(WORKERS)]
    samples: list[tuple[int, float]] = []
    log = place / "told.txt"
    with log.open("wb") as told:
        process = subprocess.Popen([*command, "--library", str(library)], cwd=ROOT, stdout=told, env=PATIENT)
        while process.poll() is None:
            time.sleep(0.5)
            megabytes = 0.0
            with suppress(psutil.Error):
                main = psutil.Process(process.pid)
                for one in (main, *main.children(recursive=True)):
                    with suppress(psutil.Error):
                        megabytes += one.memory_full_info().pss / 1e6
            samples.append((log.read_bytes().count(b"\n"), megabytes))
    if process.returncode:
        raise SystemExit(f"adding failed with {process.returncode}")
    fifth = _around(samples, pages // 5, pages // 25)
    end = _around(samples, pages - pages // 25, pages // 25)
    return {
        "megabytes_after_a_fifth": fifth,
        "megabytes_at_the_end": end,
        "memory_growth_percent": 100 * (end / fifth - 1),
        "memory_megabytes": max(megabytes for _, megabytes in samples),
    }


def _around(samples: list[tuple[int, float]], place: int, within: int) -> float:
    """The median of the samples taken while so many documents were done."""
    near = [megabytes for done, megabytes in samples if abs(done - place) <= within]
    return statistics.median(near or [min(samples, key=lambda one: abs(one[0] - place))[1]])


def same_in_any_order(count: int, place: Path) -> dict[str, float]:
    """How many different libraries come of the same documents, shuffled; one is right."""
    from onrecord.library import Library
    from onrecord.settings import Settings
    from tests.store.made import mixed

    documents = mixed(count, seed=3)
    hashes = set()
    for turn in range(3):
        random.Random(turn).shuffle(documents)
        with Library(place / f"{turn}.onrecord", Settings()) as library:
            began = time.perf_counter()
            done = library.add_documents(documents, workers=4)
            seconds = time.perf_counter() - began
            checked = library.check()
        print(f"  {done.added} added, {done.versions} versions, {done.unchanged} unchanged in {seconds:.1f} s")
        print(f"  {checked.reports} reports, hash {checked.hash}")
        hashes.add((checked.hash, checked.faults))
    return {"different_libraries": len(hashes), "faults": sum(len(faults) for _, faults in hashes)}


def killed(kills: int, place: Path) -> dict[str, float]:
    """Kills, and reports that were acknowledged before them; the test fails where one is lost."""
    from tests.store.test_killed import all_killed

    return {"kills": kills, "acknowledged_before_a_kill": all_killed(place, kills, seed=5)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--pages", type=int, default=2500)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=200)
    arguments = parser.parse_args()
    folder = data_folder(arguments.data)
    failed: list[str] = []
    for part in [arguments.part] if arguments.part else PARTS:
        with tempfile.TemporaryDirectory() as name:
            place = Path(name)
            if part in ("speed", "memory"):
                if folder is None:
                    print(f"library, {part}: skipped, ONRECORD_DATA is not set")
                    continue
                from benchmarks.crawl import pages, write_warc

                warc = place / "crawl.warc.gz"
                write_warc(warc, pages(folder, arguments.pages, seed=1))
                print(f"library, {part}, {arguments.pages} pages, {WORKERS} workers, {cpu()[0]}", flush=True)
                figures = (add_speed if part == "speed" else add_memory)(warc, arguments.pages, place)
            elif part == "same":
                print(f"library, {arguments.documents} documents in three orders, 4 workers")
                figures = same_in_any_order(arguments.documents, place)
            else:
                print("library, kill -9 while adding")
                figures = killed(arguments.kills, place)
            failed += check_floors("library", figures)
    return bool(failed)


if __name__ == "__main__":
    raise SystemExit(main())
