"""ZIP files, member by member and in memory: no name in them ever becomes a path on the disk."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.acquire.stream import CHUNK
from onrecord.acquire.unpack import FREE_BYTES, MOST_RATIO
from onrecord.errors import Damaged, InputError, Locked, NotText, TooLarge

# zipfile holds the list of members in memory: some 500 bytes for each of at least 46 on the disk.
MOST_MEMBERS = 100_000
_MOST_DIRECTORY = 20_000_000
_END, _END_64, _AT_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
# Files that are ZIP archives inside, told by what they hold.
_OFFICE = {
    "[Content_Types].xml": "an office document",
    "mimetype": "an office document or e-book",
    "META-INF/MANIFEST.MF": "a program",
    "AndroidManifest.xml": "a program",
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


class Member:
    """A file in a ZIP archive: its name for showing, and its bytes, or why they cannot be had."""

    def __init__(self, name: str, chunks: Iterator[bytes], error: InputError | None) -> None:
        self.name, self.chunks, self.error = name, chunks, error


def members(file: BinaryIO) -> Iterator[Member]:
    """The files in a ZIP archive in the order of its directory, folders and hidden files left out.

    Each one's chunks must be read before the next is asked for; they raise Damaged, or TooLarge where the archive as a
    whole unpacks to more than any text does.  Raises Damaged, TooLarge, NotText where it cannot be opened.
    """
    size = _checked_size(file)
    try:
        archive = zipfile.ZipFile(file)
    # zipfile lets through whatever its reading of broken numbers gives.
    except Exception:
        raise Damaged("the ZIP archive is broken; get the file anew") from None
    with archive:
        found = archive.infolist()
        names = {one.filename for one in found}
        for name, kind in _OFFICE.items():
            if name in names:
                raise NotText(f"it is {kind}; save it as text or PDF")
        if len(found) > MOST_MEMBERS:
            raise TooLarge(f"the ZIP archive has more than {MOST_MEMBERS:,} files; unpack it and give the folder")
        budget = [max(FREE_BYTES, MOST_RATIO * size)]
        shown: set[str] = set()
        for one in found:
            if one.filename.endswith("/") or _is_hidden(one.filename):
                continue
            name = _shown(one.filename)
            if name in shown:
                name = f"{name} ({one.header_offset})"
            shown.add(name)
            yield Member(name, _chunks(archive, one, budget), _refusal(one))


def _shown(name: str) -> str:
    """A member's name as it can be printed: no control characters, nor any that turn writing around."""
    return _CONTROL.sub("?", name.encode("utf-8", errors="replace").decode("utf-8"))[:500] or "(no name)"


def _is_hidden(name: str) -> bool:
    return any(
        (part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in re.split(r"[/\\]", name)
    )


def _refusal(one: zipfile.ZipInfo) -> InputError | None:
    if one.flag_bits & 1:
        return Locked("it is encrypted in the ZIP archive; unpack it with its password")
    if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # bzip2 and LZMA cannot be unpacked within limits.
        return NotText("it is packed in a way that is not read; unpack the ZIP archive and give the folder")
    return None


def _chunks(archive: zipfile.ZipFile, one: zipfile.ZipInfo, budget: list[int]) -> Iterator[bytes]:
    """The member's bytes; ``budget[0]``: how many the archive may still unpack to."""
    try:
        with archive.open(one) as file:
            while chunk := file.read(CHUNK):
                budget[0] -= len(chunk)
                if budget[0] < 0:
                    raise TooLarge(
                        f"the ZIP archive unpacks to over {MOST_RATIO} times its size, as no text does; leave it out"
                    )
                yield chunk
    except (InputError, GeneratorExit):
        raise
    except Exception:
        raise Damaged("it is broken in the ZIP archive; get the archive anew") from None


def _checked_size(file: BinaryIO) -> int:
    """The archive's size in bytes.  Raises TooLarge where the list of its members is too long to be held."""
    size = file.seek(0, 2)
    start = max(0, size - 65_557 - 20)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or at + 22 > len(tail):
        raise Damaged("the ZIP archive is cut off: its list of files is missing; get the file anew")
    directory = struct.unpack_from("<I", tail, at + 12)[0]
    if at >= 20 and tail[at - 20 : at - 16] == _AT_64:
        file.seek(min(struct.unpack_from("<Q", tail, at - 12)[0], size))
        head = file.read(56)
        if len(head) == 56 and head.startswith(_END_64):
            directory = struct.unpack_from("<Q", head, 40)[0]
    if directory > _MOST_DIRECTORY:
        raise TooLarge(f"the ZIP archive has more than {MOST_MEMBERS:,} files; unpack it and give the folder")
    file.seek(0)
    return size
