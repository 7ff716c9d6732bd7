"""What pages that are asked by words share: addresses with a query, the way back after a form, pages of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from fastapi.responses import RedirectResponse

Item = TypeVar("Item")


def address(path: str, **query: Any) -> str:
    """A path with what is asked behind it; what is empty or None is left out."""
    given = {name: value for name, value in query.items() if value not in (None, "")}
    # A lone surrogate has no place in an address.
    told = urlencode(given, errors="replace")
    return f"{path}?{told}" if told else path


def back_to(path: str, **query: Any) -> RedirectResponse:
    """The way back to a page from a form that was sent."""
    return RedirectResponse(address(path, **query), 303)


@dataclass(frozen=True)
class Page(Generic[Item]):
    """A page of a list; number: from 1; whole: how many items the list has."""

    items: Sequence[Item]
    number: int
    pages: int
    whole: int


def page_of(items: Sequence[Item], number: int, size: int) -> Page[Item]:
    """The page with this number, the nearest one where there is none."""
    pages = max(1, -(-len(items) // size))
    number = max(1, min(number, pages))
    return Page(items[(number - 1) * size : number * size], number, pages, len(items))
