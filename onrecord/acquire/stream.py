"""Bytes read forward, with a look ahead: what every container is read through, so that none is held whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from onrecord.errors import InputError, Unreadable

CHUNK = 1 << 16


def file_chunks(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of an open file, piece by piece.  Raises Unreadable where the disk fails."""
    try:
        while chunk := file.read(CHUNK):
            yield chunk
    except OSError as error:
        raise Unreadable(f"reading it failed: {error.strerror or 'the disk fails'}; check the disk") from None


class Stream:
    """Bytes from chunks, taken from the front.

    Where the chunks raise an InputError the stream ends there: a look ahead sees less, and whoever takes more than
    there is gets the error.  So what came before it can still be read.
    """

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held = bytearray()
        self.position = 0
        """Bytes taken so far."""
        self.error: InputError | None = None
        """What the chunks ended with, once that is reached."""

    @classmethod
    def of(cls, data: bytes) -> Stream:
        """A stream over bytes at hand."""
        return cls(iter((data,)))

    def _fill(self, count: int) -> bool:
        """Hold that many bytes; false where the end comes first."""
        while len(self._held) < count:
            try:
                chunk = next(self._chunks, None)
            except InputError as error:
                self.error, self._chunks, chunk = error, iter(()), None
            if chunk is None:
                return False
            self._held += chunk
        return True

    def _drop(self, count: int) -> None:
        del self._held[:count]
        self.position += count

    def peek(self, count: int, start: int = 0) -> bytes:
        """The next bytes without taking them, from ``start`` bytes ahead; fewer at the end."""
        self._fill(start + count)
        return bytes(memoryview(self._held)[start : start + count])

    def take(self, count: int) -> bytes:
        """The next bytes; fewer at the end."""
        data = self.peek(count)
        self._drop(len(data))
        if len(data) < count and self.error:
            raise self.error
        return data

    def skip(self, count: int) -> None:
        """Pass over so many bytes, without holding them."""
        while count > 0 and self._fill(1):
            step = min(count, len(self._held))
            self._drop(step)
            count -= step
        if count > 0 and self.error:
            raise self.error

    def give_back(self, data: bytes) -> None:
        """Put back bytes that were taken last."""
        self._held[:0] = data
        self.position -= len(data)

    def chunks(self) -> Iterator[bytes]:
        """All that is left, taken piece by piece."""
        while self._fill(1):
            data = bytes(self._held)
            self._drop(len(data))
            yield data
        if self.error:
            raise self.error

    def ahead(self, words: bytes, start: int, within: int) -> int:
        """How many bytes ahead these words begin, looked for from ``start`` within so many bytes; -1 where not."""
        begin = start
        while True:
            found = self._held.find(words, begin, within)
            if found >= 0:
                return found
            begin = max(start, len(self._held) - len(words) + 1)
            if len(self._held) >= within or not self._fill(len(self._held) + 1):
                return -1

    def skip_to(self, words: bytes) -> bool:
        """Go forward to where these words begin next, holding next to nothing; false at the end."""
        while True:
            found = self._held.find(words)
            if found >= 0:
                self._drop(found)
                return True
            if not self._fill(len(self._held) + 1):
                self._drop(len(self._held))
                return False
            found = self._held.find(words)
            if found < 0:
                self._drop(max(0, len(self._held) - len(words) + 1))

    def line(self, most: int) -> bytes | None:
        """The next line with its end, None at the end of all.

        One that is longer than ``most`` comes as its first ``most`` bytes and one, and is passed over whole.
        """
        end = self.ahead(b"\n", 0, most + 1)
        if end >= 0:
            return self.take(end + 1)
        if len(self._held) > most:
            data = self.take(most + 1)
            if self.skip_to(b"\n"):
                self._drop(1)
            return data
        if self.error:
            self._drop(len(self._held))
            raise self.error
        return self.take(len(self._held)) or None
