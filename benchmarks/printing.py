"""Articles printed to PDF by Chromium, for the benchmark of the PDF reader and its tests.

Two settings.  ``single``: a plain page (serif, 12 pt, paragraphs a blank line apart) printed with the browser's own
header and footer: date, title, address, page n/m.  ``two``: A5 with two justified columns 5 mm apart, 9.5 pt, first
lines set in by 1 em without gaps between paragraphs, headings and title across or within the columns as CSS has them,
words broken by ``hyphens: auto`` and, as Debian's Chromium ships no dictionaries, by soft hyphens at the places that
``pyphen`` gives; a running header with the title and a footer with the page number come from ``@page`` margin boxes,
the browser's own are switched off.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SINGLE = "body { font: 12pt/1.4 serif }"
TWO = """
@page { size: 148mm 210mm; margin: 18mm 14mm;
  @top-center { content: "%(title)s"; font: 7.5pt serif }
  @bottom-center { content: "Page " counter(page) " of " counter(pages); font: 7.5pt serif } }
body { margin: 0; font: 9.5pt/1.3 serif }
h1 { font-size: 17pt; line-height: 1.15 } h2 { font-size: 10.5pt; margin: 0.8em 0 0.3em }
main { columns: 2; column-gap: 5mm; text-align: justify; hyphens: auto }
p { margin: 0; text-indent: 1em; orphans: 2; widows: 2 } .byline { text-indent: 0; margin-bottom: 1em }
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """What is printed; ``parts``: True and the words of a paragraph, or False and those of a heading."""

    title: str
    byline: str
    parts: tuple[tuple[bool, str], ...]

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs alone."""
        return [words for is_paragraph, words in self.parts if is_paragraph]


def chromium() -> str | None:
    """The browser's program: Debian's chromium, or the one that CHROMIUM names; None where there is none."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def page_of(article: Article, style: str, *, hyphens: bool = False) -> str:
    """The article as HTML.  style: CSS, in which %(title)s stands for the title.  hyphens: soft ones in long words."""
    title = re.sub(r'["\\\s]+', " ", article.title)
    body = [
        f"<p>{_escaped(words, hyphens)}</p>" if is_paragraph else f"<h2>{_escaped(words, False)}</h2>"
        for is_paragraph, words in article.parts
    ]
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(article.title)}</title>'
        f"<style>{style.replace('%(title)s', title[:60])}</style><h1>{html.escape(article.title)}</h1>"
        f'<p class="byline">{html.escape(article.byline)}</p><main>{"".join(body)}</main></html>'
    )


def _escaped(words: str, hyphens: bool) -> str:
    if hyphens:
        import pyphen

        breaks = pyphen.Pyphen(lang="en_US", left=3, right=3)
        words = re.sub(r"[^\W\d_]{6,}", lambda match: str(breaks.inserted(match.group(), "\u00ad")), words)
    return html.escape(words)


def printed(pages: Sequence[str], *, browser_lines: bool) -> list[bytes]:
    """The PDF of each HTML page.  browser_lines: with the browser's header and footer."""
    program = chromium()
    assert program, "no chromium here"
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(pages):
            source, target = Path(folder, f"{number}.html"), Path(folder, f"{number}.pdf")
            source.write_text(page, encoding="utf-8")
            flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
            if not browser_lines:
                flags.append("--no-pdf-header-footer")
            subprocess.run(
                [program, *flags, f"--print-to-pdf={target}", source.as_uri()],
                check=True,
                capture_output=True,
                timeout=120,
            )
            found.append(target.read_bytes())
    return found
