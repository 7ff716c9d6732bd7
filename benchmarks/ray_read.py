"""Archives through Ray: beside as many local processes, on more nodes, and in how much memory.

    python -m benchmarks.ray_read --part share|nodes|memory [--data DATA] [--pages N] [--turns N] [--reports N]

``share``: a crawl made by ``benchmarks.crawl`` is read into tables by ``onrecord read --out`` with two local processes
and with two workers on Ray, whole runs turn by turn, Ray's start and end and the writing of the tables included.
``nodes``: the same crawl on a cluster of one node and of two, on this machine, all processes of a node held to one core
of their own; the head and the program that asks have no core to themselves.  ``memory``: generated reports of 60 words
through Ray with two workers; of each worker, with the process that reads for it, the proportional set size, sampled
once a second.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

from benchmarks.common import ROOT, check_floors, cpu, data_folder

PARTS = ["share", "nodes", "memory"]
WORKERS = 2
# What is measured is no page that is hard to lay out; on a busy machine any page may take long.
PATIENT = {**os.environ, "ONRECORD_PAGE_SECONDS": "60"}


def share(warc: Path, turns: int, place: Path) -> dict[str, float]:
    """Words a second of local processes and of Ray, and the share of the one in the other."""
    seconds, words = {"local": 0.0, "ray": 0.0}, {"local": 0, "ray": 0}
    for turn in range(turns):
        for engine in ("local", "ray") if turn % 2 else ("ray", "local"):
            took, read = _run(warc, place / "tables", "--engine", engine, "--workers", str(WORKERS))
            seconds[engine] += took
            words[engine] += read
            print(f"  {engine}: {read:,} words in {took:.1f} s, {read / took:,.0f} a second", flush=True)
    speed = {engine: words[engine] / seconds[engine] for engine in seconds}
    return {
        "local_words_per_second": speed["local"],
        "ray_words_per_second": speed["ray"],
        "share_of_local": speed["ray"] / speed["local"],
    }


def nodes(warc: Path, turns: int, place: Path) -> dict[str, float]:
    """How many times as fast two nodes are as one."""
    seconds = {1: 0.0, 2: 0.0}
    for turn in range(turns):
        for count in (1, 2) if turn % 2 else (2, 1):
            with _Nodes(count) as address:
                took, words = _run(warc, place / "tables", "--engine", "ray", "--address", address)
            seconds[count] += took
            print(f"  {count} nodes: {words:,} words in {took:.1f} s, {words / took:,.0f} a second", flush=True)
    return {"speed_up_of_two_nodes": seconds[1] / seconds[2]}


class _Nodes:
    """A cluster of nodes with one core each, on this machine, behind a head without any.

    Told that it has one processor, a node runs one reader, but its own processes and Ray's would take whatever core is
    idle: with one node on two cores a second one works for it.  So each node is held to its core.
    """

    def __init__(self, count: int) -> None:
        self._count = count

    def __enter__(self) -> str:
        from onrecord.scale.on_ray import RayEngine

        RayEngine()  # sets what keeps Ray quiet
        from ray.cluster_utils import Cluster

        self._cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
        ours = os.sched_getaffinity(0)
        if len(ours) < self._count:
            raise SystemExit(f"{self._count} nodes with a core each need as many, there are {len(ours)}")
        for core in sorted(ours)[: self._count]:
            os.sched_setaffinity(0, {core})  # what is started now keeps to it
            try:
                self._cluster.add_node(num_cpus=1, object_store_memory=200_000_000)
            finally:
                os.sched_setaffinity(0, ours)
        address = self._cluster.address
        assert isinstance(address, str)
        return address

    def __exit__(self, *_: object) -> None:
        self._cluster.shutdown()  # type: ignore[no-untyped-call]


def memory(reports: int, place: Path) -> dict[str, float]:
    """Megabytes of the largest worker, and how they grow from the first third of a run to the last."""
    source = place / "reports.jsonl"
    _write_reports(source, reports)
    samples: dict[int, list[tuple[float, float]]] = defaultdict(list)
    began = time.monotonic()
    with _begun(source, place / "tables", "--engine", "ray", "--workers", str(WORKERS)) as process:
        while process.poll() is None:
            time.sleep(1)
            for worker, megabytes in _workers(process.pid).items():
                samples[worker].append((time.monotonic() - began, megabytes))
    if process.returncode:
        raise SystemExit(f"reading failed with {process.returncode}")
    took = time.monotonic() - began
    manifest = json.loads((place / "tables" / "manifest.json").read_text(encoding="utf-8"))
    print(f"  {manifest['counts']['reports']:,} reports in {took:.0f} s, {len(samples)} workers", flush=True)
    largest = max(megabytes for some in samples.values() for _, megabytes in some)
    growth = []
    for some in samples.values():
        # What lived through the reading: those that took the inputs apart and those that read them.
        if some[-1][0] - some[0][0] > took / 2:
            parts = len(some) // 6
            early = statistics.median(megabytes for _, megabytes in some[parts : 2 * parts + 1])
            late = statistics.median(megabytes for _, megabytes in some[-2 * parts - 1 : -parts])
            growth.append(100 * (late / early - 1))
            print(f"  a worker: {early:.0f} MB early, {late:.0f} MB late", flush=True)
    return {"worker_megabytes": largest, "worker_growth_percent": max(growth, default=0.0)}


def _workers(driver: int) -> dict[int, float]:
    """The proportional set sizes of all workers of a driver's cluster, each with its children, in megabytes."""
    import psutil

    found: dict[int, float] = {}
    with suppress(psutil.Error):
        for one in psutil.Process(driver).children(recursive=True):
            with suppress(psutil.Error, IndexError):
                if not one.cmdline()[0].startswith("ray::") or "IDLE" in one.cmdline()[0]:
                    continue
                sizes = [part.memory_full_info().pss for part in (one, *one.children(recursive=True))]
                found[one.pid] = sum(sizes) / 1e6
    return found


