"""Addresses in a text: which are of one page, and how the page stands to the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from onrecord.record import Block, BlockKind, Link, LinkRelation, Spans

_ADDRESS = re.compile(r"(?:https?://|(?<![\w.])www\.)[^\s<>\"“”«»]+", re.IGNORECASE)
_LABEL_PARTS = {
    "www",
    "m",
    "mobile",
    "amp",
    "en",
    "eng",
    "english",
    "edition",
    "news",
    "com",
    "co",
    "org",
    "net",
    "gov",
}
# Second-level labels under which names are registered: bbc.co.uk is one site.
_REGISTRIES = {"co", "com", "org", "net", "gov", "ac", "edu", "gob", "gouv", "or", "ne", "go"}


# Parameters that tell where a reader came from, not what the page is.
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|ref|referrer|source|src|cmp\w*|ito|share|partner|output|amp)(?:=|$)", re.IGNORECASE
)


# Names of a machine or of a network that nobody else can see; ".example" and ".test" stand for real sites in texts.
_LOCAL = {"localhost", "localdomain", "local", "internal", "intranet", "private", "lan", "home", "corp", "arpa"}


def domain_of(url: str) -> str | None:
    """The site's own domain: "www.bbc.co.uk" gives "bbc.co.uk".

    None where the address has none: a number (127.0.0.1, [::1]), localhost, or a name that only a local network has
    belong to whoever runs the machine, not to a publisher.
    """
    host = _host(url)
    if not host or "." not in host or ":" in host:
        return None
    parts = host.split(".")
    if not parts[-1][:1].isalpha() or parts[-1] in _LOCAL:
        return None
    size = 3 if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _REGISTRIES else 2
    return ".".join(parts[-size:])


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url if "://" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.lower().strip(".") if host else None


def one_form(url: str) -> str | None:
    """The address by which a page is known: the same for all that differ only in how a reader came to it.

    Scheme and host in small letters; without fragment, user name, usual port and tracking parameters.  None where it
    is no address of the web.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") or not re.fullmatch(r"[\w.-]+|[0-9a-f:.]+", host):
        return None
    if ":" in host:
        host = f"[{host}]"
    if port and port != {"http": 80, "https": 443}[scheme]:
        host = f"{host}:{port}"
    kept = [part for part in parts.query.split("&") if part and not _TRACKING.match(part)]
    query = quote("&".join(kept), safe="%!$&'()*+,;=:@/?-._~[]")
    return urlunsplit((scheme, host, quote(parts.path, safe="%!$&'()*+,;=:@/-._~") or "/", query, ""))


def slug_of(url: str) -> str:
    """The words of an address that name its page, small letters and hyphens; "" where it has none."""
    try:
        path = unquote(urlsplit(url if "://" in url else f"//{url}").path)
    except ValueError:
        return ""
    parts = [re.sub(r"\.\w{2,5}$", "", part).lower() for part in path.split("/") if part]
    worded = [part for part in parts if len(re.findall(r"[^\W\d_]{2,}", part)) >= 3]
    slug = worded[-1] if worded else ""
    # Numbers before or after the words are the site's own count: "...-ministry-59846".
    return re.sub(r"^(?:\d{4,}[-_])+|(?:[-_][a-f]?\d{4,})+$", "", slug).replace("_", "-")


def links_of(
    text: str, blocks: Sequence[Block], own_url: str | None, laid_over: Sequence[tuple[str, Spans]] = ()
) -> list[Link]:
    """Every address of the text in order.

    laid_over: addresses that are not in the text but behind words of it, with those words' spans; where the words are
    an address themselves, that one counts.
    """
    own = page_key(own_url) if own_url else None
    related = _lines_of(text, blocks, "related")
    headline = _lines_of(text, blocks, "headline")
    seen: dict[tuple[str, str], int] = {}
    found: list[Link] = []
    for url, spans in _in_order(text, laid_over):
        key = page_key(url)
        same_as = seen.setdefault(key, len(found))
        relation: LinkRelation
        slug = _words(slug_of(url).replace("-", " "))
        if key == own or _names(slug, headline):
            relation = "self"
        elif _names(slug, related):
            relation = "related"
        elif is_cited(url, text):
            relation = "origin"
        else:
            relation = "other"
        found.append(
            Link(
                url=url,
                spans=spans,
                relation=relation,
                same_as=None if same_as == len(found) else same_as,
            )
        )
    return found


def _in_order(text: str, laid_over: Sequence[tuple[str, Spans]]) -> list[tuple[str, Spans]]:
    """The addresses in the text and those laid over it, by the place of their first word."""
    written: list[tuple[str, Spans]] = []
    for match in _ADDRESS.finditer(text):
        url = _without_tail(match.group())
        written.append((url, ((match.start(), match.start() + len(url)),)))
    if not laid_over:
        return written
    taken = [span for _, spans in written for span in spans]
    others = [
        (url, spans)
        for url, spans in laid_over
        if spans and not any(start < end2 and start2 < end for start, end in spans for start2, end2 in taken)
    ]
    return sorted([*written, *others], key=lambda one: one[1])


def _without_tail(url: str) -> str:
    """Without the sentence's own marks; a closing bracket stays where the address opened one."""
    while url and url[-1] in ".,;:!?'’”\")]}>…":
        if url[-1] == ")" and url.count("(") >= url.count(")"):
            break
        url = url[:-1]
    return url


def page_key(url: str) -> tuple[str, str]:
    """Equal for addresses of one page: same site and same slug, or the same address but for its decoration."""
    domain, slug = domain_of(url) or _host(url) or url, slug_of(url)
    if slug.count("-") >= 2:
        return domain, slug
    address, _, query = url.partition("#")[0].partition("?")
    path = address.split("//", 1)[-1].partition("/")[2].rstrip("/").lower()
    kept = sorted(part for part in query.split("&") if part and not _TRACKING.match(part))
    return domain, f"{path}?{'&'.join(kept)}"


def _lines_of(text: str, blocks: Sequence[Block], kind: BlockKind) -> list[set[str]]:
    return [_words(text[start:end]) for block in blocks if block.kind == kind for start, end in block.spans]


def _words(text: str) -> set[str]:
    """Words that tell, without endings ("Says" = "say") so that headline and slug agree."""
    return {re.sub(r"(?:ed|s|ing)$", "", word) for word in re.findall(r"[^\W_]{3,}", text.lower().replace("’", "'"))}


def _names(slug: set[str], lines: Sequence[set[str]]) -> bool:
    """Is one of the lines the headline behind this slug?"""
    return len(slug) >= 3 and any(len(slug & line) >= 0.6 * len(slug) for line in lines)


def is_cited(url: str, text: str) -> bool:
    """Does the text name the site as one names a source ("RIA", ria.ru)?"""
    domain = domain_of(url)
    label = next((part for part in (domain or "").split(".") if part not in _LABEL_PARTS), "")
    # To look for the letters first spares making a pattern for each of a page's many links.
    return (
        len(label) >= 3
        and label in text.lower()
        and bool(re.search(rf"(?<![\w./@]){re.escape(label)}(?![\w./])", text, re.IGNORECASE))
    )
