"""The way through: every stage in order, in one place."""

from __future__ import annotations

import hashlib
import os
from functools import cached_property
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.reading.decode import decode
from onrecord.reading.document import is_laid_out, page_from, with_given
from onrecord.reading.given import Given
from onrecord.reading.page import Page
from onrecord.reading.plain import read_plain
from onrecord.record import Origin, Problem, Report
from onrecord.settings import Settings
from onrecord.version import made_now

if TYPE_CHECKING:
    from onrecord.apart.page import ApartPages
    from onrecord.extract.encoder import Encoder


class Pipeline:
    """Bytes or text in, a Report out.  The model is loaded when first needed, once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def encoder(self) -> Encoder:
        """The loaded model."""
        from onrecord.extract.encoder import Encoder

        return Encoder(self.settings.threads)

    def read_bytes(self, data: bytes, given: Given, *, uri: str | None, retrieved: str | None = None) -> Report:
        """One report from the bytes of a file.  Raises InputError where there is no text to read."""
        page = self._page(data, given)
        return self.read_page(page, hashlib.sha256(data).hexdigest(), given, uri=uri, retrieved=retrieved)

    def read_text(self, text: str, given: Given) -> Report:
        """One report from a text that is already decoded."""
        try:
            data = text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise UsageError(
                f"character {error.start} is half a surrogate pair, which no file can hold; decode the text anew"
            ) from None
        if not text.strip():
            decode(b" ")  # raises Empty
        page = with_given(read_plain(text, published=given.published, url=given.url), given)
        return self.read_page(page, hashlib.sha256(data).hexdigest(), given, uri=None)

    def _page(self, data: bytes, given: Given) -> Page:
        if not is_laid_out(data):
            return page_from(data, given)
        if (os.cpu_count() or 1) > 1:
            # The model loads here while the other process gets ready.
            self._apart.start()
            _ = self.encoder
        return self._apart.page_from(data, given)

    @cached_property
    def _apart(self) -> ApartPages:
        from onrecord.apart.page import ApartPages

        return ApartPages(self.settings)

    def read_page(
        self, page: Page, identity: str, given: Given, *, uri: str | None, retrieved: str | None = None
    ) -> Report:
        """The record of a page that is laid out.  identity: sha256 of the bytes it was made of."""
        problems = [*page.problems]
        facts: dict[str, Any] = {}
        if page.language == "en":
            from onrecord.extract.attributions import extract
            from onrecord.extract.story import story_of

            story = story_of(page.view.text, page.view_bounds, page.view_sentences, self.settings.max_words)
            if story.spans and story.spans[-1][1] < len(page.view.text.rstrip()):
                problems.append(_cut(page, story.spans[-1][1], len(story.spans)))
            facts = extract(page, story, self.encoder).facts()
        else:
            problems.append(_not_english(page.language))
        return Report(
            id=identity,
            made_by=made_now(),
            origin=Origin(
                uri=given.url or page.address or uri,
                media_type=page.media_type,
                retrieved=retrieved,
                reader=page.reader,
            ),
            complete=not problems,
            problems=tuple(problems),
            text=page.text,
            source_map=page.source_map,
            language=page.language,
            language_evidence=page.language_evidence,
            blocks=page.blocks,
            sentences=page.sentences,
            headline=page.headline,
            authors=page.authors,
            publisher=page.publisher,
            published=page.published,
            links=page.links,
            **facts,
        )


def _cut(page: Page, read_to: int, words: int) -> Problem:
    place = page.view.spans(max(0, read_to - 1), read_to)[-1][1]
    return Problem(
        kind="cut",
        detail=f"statements were looked for in the first {words} words only, to character {place}; "
        "raise max_words to read on",
    )


def _not_english(language: str | None) -> Problem:
    if language is None:
        return Problem(kind="language", detail="no words to tell a language by; no statements were looked for")
    return Problem(kind="language", detail=f"the text is in {language!r}, not English; no statements were looked for")
