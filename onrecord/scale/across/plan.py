"""All steps of a job in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.scale.across import families, hosts, judging, linking, marks, near, pages, tables, utterances, wordings
from onrecord.scale.across import packed as rows
from onrecord.scale.across.job import Job
from onrecord.scale.across.near import OfKind
from onrecord.scale.across.place import Place
from onrecord.scale.across.source import Meeting, Reports, meeting, reading
from onrecord.scale.across.step import ROW_GROUP, Source, Step, Work

if TYPE_CHECKING:
    import pyarrow as pa

_LARGE = 500  # rows with a report's words that are taken at once


class Plan:
    """Makes the steps of a job.  ``out``: where the tables go."""

    def __init__(self, job: Job, out: Place) -> None:
        self._job, self._out = job, out

    def pages(self, reports: Reports) -> list[Step]:
        """The first: reports as a library would have them."""
        steps, sources = list[Step](), [reading(self._job, reports)]
        if reports.again:
            steps.append(self._step("seen", list(meeting(self._job, reports)), Meeting(self._job)))
            sources.append(self._of("seen", OfKind(pages.SEEN)))
        steps.append(self._step("pages", sources, pages.Versions(), schema=pages.schema(), row_group=_LARGE))
        return steps

    def copies(self, reports: int) -> list[Step]:
        """The steps to copies.  reports: how many there are, behind the first step."""
        job, of_home = self._job, rows.schema()
        return [
            self._step(
                "marks", [self._pages(marks.Marking(job), "page", "marks")], marks.Holding(job), schema=marks.schema(),
                between=marks.between(),
            ),
            self._step(
                "common", [self._of("marks", marks.Common(job))], None, schema=marks.schema(),
                row_group=marks.COMMON_ROWS,
            ),
            self._step(
                "near",
                [self._pages(near.Reports(job, "marks"), "head", "marks"), self._of("marks", near.Holders(job))],
                near.Choosing(job, reports),
            ),
            self._step(
                "fetch",
                [
                    self._pages(near.Reports(job, "marks", "body"), "head", "marks", "body"),
                    self._of("near", OfKind(near.WANTED)),
                ],
                judging.Fetching(), row_group=_LARGE,
            ),
            self._step(
                "judge",
                [
                    self._pages(near.Reports(job, "marks", "body"), "head", "marks", "body"),
                    self._of("near", OfKind(near.NEAR)),
                    self._of("fetch", OfKind(judging.FETCHED), at_once=_LARGE),
                ],
                judging.Judging(job), row_group=_LARGE,
            ),
            self._step("look-up", [self._of("judge", OfKind(judging.JUDGED, judging.ASKED))], families.LookingUp()),
            self._step(
                "family",
                [
                    self._of("judge", OfKind(judging.JUDGED)),
                    self._of("look-up", OfKind(families.LOOKED_UP)),
                ],
                families.Families(), schema=of_home,
            ),
            self._table("families", self._of("family", tables.Unpacking("families", families.FAMILY))),
            self._table("copies", self._of("family", tables.Unpacking("copies", families.COPY))),
        ]  # fmt: skip

    def wordings(self) -> list[Step]:
        """The steps to wordings, links and hosts."""
        job = self._job
        return [
            self._step("wording", [self._pages(wordings.Quoting(job), "head", "said")], wordings.Merging(job)),
            self._step(
                "pair", [self._of("wording", linking.Keying(job))], linking.Pairing(job), between=linking.between()
            ),
            self._step(
                "seek",
                [self._of("wording", OfKind(wordings.WORDING)), self._of("pair", OfKind(linking.PAIR))],
                linking.Seeking(job),
            ),
            self._step(
                "link",
                [
                    self._of("wording", OfKind(wordings.WORDING)),
                    self._of("seek", OfKind(linking.PAIR, linking.OTHER)),
                ],
                linking.Linking(job),
            ),
            self._step(
                "host",
                [self._of("wording", OfKind(wordings.WORDING)), self._of("link", OfKind(linking.LINK))],
                hosts.Hosting(job),
            ),
        ]

    def follow(self, number: int) -> Step:
        """A round in which lines of hosts are followed twice as far as before."""
        before = self._of("host" if not number else f"end-{number - 1}", hosts.Lines(self._job))
        return self._step(f"end-{number}", [before], hosts.Following(self._job))

    def utterances(self, rounds: int) -> list[Step]:
        """The steps to utterances.  rounds: in which lines were followed to their ends."""
        return [
            self._step(
                "said",
                [
                    self._pages(utterances.Saying(self._job), "head", "said"),
                    self._of("host", OfKind(hosts.HOSTED)),
                    self._of(f"end-{rounds - 1}", OfKind(hosts.END, hosts.MOVED)),
                ],
                utterances.Joining(self._job),
            ),
            self._step("tell", [self._of("said", OfKind(utterances.MEMBER, utterances.CARRIED))], utterances.Telling()),
            self._table("utterances", self._of("tell", tables.Unpacking("utterances", utterances.UTTERANCE))),
            self._table("wordings", self._of("tell", tables.Unpacking("wordings", utterances.TOLD))),
            self._table("wording_links", self._of("link", tables.Links())),
            self._table("quotations", self._pages(tables.Quotations(), "head", "said")),
        ]

    def _pages(self, spread: Work, *columns: str) -> Source:
        return Source(self._job.place("pages"), spread, columns=columns, at_once=_LARGE if "body" in columns else 4096)

    def _of(self, step: str, spread: Work, at_once: int = 4096) -> Source:
        return Source(self._job.place(step), spread, at_once=at_once)

    def _step(
        self, name: str, sources: list[Source], gather: Work | None, *, schema: pa.Schema | None = None,
        between: pa.Schema | None = None, row_group: int = ROW_GROUP,
    ) -> Step:  # fmt: skip
        packed = rows.schema()
        return Step(
            name=name, sources=tuple(sources), out=self._job.place(name), schema=schema or packed,
            between=between or packed, gather=gather, row_group=row_group,
        )  # fmt: skip

    def _table(self, name: tables.Table, source: Source) -> Step:
        return Step(name=name, sources=(source,), out=self._out.within(name), schema=tables.schema(name))
