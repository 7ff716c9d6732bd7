"""The links of the story and of the related blocks: the words, and the address behind them."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.html.about import absolute
from onrecord.reading.html.walk import Run
from onrecord.reading.links import domain_of, is_cited, page_key
from onrecord.reading.page import STORY_KINDS
from onrecord.record import BlockKind, Link, LinkRelation, Span

# A page of links is no report; more are left off.
_MOST = 5_000
_MOST_SITES = 100


def links_of_page(
    runs: Sequence[Run],
    kinds: Sequence[BlockKind],
    spans: Sequence[Span],
    text: str,
    *,
    own: Sequence[str | None],
    base: str | None,
) -> list[Link]:
    """Links with their words' place in the text, in order.

    own: the addresses that are the page's own.  base: what relative addresses hang on; without one they are left off.
    """
    own_sites = {domain_of(url) for url in own if url}
    story = "\n".join(text[start:end] for kind, (start, end) in zip(kinds, spans, strict=True) if kind in STORY_KINDS)
    own_keys = {page_key(url) for url in own if url}
    seen: dict[tuple[str, str], int] = {}
    found: list[Link] = []
    cited: dict[str | None, bool] = {}  # by site: the whole text is searched for each only once
    for run, kind, (start, _) in zip(runs, kinds, spans, strict=True):
        if not run.links or not (kind in STORY_KINDS or kind in ("related", "links")):
            continue
        for begin, end, anchor in run.links:
            address = (anchor.element.get("href") or "").strip()
            if address.startswith("#") or not (url := absolute(address, base)):
                continue
            key = page_key(url)
            same_as = seen.setdefault(key, len(found))
            if (site := domain_of(url)) not in cited:
                cited[site] = len(cited) < _MOST_SITES and site not in own_sites and is_cited(url, story)
            relation: LinkRelation
            if key in own_keys:
                relation = "self"
            elif kind == "related":
                relation = "related"
            elif cited[site]:
                relation = "origin"
            else:
                relation = "other"
            found.append(
                Link(
                    url=url,
                    spans=((start + begin, start + end),),
                    relation=relation,
                    same_as=None if same_as == len(found) else same_as,
                )
            )
            if len(found) == _MOST:
                return found
    return found
