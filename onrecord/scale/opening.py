"""A file to read, of this machine or of a store; one of a store that breaks off is asked for again."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, BinaryIO, cast

from onrecord.acquire.sources import opened_file
from onrecord.errors import NotFound, OnrecordError, Unreadable
from onrecord.scale.inputs import InputFile
from onrecord.scale.store import files_at, is_stored

_TRIES, _PAUSE = 5, 0.5  # seconds before the second try, doubled for each further one


class StoreGone(OnrecordError):
    """An object store gives nothing any more; what was read is kept, and the job goes on when it is run again."""


@contextmanager
def opened(one: InputFile) -> Iterator[BinaryIO]:
    """The file, open.  Raises NotFound or Unreadable where it cannot be, StoreGone where its store does not answer."""
    if not is_stored(one.path):
        with opened_file(one.path) as file:
            yield file
        return
    with _FromStore(*files_at(one.path)) as stored:
        yield cast(BinaryIO, stored)


class _FromStore(io.RawIOBase):
    """A file of a store, opened anew where reading it fails."""

    def __init__(self, files: Any, path: str) -> None:
        self._files, self._path = files, path
        self._file: IO[bytes] | None = None
        self._place = 0
        self._again(lambda: self._opened())

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._opened().seekable()

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = 0) -> int:
        self._place = cast(int, self._again(lambda: self._opened().seek(offset, whence)))
        return self._place

    def read(self, size: int = -1) -> bytes:
        data = cast(bytes, self._again(lambda: self._opened().read(size)))
        self._place += len(data)
        return data

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        super().close()

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            file = self._files.open(self._path, "rb")
            if self._place:
                file.seek(self._place)
            self._file = file
        return self._file

    def _again(self, step: Any) -> Any:
        for turn in range(_TRIES):
            try:
                return step()
            except FileNotFoundError:
                raise NotFound("there is no such file; check the name") from None
            # Each store fails in its own words.
            except Exception as error:
                self._file, failure = None, error
                if turn + 1 < _TRIES:
                    time.sleep(_PAUSE * 2**turn)
        reason = " ".join(str(failure).split())[:160] or type(failure).__name__
        try:
            self._files.invalidate_cache()
            self._files.ls(self._path.rsplit("/", 1)[0])
        except Exception:
            raise StoreGone(f"the store of {self._path} does not answer ({reason}); run it again to go on") from None
        # The store answers, so it is this file alone.
        raise Unreadable(f"reading it failed: {reason}; check its permissions")
