"""What a line or a paragraph is, told by its form: furniture, links, notices, bylines ..."""

from __future__ import annotations

import re

from onrecord.record import BlockKind

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
ADDRESS = r"(?:https?://|www\.)[^\s<>\"“”]+"
CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[AaPp]\.?[Mm]\.?)?(?:\s*\(?[A-Z]{2,4}\)?(?:[+-]\d{1,2})?)?"
NUMERIC_DATE = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
DATE = (
    rf"(?:(?:{WEEKDAY},?\s+)?(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+\d{{4}})|\d{{4}}-\d{{2}}-\d{{2}}(?:T[\d:.+Z-]+)?|{NUMERIC_DATE})"
)

LINKS_LINE = re.compile(
    rf"(?:[-*•]\s*)?(?:(?:link|links|source|url|more)s?:\s*)?{ADDRESS}(?:[\s,;|]+{ADDRESS})*[,;]?$", re.IGNORECASE
)
CLOCK_LINE = re.compile(rf"(?:{CLOCK}|\d{{1,2}}\s*[AaPp]\.?[Mm]\.?)\s*:?$")
PAGE_NUMBER = re.compile(
    r"(?:page\s+)?\d{1,3}\s*(?:/|of)\s*\d{1,3}$|page\s+\d{1,3}$|[-–—]\s*\d{1,3}\s*[-–—]$|\[\d{1,3}\]$", re.IGNORECASE
)
ADDRESS_AND_PAGE = re.compile(
    rf"(?:{ADDRESS}|file://\S+)\s+\d{{1,3}}\s*(?:/|of)\s*\d{{1,3}}$|\d{{1,3}}\s*(?:/|of)\s*\d{{1,3}}\s+{ADDRESS}$"
)
# What browsers print above a page: the moment of printing, then the page's title.
PRINT_STAMP = re.compile(
    rf"{NUMERIC_DATE},?\s+\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:\s*[AaPp]\.?[Mm]\.?)?(?:\s{{1,}}\S.*)?$"
    rf"|(?:printed|retrieved|accessed|downloaded|saved)\s+(?:on|from|at|:)\s*.{{0,80}}$",
    re.IGNORECASE,
)

RELATED = re.compile(
    r"(?:related(?:\s+(?:articles?|stor(?:y|ies)|content|coverage|news|links?|topics?|reading|video))?"
    r"|read\s+(?:more|also|next|on)|also\s+read|see\s+also|more\s+(?:on\s+this(?:\s+story)?|from\s+\S+|stories|coverage|news)"
    r"|you\s+may\s+also\s+like|recommended(?:\s+(?:stories|for\s+you))?|don['’]t\s+miss|watch(?:\s+(?:more|now|also))?"
    r"|further\s+reading|from\s+the\s+archives?|in\s+case\s+you\s+missed\s+it|most\s+read|trending(?:\s+now)?|explainer)"
    r"\s*(?:[:|»>–—-]|$)",
    re.IGNORECASE,
)
NOTICE = re.compile(
    r"^copyright\s*(?:©|\(c\)|(?:19|20)\d\d)|^©|©\s*(?:19|20)\d\d|\(c\)\s*(?:19|20)\d\d|\ball\s+rights\s+reserved\b"
    r"|\b(?:this|our|its)\s+(?:material|content|article|story|report|site)s?\b.{0,60}\b(?:may|must|can)\s?not\s+be\s+(?:published|reproduced|broadcast|rewritten|redistributed|copied|republished)"
    r"|^(?:sign\s+up|subscribe|register)\s+(?:to|for|here|now|today)\b"
    r"|^(?:follow|like|join|find)\s+(?:us|\S+(?:\s\S+){0,3})\s+on\s+(?:twitter|facebook|instagram|x|telegram|whatsapp|youtube|threads|bluesky|mastodon)\b"
    r"|\b(?:our|the|free|daily|weekly)\s+(?:\w+\s+){0,3}newsletters?\b.{0,60}(?:\bsign|subscri|inbox|\bhere\b)|^get\s+.{0,80}\b(?:in|to)\s+your\s+inbox"
    r"|^(?!.*\b(?:said|says)\b).{0,120}\b(?:is|are)\s+(?:(?:recogni[sz]ed|designated|listed|considered|deemed)\s+)?(?:as\s+)?an?\s+(?:terrorist|extremist|undesirable|banned)\s+"
    r"(?:organi[sz]ation|group)\b.{0,30}\b(?:banned|prohibited|outlawed)\b.{0,40}$"
    r"|\bdesignated\s+(?:as\s+)?an?\s+[\"“]?foreign\s+agent[\"”]?\s+(?:by|in)\b.{0,60}$"
    r"|^(?:advertisement|sponsored(?:\s+content)?|promoted|cookie\s+(?:policy|settings)|terms\s+(?:of|and)\s+\w+|privacy\s+policy)\W*$"
    r"|^(?:share|print|e-?mail|comments?|share\s+this\s+.{0,30}|listen\s+to\s+this\s+article|\d+\s+(?:comments?|shares?|min(?:ute)?s?\s+read))$",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"[\[(*\s]*(?:editor['’]?s?['’]?\s+note|correction|clarification|author['’]s\s+note|update|disclosure|disclaimer|note\s+to\s+(?:readers|editors))s?\b[^.]{0,40}:"
    r"|[\[(*\s]*(?:(?:an\s+)?earlier\s+versions?\s+of\s+this\b|this\s+(?:article|story|report|page|post|piece)\s+(?:has\s+been|was|is)\s+(?:updated|amended|corrected|revised|part|first|originally|produced))"
    r"|[\[(*\s]*(?:additional\s+)?(?:reporting|writing|editing|edited|written|compiled|translated|translation)\s+(?:\w+\s+)?by\s+(?-i:[A-Z])(?!.*\b(?:said|says)\b).{0,200}$"
    r"|[^.]{0,120}\bcontributed\s+(?:to\s+this\s+(?:report|story|article)|reporting)\b.{0,40}$",
    re.IGNORECASE,
)
NOTE_TAIL_LENGTH = 700

