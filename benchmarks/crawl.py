"""A crawl of distinct English news pages, made by a seed: real frames, new bodies.

    python -m benchmarks.crawl OUT.warc.gz [--data DATA] [--pages 2500] [--seed 1]

Frames are the English pages of ``data/pages``, each with all that stands about the story; the paragraphs of the story
are replaced, in the real HTML, by sentences of ``data/polnear/train`` put together anew, as many words as were there.
Each page has an address of its own.  The WARC is as crawlers write it: a gzip member a record.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.common import data_folder
from onrecord.reading.language import language_of

_SENTENCE_END = re.compile(r"(?<=[.?!][”\"’'])\s+|(?<=[.?!])\s+(?=[A-Z“\"])")
_LEAST_PARAGRAPHS = 4
# Stands in the frame where a paragraph goes.
_SLOT = re.compile(r"\ue000(\d+)\ue001")


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A page without its story: HTML with slots, and how many words each had."""

    name: str
    url: str
    html: str
    words: tuple[int, ...]


def frames(folder: Path) -> list[Frame]:
    """The frames of all English pages whose paragraphs are found in their HTML."""
    found = []
    for path in sorted((folder / "data" / "pages").rglob("*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        body = page["expected"].get("body") or {}
        paragraphs = [words for part in body.get("sections") or [] for words in part.get("paragraphs") or []]
        if language_of(" ".join(paragraphs)) != "en":
            continue
        raw = gzip.decompress(path.with_name(f"{path.stem}.html.gz").read_bytes())
        frame = _frame(path.stem, page["url"], raw.decode("utf-8", errors="replace"), paragraphs)
        if frame is not None:
            found.append(frame)
    return found


def _frame(name: str, url: str, text: str, paragraphs: list[str]) -> Frame | None:
    from lxml import html as lxml_html

    wanted = {_close(words): len(words.split()) for words in paragraphs if words.strip()}
    tree = lxml_html.document_fromstring(text.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    words: list[int] = []
    for element in list(tree.iter("p", "div", "span", "li", "h2", "h3")):
        size = wanted.pop(_close(element.text_content()), None)
        if size is None:
            continue
        for child in list(element):
            element.remove(child)
        element.text = f"\ue000{len(words)}\ue001"
        words.append(size)
    if len(words) < _LEAST_PARAGRAPHS:
        return None
    made = lxml_html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")
    return Frame(name=name, url=url, html=made, words=tuple(words))


def _close(words: str) -> str:
    return "".join(words.split())


def sentences(folder: Path) -> list[str]:
    """Sentences of six to sixty words of the training articles, in a fixed order."""
    found: dict[str, None] = {}
    for path in sorted((folder / "data" / "polnear" / "train" / "text").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for sentence in _SENTENCE_END.split(line.strip()):
                if 6 <= len(sentence.split()) <= 60:
                    found[sentence] = None
    return list(found)


def pages(folder: Path, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many pages, each with its address; the same for the same seed."""
    rng = random.Random(seed)
    all_frames, all_sentences = frames(folder), sentences(folder)
    for number in range(count):
        frame = all_frames[number % len(all_frames)]
        bodies = [html.escape(_body(rng, all_sentences, size), quote=False) for size in frame.words]
        text = _SLOT.sub(lambda slot, bodies=bodies: bodies[int(slot.group(1))], frame.html)  # type: ignore[misc]
        parts = urlsplit(frame.url)
        yield f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}-{number}", text.encode("utf-8")


def _body(rng: random.Random, choice: list[str], words: int) -> str:
    made: list[str] = []
    while not made or sum(len(one.split()) for one in made) < words:
        made.append(rng.choice(choice))
    return " ".join(made)


def write_warc(target: Path, found: Iterator[tuple[str, bytes]]) -> int:
    """Write the pages as responses; returns how many."""
    count = 0
    with target.open("wb") as file:
        file.write(_record("warcinfo", None, b"software: onrecord benchmarks\r\n", count))
        for url, data in found:
            count += 1
            answer = (
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                + f"Content-Length: {len(data)}\r\n\r\n".encode()
                + data
            )
            file.write(_record("response", url, answer, count))
    return count


def _record(kind: str, url: str | None, block: bytes, number: int) -> bytes:
    content = "application/http; msgtype=response" if kind == "response" else "application/warc-fields"
    minutes, seconds = divmod(number, 60)
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Date: 2025-03-{1 + minutes // 1440:02}T{minutes // 60 % 24:02}:{minutes % 60:02}:{seconds:02}Z",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>",
        *([f"WARC-Target-URI: {url}"] if url else []),
        f"Content-Type: {content}",
        f"Content-Length: {len(block)}",
    ]
    record = "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
    return gzip.compress(record, compresslevel=5, mtime=0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--pages", type=int, default=2500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    folder = data_folder(arguments.data)
    if folder is None:
        print("crawl: skipped, ONRECORD_DATA is not set")
        return 0
    count = write_warc(arguments.out, pages(folder, arguments.pages, arguments.seed))
    print(f"{count} pages, {arguments.out.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
