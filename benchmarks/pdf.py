"""PDF: paragraphs whole, furniture inside paragraphs, pages a second.

    python -m benchmarks.pdf [--data DATA] [--keep FOLDER] [--show]

The ten longest English articles of ``data/pages`` (by the words of the paragraphs that the JSON beside each page
gives) are printed by Chromium in the two settings of ``printing.py``.  A paragraph is whole where one block of the
story has exactly its words, hyphens at line ends taken out as the view does.  Furniture is inside where a block of the
story holds a line of the page's header or footer.  For comparison: PDFium's own text, cut where a line is blank or
where each line ends.  Without data, or without Chromium, it is skipped.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.common import check_floors, data_folder
from benchmarks.printing import SINGLE, TWO, Article, chromium, page_of, printed
from onrecord.reading.given import Given
from onrecord.reading.language import language_of
from onrecord.reading.page import STORY_KINDS, Page
from onrecord.reading.pdf.page import read_pdf

ARTICLES = 10


def articles(folder: Path) -> list[Article]:
    """The longest English articles, the longest first."""
    found: list[tuple[int, str, Article]] = []
    for path in sorted((folder / "data" / "pages").glob("*/*.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))["expected"]
        body = expected.get("body") or {}
        parts = [(True, words) for words in body.get("summary") or []]
        for section in body.get("sections") or []:
            parts += [(False, words) for words in section.get("headline") or []]
            parts += [(True, words) for words in section.get("paragraphs") or []]
        parts = [(kind, " ".join(words.split())) for kind, words in parts if words.strip()]
        text = " ".join(words for kind, words in parts if kind)
        if language_of(text) == "en":
            byline = "By " + " and ".join(expected.get("authors") or ["staff"])
            article = Article(title=expected.get("title") or "Untitled", byline=byline, parts=tuple(parts))
            found.append((len(text.split()), path.stem, article))
    found.sort(key=lambda one: (-one[0], one[1]))
    return [article for _, _, article in found[:ARTICLES]]


def words_of(text: str) -> str:
    """The words alone, one blank between them, soft hyphens taken out."""
    return " ".join(text.replace("\u00ad", "").split())


def blocks_of(page: Page) -> list[str]:
    """The words of each block of the story, as the view has them."""
    return [words_of(page.view.text[start:end]) for start, end in page.view_bounds]


def missing(paragraphs: Sequence[str], blocks: Sequence[str]) -> list[str]:
    """The paragraphs that no block has whole; a block serves one paragraph."""
    left = list(blocks)
    lost = []
    for paragraph in map(words_of, paragraphs):
        if paragraph in left:
            left.remove(paragraph)
        else:
            lost.append(paragraph)
    return lost


def furniture_inside(page: Page, article: Article, pages: int) -> int:
    """Lines of the page's header or footer in blocks of the story.

    Numbers of pages ("3 of 9", "3/9"), the browser's stamp and address, and the title anywhere but in the headline.
    """
    line = re.compile(
        r"Page \d+ of \d+|\bfile:///|\b\d{1,2}/\d{1,2}/\d\d, \d{1,2}:\d\d|\b\d+/" + str(pages) + r"\b(?!\d)"
    )
    title = words_of(article.title)
    own = " ".join(article.paragraphs)
    count = 0
    for block in page.blocks:
        if block.kind in STORY_KINDS:
            words = words_of(" ".join(page.text[start:end] for start, end in block.spans))
            count += sum(match.group() not in own for match in line.finditer(words))
            count += block.kind != "headline" and len(title.split()) > 3 and title in words and title not in own
    return count


def plain_blocks(data: bytes) -> tuple[list[str], list[str]]:
    """PDFium's own text, cut at blank lines and at line ends."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    text = "\n\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")
    document.close()
    blank = [words_of(part) for part in re.split(r"\n\s*\n", text)]
    return blank, [words_of(part) for part in text.split("\n")]


def measured(setting: str, found: Sequence[Article], files: Sequence[bytes], show: bool) -> dict[str, float]:
    """The figures of one setting."""
    total = whole = inside = pages = 0
    plain = [0, 0]
    seconds = 0.0
    for article, data in zip(found, files, strict=True):
        start = time.perf_counter()
        page = read_pdf(data, Given())
        seconds += time.perf_counter() - start
        assert page.source_map is not None
        count = max(piece.page or 0 for piece in page.source_map.pieces)
        pages += count
        lost = missing(article.paragraphs, blocks_of(page))
        total += len(article.paragraphs)
        whole += len(article.paragraphs) - len(lost)
        inside += furniture_inside(page, article, count)
        for place, blocks in enumerate(plain_blocks(data)):
            plain[place] += len(article.paragraphs) - len(missing(article.paragraphs, blocks))
        if show:
            print(f"  {article.title[:60]}: {len(article.paragraphs) - len(lost)} of {len(article.paragraphs)}")
            for paragraph in lost:
                print(f"    - {paragraph[:150]}")
    print(
        f"{setting}: {total} paragraphs, {pages} pages; PDFium's text cut at blank lines "
        f"{100 * plain[0] / total:.1f} %, at line ends {100 * plain[1] / total:.1f} %"
    )
    return {
        f"{setting}_whole": 100 * whole / total,
        f"{setting}_furniture_inside": inside,
        f"{setting}_pages_per_second": pages / seconds,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--keep", type=Path, help="write the PDF files there")
    parser.add_argument("--show", action="store_true", help="name the paragraphs that are not whole")
    arguments = parser.parse_args()
    folder = data_folder(arguments.data)
    if not folder or not chromium():
        print("pdf: skipped,", "there is no chromium" if folder else "ONRECORD_DATA is not set")
        return 0
    found = articles(folder)
    print(f"PDF, {len(found)} articles, {sum(len(one.paragraphs) for one in found)} paragraphs")
    figures: dict[str, float] = {}
    for setting, style in (("single", SINGLE), ("two", TWO)):
        two = setting == "two"
        files = printed([page_of(one, style, hyphens=two) for one in found], browser_lines=not two)
        if arguments.keep:
            arguments.keep.mkdir(parents=True, exist_ok=True)
            for number, data in enumerate(files):
                (arguments.keep / f"{setting}-{number}.pdf").write_bytes(data)
        figures |= measured(setting, found, files, arguments.show)
    return bool(check_floors("pdf", figures))


if __name__ == "__main__":
    raise SystemExit(main())
