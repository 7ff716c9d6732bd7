"""What a page says of itself, as words to compare its text with."""

from __future__ import annotations

from onrecord.reading.html.features import Known, words_of
from onrecord.reading.html.head import Head
from onrecord.reading.html.jsonld import text_in

# A shorter "articleBody" is a teaser, not the body.
_SHORTEST_BODY = 500
_ARTICLES = 3  # how many of the page's descriptions of its article are looked at


def known_of(head: Head) -> Known:
    """The words of the page's titles, of its description, and of the body that it gives to machines."""
    titles = [value for _, value in head.named("og:title", "twitter:title")]
    descriptions = [value for _, value in head.named("og:description", "description", "twitter:description")]
    body = ""
    for article in head.articles[:_ARTICLES]:
        if title := text_in(article.get("headline")):
            titles.append(title)
        if description := text_in(article.get("description")):
            descriptions.append(description)
        if not body:
            body = text_in(article.get("articleBody")) or ""
    if not titles and head.title:
        titles = [head.title]
    return Known(
        title=" ".join(words_of(title) for title in titles),
        description=words_of(max(descriptions, key=len)) if descriptions else "",
        body=words_of(body) if len(body) >= _SHORTEST_BODY else "",
    )
