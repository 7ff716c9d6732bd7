"""An example report, for whoever has none at hand."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse

from onrecord.acquire.document import Document
from onrecord.errors import NotInLibrary
from onrecord.serve.who import Editing, TheRoom
from onrecord.store.lookup import report_number
from onrecord.store.outcome import Outcome

router = APIRouter()
# Reports of one invented story, by what they are called in an address.
WIRE, LETTER = "island-wire", "island-letter"
EXAMPLES = {WIRE: (WIRE,), LETTER: (LETTER,), "both": (WIRE, LETTER)}


@router.post("/add/example")
def add_example(room: TheRoom, person: Editing, name: Annotated[str, Form()] = WIRE) -> RedirectResponse:
    """Add an example report, or find the one that is there, and go to its page.  name: "both" adds two of one story."""
    if name not in EXAMPLES:
        raise NotInLibrary(f"no example is called {name!r}; there are {', '.join(EXAMPLES)}")
    became: list[Outcome] = []
    room.library.add_documents([_document(one) for one in EXAMPLES[name]], workers=1, progress=became.append)
    for outcome in became:
        if outcome.error is not None:
            raise outcome.error
    first = next(outcome for outcome in became if outcome.uri == _uri(EXAMPLES[name][0]))
    with room.library.reading() as connection:
        number = report_number(connection, first.key or first.uri)
    return RedirectResponse(f"/reports/{number}", 303)


def _document(name: str) -> Document:
    data = files("onrecord.serve").joinpath("examples", f"{name}.txt").read_bytes()
    return Document(data=data, uri=_uri(name), media_type="text/plain")


def _uri(name: str) -> str:
    return f"example/{name}.txt"
