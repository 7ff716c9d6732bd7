"""The OpenAPI document: routes as FastAPI knows them, answers as the records' own types have them.

Schemas are made of the dataclasses that are encoded, so that none can say what is not so.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from typing import Any

import msgspec
from fastapi import FastAPI, Response
from fastapi.openapi.utils import get_openapi

from onrecord.serve.api.answers import Error

Json = dict[str, Any]
REF = "#/components/schemas/"
ANNOTATIONS = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'

# What each status means, wherever it is answered.
STATUSES = {
    304: "What the tag in If-None-Match names is still so.",
    400: "A parameter has no sense: a day that is none, an event type that there is not.",
    401: "Nobody has signed in, or the token is none that holds.",
    403: "Who asks may not do this.",
    404: "Nothing in the library has this name, or several have.",
    408: "The request was cut off.",
    409: "There is no library yet.",
    413: "There is more than may be sent or read.",
    415: "The body is of a type that is not read.",
    422: "A parameter or the body is not as it has to be, or the input cannot be read.",
    429: "Too many requests.",
    503: "The library cannot be used now, or too many wait; ask again later.",
}
_ALWAYS = (401, 403, 422)
_LIBRARY = (304, 400, 409, 503)

_told: dict[str, Any] = {"Error": Error}


def tells(
    answer: Any, *more: int, summary: str, tag: str, library: bool = True, media_type: str = "application/json"
) -> Json:
    """What a route's decorator is given beside its path.

    answer: the type that is encoded, or a schema as it is; more: statuses beside those that every route has.
    library: whether it reads the library.
    """
    if isinstance(answer, dict):
        schema, words = answer, answer.get("description", "")
    else:
        known = _told.setdefault(answer.__name__, answer)
        assert known is answer, f"two answers are called {answer.__name__}"
        schema, words = {"$ref": REF + answer.__name__}, _doc(answer).partition("\n")[0]
    responses: dict[int | str, Json] = {
        200: {"description": words, "content": {media_type: {"schema": schema}}} | (_TAGGED if library else {})
    }
    for status in sorted({*_ALWAYS, *(_LIBRARY if library else ()), *more}):
        responses[status] = {"description": STATUSES[status]} | (_FAILED if status != 304 else {})
    return {
        "responses": responses,
        "response_class": Response,
        "summary": summary,
        "tags": [tag],
    }


_FAILED: Json = {"content": {"application/json": {"schema": {"$ref": REF + "Error"}}}}
_TAGGED: Json = {
    "headers": {
        "ETag": {"description": "Names this answer until the library changes.", "schema": {"type": "string"}},
        "Link": {"description": 'Of a list that goes on: `<...>; rel="next"`.', "schema": {"type": "string"}},
    }
}


def document(app: FastAPI) -> Json:
    """The whole document, made once."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
            tags=[{"name": name, "description": words} for name, words in TAGS.items()],
        )
        for one in (way for ways in made["paths"].values() for way in ways.values()):
            # What all lists have comes behind what is the question's own.
            one.get("parameters", []).sort(key=lambda given: given["name"] in ("limit", "after"))
        components = made.setdefault("components", {})
        own = {name: one for name, one in components.get("schemas", {}).items() if name not in _UNUSED}
        components["schemas"] = own | _schemas(_told.values())
        app.openapi_schema = made
    return app.openapi_schema


TAGS = {
    "reports": "What is in the library, and each report's record.",
    "search": "Statements, events and reports by their words and by what is known of them.",
    "people": "Who is who, and what they said.",
    "across reports": "What reports have in common: wordings, claims, stories.",
    "review": "What people judged, and what is to be judged.",
    "library": "The library as a whole.",
    "adding": "How far it is, what is being added.",
    "reading": "Reading a report without keeping it.",
}
# What FastAPI has for errors of its own, which are not answered so here.
_UNUSED = ("HTTPValidationError", "ValidationError")


def _schemas(types: Iterable[Any]) -> Json:
    """The schemas of some types and of all that they hold, by name."""
    _, found = msgspec.json.schema_components(list(types), ref_template=REF + "{name}")
    # Of two types with one name the record's keeps it; the other is called after its module, too.
    names = {name: _short(name) for name in found}
    assert len(set(names.values())) == len(names), "two types would be called the same"
    return {names[name]: _finished(schema, names) for name, schema in found.items()}


def _short(name: str) -> str:
    *modules, last = name.split(".")
    return last if not modules or modules[-1] == "record" else modules[-1].capitalize() + last


def _finished(schema: Any, names: dict[str, str]) -> Any:
    """A schema with short names, its words in one piece, and everything in it required, since all of it is written."""
    if isinstance(schema, list):
        return [_finished(one, names) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _finished(one, names) for key, one in schema.items()}
    if isinstance(reference := schema.get("$ref"), str):
        made["$ref"] = REF + names[reference.removeprefix(REF)]
    if isinstance(words := schema.get("description"), str):
        made["description"] = _plain(words)
    if isinstance(title := schema.get("title"), str):
        made["title"] = _short(title)
    if isinstance(fields := schema.get("properties"), dict) and schema.get("type") == "object":
        made["required"] = list(fields)
        for field in made["properties"].values():
            if isinstance(field, dict):
                field.pop("default", None)
    return made


def _doc(of: Any) -> str:
    return _plain(inspect.getdoc(of) or "")


def _plain(words: str) -> str:
    """Words of a docstring: one line a paragraph, code between single ticks."""
    paragraphs = re.split(r"\n\s*\n", inspect.cleandoc(words).replace("``", "`"))
    return "\n\n".join(re.sub(r"\s*\n\s*", " ", one).replace(".  ", ". ") for one in paragraphs)
