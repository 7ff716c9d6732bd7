"""Who published the report, from what the text and its address tell.

Confidences are judgements, not measured: an address given with the text tells
most, a credit in the dateline or a copyright line much, the site of a related
article little.  A site that the report cites is never its publisher.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.kinds import DATELINE, MASTHEAD, MASTHEAD_DATE
from onrecord.reading.links import domain_of
from onrecord.record import Block, Evidence, Link, Publisher

_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?,?\s*(?:by\s+)?"
    r"(?P<name>(?-i:[A-Z])[\w&.’' -]{1,60}?)(?=\s*(?:[.,;|]|all\s+rights|$))",
    re.IGNORECASE,
)

# Browsers print the page's title above it; most sites end theirs with their own name.
_TITLE_TAIL = re.compile(r"\s[-–—|]\s(?P<name>(?:[A-Z][\w’'&.-]*\s?){1,5})$")


def publisher_of(text: str, blocks: Sequence[Block], links: Sequence[Link], url: str | None) -> Publisher | None:
    """The publisher with its evidence; None where nothing tells."""
    found: list[Publisher] = []
    if url and (domain := domain_of(url)):
        found.append(_publisher(None, domain, 0.95, Evidence(kind="address", spans=(), detail=f"given address {url}")))
    top = next((block.spans[0][0] for block in blocks if block.kind == "paragraph"), len(text))
    for block in blocks:
        for start, end in block.spans:
            words = text[start:end]
            if block.kind == "notice" and (match := _RIGHTS.search(words)):
                evidence = Evidence(
                    kind="rights", spans=((start + match.start(), start + match.end()),), detail="rights notice"
                )
                found.append(_publisher(match.group("name").strip(), None, 0.85, evidence))
            elif block.kind == "furniture" and (domain := _first_domain(words)):
                evidence = Evidence(kind="furniture", spans=((start, end),), detail="address in the page's own margin")
                found.append(_publisher(None, domain, 0.85, evidence))
            elif block.kind == "dateline" and not DATELINE.match(words + " ") and (match := MASTHEAD_DATE.match(words)):
                evidence = Evidence(
                    kind="masthead", spans=((start, start + match.end("name")),), detail="named beside the date"
                )
                found.append(_publisher(match.group("name"), None, 0.7, evidence))
            elif block.kind == "furniture" and start < top and (match := MASTHEAD.match(words)):
                evidence = Evidence(
                    kind="masthead", spans=((start, start + match.end("name")),), detail="a paper's name at the top"
                )
                found.append(_publisher(match.group("name"), None, 0.7, evidence))
            elif block.kind == "furniture" and (match := _TITLE_TAIL.search(words)):
                span = (start + match.start("name"), start + match.end("name"))
                evidence = Evidence(kind="furniture", spans=(span,), detail="end of the page's title")
                found.append(_publisher(match.group("name"), None, 0.7, evidence))
            elif block.kind == "dateline" and (agency := _agency(words)):
                evidence = Evidence(kind="dateline", spans=((start, end),), detail="agency in the dateline")
                found.append(_publisher(agency, None, 0.75, evidence))
    for relation, confidence in (("self", 0.9), ("related", 0.4)):
        for link in links:
            if link.relation == relation and (domain := domain_of(link.url)):
                evidence = Evidence(kind="link", spans=link.spans, detail=f"{relation} page on {domain}")
                found.append(_publisher(None, domain, confidence, evidence))
    return _merged(found)


def _agency(dateline: str) -> str | None:
    match = DATELINE.match(dateline + " ")
    name = (match.group("agency") or match.group("agency2")) if match else None
    return name.strip() if name else None


def _publisher(name: str | None, domain: str | None, confidence: float, evidence: Evidence) -> Publisher:
    return Publisher(name=name, domain=domain, confidence=confidence, evidence=(evidence,))


def _first_domain(words: str) -> str | None:
    match = re.search(r"(?:https?://|www\.)\S+", words)
    return domain_of(match.group()) if match else None


def _merged(found: Sequence[Publisher]) -> Publisher | None:
    """The best one, with the evidence of all that agree and what it lacks from them."""
    if not found:
        return None
    best = max(found, key=lambda one: one.confidence)
    agreeing = [one for one in found if _agree(best, one)]
    return Publisher(
        name=next((one.name for one in agreeing if one.name), None),
        domain=next((one.domain for one in agreeing if one.domain), None),
        confidence=best.confidence,
        evidence=tuple(evidence for one in agreeing for evidence in one.evidence),
    )


def _agree(one: Publisher, other: Publisher) -> bool:
    if one is other or (one.domain and one.domain == other.domain) or (one.name and one.name == other.name):
        return True
    name, domain = one.name or other.name, one.domain or other.domain
    return bool(name and domain and re.sub(r"\W|^the", "", name.lower()) in re.sub(r"\W", "", domain))
