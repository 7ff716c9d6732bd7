"""What the W3C Web Annotation Data Model demands (https://www.w3.org/TR/annotation-model/) of what is given out.

Each ``must`` is a MUST or MUST NOT of the section named; ``should`` a SHOULD that is kept too.  Constructions that
are never given out (choices, styles, audiences, sets, ranges ...) are refused: nothing unchecked passes.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:[!-~]+")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")


def must(holds: object, section: str, what: object) -> None:
    assert holds, f"{section}: {what}"


def is_iri(value: object) -> bool:
    return isinstance(value, str) and bool(_URN.fullmatch(value) or _IRI.fullmatch(value))


def check_annotation(one: dict[str, Any]) -> None:
    """Section 3.1, and all that hangs on it."""
    # If there is only one context it is a string.
    must(one["@context"] == CONTEXT, "3.1 @context", one["@context"])
    must(is_iri(one["id"]), "3.1 id", one["id"])
    must(one["type"] == "Annotation", "3.1 type", one["type"])
    must(one["motivation"] in MOTIVATIONS, "3.3.5 motivation", one["motivation"])
    must(isinstance(one["target"], list) and one["target"], "3.1 target", one["id"])
    must(isinstance(one["body"], list) and one["body"], "3.1 body (SHOULD)", one["id"])
    created = {"created"} if one["creator"]["type"] == "Person" else set[str]()
    wanted = {"@context", "id", "type", "motivation", "creator", "body", "target"} | created
    must(set(one) == wanted, "unchecked", set(one))
    if created:
        must(datetime.fromisoformat(one["created"]).tzinfo and one["created"].endswith("Z"), "3.3.1 created", one)
    _check_agent(one["creator"])
    for body in one["body"]:
        _check_body(body)
    for target in one["target"]:
        _check_target(target)


def check_collection(one: dict[str, Any]) -> list[dict[str, Any]]:
    """Section 5; returns the annotations of its page."""
    must(one["@context"] == CONTEXT, "5.1 @context", one["@context"])
    must(is_iri(one["id"]), "5.1 id", one["id"])
    must(one["type"] == "AnnotationCollection", "5.1 type", one["type"])
    must(isinstance(one["label"], str), "5.1 label", one["label"])
    must(_is_count(one["total"]), "5.1 total", one["total"])
    if not one["total"]:
        must(set(one) == {"@context", "id", "type", "label", "total"}, "unchecked", set(one))
        return []
    page = one["first"]
    must(set(one) == {"@context", "id", "type", "label", "total", "first", "last"}, "unchecked", set(one))
    must(is_iri(page["id"]) and one["last"] == page["id"], "5.2 id, 5.1 last (SHOULD)", page["id"])
    must("@context" not in page, "5.2 @context (SHOULD NOT where embedded)", page["id"])
    must(page["type"] == "AnnotationPage", "5.2 type", page["type"])
    must(page["partOf"] == one["id"], "5.2 partOf (SHOULD)", page["partOf"])
    must(_is_count(page["startIndex"]) and page["startIndex"] == 0, "5.2 startIndex", page["startIndex"])
    items: list[dict[str, Any]] = page["items"]
    must(isinstance(items, list) and len(items) == one["total"], "5.2 items, 5.1 total", len(items))
    # The last page has no next one.
    must(set(page) == {"id", "type", "partOf", "startIndex", "items"}, "unchecked", set(page))
    return items


def _check_agent(one: dict[str, Any]) -> None:
    must(is_iri(one["id"]), "3.3.2 id", one["id"])
    must(one["type"] in ("Software", "Person"), "3.3.2 type (SHOULD)", one["type"])
    must(isinstance(one["name"], str) and one["name"], "3.3.2 name (SHOULD)", one["name"])
    must(set(one) == {"id", "type", "name"}, "unchecked", set(one))


def _check_body(one: dict[str, Any]) -> None:
    must(one["purpose"] in MOTIVATIONS, "3.3.5 purpose", one["purpose"])
    if one["type"] == "TextualBody":
        must(isinstance(one["value"], str) and one["value"], "3.2.4 value", one)
        must(one["format"] in ("text/plain", "application/json"), "3.2.1 format (SHOULD)", one["format"])
        must(re.fullmatch("[a-z]{2,3}", one.get("language", "en")), "3.2.1 language (SHOULD)", one.get("language"))
        must(set(one) <= {"type", "purpose", "value", "format", "language"}, "unchecked", set(one))
    else:
        must(one["type"] == "SpecificResource", "4 type (SHOULD)", one["type"])
        must(is_iri(one["source"]), "4 source", one["source"])
        must(set(one) == {"type", "purpose", "source"}, "unchecked", set(one))


def _check_target(one: dict[str, Any]) -> None:
    must(one["type"] == "SpecificResource", "4 type (SHOULD)", one["type"])
    must(is_iri(one["source"]), "4 source", one["source"])
    if "selector" in one:  # without one the whole page is meant
        must(isinstance(one["selector"], list) and one["selector"], "4.2 selector", one)
    must(set(one) <= {"type", "source", "selector", "state"}, "unchecked", set(one))
    for selector in one.get("selector", ()):
        check_selector(selector)
    if "state" in one:
        state = one["state"]
        must(state["type"] == "TimeState" and set(state) == {"type", "sourceDate"}, "4.3.1 type", state)
        must(state["sourceDate"].endswith("Z"), "4.3.1 sourceDate in UTC as Z", state)
        datetime.fromisoformat(state["sourceDate"])


def check_selector(one: dict[str, Any]) -> None:
    """Section 4.2: exactly one type, and what each type must have."""
    kind = one["type"]
    if kind == "TextPositionSelector":
        must(set(one) == {"type", "start", "end"}, "4.2.5 start, end", set(one))
        must(_is_count(one["start"]) and _is_count(one["end"]), "4.2.5 non-negative", one)
        must(one["start"] < one["end"], "4.2.5 a segment", one)
    elif kind == "TextQuoteSelector":
        must(set(one) == {"type", "exact", "prefix", "suffix"}, "4.2.4 exact, prefix, suffix", set(one))
        must(all(isinstance(one[name], str) for name in ("exact", "prefix", "suffix")), "4.2.4 texts", one)
        must(one["exact"], "4.2.4 exact", one)
    elif kind == "XPathSelector":
        must(isinstance(one["value"], str) and one["value"].startswith("/"), "4.2.3 value", one)
        must(set(one) == {"type", "value", "refinedBy"}, "unchecked", set(one))
        check_selector(one["refinedBy"])
    else:
        must(kind == "FragmentSelector", "4.2 type", kind)
        must(isinstance(one["value"], str) and "#" not in one["value"], "4.2.1 value", one)
        must(is_iri(one["conformsTo"]), "4.2.1 conformsTo", one)
        must(set(one) == {"type", "value", "conformsTo", "refinedBy"}, "unchecked", set(one))
        check_selector(one["refinedBy"])


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
