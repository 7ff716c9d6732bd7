"""A folder on this machine, or in an object store by its address."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import MissingExtra
from onrecord.scale.store import files_at

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Place:
    """``name``: as it was given; ``files``: Arrow's file system; ``path``: within that."""

    name: str
    files: Any = field(compare=False)
    path: str

    def within(self, *parts: str) -> Place:
        """A folder or file in it."""
        tail = "/".join(parts)
        return Place(f"{self.name.rstrip('/')}/{tail}", self.files, f"{self.path.rstrip('/')}/{tail}")

    def parquet(self) -> list[str]:
        """The Parquet files in it and below, in the order of their paths; none where it is not there."""
        from pyarrow.fs import FileSelector, FileType

        found = self.files.get_file_info(FileSelector(self.path, recursive=True, allow_not_found=True))
        return sorted(
            one.path for one in found
            if one.type == FileType.File and one.path.endswith(".parquet") and one.size
            and not one.base_name.startswith((".", "_"))
        )  # fmt: skip

    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """What tells its files from those that lay there before: path, size and moment of each."""
        found = self.files.get_file_info(self.parquet())
        return tuple((one.path, one.size, one.mtime_ns or 0) for one in found)

    def bytes(self, paths: Sequence[str] | None = None) -> int:
        """How large some files in it are; all Parquet files unless told."""
        found = self.files.get_file_info(list(self.parquet() if paths is None else paths))
        return sum(one.size or 0 for one in found)

    def sizes(self, names: Sequence[str]) -> list[int]:
        """How large some files in it are, by their names; -1 where one is not there."""
        found = self.files.get_file_info([self.within(name).path for name in names])
        return [-1 if one.size is None else one.size for one in found]

    def is_empty(self) -> bool:
        """Whether nothing is in it, or it is not there."""
        from pyarrow.fs import FileSelector

        return not self.files.get_file_info(FileSelector(self.path, allow_not_found=True))

    def clear(self) -> None:
        """Make it, empty."""
        self.remove()
        self.files.create_dir(self.path, recursive=True)

    def remove(self) -> None:
        """Take it away with what is in it."""
        from pyarrow.fs import FileType

        if self.files.get_file_info(self.path).type == FileType.Directory:
            self.files.delete_dir(self.path)

    def make(self) -> None:
        """Make it where it is not there."""
        self.files.create_dir(self.path, recursive=True)

    def read_json(self) -> Any:
        """What the file says; None where it is not there, or not whole."""
        from pyarrow.fs import FileType

        if self.files.get_file_info(self.path).type != FileType.File:
            return None
        with self.files.open_input_stream(self.path) as file:
            try:
                return json.loads(file.read())
            except ValueError:
                return None

    def write_json(self, value: Any) -> None:
        """Write the file; on a disk it is there whole or not at all."""
        from pyarrow.fs import LocalFileSystem

        local = isinstance(self.files, LocalFileSystem)
        path = f"{self.path}.part" if local else self.path
        with self.files.open_output_stream(path) as file:
            file.write((json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode())
        if local:
            self.files.move(path, self.path)

    def write_parquet(self, tables: Iterable[pa.Table], schema: pa.Schema, rows: int) -> int:
        """Write the file; rows: of a row group.  Returns how many rows there were."""
        import pyarrow.parquet as pq

        count = 0
        with (
            self.files.open_output_stream(self.path) as file,
            pq.ParquetWriter(file, schema, compression="zstd") as writer,
        ):
            for table in tables:
                writer.write_table(table, row_group_size=rows)
                count += table.num_rows
        return count

    def tables(self, path: str, columns: list[str] | None, rows: int) -> Iterator[pa.Table]:
        """The rows of a file in it, so many at a time."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        with self.files.open_input_file(path) as file:
            whole = pq.ParquetFile(file)
            for batch in whole.iter_batches(batch_size=rows, columns=columns):
                yield pa.Table.from_batches([batch])


def place_at(name: str | Path) -> Place:
    """The folder of that path or address (``s3://...``, or whatever fsspec knows).

    Raises MissingExtra without pyarrow, UsageError for an address that nothing here can open.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.fs import FileSystem, FSSpecHandler, LocalFileSystem, PyFileSystem
    except ImportError:
        raise MissingExtra("tables need more packages: pip install 'onrecord[tables]'") from None
    words = str(name)
    if "://" not in words:
        return Place(words, LocalFileSystem(), str(Path(words).absolute()))
    try:
        files, path = FileSystem.from_uri(words)
        return Place(words, files, path)
    except (ArrowException, OSError, ValueError):
        pass
    files, path = files_at(words)
    return Place(words, PyFileSystem(FSSpecHandler(files)), path)
