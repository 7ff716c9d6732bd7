"""Annotations of real pages: what their selectors find in the HTML and on the page of the PDF."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pypdfium2
from lxml import html

from onrecord.reader import Reader
from onrecord.store.export.to import lines
from tests.reading.pdf.writer import at, pdf
from tests.store.export.libraries import library_of
from tests.store.export.web_annotation import check_annotation

WEB = """<!doctype html>
<html lang="en"><head><title>Lock gate fails at Ousby - Fen Courier</title>
<meta charset="utf-8"><meta property="article:published_time" content="2024-03-05T09:10:00Z">
<link rel="canonical" href="https://fencourier.example/2024/03/05/lock-gate"></head>
<body><header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
<main><article><h1>Lock gate fails at Ousby</h1>
<p class="by">By Nils Aldous</p>
<p>The <em>upper</em> gate of Ousby lock gave way on Monday morning, the river trust&nbsp;said, &amp; two boats
   were   swept over the weir. Nobody was hurt, according to Chief Constable Mara Tinsley.</p>
<aside><p>Subscribe to our newsletter</p></aside>
<p>&ldquo;We heard a crack like a cannon,&rdquo; lock keeper <a href="/people/orr">Deacon Orr</a> told the Fen Courier.
&ldquo;Then the whole gate was gone.&rdquo; \U0001f30a</p>
<p>The trust denied that it had been warned of rust in January. Councillor Petra Vane said the report of the divers
had been on its desk for six weeks.</p>
<p>The lock will stay shut until the summer, the trust said in a statement on Tuesday.</p>
</article></main><footer><p>Copyright Fen Courier</p></footer></body></html>
"""


def given_out(reader: Reader, data: bytes, folder: Path) -> list[dict[str, Any]]:
    with library_of(folder / "library", [reader.read(data)]).connection() as connection:
        return [json.loads(line) for line in lines(connection, "annotation")]


def test_a_page_of_the_web(reader: Reader, tmp_path: Path) -> None:
    tree = html.document_fromstring(WEB)
    found = given_out(reader, WEB.encode(), tmp_path)
    assert len([one for one in found if one["motivation"] == "describing"]) >= 5
    targets = 0
    for one in found:
        check_annotation(one)
        for target in one["target"]:
            assert target["source"] == "https://fencourier.example/2024/03/05/lock-gate"
            place, words = target["selector"]
            (element,) = tree.xpath(place["value"])
            text, within = element.text_content(), place["refinedBy"]
            assert text[within["start"] : within["end"]] == words["exact"]
            assert words["prefix"] + words["exact"] + words["suffix"] in text
            targets += 1
    assert targets > 40


def test_a_printed_page(reader: Reader, tmp_path: Path) -> None:
    pages = [
        (
            "The harbour board of Strand said on Friday that the north quay",
            "would close for repairs in May. The fishing fleet was told in a",
            "letter, its chairman Odd Hamre said, and nobody complained about",
        ),
        (
            "it. Mayor Signe Vold denied that the town had been asked to pay.",
            "She said the quay belonged to the state, and that the state would",
            "have to mend what it had neglected for more than thirty years.",
        ),
    ]
    drawn = [b"".join(at(72, 720 - 14 * row, line) for row, line in enumerate(some)) for some in pages]
    data = pdf(drawn, size=(612, 792))
    found = given_out(reader, data, tmp_path)
    assert len([one for one in found if one["motivation"] == "describing"]) >= 3
    document = pypdfium2.PdfDocument(data)
    try:
        for one in found:
            check_annotation(one)
            assert len({target["selector"][0]["value"] for target in one["target"]}) == len(one["target"])
            for target in one["target"]:
                place, words = target["selector"]
                match = re.fullmatch(r"page=(\d)&viewrect=([\d.]+),([\d.]+),([\d.]+),([\d.]+)", place["value"])
                assert match
                number = int(match[1])
                left, top, width, height = (float(match[group]) for group in range(2, 6))
                page = document[number - 1]
                text = page.get_textpage()
                foot = page.get_height() - top - height
                inside = text.get_text_bounded(left - 1, foot - 1, left + width + 1, foot + height + 1)
                text.close()
                page.close()
                # The words of the passage are those in the rectangle; of a word that it ends in, the rest too.
                assert words["exact"].split()[0].strip(".,") in inside
                assert all(word.strip(".,") in inside for word in words["exact"].split())
                # One line of the page is one rectangle.
                assert height < 14
    finally:
        document.close()
