"""``onrecord problems``: what could not be added, and what is doubtful in what was."""

from __future__ import annotations

import click

from onrecord.commands.shell import library_option, line, open_library, write


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
    help="text: a line each; jsonl: an object a line.",
)  # fmt: skip
@click.option("--clear", is_flag=True, help="Forget what was refused: all, or what is named; the reports stay.")
@click.argument("uris", nargs=-1, metavar="[PATH|ADDRESS]...")
@library_option
def problems(form: str, clear: bool, uris: tuple[str, ...], library_file: str | None) -> None:
    """List what was refused and why, then what is skipped, cut or doubtful in the reports.

    With a PATH or an ADDRESS only what came from there.  feed.jsonl#12 is line 12 of that file, crawl.warc.gz#1729 the
    record that begins at that byte, pages.zip#a.html the file of that name in it.
    """
    found = False
    with open_library(library_file) as library:
        if clear:
            count = library.clear_problems(uris or None)
            write(f"{count} forgotten\n" if count else "nothing was refused\n")
            return
        for trouble in library.problems():
            if uris and not any(trouble.uri == uri or trouble.uri.startswith(f"{uri}#") for uri in uris):
                continue
            found = True
            if form == "jsonl":
                import msgspec

                write(msgspec.json.encode(trouble).decode("utf-8") + "\n")
            else:
                report = f"({trouble.key[:12]})" if trouble.key else "(refused)"
                write(line(f"{trouble.uri}:", f"{trouble.kind}:", trouble.detail, report))
    if not found and form == "text":
        write("no problems\n")
