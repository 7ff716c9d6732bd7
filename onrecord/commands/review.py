"""``onrecord review``: what is to be reviewed, judging it, signing reports off, and how far reviewers agree."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from onrecord.commands.find import query_of
from onrecord.commands.narrowing import filter_options, filters_of, format_option, limit_option, nobody_named
from onrecord.commands.shell import complain, library_option, line, open_library, write
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.library import Library
    from onrecord.store.reviewing.agreement import Agreement, Pair
    from onrecord.store.reviewing.judged import Judged


@click.command()
@click.argument("words", nargs=-1)
@filter_options
@click.option("--report", metavar="REPORT", help="Of this report alone: its number, key, address or path.")
@click.option("--judged", is_flag=True, help="What somebody judged already, too.")
@click.option("--accept", multiple=True, metavar="REPORT:ID", help="Say that a statement or an event stands: 7:a3.")
@click.option("--reject", multiple=True, metavar="REPORT:ID", help="Say that it does not.")
@click.option("--undo", type=int, metavar="NUMBER", help="Take a judgement back.")
@click.option("--history", metavar="REPORT", help="List all that was said of a report, with what was taken back.")
@click.option("--sign-off", metavar="REPORT", help="Sign a report off: its record, as people left it, is right.")
@click.option("--withdraw", type=int, metavar="NUMBER", help="Take a sign-off back.")
@click.option("--agreement", "agreed", is_flag=True, help="Tell how far reviewers agree.")
@click.option("--by", metavar="NAME", help="Who says so; the name you are logged in with unless told.")
@limit_option(20, "At most.")
@format_option("text", "jsonl")
@library_option
def review(
    words: tuple[str, ...], report: str | None, judged: bool, accept: tuple[str, ...], reject: tuple[str, ...],
    undo: int | None, history: str | None, sign_off: str | None, withdraw: int | None, agreed: bool, by: str | None,
    limit: int, form: str, library_file: str | None, **filters: Any,
) -> None:  # fmt: skip
    """List what is to be reviewed, the least sure first.

    WORDS are looked for as in find.  The reading room (onrecord serve) has more: words, speakers, acts and disputes are
    corrected there, and statements added.
    """
    with open_library(library_file) as library:
        if accept or reject:
            for named, what in [*((one, "accept") for one in accept), *((one, "reject") for one in reject)]:
                _judge(library, named, what, by)
        elif undo is not None:
            library.undo(undo, by=by)
            write(line(f"judgement {undo} is taken back"))
        elif sign_off is not None:
            signed = library.sign_off(sign_off, by=by)
            write(line(f"sign-off {signed.number}:", signed.by, signed.at, signed.hash))
        elif withdraw is not None:
            taken = library.withdraw(withdraw, by=by)
            write(line(f"sign-off {taken.number} by", taken.by, "is taken back"))
        elif history is not None:
            _history(library, history, form)
        elif agreed:
            _agreement(library.agreement(), form)
        else:
            _queue(library, query_of(words), filters, report, judged, limit, form)


def _judge(library: Library, named: str, what: Any, by: str | None) -> None:
    report, _, local = named.rpartition(":")
    if not report:
        raise UsageError(f"{named!r} names no statement or event; give report and id, like 7:a3")
    said = library.review(report, local, what, by=by)
    write(line(f"judgement {said.number}:", named, f"{what}ed"))


def _queue(
    library: Library, words: str, filters: dict[str, Any], report: str | None, judged: bool, limit: int, form: str
) -> None:
    from onrecord.view.library.tables import hit_json

    found = library.review_queue(words, filters_of(filters), report=report, judged=judged, limit=limit)
    if found.unknown:
        with library.reading() as connection:
            raise nobody_named(connection, found.unknown)
    if form == "jsonl":
        write("".join(hit_json(hit) for hit in found.items))
        return
    if not found.items:
        complain("nothing is left to be reviewed")
    for hit in found.items:
        who = (hit.speaker or hit.source or "no source named") if hit.kind == "statement" else "event"
        words_told = " ".join(hit.words.split())
        short = words_told if len(words_told) <= 90 else words_told[:89].rpartition(" ")[0] + " …"
        write(line(f"{hit.confidence or 0:4.0%}  {hit.report}:{hit.id}", f" {who}:", short))


def _history(library: Library, report: str, form: str) -> None:
    from onrecord.view.library.judged import judged_words

    for one in library.history(report):
        if form == "jsonl":
            write(json.dumps(_plain(one), ensure_ascii=False) + "\n")
        else:
            gone = f", taken back by {one.undone_by}, {(one.undone_at or '')[:10]}" if not one.holds else ""
            lost = "" if one.placed else ", its words are not in this record"
            who = f"({one.by}, {one.at[:10]}{gone}{lost})"
            write(line(f"{one.number}: {one.local}", judged_words(one), who))
    for signed in library.sign_offs(report)[::-1] if form == "text" else ():
        state = "holds" if signed.holds else "the record has changed since" if signed.changed else "taken back"
        write(line(f"sign-off {signed.number}:", signed.by, signed.at[:10], signed.hash[:12], f"({state})"))


def _plain(one: Judged) -> dict[str, Any]:
    told = asdict(one)
    del told["anchor"]
    return told | {"what": one.what, "holds": one.holds}


def _agreement(found: Agreement, form: str) -> None:
    if form == "jsonl":
        write(json.dumps(asdict(found), ensure_ascii=False) + "\n")
        return
    write(line(f"judged by two or more: {found.items}; Krippendorff's alpha: {_figure(found.alpha)}"))
    for pair in found.pairs:
        write(line(f"{pair.one} and {pair.other}:", _pair(pair)))
        for one in pair.spans:
            write(line(f"  {one.field}:", f"same words {one.same:.0%}, overlap {one.overlap:.0%}, of {one.compared}"))


def _pair(pair: Pair) -> str:
    return f"{pair.agreed} of {pair.both} alike ({pair.share:.0%}), Cohen's kappa {_figure(pair.kappa)}"


def _figure(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.2f}"
