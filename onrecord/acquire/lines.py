"""Lines of JSON: an object a line, each a report with its text and what is known of it; and what other rows tell."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from onrecord.acquire.document import Document, Refused
from onrecord.acquire.moments import Moment, iso_moment
from onrecord.acquire.run import Result, Run, called, too_large
from onrecord.acquire.stream import Stream
from onrecord.errors import Damaged, Empty, InputError, NotText, UsageError
from onrecord.reading.given import Given
from onrecord.reading.media import media_type_of

# What a line may tell; ``--map`` says what a field is called there.
FIELDS = ("text", "html", "url", "date", "title", "authors", "author", "publisher")


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Raises UsageError where the mapping speaks of a field that there is not."""
    for field, name in mapping.items():
        if field not in FIELDS:
            raise UsageError(f"there is no field {field!r} to map; there are {', '.join(FIELDS)}")
        if not name:
            raise UsageError(f"field {field!r} is mapped to nothing; write {field}=NAME")


def documents_in_lines(stream: Stream, uri: str, run: Run, *, behind: int = 0) -> Iterator[Result]:
    """A document a line, or why there is none; ``uri#12`` is the twelfth line.

    behind: how many lines of the file lie before the stream.  A field's name may be a path into the object
    ("meta.published").  Blank lines are passed over.
    """
    most = run.settings.max_bytes
    number = behind
    while True:
        number += 1
        place = f"{uri}#{number}"
        try:
            line = stream.line(most)
            if line is None:
                return
            if number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            if not line.strip():
                continue
            if len(line) > most:
                raise too_large(most)
            yield _document(line, number, uri, run.mapping)
        except InputError as error:
            yield Refused(uri=place, error=error)
            if error is stream.error:
                return


def _document(line: bytes, number: int, uri: str, mapping: Mapping[str, str]) -> Document:
    """The document of a line.  Raises Damaged, Empty or NotText, with the number of the line."""
    try:
        return _document_of(line, f"{uri}#{number}", mapping)
    except InputError as error:
        raise type(error)(f"line {number}: {error}") from None


def _document_of(line: bytes, place: str, mapping: Mapping[str, str]) -> Document:
    try:
        found = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = "it is nested too deep" if isinstance(error, RecursionError) else _reason(error)
        raise Damaged(f"the line is not valid JSON: {reason}; write an object a line") from None
    if not isinstance(found, dict):
        raise Damaged("the line is not a JSON object; write {...} with a text in each line")
    return document_of_fields(found, place, mapping)


def document_of_fields(
    found: dict[str, Any], place: str, mapping: Mapping[str, str], *, called_it: str = "line"
) -> Document:
    """The document that an object tells, its fields named as ``FIELDS`` or by the mapping.

    called_it: what the object is, for the evidence.  Raises Damaged, Empty or NotText.
    """
    line_of = _Line(found, mapping, called_it)
    text, html = line_of.words("text"), line_of.words("html")
    if not (text or html):
        raise Empty(_no_text(found, mapping))
    day, time = line_of.moment() or (None, None)
    authors = line_of.names()
    given = Given(
        published=day,
        time=time,
        url=line_of.words("url"),
        charset="utf-8",
        title=line_of.words("title"),
        authors=authors,
        publisher=line_of.words("publisher"),
        where=line_of.where(),
    )
    data = as_html(html) if html and not text else (text or "")
    try:
        encoded = data.encode("utf-8")
    except UnicodeEncodeError:
        raise Damaged("its text holds half a surrogate pair, which is no character; write it anew") from None
    kind = media_type_of(encoded)
    if kind not in ("text/plain", "text/html"):
        raise NotText(f"the {called_it}'s text is not plain but {called(kind)}; give its words")
    return Document(data=encoded, uri=place, media_type=kind, given=given)


def _no_text(found: dict[str, Any], mapping: Mapping[str, str]) -> str:
    """What is missing, what is there instead, and how to say which of it the text is."""
    named = [mapping.get(field, field) for field in ("text", "html")]
    blank = [name for name in named if name in found]
    missing = f"its field {blank[0]!r} is empty" if blank else f"it has no field {named[0]!r} or {named[1]!r}"
    longest = max(
        ((len(value), name) for name, value in found.items() if isinstance(value, str) and name not in named),
        default=(0, ""),
    )[1]
    if not found:
        return f"{missing}, nor any other; write the text into it"
    there = ", ".join(map(repr, list(found)[:8])) + (" ..." if len(found) > 8 else "")
    return f"{missing}, only {there}; say which holds the text: --map text={longest or 'NAME'}"


def as_html(text: str) -> str:
    """HTML that its bytes tell as such: a part of a page gets the line that begins one."""
    return (
        text
        if media_type_of(text[:8192].encode("utf-8", errors="replace")) == "text/html"
        else ("<!doctype html>\n" + text)
    )


class _Line:
    """An object with its fields under the mapping; remembers which told something, for the evidence."""

    def __init__(self, found: dict[str, Any], mapping: Mapping[str, str], called_it: str) -> None:
        self._found, self._mapping, self._called_it = found, mapping, called_it
        self._used: list[str] = []

    def name(self, field: str) -> str:
        """What the field is called here."""
        return self._mapping.get(field, field)

    def value(self, field: str) -> Any:
        """The field's value; None where there is none."""
        name = self.name(field)
        if name in self._found:
            return self._found[name]
        value: Any = self._found
        for step in name.split("."):
            if not isinstance(value, dict):
                return None
            value = value.get(step)
        return value

    def words(self, field: str) -> str | None:
        """The text of a field; None where it is missing, null or blank.  Raises Damaged where it is no text."""
        value = self.value(field)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            raise Damaged(f"field {self.name(field)!r} is not a text; write it in quotation marks")
        if not value.strip():
            return None
        if field not in ("text", "html"):
            self._used.append(self.name(field))
        return value

    def moment(self) -> Moment | None:
        """The day and time of the field ``date``.  Raises Damaged where it is none."""
        value = self.words("date")
        if value is None:
            return None
        try:
            return iso_moment(value)
        except ValueError:
            raise Damaged(
                f"field {self.name('date')!r} is no date: {value[:40]!r}; write 2017-12-11 or 2017-12-11T09:30:00Z"
            ) from None

    def names(self) -> tuple[str, ...]:
        """The authors: a list of names, or one."""
        many = self.value("authors")
        if isinstance(many, list):
            if not all(isinstance(one, str) for one in many):
                raise Damaged(f'field {self.name("authors")!r} is not a list of names; write ["A. Name"]')
            if names := tuple(one.strip() for one in many if one.strip()):
                self._used.append(self.name("authors"))
            return names
        one = self.words("authors") or self.words("author")
        return (one.strip(),) if one else ()

    def where(self) -> str:
        """Which fields told something."""
        if not self._used:
            return f"the {self._called_it}"
        named = ", ".join(repr(name) for name in self._used)
        return f"field{'s' if len(self._used) > 1 else ''} {named} of the {self._called_it}"


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or "broken"
