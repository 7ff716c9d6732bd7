"""What a page says of itself in its tags: JSON-LD, meta, link, title, microdata."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from onrecord.reading.html.jsonld import Node, articles_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The page's own statements, unweighed.

    ``meta``: content of the meta tags by name or property, small letters, in order.  ``items``: microdata, value and
    element by ``itemprop``.  ``broken``: how many JSON-LD scripts could not be read.
    """

    articles: list[Node]
    broken: int
    meta: dict[str, list[str]]
    title: str | None
    canonical: str | None
    base: str | None
    language: str | None
    items: dict[str, list[tuple[str, etree._Element]]]
    times: list[etree._Element] = field(default_factory=list)

    def named(self, *names: str) -> Iterator[tuple[str, str]]:
        """Name and value of these meta tags, in the order asked for."""
        for name in names:
            for value in self.meta.get(name, ()):
                yield name, value


def head_of(root: etree._Element) -> Head:
    """Gather the page's statements about itself."""
    scripts: list[str] = []
    meta: dict[str, list[str]] = {}
    title = canonical = base = None
    times: list[etree._Element] = []
    for element in root.iter("script", "meta", "link", "title", "time", "base"):
        tag = element.tag
        if tag == "script":
            if "ld+json" in (element.get("type") or "").lower():
                scripts.append(element.text or "")
        elif tag == "meta":
            name = (
                element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
            )
            content = " ".join((element.get("content") or "").split())
            if name and content:
                meta.setdefault(name.strip().lower(), []).append(content)
        elif tag == "link":
            if canonical is None and "canonical" in (element.get("rel") or "").lower().split():
                canonical = element.get("href")
        elif tag == "title":
            if title is None:
                title = " ".join("".join(element.itertext()).split()) or None
        elif tag == "base":
            base = base or element.get("href")
        else:
            times.append(element)
    articles, broken = articles_of(scripts)
    return Head(
        articles=articles,
        broken=broken,
        meta=meta,
        title=title,
        canonical=canonical,
        base=base,
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        items=_items(root),
        times=times,
    )


# The properties of microdata that are looked at.
_ITEMS = ("headline", "author", "creator", "datePublished", "dateCreated", "dateModified", "publisher", "name")


def _items(root: etree._Element) -> dict[str, list[tuple[str, etree._Element]]]:
    found: dict[str, list[tuple[str, etree._Element]]] = {}
    for element in root.iterfind(".//*[@itemprop]"):
        for name in (element.get("itemprop") or "").split():
            if name in _ITEMS:
                value = (
                    element.get("content") or element.get("datetime") or " ".join("".join(element.itertext()).split())
                )
                if value and len(value) < 500:
                    found.setdefault(name, []).append((value, element))
    return found
