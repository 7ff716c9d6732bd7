"""The way through: every stage in order, in one place."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.reading.decode import Decoded, decode
from onrecord.reading.plain import READER, Page, read_plain
from onrecord.record import MadeBy, Origin, Problem, Report
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.extract.encoder import Encoder

MODEL = "en-3"


def program_version() -> str:
    """The installed version; "0" in a tree that is not installed."""
    try:
        return version("onrecord")
    except PackageNotFoundError:
        return "0"


class Pipeline:
    """Bytes or text in, a Report out.  The model is loaded when first needed, once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def encoder(self) -> Encoder:
        """The loaded model."""
        from onrecord.extract.encoder import Encoder

        return Encoder(self.settings.threads)

    def read_bytes(self, data: bytes, *, uri: str | None, published: date | None, url: str | None) -> Report:
        """One report from the bytes of a file.  Raises InputError where there is no text to read."""
        return self._read(decode(data), hashlib.sha256(data).hexdigest(), uri=uri, published=published, url=url)

    def read_text(self, text: str, *, published: date | None, url: str | None) -> Report:
        """One report from a text that is already decoded."""
        try:
            data = text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise UsageError(
                f"character {error.start} is half a surrogate pair, which no file can hold; decode the text anew"
            ) from None
        if not text.strip():
            decode(b" ")  # raises Empty
        identity = hashlib.sha256(data).hexdigest()
        return self._read(Decoded(text=text, encoding="utf-8"), identity, uri=None, published=published, url=url)

    def _read(
        self, decoded: Decoded, identity: str, *, uri: str | None, published: date | None, url: str | None
    ) -> Report:
        page = read_plain(decoded.text, published=published, url=url)
        problems = [*decoded.problems]
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
            made_by=MadeBy(onrecord=program_version(), model=MODEL),
            origin=Origin(uri=url or uri, media_type="text/plain", retrieved=None, reader=READER),
            complete=not problems,
            problems=tuple(problems),
            text=decoded.text,
            language=page.language,
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
