"""What people said of statements and events, and what the machine had there, in words."""

from __future__ import annotations

from typing import Any

from onrecord.store.reviewing.judged import Judged
from onrecord.view.event_words import STATUSES
from onrecord.view.told import flat

_STATUS_WORDS: dict[str, str] = {str(status): words for status, words in STATUSES.items()}


def judged_words(one: Judged) -> str:
    """What a judgement says: "accepted", "speaker: Ada Brisk"."""
    said = one.verdict
    match one.what:
        case "accept" | "reject":
            return f"{one.what}ed"
        case "add":
            return f"added: {_anchor_words(one.anchor)}"
        case "content" | "source" | "cue":
            return f"{one.what}: {_anchor_words(said) or 'none'}"
        case "speaker":
            return f"speaker: {_name(said) or 'nobody named'}"
        case "act":
            return f"act: {said or 'none'}"
        case "status":
            return f"status: {_STATUS_WORDS.get(str(said), said)}"
        case "dispute" | "no-dispute":
            does = "disputes" if one.what == "dispute" else "does not dispute"
            return f"{does}: {_anchor_words(said['against'])}"
        case _:
            return f"{one.field or one.subject}: {said}"


def machine_words(one: Judged) -> str:
    """What the machine had there."""
    told = one.machine
    if one.what == "add":
        return "the machine had nothing here"
    if not isinstance(told, dict):
        return ""
    sure = f", {told['confidence']:.0%} sure" if isinstance(told.get("confidence"), float) else ""
    if one.what in ("accept", "reject"):
        who = told.get("speaker") or told.get("source")
        words = told.get("content") or told.get("trigger") or ""
        return f"the machine: {f'{who}: ' if who else ''}{flat(str(words))}{sure}"
    if one.what in ("dispute", "no-dispute"):
        about = [flat(str(words)) for words in told.get("about") or ()]
        return f"the machine: {'; '.join(about) or 'disputes nothing'}{sure}"
    value = told.get(one.field or "")
    if one.what == "status":
        value = _STATUS_WORDS.get(str(value), value)
    return f"the machine: {flat(str(value)) if value else 'none'}{sure}"


def _anchor_words(anchor: Any) -> str:
    pieces = anchor.get("exact") if hasattr(anchor, "get") else None
    return " … ".join(flat(str(one)) for one in pieces) if isinstance(pieces, list) else ""


def _name(told: Any) -> str:
    return str(told.get("name") or "") if isinstance(told, dict) else ""
