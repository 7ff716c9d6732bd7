"""The same archives through Ray: the same tables, whatever dies on the way."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.scale_archive import documents, drafts
from benchmarks.scale_compared import copies_in, utterances_in
from benchmarks.scale_folder import into_folder
from onrecord.scale.across.run import follow_across
from onrecord.scale.on_ray import RayEngine
from tests.conftest import ROOT
from tests.scale.made import archive, digest, read_into, rows, write_warc

pytestmark = pytest.mark.filterwarnings("ignore")
SECONDS = 240
REPORTS = 160


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A head without processors, and two nodes with one each."""
    RayEngine()  # sets what keeps Ray quiet
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    made.add_node(num_cpus=1)
    made.add_node(num_cpus=1)
    yield made
    made.shutdown()  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_warc(tmp_path_factory.mktemp("big") / "big.warc.gz", range(REPORTS))


@pytest.fixture(scope="module")
def at_once(big: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("at-once") / "tables"
    read_into([big], folder)
    return folder


def begun(source: Path, folder: Path, address: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.scale.on_cluster", str(source), str(folder), address], cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip


def told(process: subprocess.Popen[str], count: int) -> list[str]:
    """The first so many units that a driver tells of."""
    assert process.stdout is not None
    return [process.stdout.readline() for _ in range(count)]


def test_the_same_tables_as_on_one_machine(cluster: Any, tmp_path: Path) -> None:
    inputs = archive(tmp_path / "archive")
    read_into([inputs], tmp_path / "local")
    engine = RayEngine(cluster.address)
    done = read_into([inputs], tmp_path / "ray", engine)
    assert digest(tmp_path / "ray") == digest(tmp_path / "local")
    assert done.counts["reports"] == len(rows(tmp_path / "local", "reports"))


def test_the_driver_is_killed(cluster: Any, big: Path, at_once: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    process = begun(big, folder, cluster.address)
    told(process, 1)
    process.kill()
    process.wait()
    assert not (folder / "manifest.json").exists() and not (folder / "reports").exists()
    kept = len(list((folder / "_job" / "units").rglob("*.parquet")))
    assert 1 <= kept < REPORTS / 4
    second = begun(big, folder, cluster.address)
    out, _ = second.communicate(timeout=SECONDS)
    assert f"done {REPORTS}" in out
    # All that are not kept, and that the file has no more.
    assert out.count("unit ") <= REPORTS / 4 - kept + 1
    assert digest(folder) == digest(at_once)


def test_a_node_is_killed(cluster: Any, big: Path, at_once: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    process = begun(big, folder, cluster.address)
    told(process, 1)
    node = next(iter(cluster.worker_nodes))
    cluster.remove_node(node, allow_graceful=False)
    out, _ = process.communicate(timeout=SECONDS)
    assert f"done {REPORTS}" in out
    found = rows(folder, "reports")
    assert len(found) == len({row["key"] for row in found}) == REPORTS
    assert digest(folder) == digest(at_once)


ACROSS = """
import sys
from onrecord.scale.across.run import follow_across
follow_across(*sys.argv[1:3], engine="ray", address=sys.argv[3], buckets=5, tell=lambda name: print(name, flush=True))
"""


def test_a_node_is_killed_while_copies_are_looked_for(cluster: Any, tmp_path: Path) -> None:
    folder = into_folder(tmp_path / "read", documents(drafts(2)))
    found = follow_across(folder, tmp_path / "local", buckets=5)
    while len(cluster.worker_nodes) < 2:
        cluster.add_node(num_cpus=1)
    process = subprocess.Popen(
        [sys.executable, "-c", ACROSS, folder, tmp_path / "ray", cluster.address], cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    steps = [name.strip() for name in told(process, 2)]
    assert steps == ["pages", "marks"] or "seen" in steps
    cluster.remove_node(next(iter(cluster.worker_nodes)), allow_graceful=False)
    process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    manifest = json.loads((tmp_path / "ray" / "manifest.json").read_text())
    assert manifest["complete"] and manifest["tables"] == found.tables
    assert copies_in(tmp_path / "ray") == copies_in(tmp_path / "local")
    assert utterances_in(tmp_path / "ray") == utterances_in(tmp_path / "local")
