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
_SCARCE = 200  # characters on the whole page


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
    found: list[Problem] = []
    told = sum(len(run.text) for run, chosen in zip(runs, story, strict=True) if chosen)
    hidden = sum(len(run.text) for run, chosen in zip(runs, story, strict=True) if chosen and run.hidden)
    if hidden:
        found.append(
            Problem(
                kind="hidden",
                detail=f"{hidden} characters of the story are hidden until a script shows them; they were read",
            )
        )
    titles = " ".join(one for one in (head.title, headline) if one)
    if told < _SHORT_STORY:
        shown = sum(len(run.text) for run in runs)
        words = " ".join(run.text for run in runs[:400])[:20_000]
        if _GONE.search(titles[:200]):
            found.append(
                Problem(kind="error-page", detail="the page says that there is none; fetch it again or give its text")
            )
        elif told < _SCARCE and len(_CONSENT.findall(words)) >= 4:
            found.append(
                Problem(kind="consent", detail="the page asks for consent and shows no report; save it from a browser")
            )
        elif told < _SCARCE // 2 and scripts and shown < 4 * _SCARCE:
            found.append(
                Problem(
                    kind="script", detail="a script draws most of the page; save it from a browser, or give its text"
                )
            )
        elif not told:
            found.append(
                Problem(
                    kind="no-story",
                    detail="no paragraphs of a report were found on the page; all of it is kept as text",
                )
            )
        elif _locked(head) or len(_PAYWALL.findall(words)) >= 3:
            found.append(
                Problem(kind="paywall", detail="the page shows a few lines and asks to subscribe or to log in")
            )
    elif _locked(head) and told < 2 * _SHORT_STORY:
        found.append(
            Problem(kind="paywall", detail="the page says that its article is not free to read, and shows little of it")
        )
    whole = len(known.body)
    if whole > 3 * max(told, 1) and not found:
        found.append(
            Problem(
                kind="partly-shown",
                detail=f"the page gives machines {whole} characters of its article, but shows {told}",
            )
        )
    return found


def _locked(head: Head) -> bool:
    return any(str(article.get("isAccessibleForFree")).strip().lower() == "false" for article in head.articles)