_SUBJECTS = "the mayor of Velden, the harbour master, the ferry union, the water board, a spokesman for the port".split(
    ", "
)
_VERBS = "said on Monday that, denied on Tuesday that, told reporters that, announced that, warned that".split(", ")
_WHAT = (
    "the bridge would stay shut until the autumn, the quay had been paid for, twelve boats were lost in the storm, "
    "the lock would open again in March, nobody had been asked, the council would vote on the plan"
).split(", ")


def _write_reports(target: Path, count: int) -> None:
    """So many reports of 60 words, a line of JSON each."""
    rng = random.Random(5)
    with target.open("w", encoding="utf-8") as file:
        for number in range(count):
            words: list[str] = []
            while len(words) < 60:
                sentence = f"{rng.choice(_SUBJECTS)} {rng.choice(_VERBS)} {rng.choice(_WHAT)}."
                words += (sentence[0].upper() + sentence[1:]).split()
            day = f"{2015 + number % 6}-{number % 12 + 1:02}-{number % 28 + 1:02}"
            row = {"text": " ".join(words[:60]), "url": f"https://velden.example/{number}", "date": day}
            file.write(json.dumps(row) + "\n")


def _run(source: Path, out: Path, *options: str) -> tuple[float, int]:
    """Seconds of a whole run, and words that it read."""
    shutil.rmtree(out, ignore_errors=True)
    began = time.perf_counter()
    with _begun(source, out, *options) as process:
        status = process.wait()
    took = time.perf_counter() - began
    if status:
        raise SystemExit(f"reading failed with {status}")
    return took, json.loads((out / "manifest.json").read_text(encoding="utf-8"))["counts"]["words"]


def _begun(source: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "onrecord", "read", str(source), "--out", str(out), *options]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=PATIENT)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--pages", type=int, default=4000)
    parser.add_argument("--turns", type=int, default=2)
    parser.add_argument("--reports", type=int, default=20_000)
    arguments = parser.parse_args()
    folder = data_folder(arguments.data)
    failed: list[str] = []
    for part in [arguments.part] if arguments.part else PARTS:
        with tempfile.TemporaryDirectory() as name:
            place = Path(name)
            if part == "memory":
                print(f"ray_read, memory, {arguments.reports:,} reports, {WORKERS} workers, {cpu()[0]}", flush=True)
                figures = memory(arguments.reports, place)
            elif folder is None:
                print(f"ray_read, {part}: skipped, ONRECORD_DATA is not set")
                continue
            else:
                from benchmarks.crawl import pages, write_warc

                warc = place / "crawl.warc.gz"
                write_warc(warc, pages(folder, arguments.pages, seed=1))
                print(f"ray_read, {part}, {arguments.pages} pages, {cpu()[0]}", flush=True)
                figures = (share if part == "share" else nodes)(warc, arguments.turns, place)
            failed += check_floors("ray_read", figures)
    return bool(failed)


if __name__ == "__main__":
    raise SystemExit(main())
