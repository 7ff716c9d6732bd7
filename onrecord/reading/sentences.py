"""Sentence boundaries in English news text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.record import Span

# An end mark with what may close after it, blanks, and an opening that can begin a sentence.
_BOUNDARY = re.compile(
    r"(?P<mark>[.!?…]+)(?P<close>[\"”’'»)\]]*)(?P<gap>\s+)(?=(?P<open>[\"“‘'«(\[–—-]*\s?)(?P<next>\w|[#@$£€]))"
)
_LAST_WORD = re.compile(r"[\w.&'’-]*$")

_BEFORE_NAMES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "cpl",
        "sgt",
        "adm",
        "cmdr",
        "brig",
        "pvt",
        "sen",
        "rep",
        "gov",
        "pres",
        "rev",
        "fr",
        "hon",
        "st",
        "mt",
        "ft",
        "messrs",
        "mme",
        "mlle",
        "supt",
        "insp",
        "det",
        "amb",
        "sec",
        "treas",
        "asst",
        "atty",
        "dist",
        "vs",
        "v",
        "no",
        "nos",
        "vol",
        "fig",
        "pp",
        "art",
        "ch",
        "e.g",
        "i.e",
        "cf",
        "ca",
        "approx",
        "lt.-col",
        "lt.col",
        "maj.-gen",
        "maj.gen",
    ]
)
_MAY_END = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "inc",
        "ltd",
        "co",
        "corp",
        "bros",
        "jr",
        "sr",
        "etc",
        "est",
        "dept",
        "univ",
        "assn",
        "ave",
        "blvd",
        "rd",
        "a.m",
        "p.m",
        "am",
        "pm",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "d.c",
        "n.y",
        "l.a",
        "ph.d",
        "m.d",
        "b.a",
        "m.a",
        "ala",
        "ariz",
        "ark",
        "calif",
        "colo",
        "conn",
        "del",
        "fla",
        "ga",
        "ill",
        "ind",
        "kan",
        "ky",
        "la",
        "md",
        "mass",
        "mich",
        "minn",
        "miss",
        "mo",
        "mont",
        "neb",
        "nev",
        "okla",
        "ore",
        "pa",
        "tenn",
        "tex",
        "va",
        "vt",
        "wash",
        "wis",
        "wyo",
    ]
)
# Words that begin a sentence far more often than they go on after an abbreviation.
_STARTERS = frozenset(
    [
        "the",
        "a",
        "an",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "but",
        "and",
        "in",
        "on",
        "at",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "their",
        "its",
        "there",
        "when",
        "while",
        "after",
        "before",
        "as",
        "if",
        "so",
        "yet",
        "however",
        "meanwhile",
        "what",
        "who",
        "how",
        "why",
        "where",
        "some",
        "many",
        "most",
        "both",
        "not",
        "no",
        "one",
        "for",
        "with",
    ]
)


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentences of ``text[start:end]`` (one paragraph) as spans without blanks around them."""
    begin = start
    for match in _BOUNDARY.finditer(text, start, end):
        if _is_end(text, match, begin):
            yield from _trimmed(text, begin, match.start("gap"))
            begin = match.end("gap")
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _is_end(text: str, match: re.Match[str], begin: int) -> bool:
    following = match.group("next")
    if following.islower():
        return False
    if match.group("mark") != ".":
        return not (match.group("mark") in ("...", "…") and not following.isupper())
    if match.group("close"):
        # "... Co.) said" went on in small letters; what is left ends a sentence.
        return True
    word_match = _LAST_WORD.search(text, max(begin, match.start() - 40), match.start())
    word = (word_match.group() if word_match else "").strip("'’-")
    low = word.lower()
    if low in _BEFORE_NAMES:
        return low in ("no", "art", "sec") and not following.isdigit() and not match.group("open")
    initial = len(word) == 1 and word.isupper() and word != "I"
    dotted = "." in word and len(word) <= 8
    if initial or dotted or low in _MAY_END:
        if match.group("open").strip():
            return not initial
        return _next_word(text, match.start("next")).lower() in _STARTERS or (
            low in ("a.m", "p.m", "etc") and not _is_calendar(_next_word(text, match.start("next")))
        )
    return True


def _next_word(text: str, start: int) -> str:
    match = re.compile(r"\w+").match(text, start)
    return match.group() if match else ""


def _is_calendar(word: str) -> bool:
    return word.lower()[:3] in {
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
        "oct", "nov", "dec", "est", "edt", "gmt", "utc", "cet", "pst", "pdt",
    }  # fmt: skip
