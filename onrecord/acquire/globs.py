"""Which files of a folder are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, kw_only=True, slots=True)
class Globs:
    """Which files of a folder are wanted: those that ``include`` fits, or all without one, and ``exclude`` does not.

    A pattern without a slash is for the name of a file, or of a folder with all in it: "*.txt", "drafts"; one with a
    slash for the path from the folder that was named: "2019/*.html".  ``*`` and ``?`` stand for any characters,
    ``[ab]`` for one of some; capital letters count.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def wants(self, path: str) -> bool:
        """Whether a file is wanted.  path: from the folder that was named, with slashes."""
        steps = path.split("/")
        ways = [(name, "/".join(steps[: number + 1])) for number, name in enumerate(steps)]

        def fits(pattern: str) -> bool:
            pattern = pattern.rstrip("/")
            return any(fnmatchcase(whole if "/" in pattern else name, pattern.lstrip("/")) for name, whole in ways)

        return (not self.include or any(map(fits, self.include))) and not any(map(fits, self.exclude))


EVERY_FILE = Globs()
