"""Copies and utterances of a whole archive: the same as a library's, at what cost, and what one text in many does.

    python -m benchmarks.scale_across [--part dev] [--drawn 5000] [--template 50000] [--ray]

``differing``: the sets of ``benchmarks.copies`` and ``benchmarks.quotations`` as one archive; how many reports and
utterances are told otherwise than by a library of the same reports, to the last digit (none may be).  Needs the data.
``drawn``: so many reports drawn as in ``benchmarks.growth``: milliseconds of the processor for each, and the bytes that
each step keeps of it.  ``template``: so many pages with one text and a number, of all times, besides 2,000 drawn ones:
milliseconds for each, rows of the largest group, and how much memory was taken at most.

All by the local engine, in this process; with --ray the first archive by Ray as well, sorted and by its own shuffle.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.common import check_floors, cpu, data_folder
from benchmarks.copies import library_of
from benchmarks.copies import report_of as copied_report
from benchmarks.copy_set import build
from benchmarks.growth import Source, report_of
from benchmarks.quotation_set import background
from benchmarks.quotation_set import build as quoted
from benchmarks.quotations import report_of as quoting_report
from benchmarks.scale_compared import copies_in, copies_of, rows, utterances_in, utterances_of
from benchmarks.scale_folder import row_of, write_folder
from onrecord.record import Report
from onrecord.scale.across.local import Local
from onrecord.scale.across.run import follow_across
from onrecord.scale.across.step import Engine, Step, Work

ORDINARY = 2000  # drawn reports beside a template, at most as many as pages with it


class Measuring(Local):
    """Runs steps here; counts the bytes that each keeps and the rows of its largest group."""

    def __init__(self) -> None:
        self.kept: dict[str, int] = {}
        self.largest: dict[str, int] = {}

    def run(self, step: Step) -> None:
        """Run a step."""
        if step.gather is not None:
            step = replace(step, gather=_Counting(step.gather, step.name, self.largest))
        super().run(step)
        self.kept[step.name] = step.out.bytes()


class _Counting:
    def __init__(self, work: Work, name: str, largest: dict[str, int]) -> None:
        self._work, self._name, self._largest = work, name, largest

    def __call__(self, table: Any) -> Any:
        self._largest[self._name] = max(self._largest.get(self._name, 0), table.num_rows)
        return self._work(table)


def archive(data: Path, part: str) -> dict[str, Report]:
    """The reports of both sets, by their keys."""
    wordings = quoted(data / "data", part, 150)
    some = [copied_report(one) for one in build(data, part).reports.values()]
    some += [
        quoting_report(number, one)
        for number, one in enumerate([*wordings, *background(data / "data", part, 1500, wordings)])
    ]
    return {report.id: report for report in some}


def differing(folder: Path, reports: dict[str, Report], ray: bool) -> dict[str, float]:
    """How many reports and utterances are told otherwise than by a library."""
    read = write_folder(folder / "read", (row_of(key, None, report) for key, report in reports.items()))
    engines: list[tuple[str, Engine]] = [("local", Local())]
    if ray:
        from onrecord.scale.across.on_ray import OnRay

        engines += [("ray, sorted", OnRay()), ("ray, its own shuffle", OnRay(sorted_bytes=0))]
    seconds = {}
    for name, engine in engines:
        began = time.perf_counter()
        follow_across(read, folder / name, engine=engine)
        seconds[name] = time.perf_counter() - began
    began = time.perf_counter()
    with library_of(folder / "library.onrecord", reports.items()) as library:
        copies, utterances = copies_of(library), utterances_of(library)
    print(f"    a library, asked for each: {time.perf_counter() - began:.0f} s")
    figures: dict[str, float] = {"reports_differing": 0, "utterances_differing": 0}
    for name, taken in seconds.items():
        for what, theirs, mine in (
            ("reports", copies, copies_in(folder / name)), ("utterances", utterances, utterances_in(folder / name)),
        ):  # fmt: skip
            wrong = sum(mine.get(key) != theirs.get(key) for key in mine.keys() | theirs.keys())
            figures[f"{what}_differing"] += wrong
            print(f"    {name}: {len(theirs):,} {what}, {wrong} told otherwise ({taken:.0f} s for both)")
    return figures


def drawn(source: Source, count: int, first: int = 0) -> Iterator[dict[str, Any]]:
    """Rows of reports drawn word by word."""
    for start in range(0, count, 1000):
        some = source.draw(min(1000, count - start))
        columns = zip(some.rows, some.lengths.tolist(), some.days.tolist(), strict=True)
        for number, (words, length, day) in enumerate(columns, start=first + start):
            report = report_of(source.text(words[:length]), number, day)
            yield row_of(report.id, report.origin.uri, report)


def with_template(source: Source, others: Source, count: int) -> Iterator[dict[str, Any]]:
    """Rows of pages with one text and a number, of all times, and of some drawn ones, which have nothing of it."""
    text = source.text(source.draw(1).rows[0][:120])
    yield from drawn(others, min(ORDINARY, count), count)
    for number in range(count):
        report = report_of(f"{text} {number}", number, number % 4000)
        yield row_of(report.id, report.origin.uri, report)


def measured(folder: Path, rows_: Iterator[dict[str, Any]], count: int) -> tuple[Measuring, float]:
    """What running all steps kept, and the processor's milliseconds for a report."""
    read = write_folder(folder / "read", rows_)
    engine = Measuring()
    began = time.process_time()
    follow_across(read, folder / "out", engine=engine)
    return engine, 1000 * (time.process_time() - began) / count


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    parser.add_argument("--drawn", type=int, default=5000)
    parser.add_argument("--template", type=int, default=50_000)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--no-library", action="store_true", help="leave the comparison with a library out")
    parser.add_argument("--ray", action="store_true")
    arguments = parser.parse_args(words)
    data = data_folder(arguments.data)
    print(f"scale_across, {cpu()[0]}")
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if arguments.template:
            (folder / "template").mkdir()
            whole = arguments.template + min(ORDINARY, arguments.template)
            reports = with_template(Source(data, 5), Source(data, 6), arguments.template)
            engine, taken = measured(folder / "template", reports, whole)
            told = [one for one in rows(folder / "template" / "out", "families") if one["template"]]
            of_template = sum(int(str(one["address"]).rpartition("/")[2]) < arguments.template for one in told)
            print(
                f"    a template on {arguments.template:,} of {whole:,} pages; rows of the largest group:",
                engine.largest,
            )
            figures["template_milliseconds"] = taken
            figures["template_not_told"] = arguments.template - of_template
            figures["told_of_others"] = len(told) - of_template
            figures["largest_group_rows"] = max(engine.largest.values())
            figures["template_megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        if arguments.drawn:
            (folder / "drawn").mkdir()
            engine, taken = measured(folder / "drawn", drawn(Source(data, 7), arguments.drawn), arguments.drawn)
            each = {step: size // arguments.drawn for step, size in engine.kept.items() if size > 100 * arguments.drawn}
            print(f"    {arguments.drawn:,} drawn reports; bytes of each report that a step keeps:", each)
            figures["drawn_milliseconds"] = taken
        if data is None or arguments.no_library:
            print(
                "scale_across: the comparison with a library is left out"
                + ("" if data else ": ONRECORD_DATA is not set")
            )
        else:
            figures |= differing(folder, archive(data, arguments.part), arguments.ray)
    whole_bench = data and arguments.template >= 50_000 and not arguments.no_library
    return bool(check_floors("scale_across" if whole_bench else "", figures))


if __name__ == "__main__":
    raise SystemExit(main())
