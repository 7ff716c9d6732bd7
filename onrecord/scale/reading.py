"""Reading a unit: documents to results over Arrow batches, and the unit kept.  What both engines run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from onrecord.acquire.document import Document, Refused
from onrecord.acquire.run import Result
from onrecord.apart.process import ReadingProcess
from onrecord.errors import InputError, UsageError
from onrecord.scale.documents import documents_in, documents_of_unit
from onrecord.scale.kept import JOB, Told, end_name, kept_unit, told_table, unit_name
from onrecord.scale.place import place_at
from onrecord.scale.results import Drawn, drawn, refused, results_batch
from onrecord.scale.spec import Spec
from onrecord.store.export.arrow import require
from onrecord.store.identity import Identity, identified
from onrecord.workers import read_documents, result_of

if TYPE_CHECKING:
    import pyarrow as pa


_BEAT = 0.2  # seconds after which it is looked whether to stop, though nothing was read


class Stopped(Exception):
    """The job is being stopped: what is under way is not kept."""


def _never() -> bool:
    return False


class DocumentReader:
    """Arrow batches of documents to Arrow batches of results, a row a document.

    The documents are read by a process of its own, within the limits that the settings give, and begun anew where one
    crashes it; the model is loaded there once.
    """

    def __init__(self, spec: Spec, stopped: Callable[[], bool] = _never) -> None:
        self._spec, self._stopped = spec, stopped
        self._processes = [ReadingProcess(spec.settings)]

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The results of a batch, in the order of its rows.  Raises Stopped."""
        return results_batch(list(self._results(batch)))

    def _results(self, batch: pa.RecordBatch) -> Iterator[Drawn]:
        identities: list[Identity | None] = []

        def documents() -> Iterator[Result]:
            for one in documents_in(batch):
                if isinstance(one, Refused):
                    identities.append(None)
                    yield one
                else:
                    document, identity = identified(one)
                    identities.append(identity)
                    yield document

        keep = self._spec.settings.keep_captures
        # With one process they come in their order.
        for done in read_documents(documents(), self._spec.settings, 1, beat=_BEAT, processes=self._processes):
            if self._stopped():
                raise Stopped
            if done is None:
                continue
            result, item = result_of(done), done.item
            if isinstance(result, InputError) or not isinstance(item, Document):
                assert isinstance(result, InputError)
                yield refused(item.uri, result)
            else:
                identity = identities[done.number]
                assert identity is not None
                yield drawn(item, identity, result, keep=keep)

    def close(self) -> None:
        """End the reading process."""
        for process in self._processes:
            process.stop()


class UnitReader:
    """Tables of units, a row each, to tables that tell what became of them; each is kept once it is read.

    A unit that is kept already is not read again, so that one that is handed out twice is there once.
    """

    def __init__(self, spec: Spec, stopped: Callable[[], bool] = _never) -> None:
        """stopped: whether the job is being stopped.  Raises UsageError where its folder is not seen from here,
        MissingExtra without pyarrow."""
        require("pyarrow", "reading into tables")
        self._place = place_at(spec.folder)
        if not self._place.exists(JOB):
            raise UsageError(f"{spec.folder} is not seen on every node; give a folder that all share, or a store's")
        self._reader = DocumentReader(spec, stopped)

    def __call__(self, units: pa.Table) -> pa.Table:
        """What became of units, one after the other."""
        import pyarrow as pa

        return pa.concat_tables(self._told(units.slice(number, 1)) for number in range(units.num_rows))

    def _told(self, unit: pa.Table) -> pa.Table:
        import pyarrow as pa

        piece, number, mark, passed_over, read, last = (
            unit.column(name)[0].as_py() for name in ("piece", "number", "mark", "passed_over", "read", "last")
        )
        if last:
            self._place.write(end_name(piece, number, passed_over), b"{}\n")
            return told_table(Told(piece=piece, number=number, read=read, last=True))
        name = unit_name(piece, number)
        if self._place.exists(name):
            return told_table(Told(piece=piece, number=number, read=read))
        results = pa.Table.from_batches([self._reader(documents_of_unit(unit))])
        data, told = kept_unit(results, Told(piece=piece, number=number, read=read), mark, passed_over)
        self._place.write(name, data)
        return told_table(told)

    def close(self) -> None:
        """End the reading process."""
        self._reader.close()