CAPTION = re.compile(
    r"(?:(?:file\s+)?(?:photo(?:graph)?|image|picture|pic|video|graphic|caption|infographic|illustration|map)(?:\s+(?:credit|caption|by|courtesy|shows?|source))?\s*[:|]|\(?file\s+photo\b|fig(?:ure|\.)\s*\d)"
    r"|.{0,600}(?:\((?:photo(?:graph)?s?|image|picture|ap\s+photo|file)\b[^)]*\)|\b(?:getty\s+images?|ap\s+photo|file\s+photo|(?:reuters|afp|epa|ap)/[A-Z]\S+(?:\s\S+){0,3})\)?\.?)$"
    r"|.{0,600}\b(?:photograph|photo|image|picture|credit):\s*\S.{0,80}$",
    re.IGNORECASE,
)

_NAME = r"(?:(?:[A-Z][\w’'.-]*|de|van|von|der|den|la|le|al|el|bin|ibn|da|dos|du|di|ter|af|of|O[’'][A-Z]\w+)\s*){1,6}"
BYLINE = re.compile(
    rf"(?:(?:(?:[Ss]tory|[Ww]ords|[Tt]ext|[Rr]eport(?:ed)?|[Ww]ritten|[Aa]nalysis|[Oo]pinion)\s+)?(?:[Bb]y|BY):?\s+)(?P<names>{_NAME}(?:(?:,|\s+and\s|\s+AND\s|\s*&)\s*{_NAME}){{0,5}})"
    r"(?P<rest>(?:\s*[,|•·–—-]\s*|\s+in\s+|\s+IN\s+|\s+for\s+).{0,90}|)$"
)
POST_SIGNATURE = re.compile(
    rf"[—–-]\s*.{{1,60}}\(@\w{{1,30}}\)(?:\s+{DATE})?\s*$|(?:pic\.twitter\.com|t\.co)/\w+\s*$", re.IGNORECASE
)
_STATES = r"(?:first\s+)?(?:published|posted|updated|last\s+(?:updated|modified)|created|date|modified|issued|dated)"
_UPDATES = rf"(?:last\s+)?(?:updated|modified|published)\s*(?:on|at|:)?\s*(?:{DATE}|{CLOCK}|[\w ]{{1,30}})"
_AT = r"\s*(?:[,|•·–—/-]|at)?\s*"
DATE_LINE = re.compile(
    rf"(?:{_STATES}\s*(?:on|at|:)?\s*)?(?:{CLOCK}\s*[,|•·–—-]?\s*(?:on\s+)?)?{DATE}(?:{_AT}{CLOCK})?"
    rf"(?:\s*[|•·–—/(,-]+\s*{_UPDATES}(?:{_AT}{CLOCK})?\)?)?\s*\.?$",
    re.IGNORECASE,
)
_PLACE = r"(?:[A-Z][A-Z.’'-]+(?:[\s/-]+[A-Z][A-Z.’'-]+){0,4})"
_PLACE_MORE = r"(?:,\s*[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){0,3}){0,2}"
_AGENCY = r"(?:\((?P<agency>[A-Z][^()]{1,60})\))"
DATELINE = re.compile(
    rf"(?P<place>{_PLACE}(?:/{_PLACE})?{_PLACE_MORE})"
    rf"(?:,?\s*(?P<date>(?:{WEEKDAY},?\s+)?(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:,?\s+\d{{4}})?))?"
    rf"\s*(?:{_AGENCY}\s*(?:[-–—:]+|$)|(?:[–—]|--|-(?=\s)|:(?=\s))(?!\w))\s*"
    rf"|(?P<place2>[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){{0,3}}{_PLACE_MORE})(?:,?\s*(?P<date2>(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:,?\s+\d{{4}})?))?"
    rf"\s*\((?P<agency2>[A-Z][^()]{{1,60}})\)\s*[-–—]+\s*"
)

