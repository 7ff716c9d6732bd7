"""Files in folders, in a fixed order, each once."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from onrecord.acquire.document import Refused
from onrecord.acquire.run import Run
from onrecord.errors import Unreadable


def files_in(folder: str, run: Run) -> Iterator[str | Refused]:
    """The paths of the files in a folder and those below it, sorted by name; refusals for what cannot be listed.

    Hidden files and folders are passed over and counted, so are pipes and devices, and what ``run.globs`` does not
    want.  Links are followed, but no folder is gone through twice, so a loop of links ends.
    """
    been: set[tuple[int, int]] = set()
    # A stack of our own: folders may lie deeper than Python's calls.
    waiting: list[Iterator[Path]] = [iter((Path(folder),))]
    while waiting:
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
            continue
        try:
            found = path.stat()
            if stat.S_ISDIR(found.st_mode):
                if (found.st_dev, found.st_ino) not in been:
                    been.add((found.st_dev, found.st_ino))
                    waiting.append(_listed(path, run))
            elif stat.S_ISREG(found.st_mode) and run.globs.wants(path.relative_to(folder).as_posix()):
                yield str(path)
            else:
                run.tally.passed_over += 1
        except OSError as error:
            yield Refused(
                uri=shown_path(str(path)),
                error=Unreadable(f"it cannot be opened: {error.strerror}; check its permissions"),
            )


def _listed(folder: Path, run: Run) -> Iterator[Path]:
    """The paths right in a folder, sorted by name, without the hidden ones."""
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    shown = [path for path in paths if not path.name.startswith(".")]
    run.tally.passed_over += len(paths) - len(shown)
    return iter(shown)


def shown_path(path: str) -> str:
    """A path as text that can be stored and printed: a name on the disk may be bytes that are none."""
    return path.encode("utf-8", errors="replace").decode("utf-8")
