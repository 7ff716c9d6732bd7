"""Whether the verb nearest to a time expression tells of what was or of what is to come."""

from __future__ import annotations

from onrecord.extract.times.tokens import BOUNDARY, Tokens, lexicon

# So many tokens to either side are looked at.
REACH = 18
# A verb behind the expression is as good as one so many tokens farther before it.
BEHIND = 3

_FUTURE = frozenset(
    """
    will ll shall wo would upcoming scheduled expected due slated planned planning expects expect hopes hope aims
    intends intend tentatively forthcoming may must should effective payable expires soon
    """.split()
)
# Of the future where "to" or "for" follows.
_FUTURE_TO = frozenset("set plan plans going ready about likely".split())
# An infinitive behind one of these is still to come; behind others ("he fell to his death") it may be past.
_PLANS = frozenset(
    """
    agreed agree agrees decided decide decides vowed vow vows promised pledged wants want wanted able hoped threatened
    wait waiting asked told urged ready likely going plan plans
    """.split()
)
_PAST = frozenset(
    """
    was were had did said told been has have ve ago began became came went got gave took made met held left
    found fell rose grew lost won sold bought paid brought built broke chose drew drove fought flew forgot led
    let kept knew put ran set rang read sent shot showed spoke spent stood stole struck swore taught thought
    threw understood wrote saw sank sought shut quit hit cut beat died lay dealt felt heard hurt meant wound
    withdrew resigned cited according
    """.split()
)
_ED = frozenset("need indeed speed feed seed breed united hundred sacred naked wicked proceed exceed succeed".split())
# After "to" these begin no infinitive.
_NO_VERB = frozenset(
    "the a an his her its their our my your this that these those date which whom what it them him us".split()
)


def tense_at(tokens: Tokens, first: int, last: int) -> int:
    """-1 where the nearest verb tells of the past, 1 of the future, 0 where there is none.

    first, last: the tokens of the expression, half-open.  A verb before it is preferred to one behind.
    """
    boundary = lexicon().letter[BOUNDARY]
    best = REACH + BEHIND
    sign = 0
    for step in range(1, REACH + 1):
        place = first - step
        if place < 0 or tokens.classes[place] == boundary:
            break
        sign = _sign(tokens, place)
        if sign:
            best = step
            break
    for step in range(1, REACH + 1):
        place = last + step - 1
        if place >= len(tokens.starts) or tokens.classes[place] == boundary or step + BEHIND >= best:
            break
        behind = 0 if tokens.word(place) == "to" else _sign(tokens, place)
        if behind:
            return behind
    return sign


def _sign(tokens: Tokens, place: int) -> int:
    word = tokens.word(place).lower()
    if word in _FUTURE or (word in _FUTURE_TO and tokens.word(place + 1) in ("to", "for")):
        # What had been due is over.
        return -1 if "had" in (tokens.word(place - 1), tokens.word(place - 2)) else 1
    if word in _PAST or (len(word) > 4 and word.endswith("ed") and word not in _ED):
        # "will be held", "is heard": the auxiliary tells.
        return 0 if tokens.word(place - 1) in ("be", "is", "are", "being") else -1
    if word == "now":
        return 1 if tokens.word(place + 1) in ("and", "until", "to") else 0
    if word == "to":
        if tokens.word(place - 1) in _FUTURE:
            return 0
        following = tokens.word(place + 1)
        verb = following.isalpha() and following.islower() and following not in _NO_VERB
        if not verb or following.endswith(("s", "ing", "ed")):
            return 0
        return 1 if tokens.word(place - 1) in _PLANS else 0
    return 0
