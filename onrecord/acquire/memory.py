"""What a run tells of itself, and what it remembers of addresses and feeds for the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(kw_only=True, slots=True)
class Tally:
    """What gave no document and is no refusal either, counted as it happens.

    ``unchanged``: addresses that the server says are as they were, and entries of feeds that were seen before.
    ``passed_over``: what is no report by its nature: requests, pictures and redirects in a WARC, hidden files of a
    folder.  ``read``: bytes that were read of files, for a progress bar.
    """

    unchanged: int = 0
    passed_over: int = 0
    read: int = 0

    def counting(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The same pieces of a file, their bytes counted as they are read."""
        for chunk in chunks:
            self.read += len(chunk)
            yield chunk


@dataclass(frozen=True, kw_only=True, slots=True)
class Validators:
    """What a server gave to ask it later whether a document has changed.

    ``final``: the address that answered, after redirects; only it is asked with them.  ``document``: sha256 of the
    bytes that it gave.
    """

    final: str
    etag: str | None
    last_modified: str | None
    document: str


class FetchMemory(Protocol):
    """What is remembered of addresses and feeds.

    ``put`` and ``see`` are called once the document that they speak of has been taken by whoever asked for it, so in
    the order of the documents.  A memory that outlives the program must keep what it is told no earlier than it
    keeps those documents; else a document lost in a stop would be taken for unchanged ever after.
    """

    def get(self, address: str) -> Validators | None:
        """What was put for this address last."""

    def put(self, address: str, validators: Validators) -> None:
        """Remember this of an address."""

    def seen(self, feed: str, entry: str) -> bool:
        """Whether this entry of the feed was dealt with before."""

    def see(self, feed: str, entry: str) -> None:
        """Remember that this entry of the feed is dealt with."""


@dataclass(slots=True)
class RunMemory:
    """A memory that lasts as long as the program."""

    validators: dict[str, Validators] = field(default_factory=dict)
    entries: set[tuple[str, str]] = field(default_factory=set)

    def get(self, address: str) -> Validators | None:
        """What was put for this address last."""
        return self.validators.get(address)

    def put(self, address: str, validators: Validators) -> None:
        """Remember this of an address."""
        self.validators[address] = validators

    def seen(self, feed: str, entry: str) -> bool:
        """Whether this entry of the feed was dealt with before."""
        return (feed, entry) in self.entries

    def see(self, feed: str, entry: str) -> None:
        """Remember that this entry of the feed is dealt with."""
        self.entries.add((feed, entry))
