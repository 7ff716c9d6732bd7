"""Through whom and in what a statement came: agencies and papers that hand it on, posts, interviews, letters.

A carrier hands on another's words and is not the speaker.  It is looked for in
the sentence of the cue, outside the content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.extract.mentions import ORGANIZATION, PERSON
from onrecord.extract.names import Name
from onrecord.extract.wording import Wording, WordRange

_MEDIA_NOUNS = frozenset(
    "agency newspaper paper broadcaster radio television tv station magazine channel network daily weekly outlet "
    "website site portal tabloid newswire podcast programme program show gazette".split()
)
OUTLETS = frozenset(
    "reuters bbc cnn ap afp tass ria interfax xinhua upi dpa efe ansa kyodo yonhap anadolu bloomberg msnbc nbc abc "
    "cbs fox npr pbs politico axios guardian telegraph independent mirror sun mail times post journal herald tribune "
    "gazette chronicle globe observer courier examiner standard express star bild spiegel monde figaro liberation "
    "pais corriere repubblica nikkei asahi itv sky jazeera arabiya sputnik rt ndtv dawn wire buzzfeed vox slate "
    "huffpost associated press breitbart novosti ukrinform belta petra sana irna isna fars wafa mehr kcna ntb tt "
    "ritzau".split()
)
# What stands before the outlet; the longest first.  An outlet that somebody talks to ("told Radio Brisk") hears his own
# words and is no carrier.
_TO_OUTLET = (
    r"in (?:comments|remarks|a statement|statements|an interview) (?:\w+ )?"
    r"(?:carried|published|broadcast|reported|aired) by",
    r"(?:was |were |is |are |been )?(?:also )?"
    r"(?:quoted|cited|reported|carried|published|aired|broadcast|seen|obtained) by",
    r"according to",
    r"as (?:reported|quoted|cited) by",
)
_BEFORE = tuple(re.compile(rf"(?:{pattern})$") for pattern in _TO_OUTLET)
_REPORTED = re.compile(
    r"^,? ?(?:has |had |also |first |later |which |that )*"
    r"(?:report(?:ed|s|ing)|quot(?:ed|es|ing)|cit(?:ed|es|ing)|carried|relayed|aired|broadcasts?|published|printed)"
    r"\b(?! by)"
)
_CITING = frozenset("citing quoting cited quoted".split())
_A = r"(?:an?|the|his|her|their) (?:\w+ ){0,3}"
_MEDIA: tuple[tuple[str, str], ...] = (
    (r"\b(?:leaked|hacked|stolen) (?:\w+ )?(?:documents?|memo|emails?|files?|letter|cables?|report|recording)",
     "leaked document"),
    (r"\b(?:court|legal|regulatory|bankruptcy) (?:filings?|papers|documents|records)|\bin a filing"
     r"|\b(?:affidavit|lawsuit|indictment|court brief)\b|\bin (?:a|the) (?:complaint|brief|motion)\b", "court filing"),
    (r"\b(?:press|news) (?:conference|briefing)|\bat a briefing\b", "press conference"),
    (r"\binterview(?:s|ed)?\b", "interview"),
    (rf"\b(?:in|by) {_A}(?:letter|e-?mail|memo|memorandum|note)s?\b|\bin letters\b", "letter"),
    (rf"\b(?:tweet(?:ed|s|ing)?|retweeted|posted|(?:in|on) {_A}posts?|instagrammed)\b|\bsocial (?:media|network)",
     "post"),
    (r"\b(?:on|in|during) (?:\w+ ){0,4}(?:television|tv|radio|broadcast|podcast)\b|\btelevised\b|\bon air\b",
     "broadcast"),
    (rf"\b(?:in|by) {_A}(?:documents?|report|dossier|communiqu[eé])\b", "document"),
    (rf"\bin {_A}statement\b", "statement"),
    (rf"\bin {_A}(?:speech|address|lecture|sermon)\b", "speech"),
)  # fmt: skip
_MEDIUM = tuple((re.compile(pattern), medium) for pattern, medium in _MEDIA)
_NETWORKS = {
    name.lower(): name
    for name in (
        "Twitter", "Facebook", "Instagram", "Telegram", "TikTok", "YouTube", "Weibo", "Mastodon", "Bluesky", "Reddit",
        "VKontakte", "WhatsApp", "LinkedIn", "Threads", "Snapchat", "WeChat", "Tumblr", "Medium", "Truth Social",
    )
}  # fmt: skip
_NETWORK = re.compile(
    rf"\b(?:on|to|via|through|in a|over) (?:\w+ ){{0,4}}({'|'.join(_NETWORKS)})\b|\b(?:on) (x)\b(?= |$)"
)


def carriers(
    wording: Wording, names: Sequence[Name], source: WordRange | None, cue: WordRange, content: Sequence[WordRange]
) -> list[WordRange]:
    """The carriers of a statement, the one nearest to the cue first."""
    found: list[WordRange] = []
    for outlet in _outlets(wording, names, wording.sentence(cue[0])):
        if _touches(outlet, content) or (source and _touches(outlet, [source])):
            continue
        before = wording.said(max(0, _determined(wording, outlet) - 9), _determined(wording, outlet))
        after = wording.said(outlet[1], outlet[1] + 4)
        if any(pattern.search(before) for pattern in _BEFORE) or _REPORTED.match(after):
            found.append(outlet)
    found.sort(key=lambda words: min(abs(words[0] - cue[1]), abs(cue[0] - words[1])))
    return list(dict.fromkeys(found))


def cited_in_turn(
    wording: Wording, cue: WordRange, source: WordRange, content: Sequence[WordRange]
) -> WordRange | None:
    """Whom the source itself cites, if it does: "the agency said, citing the ministry"."""
    first, last = wording.sentence(cue[0])
    for place in range(first, last):
        if wording.lower[place] not in ("citing", "quoting") or _touches((place, place + 1), content):
            continue
        near = min(abs(place - source[1]), abs(place - cue[1]), abs(place - source[0]))
        if near > 3 and not (source[0] <= place < source[1]):
            continue
        end = place + 1
        while end < last and wording.printed[end] not in (",", ".", ";", ":", ")", "”", '"') and end - place < 14:
            if wording.lower[end] in ("said", "says", "reported", "reports", "that", "as", "told"):
                break
            end += 1
        if end > place + 1:
            return place + 1, end
    return None


def medium(wording: Wording, cue: WordRange, content: Sequence[WordRange]) -> str | None:
    """In what the words were said or written, as far as the cue's sentence tells.

    "post on Twitter" where a network is named; else post, interview, press
    conference, letter, leaked document, court filing, broadcast, document,
    statement or speech.
    """
    inside = {word for part in content for word in range(*part)}
    told = " ".join(wording.lower[word] if word not in inside else "|" for word in range(*wording.sentence(cue[0])))
    network = _NETWORK.search(told)
    if network:
        return f"post on {_NETWORKS.get(network.group(1) or '', 'X')}"
    return next((name for pattern, name in _MEDIUM if pattern.search(told)), None)


def is_outlet(wording: Wording, words: WordRange) -> bool:
    """Whether words name or describe a medium of news."""
    said = wording.lower[words[0] : words[1]]
    return any(word in _MEDIA_NOUNS or word in OUTLETS for word in said)


def _outlets(wording: Wording, names: Sequence[Name], sentence: WordRange) -> Iterator[WordRange]:
    """Media named or described in a sentence."""
    first, last = sentence
    taken = first
    for name in names:
        if name.first < first or name.last > last or name.form == PERSON:
            continue
        start, end = name.first, name.last
        while end < last and end - name.last < 3 and wording.lower[end] in _MEDIA_NOUNS | {"news", "state"}:
            end += 1
        if is_outlet(wording, (start, end)) or (name.form == ORGANIZATION and end > name.last):
            yield start, end
            taken = end
    for place in range(max(first, taken), last):
        if wording.lower[place] in _MEDIA_NOUNS:
            start = place
            while start > first and place - start < 4 and wording.printed[start - 1][0].isalpha():
                start -= 1
                if wording.lower[start] in ("a", "an", "the", "one", "another", "his", "her", "its"):
                    yield start, place + 1
                    break


def _determined(wording: Wording, words: WordRange) -> int:
    """Where the noun phrase of an outlet begins: back over its determiner and adjectives."""
    start = words[0]
    while start > 0 and words[0] - start < 5 and wording.printed[start - 1][0].isalpha():
        before = wording.lower[start - 1]
        if before in ("to", "by", "with", "on", "in", "told", "tells", "telling", "for", "of", "at", "as", "from"):
            break
        start -= 1
        if before in ("a", "an", "the", "his", "her", "its", "their"):
            break
    return start


def _touches(words: WordRange, parts: Sequence[WordRange]) -> bool:
    return any(first < words[1] and words[0] < last for first, last in parts)
