"""The OpenAPI document as its page shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

Json = Mapping[str, Any]
_REF = "#/components/schemas/"


@dataclass(frozen=True, kw_only=True)
class Value:
    """A parameter of an operation, or a field of a type.

    kind: in words, with links to types; choices: all that may be given, where they are few; start: what holds unless
    it is given.
    """

    name: str
    kind: Markup
    words: Markup
    where: str = ""
    needed: bool = False
    example: str = ""
    start: str = ""
    choices: tuple[str, ...] = ()
    several: bool = False
    flag: bool = False


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer: its status, what it means, and its type."""

    status: str
    words: Markup
    kind: Markup
    media: str


@dataclass(frozen=True, kw_only=True)
class Operation:
    """A way to ask.  address: with the values of examples, as a link."""

    id: str
    method: str
    path: str
    summary: str
    words: Markup
    values: tuple[Value, ...]
    answers: tuple[Answer, ...]
    bodies: tuple[tuple[str, Markup], ...]
    example: str

    @property
    def address(self) -> str:
        """The path with the examples in it."""
        made = self.path
        for one in self.values:
            if one.where == "path":
                made = made.replace("{" + one.name + "}", one.example)
        return made


@dataclass(frozen=True, kw_only=True)
class Type:
    """A type of what is answered."""

    name: str
    words: Markup
    fields: tuple[Value, ...]


@dataclass(frozen=True, kw_only=True)
class ToldApi:
    """The whole of it.  groups: name, what it is, and its operations."""

    groups: tuple[tuple[str, str, tuple[Operation, ...]], ...]
    types: tuple[Type, ...]


def told_api(document: Json) -> ToldApi:
    """What the page of this document shows."""
    of_tag: dict[str, list[Operation]] = {tag["name"]: [] for tag in document["tags"]}
    for path, ways in document["paths"].items():
        for method, one in ways.items():
            of_tag[one["tags"][0]].append(_operation(method, path, one))
    return ToldApi(
        groups=tuple((tag["name"], tag["description"], tuple(of_tag[tag["name"]])) for tag in document["tags"]),
        types=tuple(_type(name, one) for name, one in sorted(document["components"]["schemas"].items())),
    )


def _operation(method: str, path: str, one: Json) -> Operation:
    content = one.get("requestBody", {}).get("content", {})
    example = next((body["example"] for body in content.values() if "example" in body), None)
    return Operation(
        id=one["operationId"],
        method=method.upper(),
        path=path,
        summary=one["summary"],
        words=words_of(one.get("description", "")),
        values=tuple(_value(given["name"], given["schema"], given) for given in one.get("parameters", ())),
        answers=tuple(_answer(status, answer) for status, answer in sorted(one["responses"].items())),
        bodies=tuple((media, _fields(body["schema"])) for media, body in content.items()),
        example=json.dumps(example, ensure_ascii=False) if example else "",
    )


def _answer(status: str, one: Json) -> Answer:
    contents: Json = one.get("content", {})
    media = next(iter(contents), "")
    schema = contents[media].get("schema", {}) if media else {}
    return Answer(
        status=status,
        words=words_of(one["description"]),
        kind=kind_of(schema) if "$ref" in schema else Markup(""),
        media="" if media == "application/json" else media,
    )


def _value(name: str, schema: Json, given: Json | None = None) -> Value:
    given = given or {}
    several = schema.get("type") == "array"
    # Of a list the choices are those of each; the example is a list of one.
    inner = (schema.get("items") or {}) if several else schema
    examples = given.get("examples") or schema.get("examples") or ()
    first = examples[0] if examples and not isinstance(examples, dict) else ""
    first = first[0] if isinstance(first, list) else first
    start = schema.get("default")
    return Value(
        name=name,
        kind=kind_of(schema),
        words=words_of(schema.get("description") or given.get("description", "")),
        where=given.get("in", ""),
        needed=bool(given.get("required")),
        example=str(first),
        start="" if start in (None, "", [], False) else str(start),
        choices=tuple(one for one in inner.get("enum", ()) if one),
        several=several,
        flag=schema.get("type") == "boolean",
    )


def _type(name: str, one: Json) -> Type:
    fields = one.get("properties", {})
    return Type(
        name=name,
        words=words_of(one.get("description", "")),
        fields=tuple(_value(field, schema) for field, schema in fields.items()),
    )


def _fields(schema: Json) -> Markup:
    """The fields of a body; nothing where it is one piece."""
    told = [
        Markup("<code>{}</code>{}").format(name, "" if name in schema.get("required", ()) else " (optional)")
        for name in schema.get("properties", {})
    ]
    return Markup(", ").join(told) if told else Markup("as it is")


def kind_of(schema: Json) -> Markup:
    """A type in words, with links to those that have a name."""
    if reference := schema.get("$ref"):
        name = reference.removeprefix(_REF)
        return Markup('<a href="#type-{0}">{0}</a>').format(name)
    if some := schema.get("anyOf"):
        return Markup(" or ").join(kind_of(one) for one in some)
    if "enum" in schema:
        return Markup(", ").join(Markup("<code>{}</code>").format(one) for one in schema["enum"] if one != "")
    if "const" in schema:
        return Markup("<code>{}</code>").format(schema["const"])
    kind = schema.get("type")
    if isinstance(kind, list):
        return Markup(" or ").join(escape(one) for one in kind)
    if kind == "array":
        if parts := schema.get("prefixItems"):
            return Markup("[{}]").format(Markup(", ").join(kind_of(one) for one in parts))
        return Markup("list of {}").format(kind_of(schema.get("items", {})))
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return Markup("{} by name").format(kind_of(schema["additionalProperties"]))
    return escape(kind or "anything")


def words_of(words: str) -> Markup:
    """Paragraphs with code in them, as HTML."""
    made = []
    for paragraph in re.split(r"\n\s*\n", words.strip()):
        pieces = paragraph.split("`")
        told = [
            Markup("<code>{}</code>").format(piece) if number % 2 else escape(piece)
            for number, piece in enumerate(pieces)
        ]
        made.append(Markup("").join(told))
    return Markup("<br>").join(made)
