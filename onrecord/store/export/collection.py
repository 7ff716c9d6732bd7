"""Annotations as lines, or as one AnnotationCollection (https://www.w3.org/TR/annotation-model/, section 5)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection

from onrecord.store.export.annotation import CONTEXT, all_annotations, name_of
from onrecord.store.export.chosen import Chosen

LABEL = "Statements, events, times, places and entities, found by onrecord"


def lines(connection: Connection, chosen: Chosen) -> Iterator[str]:
    """An annotation a line, with its line end."""
    for one in all_annotations(connection, chosen):
        yield msgspec.json.encode(one).decode("utf-8") + "\n"


def collection(connection: Connection, chosen: Chosen) -> Iterator[str]:
    """The pieces of one JSON document: a collection whose one page is within it.

    Its name is made of a hash of what is in it, which is known at its end, and so is how many there are; an empty
    collection has no page, since a page must have one annotation at least.
    """
    found, total = hashlib.sha256(), 0
    yield f'{{"@context":"{CONTEXT}","type":"AnnotationCollection","label":"{LABEL}",'
    for line in lines(connection, chosen):
        found.update(line.encode())
        yield '\n"first":{"type":"AnnotationPage","startIndex":0,"items":[\n' if not total else ",\n"
        yield line.rstrip("\n")
        total += 1
    identity = name_of("collection", found.hexdigest())
    page = f"{identity}:page"
    if total:
        yield f'\n],"id":"{page}","partOf":"{identity}"}},"last":"{page}",'
    yield f'"total":{total},"id":"{identity}"}}\n'
