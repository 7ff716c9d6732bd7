"""What the names that a page gives to its elements say of what stands in them.

Classes, ids and the like are the site makers' own words, but they draw on one
vocabulary.  None of these words decides alone: they are features among others
(features.py), or name what is already known to lie outside of the story.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree


# Mark: the words that show it, at the beginning of a part of a name ("articleBody", "entry-content", "c_related").
_VOCABULARY = {
    "body": r"(?:article|story|post|entry|news|main|page|content|text|body)[-_]*(?:body|content|text|copy)|rich-?text|paywall-?content|paragraph|wysiwyg|prose|long-?form|article-?paragraph",
    "related": r"relat|recommend|more[-_]?(?:on|from|news|stories|articles)|(?:read|see|watch)[-_]?(?:more|also|next)|teaser|promo|card|trending|popular|most[-_]?(?:read|viewed|popular)|outbrain|taboola|suggest|similar|further|latest|carousel|slider|swiper|link-?list|onward|recirc|cross-?(?:link|sell)|inline-?(?:link|article)|also|next-?(?:article|story)|listing|feed|river|stream|plista|(?:story|article)-?list|up-?next|dont-?miss|lees-?ook|mehr-?zum|leia",
    "share": r"shar(?:e|ing)|social|follow|toolbar|tools|print|bookmark|whatsapp|facebook|twitter|linkedin|mail|copy-?link|actions?|buttons?|btn",
    "ad": r"ads?(?:vert\w*)?|adslot|adbox|sponsor|banner|dfp|gpt|commercial|affiliate|partner|paid|promoted|werbung|anzeige|publicidad|publicite|reklam\w*|shop",
    "comment": r"comments?|disqus|discussion|replies|kommentar\w*|leserbrief\w*|coral|conversation|opinion-?form|viafoura",
    "author": r"author|byline|by-?line|bio|writer|contributor|autor\w*|reporter|journalist|creator|redakt\w*|verfasser|skribent|contributors?",
    "nav": r"nav\w*|menu|breadcrumbs?|header|masthead|top-?bar|pagination|pager|skip|toc|table-?of-?contents|tabs?|jump|burger|mega|search",
    "footer": r"foot(?:er)?|copyright|legal|imprint|impressum|disclaimer|colophon|bottom",
    "side": r"side-?bar|aside|widget|rail|right-?(?:col|rail)|secondary|complementary|sticky|marginal",
    "caption": r"captions?|credits?|figcaption|figure|image|img|photo|picture|media|gallery|video|player|legend|bild\w*|foto\w*|copyright|lightbox|illustration|audio|podcast",
    "notice": r"cookie\w*|consent|gdpr|cmp|newsletter|subscri\w*|paywall|log-?in|sign-?(?:up|in)|register|registration|premium|abo\w*|piano|offer|modal|pop-?up|overlay|dialog|toast|alert|notification|cta|call-?to-?action|donat\w*|support|membership|login|banner|app-?promo|download|toolt?ip",
    "meta": r"date|time\w*|publish\w*|meta\w*|info|tags?|topics?|keywords?|categor\w*|label|kicker|section-?(?:name|title|label)|overline|eyebrow|ressort|rubri\w*|duration|reading-?time|updated|dateline|flag|badge|source|status",
    "headline": r"(?:head)?lines?|titles?|hed|heading|h1|titel|titre|titulo",
    "standfirst": r"lead\w*|lede|standfirst|summary|intro\w*|dek|deck|sub-?titles?|sub-?head\w*|abstract|excerpt|description|chapo|entradilla|vorspann|preamble|ingress\w*|bajada|sommario|strapline|bullets?|key-?points?|teaser-?text|spot",
    "post": r"tweets?|twitter-tweet|instagram-media|tiktok-embed|bluesky-embed|mastodon-embed|fb-post|embed\w*|social-?embed|reddit-embed|telegram-post",
    "box": r"box|info-?box|fact\w*|call-?out|infokasten|kasten|note|explainer|panel|module|insert|in-?article|inline|widget|timeline|poll|quiz|survey|chart|graphic|table",
    "quote": r"pull-?quote|quote|blockquote|zitat|citation|cita",
    "live": r"live-?(?:blog|ticker|post|entry|feed)|post-?entry|ticker|key-?event",
}
NAMES = tuple(_VOCABULARY)
MARKS = {name: 1 << number for number, name in enumerate(NAMES)}
_PATTERNS = tuple((MARKS[name], re.compile(rf"(?:{words})(?![a-z]{{3,}})")) for name, words in _VOCABULARY.items())
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PART = re.compile(r"[a-z]+\d?")
# Attributes whose values name a part of the page.
_NAMING = ("class", "id", "itemprop", "role", "data-testid", "data-component", "data-type", "data-module", "aria-label")
_LONGEST = 300

_TAGS = (
    "article", "main", "aside", "nav", "header", "footer", "figure", "figcaption", "form", "ul", "ol", "li", "table",
    "section", "blockquote", "button", "details", "p", "h1", "h2", "h3", "h4", "label", "dl", "address", "time",
)  # fmt: skip
TAGS = {name: 1 << number for number, name in enumerate(_TAGS)}


def names_of(element: etree._Element) -> str:
    """All names of the element, as the page spells them."""
    attributes = element.attrib
    if not attributes:
        return ""
    return " ".join([value for name in _NAMING if (value := attributes.get(name))])[:_LONGEST]


@lru_cache(maxsize=20_000)
def marks_of(names: str) -> int:
    """The marks that an element's names show, one bit each (``MARKS``)."""
    bits = 0
    last = ""
    for part in _PART.findall(_HUMP.sub("-", names).lower()):
        bits |= _part_marks(part)
        if last in _FIRST_OF_TWO:
            bits |= _part_marks(f"{last}-{part}")
        last = part
    return bits


@lru_cache(maxsize=50_000)
def _part_marks(part: str) -> int:
    bits = 0
    for bit, pattern in _PATTERNS:
        if pattern.match(part):
            bits |= bit
    return bits


# Words that begin a mark of two words ("article-body", "read-more").
_FIRST_OF_TWO = frozenset(
    """article story post entry news main page content text body rich paywall long more read see watch most link inline
    cross dont up next lees mehr copy opinion by top table side right sub key live call info fact in pull log sign pop
    app reading section social fb twitter instagram tiktok embed telegram reddit mastodon bluesky teaser h""".split()
)
