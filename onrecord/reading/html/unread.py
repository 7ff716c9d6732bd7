"""Pages that do not show what they promise: drawn by a script, walled, gone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.errors import NoText
from onrecord.reading.html.features import Known
from onrecord.reading.html.head import Head
from onrecord.reading.html.walk import Run
from onrecord.record import Problem

_GONE = re.compile(
    r"\b(?:404|410|page\s+(?:not\s+found|doesn['’]t\s+exist|unavailable)|not\s+found|seite\s+nicht\s+gefunden|"
    r"page\s+introuvable|p[áa]gina\s+no\s+encontrada|access\s+denied|403\s+forbidden|forbidden|error\s+5\d\d|"
    r"bad\s+gateway|service\s+unavailable|just\s+a\s+moment|are\s+you\s+a\s+(?:robot|human))\b",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"cookies?\b|consent|datenschutz|zustimm|einwillig|accepter|aceptar|privacy|your\s+choices|gdpr|partners?\b",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"\b(?:subscri(?:be|ption|bers?)|sign\s+in|log\s+in|register|already\s+a\s+(?:subscriber|member)|paywall|abonn\w+|"
    r"jetzt\s+testen|weiterlesen\s+mit|suscr[íi]b\w+|s['’]abonner|premium)\b",
    re.IGNORECASE,
)
_SHORT_STORY = 600  # characters; fewer and it may be the stub of one
_SCARCE = 200  # characters: fewer are no report
_LOOKED_AT = 400  # runs
_BEHIND = 12  # runs behind the story, where the offer to subscribe stands


def refuse_if_empty(runs: Sequence[Run], scripts: int) -> None:
    """NoText for a page that shows nothing, or next to nothing beside the scripts that would draw it."""
    shown = sum(len(run.text) for run in runs)
    if not shown:
        reason = "a script draws it" if scripts else "there is nothing to see on it"
        raise NoText(f"the page has no text of its own: {reason}; save it from a browser, or give its text")


def problems_of(
    runs: Sequence[Run], story: Sequence[bool], head: Head, known: Known, headline: str | None, scripts: int
) -> list[Problem]:
    """What speaks for the page not being, or not being all of, the report."""
    told = sum(len(run.text) for run, chosen in zip(runs, story, strict=True) if chosen)
    hidden = sum(len(run.text) for run, chosen in zip(runs, story, strict=True) if chosen and run.hidden)
    found: dict[str, str] = {}
    if hidden:
        found["hidden"] = f"{hidden} characters of the story are hidden until a script shows them; they were read"
    if kind := _walled(runs, story, told, head, headline, scripts):
        found[kind] = _DETAILS[kind]
    elif len(known.body) > 3 * told:
        found["partly-shown"] = f"the page gives machines {len(known.body)} characters of its article, but shows {told}"
    return [Problem(kind=kind, detail=detail) for kind, detail in found.items()]


_DETAILS = {
    "error-page": "the page says that there is none; fetch it again or give its text",
    "consent": "the page asks for consent and shows no report; save it from a browser",
    "paywall": "the page shows a few lines of its article and keeps the rest for subscribers; give its text",
    "script": "a script draws most of the page; save it from a browser, or give its text",
    "no-story": "no paragraphs of a report were found on the page; all of it is kept as text",
}


def _walled(
    runs: Sequence[Run], story: Sequence[bool], told: int, head: Head, headline: str | None, scripts: int
) -> str | None:
    """What stands between the reader and the report, where something does."""
    if told >= _SHORT_STORY:
        return "paywall" if _locked(head) and told < 2 * _SHORT_STORY else None
    if _GONE.search(" ".join(one for one in (head.title, headline) if one)[:200]):
        return "error-page"
    if told < _SCARCE:
        words = " ".join(run.text for run in runs[:_LOOKED_AT])[:20_000]
        if len(_CONSENT.findall(words)) >= 4:
            return "consent"
    last = max((index for index, chosen in enumerate(story) if chosen), default=-1)
    first = next((index for index, chosen in enumerate(story) if chosen), 0)
    behind = " ".join(run.text for run in runs[first + 1 : last + _BEHIND])[:5_000]
    if told and (_locked(head) or len(_PAYWALL.findall(behind)) >= 3):
        return "paywall"
    if told < _SCARCE // 2 and scripts and sum(len(run.text) for run in runs) < 4 * _SCARCE:
        return "script"
    return None if told else "no-story"


def _locked(head: Head) -> bool:
    return any(str(article.get("isAccessibleForFree")).strip().lower() == "false" for article in head.articles)