# The name of a paper on a line of its own above or below the headline.
_PAPER = (
    r"(?:Times|Post|Herald|News|Gazette|Chronicle|Ledger|Tribune|Journal|Review|Star|Bugle|Courier|Observer|Guardian|Mail|"
    r"Telegraph|Standard|Press|Today|Echo|Examiner|Register|Sun|Independent|Globe|Mirror|Record|Dispatch|Sentinel|Bulletin|"
    r"Argus|Monitor|Inquirer|Enquirer|Advertiser|Express|Leader|Daily|Weekly|Radio|Television|TV)"
)
MASTHEAD = re.compile(
    rf"(?P<name>(?:(?i:the)\s+(?:[A-Z][\w’'&-]*\s*){{1,4}}|(?:[A-Z][\w’'&-]*\s+){{1,4}}(?i:{_PAPER})))(?:\s*[|,·–-].*)?$"
)
SECTION = re.compile(
    r"(?:(?:world|national|local|latest|breaking|uk|us|europe|africa|asia|middle\s+east)\s+)?(?:news|world|politics|business|sports?|"
    r"obituar(?:y|ies)|opinion|culture|science|technology|tech|health|economy|money|live|analysis|comment|features?|education|environment)$",
    re.IGNORECASE,
)
MASTHEAD_DATE = re.compile(r"(?P<name>[A-Z][\w’'&-]*(?:\s+[A-Z][\w’'&-]*){1,4})\s*[,|•·–—-]\s*(?=\w+\s+\w+)")
_ENDS_IN_DATE = re.compile(rf"[,|•·–—-]\s*{DATE}\s*\.?$", re.IGNORECASE)

_SMALL = {
    "a", "an", "the", "and", "or", "but", "nor", "of", "in", "on", "at", "to", "for", "by", "with", "from", "as", "is",
    "are", "be", "was", "were", "over", "after", "into", "up", "out", "off", "vs", "v", "than", "that", "it", "its",
}  # fmt: skip
SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*$")


def line_kind(text: str) -> BlockKind | None:
    """The kind of a line that tells it alone, wherever it stands; None for ordinary text."""
    if len(text) <= 400 and (PAGE_NUMBER.match(text) or ADDRESS_AND_PAGE.match(text) or PRINT_STAMP.match(text)):
        return "furniture"
    if len(text) <= 20 and CLOCK_LINE.match(text):
        return "dateline"  # the time of an entry in a running report
    if ("://" in text or "www." in text[:40].lower()) and LINKS_LINE.match(text):
        return "links"
    return None


def top_line_kind(text: str) -> BlockKind | None:
    """The kind of a line among the first of a page, where byline and date stand on lines of their own."""
    if len(text) <= 120 and DATE_LINE.match(text):
        return "dateline"
    if len(text) <= 120 and BYLINE.match(text):
        return "byline"
    return None


def ends_in_date(text: str) -> bool:
    """Is it a masthead's line such as "Evening Star, 5 November 2022"?"""
    return len(text) <= 90 and bool(_ENDS_IN_DATE.search(text))


def paragraph_kind(text: str) -> BlockKind | None:
    """The kind of a paragraph that tells it by its words; None for ordinary text."""
    if len(text) > 1500:
        return None
    if len(text) <= 300 and RELATED.match(text):
        return "related"
    if len(text) <= NOTE_TAIL_LENGTH and NOTE.match(text):
        return "note"
    if len(text) <= 400 and NOTICE.search(text):
        return "notice"
    if POST_SIGNATURE.search(text):
        return "post"
    if len(text) <= 160 and BYLINE.match(text):
        return "byline"
    if len(text) <= 120 and DATE_LINE.match(text):
        return "dateline"
    if CAPTION.match(text):
        return "caption"
    return None


def looks_like_heading(text: str) -> bool:
    """Short, no sentence: what a headline or a subheading looks like."""
    if len(text) > 160 or ("\n" in text and len(text) > 130):
        return False
    if SENTENCE_END.search(text) and not text.endswith(("?", "!", "?’", "?”", "!”", "!’")):
        return False
    return text[-1] not in ",;:—–-" and any(char.isalpha() for char in text)


def in_title_case(text: str) -> bool:
    """Are all but the small words capitalised?"""
    words = [word.strip("\"“”‘’'().,:;!?") for word in text.split()]
    telling = [word for word in words if word and word[0].isalpha() and word.lower() not in _SMALL]
    return bool(telling) and sum(word[0].isupper() for word in telling) >= 0.8 * len(telling)
