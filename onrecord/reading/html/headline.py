"""The headline: as it stands on the page where the page's own statements bear it out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.html.features import words_of
from onrecord.reading.html.head import Head
from onrecord.reading.html.jsonld import text_in, types_of
from onrecord.record import Evidence, Headline, Span

_META = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title")
_TAIL = re.compile(r"\s+[-–—|·•:]+\s+(?P<site>[^-–—|·•]{2,40})\Z|\s*｜\s*(?P<wide>[^｜]{2,40})\Z")


def headline_of(head: Head, sites: Sequence[str], shown: str | None, span: Span | None) -> Headline | None:
    """The headline with its evidence; None where nothing tells.

    sites: names that the site goes by, which many titles end in.  shown, span: the headline as it stands in the text.
    """
    said = _said(head, sites)
    agreeing = [one for one, evidence in said if shown and words_of(one) == words_of(shown)]
    if shown and span and (agreeing or not said):
        evidence = [Evidence(kind="page", spans=(span,), detail="headline on the page")]
        evidence += [found for one, found in said if one in agreeing]
        return Headline(spans=(span,), text=shown, evidence=tuple(evidence))
    if not said:
        return None
    text = said[0][0]
    evidence = [found for one, found in said if words_of(one) == words_of(text)]
    if shown and span:
        evidence.append(Evidence(kind="page", spans=(span,), detail="the page shows another headline"))
        # With a label before it or a site's name behind: then the words themselves are on the page.
        if (at := shown.find(text)) >= 0:
            inner = (span[0] + at, span[0] + at + len(text))
            return Headline(spans=(inner,), text=text, evidence=tuple(evidence))
    return Headline(spans=(), text=text, evidence=tuple(evidence))


def _said(head: Head, sites: Sequence[str]) -> list[tuple[str, Evidence]]:
    """What the page's tags give as its headline, the most telling first."""
    found: list[tuple[str, Evidence]] = []
    for article in head.articles:
        if (text := text_in(article.get("headline"))) and "webpage" not in types_of(article):
            detail = f"{(types_of(article) or ['article'])[0]} headline"
            found.append((without_site(text, sites), Evidence(kind="json-ld", spans=(), detail=detail)))
            break
    for text, _ in head.items.get("headline", ())[:1]:
        found.append((without_site(text, sites), Evidence(kind="microdata", spans=(), detail="headline")))
    for name, text in head.named(*_META):
        found.append((without_site(text, sites), Evidence(kind="meta", spans=(), detail=name)))
    if head.title:
        found.append((without_site(head.title, sites), Evidence(kind="title", spans=(), detail="the page's title")))
    return [one for one in found if one[0]]


def without_site(title: str, sites: Sequence[str]) -> str:
    """The title without the name of the site at its end."""
    known = {_letters(site) for site in sites} - {""}
    for _ in range(3):
        match = _TAIL.search(title)
        if not match:
            break
        tail = _letters(match.group("site") or match.group("wide"))
        if not any(
            tail == site or (len(site) >= 3 and (tail.startswith(site) or site.startswith(tail))) for site in known
        ):
            break
        title = title[: match.start()]
    return title.strip()


def _letters(name: str) -> str:
    return re.sub(r"[\W_]|\Athe\s", "", name.lower())
