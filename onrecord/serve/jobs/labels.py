"""What a file that somebody sent is called: a label, and never a place on this machine."""

from __future__ import annotations

import re
from collections.abc import Container

LONGEST = 200
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def label_of(name: str, taken: Container[str] = ()) -> str:
    """The name that a browser gave, as its reports are named by it.

    The folders that it lay in stay, but nothing that leads upwards or makes an address of it: a file called
    ``https://example.org/x`` did not come from there.  taken: names of other files that came with it.
    """
    parts = [_UNPRINTABLE.sub("?", part).strip() for part in re.split(r"[/\\]", name)]
    told = [part for part in parts if part.strip(".") and not part.endswith(":")]
    label = "/".join(told)[-LONGEST:].lstrip("/") or "file without a name"
    # "data:..." and the like are taken for addresses too.
    label = re.sub(r"^([A-Za-z][A-Za-z0-9+.-]+):", r"\1_", label)
    if label not in taken:
        return label
    number = 2
    while f"{label} ({number})" in taken:
        number += 1
    return f"{label} ({number})"
