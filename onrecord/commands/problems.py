"""``onrecord problems``: what could not be added, and what is doubtful in what was."""

from __future__ import annotations

import click

from onrecord.commands.shell import library_option, line, open_library, write


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
    help="text: a line each; jsonl: an object a line.",
)  # fmt: skip
@library_option
def problems(form: str, library_file: str | None) -> None:
    """List what was refused and why, then what is skipped, cut or doubtful in the reports."""
    with open_library(library_file) as library:
        for trouble in library.problems():
            if form == "jsonl":
                import msgspec

                write(msgspec.json.encode(trouble).decode("utf-8") + "\n")
            else:
                report = f"({trouble.key[:12]})" if trouble.key else "(refused)"
                write(line(f"{trouble.uri}:", f"{trouble.kind}:", trouble.detail, report))
