"""Publisher, language and own address, as the page states them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from onrecord.reading.html.head import Head
from onrecord.reading.html.jsonld import text_in, types_of
from onrecord.reading.links import domain_of
from onrecord.record import Evidence, Publisher

_SITE_NAMES = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "publisher",
    "apple-mobile-web-app-title",
    "twitter:site",
)
_LANGUAGES = ("content-language", "language", "og:locale", "dc.language")


def address_of(head: Head, given: str | None) -> str | None:
    """The page's own address: its canonical link, og:url, or what JSON-LD names; None where none is absolute."""
    base = head.base or given
    candidates: list[str | None] = [head.canonical, *(value for _, value in head.named("og:url", "al:web:url"))]
    for article in head.articles:
        main = article.get("mainEntityOfPage")
        main = main.get("@id") if isinstance(main, dict) else main
        candidates += [one for one in (main, article.get("url")) if isinstance(one, str)]
    for candidate in candidates:
        if candidate and (found := absolute(candidate, base)):
            return found
    return None


def absolute(address: str, base: str | None) -> str | None:
    """An http(s) address made whole; None for anything else."""
    address = "".join(address.split())
    try:
        whole = urljoin(base, address) if base else address
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.hostname else None


def site_names(head: Head) -> list[str]:
    """Names that the site goes by."""
    found = [name for name, _ in _named_publishers(head)]
    found += [value.lstrip("@") for _, value in head.named("twitter:site")]
    if domain := domain_of(address_of(head, None) or ""):
        found += [domain, domain.split(".")[0]]
    return list(dict.fromkeys(found))


def publisher_of_page(head: Head, given: str | None, address: str | None) -> Publisher | None:
    """The publisher with its evidence; None where nothing tells."""
    names = list(_named_publishers(head))
    evidence = [found for _, found in names]
    domain = None
    for url, detail in ((given, "given address"), (address, "the page's own address")):
        if url and (found := domain_of(url)):
            # What the caller knows goes before what the page says.
            if domain is None or found == domain:
                evidence.append(Evidence(kind="address", spans=(), detail=f"{detail} {url}"))
            domain = domain or found
    name = names[0][0] if names else None
    if name is None and domain is None:
        return None
    confidence = 0.95 if name and domain else 0.9 if domain else 0.85
    return Publisher(name=name, domain=domain, confidence=confidence, evidence=tuple(evidence))


def _named_publishers(head: Head) -> Iterator[tuple[str, Evidence]]:
    for article in head.articles:
        if name := _name_of(article.get("publisher")):
            detail = f"{(types_of(article) or ['article'])[0]} publisher"
            yield name, Evidence(kind="json-ld", spans=(), detail=detail)
            break
    for name, value in head.named(*_SITE_NAMES):
        if not value.startswith(("http", "@")) and len(value) <= 80:
            yield value, Evidence(kind="meta", spans=(), detail=name)


def _name_of(value: Any) -> str | None:
    if isinstance(value, list):
        return next((name for one in value if (name := _name_of(one))), None)
    name = text_in(value.get("name")) if isinstance(value, dict) else text_in(value)
    return name if name and not name.startswith(("http://", "https://")) and len(name) <= 120 else None


def languages_of(head: Head) -> list[Evidence]:
    """What the page says of its language."""
    found = []
    if head.language:
        found.append(Evidence(kind="html", spans=(), detail=f"lang {_code(head.language)}"))
    for article in head.articles[:1]:
        if language := text_in(article.get("inLanguage")):
            found.append(Evidence(kind="json-ld", spans=(), detail=f"inLanguage {_code(language)}"))
    for name, value in head.named(*_LANGUAGES):
        found.append(Evidence(kind="meta", spans=(), detail=f"{name} {_code(value)}"))
    return found


def _code(language: str) -> str:
    return re.sub(r"[^\w-]", "", language.strip().replace("_", "-"))[:20]
