"""What can be asked of the app, taken from its route table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts


@dataclass(frozen=True)
class Asked:
    """A route that answers to GET.  path: with its parameters in braces; steps, words: the names of the parameters in
    the path and in the query."""

    path: str
    steps: tuple[str, ...]
    words: tuple[str, ...]

    def address(self, steps: Mapping[str, str], words: Mapping[str, str] | None = None) -> str:
        """An address of it.  steps: the parameters in the path, "x" where it is not there; words: the query."""
        path = self.path
        for name in self.steps:
            for form in (f"{{{name}}}", f"{{{name}:path}}", f"{{{name}:int}}"):
                path = path.replace(form, quote(steps.get(name, "x"), safe=""))
        return f"{path}?{urlencode(words)}" if words else path


def asked_by_get(app: FastAPI) -> list[Asked]:
    """Every route that answers to GET, but for the shipped files."""
    found = []
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        path, methods = context.path, getattr(route, "methods", None) or ()
        if path is None or "GET" not in methods:
            continue
        all_of = list(_dependants(getattr(route, "dependant", None)))
        steps = tuple(one.alias for some in all_of for one in some.path_params)
        words = tuple(name for some in all_of for one in some.query_params for name in _names(one))
        found.append(Asked(path, tuple(dict.fromkeys(steps)), tuple(dict.fromkeys(words))))
    return found


def _dependants(dependant: Any) -> Iterator[Any]:
    """What a route depends on, itself first."""
    if dependant is not None:
        yield dependant
        for one in dependant.dependencies:
            yield from _dependants(one)


def _names(parameter: Any) -> Iterator[str]:
    """The names of a parameter of a query, which may be a model of several."""
    fields = getattr(parameter.field_info.annotation, "model_fields", None)
    yield from fields or (parameter.alias,)
