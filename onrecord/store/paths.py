"""Paths of files as a person may write them again: absolute, relative, or the file's name alone."""

from __future__ import annotations

import os
from pathlib import PurePath


def alike(asked: str, kept: str) -> bool:
    """Whether a path that is asked for may be one that was kept.

    They lead to the same place from here, or one of them is the end of the other: "examples/10.txt" was kept from a
    folder above, "10.txt" is asked for.  What stands in a container keeps its place: "pages.zip#a.html".
    """
    if "://" in asked or "://" in kept:
        return asked == kept
    if os.path.abspath(asked) == os.path.abspath(kept):  # noqa: PTH100
        return True
    one, other = _parts(asked), _parts(kept)
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and longer[-len(shorter) :] == shorter


def same_place(asked: str, kept: str) -> bool:
    """Whether both lead to the same place from the working folder."""
    return asked == kept or ("://" not in kept and os.path.abspath(asked) == os.path.abspath(kept))  # noqa: PTH100


def _parts(path: str) -> tuple[str, ...]:
    return tuple(part for part in PurePath(os.path.normpath(path)).parts if part not in ("/", "\\"))
