"""Trigger words that tell of no event where they stand: "met its target", "a long shot", "held placards".

Each rule is about a word's usual other senses, by what stands beside it; a phrase of several trigger words ("shot
dead", "held hostage") is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.events.triggers import Trigger
from onrecord.extract.role_nouns import ROLES
from onrecord.extract.wording import Wording

_NEAR = 8  # words to either side that a rule sees

_WEAPONS = frozenset(
    "gun guns gunman gunmen gunfire bullet bullets rifle rifles pistol shotgun dead killed kill killing killer "
    "died fatally wounded injured police soldiers troops militants sniper murder murdered shooting weapon weapons "
    "victim victims attacker attackers suspect suspects officers armed".split()
)
_CAMERAS = frozenset(
    "film films filmed filming camera cameras photograph photographs photographed photographer photographers "
    "photography picture pictures photo photos footage video videos lens movie movies documentary scene scenes "
    "director studio frame frames portrait portraits cinematographer selfie reel feature cinema episode trailer".split()
)
# Words of a match; a report that has several of them is one.
_MATCH = frozenset(
    "goal goals goalkeeper keeper equaliser equalised equalized equalizer midfielder striker winger defender "
    "offside penalty kick-off kickoff substitute fixture league innings wicket wickets batsman bowler scrum "
    "quarterback touchdown inning pitcher shortstop puck rebound rebounds tie-break backhand forehand birdie "
    "bogey referee umpire linesman scoreless nil hat-trick header semi-final quarter-final semifinal "
    "stoppage-time points lap podium peloton knockout".split()
)
_MATCH_WORDS = 4
_HARD = _WEAPONS - {"shooting"} | frozenset(
    "riot riots clashed clashes stabbed arrested arrests hooligans fans bomb jailed court hospital fine fined".split()
)
_PLAYED = frozenset(("ASSAULT", "SANCTION", "MOBILIZE", "COERCE", "CONCEDE", "THREATEN", "PROTEST"))

_TOKEN = r"(?:(?!(?:with|in|on|at|to|for|by|over|about|and|of|from)\b)[^ ]+ )"


def _behind(words: str, between: int) -> re.Pattern[str]:
    """Behind the trigger one of these, with at most so many words between that are no prepositions."""
    return re.compile(rf"^{_TOKEN}{{0,{between}}}(?:{words})\b")


# What is no event: forms of a trigger, and what stands before or behind it.
_BEFORE: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (frozenset(("pound", "pounds")), re.compile(r"(?:\d|\b(?:million|billion|thousand|hundred|dozen|£|of))$")),
    (frozenset(("demand", "demands")), re.compile(r"\b(?:supply and|in|consumer|domestic|market|energy|power|oil)$")),
    (frozenset(("opposition",)), re.compile(r"\bthe$")),
    (frozenset(("return", "returns")), re.compile(r"\b(?:tax|income)$")),
    (frozenset(("release", "releases")), re.compile(r"\b(?:news|press|earnings|data|media)$")),
    (frozenset(("call", "calls")), re.compile(r"\b(?:conference|media|phone|close|wake|cattle)(?: -)?$")),
    (frozenset(("granted",)), re.compile(r"\bfor$")),
    (
        frozenset(("back",)),
        re.compile(r"(?:ed|[^s]s|went|came|ran|got|sent|brought|took|held|going|coming|come|go|get|right|way|ways)$"),
    ),
    (frozenset(("support", "votes", "vote", "backing")), re.compile(r"(?:%|\bper ?cent)$")),
    (frozenset(("interview", "interviews")), re.compile(r"\bin (?:an?|the|his|her|several)(?: [^ ]+)?$")),
    (frozenset(("examination", "examine", "examined")), re.compile(r"\bcross -$")),
    (
        frozenset(("shot",)),
        re.compile(
            r"\b(?:low|long|wide|aerial|mug|big|best|cheap|parting|opening|winning|free|warning|drone|tee|foul|slap|screen|"
            r"tracking|still|curling|fierce|yard|yards|metre|metres|meter|foot|whose)$"
        ),
    ),
)
_BEHIND: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (
        frozenset(("hold", "holds", "held", "holding")),
        _behind(
            "placards?|signs?|banners?|posters?|bottles?|photographs?|photos?|pictures?|candles?|flags?|hands?|bags?|flowers?|"
            "shares?|stakes?|office|titles?|lead|records?|posts?|positions?|seats?|majority|power|line|breath|views?|degrees?|"
            "licen[cs]es?|keys?|doors?|balls?|nerve|ground|court|sway|hope|promise|value|water|copies|cups?|phones?|money",
            4,
        ),
    ),
    (
        frozenset(("hold", "holds", "held", "holding")),
        re.compile(r"^(?:up|on|out|off|true|together|back|steady|firm|responsible|accountable|that)\b"),
    ),
    (
        frozenset(("meet", "meets", "met", "meeting")),
        _behind(
            "targets?|bills?|costs?|demands?|demand|needs?|deadlines?|standards?|requirements?|criteria|conditions?|"
            "challenges?|goals?|expectations?|obligations?|commitments?|payments?|quotas?|thresholds?|objectives?|"
            "resistance|death|fate|definition|test",
            4,
        ),
    ),
    (
        frozenset(("hit", "hits", "hitting", "strike", "strikes", "struck", "striking")),
        _behind(
            r"\d[\d.,]*|£|\$|€|shares|sales|profits?|earnings|records?|highs?|lows?|bar|post|headlines?|targets?|budgets?|"
            "markets?|economy|growth|demand|confidence|jackpot|road|brakes|ground|reef|rocks?|iceberg|chord|balance|tone|"
            "note|notes|pose|shelves|screens|milestone|snag|prices?|tourism|harvests?|crops",
            3,
        ),
    ),
    (
        frozenset(("cut", "cuts", "cutting")),
        _behind(
            "prices?|rates?|forecasts?|targets?|tax|taxes|emissions|interest|hair|ribbon|cake|corners|grass|guidance|outlook|"
            "debts?|waste|crime|deaths|risks?|costs?",
            3,
        ),
    ),
    (
        frozenset(("press",)),
        re.compile(
            r"^(?:conferences?|releases?|secretar\w+|corps|freedom|club|officers?|briefings?|statements?|reports?|offices?|box|pool|passes?)\b"
        ),
    ),
    (
        frozenset(("release", "releases", "released", "releasing")),
        _behind(
            "statements?|reports?|e - mails?|emails?|videos?|footage|documents?|polls?|ads?|albums?|films?|figures|"
            "data|letters?|results|transcripts?|records|tapes?|photos?|pictures?|images?|details|names|plans?|books?|singles?|"
            "songs?|list|lists|study|studies|analysis|memo|recordings?|audio|information|budget|surveys?|updates?|findings",
            5,
        ),
    ),
    (frozenset(("let",)), re.compile(r"^(?:['’] s|us|alone|me|it)\b")),
    (
        frozenset(("back",)),
        re.compile(r"^(?:to|in|on|from|at|when|then|home|up|together|again|where|door|yard)\b|^[.,;]|^$"),
    ),
    (
        frozenset(("opposition",)),
        re.compile(
            r"^(?:leaders?|part(?:y|ies)|groups?|figures?|politicians?|lawmakers?|mps?|members?|candidates?|councillors?|"
            r"bench(?:es)?|coalition|alliance|movement|activists?|supporters|senators?|newspapers?|spokes\w+|deput(?:y|ies)|"
            r"chief|bloc)\b"
        ),
    ),
    (
        frozenset(("demand",)),
        re.compile(
            r"^(?:had|has|is|was|fell|falls|rose|rises|grew|grows|dropped|slowed|surged|collapsed|weakened|remains?|remained|"
            r"soared|slumped|picked|side|outstrip\w*|exceed\w*|would|will|could)\b"
        ),
    ),
    (
        frozenset(("shot", "shoot", "shoots", "shooting")),
        re.compile(
            r"^(?:past|out|ahead|back|forward|across|through|into the lead|to (?:fame|prominence|the top|power|number)|"
            r"wide|over the bar|himself in the foot)\b"
            r"|^up(?: (?:by|from|to|in|at|this|last|since|after|as|on|over|more|sharply|again|\d)"
            r"| a (?:third|quarter|half|fifth)| ?[.,;]|$)"
        ),
    ),
    (
        frozenset(("share", "shares")),
        re.compile(
            r"^(?:in|of|fell|rose|dropped|climbed|jumped|slid|slumped|gained|lost|closed|were|was|have|had|has|are|is|price|"
            r"prices|plunged|tumbled|traded|edged|ended)\b"
        ),
    ),
)
# Verbs of wishing and trying before an infinitive, and what is no more than a future; "going to Tarn" is a visit.
_INFINITIVES: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (
        frozenset("want wants wanted wanting seek seeks sought seeking hope hopes hoped hoping".split()),
        re.compile(r"^to\b"),
    ),
    (
        frozenset("try tries tried trying".split()),
        re.compile(r"^(?:to|and|not|hard|out|on|it|again|harder|something|anything)\b"),
    ),
    (
        frozenset(("going",)),
        re.compile(
            r"^to (?:be|have|do|get|make|take|say|see|"
            r"[a-z]+ (?:the|a|an|it|them|him|her|you|me|us|to|up|out|with|for|on))\b"
        ),
    ),
)
_SHOOT = frozenset(("shoot", "shoots", "shot", "shooting"))


def is_match_report(wording: Wording) -> bool:
    """Whether a story tells of a match or a race: there teams strike, attack and beat each other and nobody is hurt."""
    return len(_MATCH & set(wording.lower)) >= _MATCH_WORDS


def is_other_use(wording: Wording, trigger: Trigger, *, match: bool) -> bool:
    """Whether a trigger stands in one of its word's other senses.

    match: whether the story is a match report (``is_match_report``).
    """
    word = trigger.first
    start, end = wording.sentence(word)
    lower = wording.lower
    sentence = frozenset(lower[start:end])
    if match and all(sense.type in _PLAYED for sense, _ in trigger.senses) and not sentence & _HARD:
        return True
    here = lower[word]
    before, behind = (
        " ".join(lower[max(start, word - _NEAR) : word]),
        " ".join(lower[word + 1 : min(end, word + 1 + _NEAR)]),
    )
    if any(here in forms and pattern.search(behind) for forms, pattern in _INFINITIVES):
        return True
    if here == "order" and before.endswith("in") and behind.startswith(("to ", "that ")):
        return True
    if any(length > 1 for _, length in trigger.senses):
        return False
    if any(here in forms and pattern.search(before) for forms, pattern in _BEFORE):
        return not (here == "opposition" and behind.startswith(("to ", "from ", "against ", "among ")))
    if any(here in forms and pattern.search(behind) for forms, pattern in _BEHIND):
        return True
    if here in _SHOOT and sentence & _CAMERAS and not sentence & _WEAPONS:
        return True
    return _describes_role(lower, word, start, end)


def _describes_role(lower: Sequence[str], word: int, start: int, end: int) -> bool:
    """ "One of them, retired teacher Molly Sands": a participle before a role, behind a comma or at the beginning."""
    if not lower[word].endswith("ed") or word + 1 >= end or lower[word + 1] not in ROLES:
        return False
    return word == start or lower[word - 1] in (",", "and", "by", "to", "with", "for", "from", "of")
