"""Whether the verb nearest to a time expression tells of what was or of what is to come."""

from __future__ import annotations

from onrecord.extract.times.tokens import BOUNDARY, Tokens, lexicon

# So many tokens to either side are looked at.
REACH = 18

_FUTURE = frozenset(
    """
    will ll shall wo would upcoming scheduled expected due set slated planned planning plans plan expects expect hopes
    hope aims intends intend tentatively forthcoming next may might could can must should going deadline effective
    payable expires expire begins start starts resumes opens
    """.split()
)
_PAST = frozenset(
    """
    was were had did said told been has have 've ago began became came went got gave took made met held left found fell rose
    grew lost won sold bought paid brought built broke chose drew drove fought flew forgot led let kept knew put ran
    rang read sent set shot showed spoke spent stood stole struck swore taught thought threw understood wrote saw sank
    sought shut quit hit cut beat died lay dealt felt heard hurt meant wound withdrew resigned cited according killed
    """.split()
) - {"set"}
_ED = frozenset("need indeed speed feed seed breed united hundred red sacred naked wicked proceed exceed succeed".split())
# After "to" these begin no infinitive.
_NO_VERB = frozenset("the a an his her its their our my your this that these those date which whom what it them him us".split())


def tense_at(tokens: Tokens, first: int, last: int) -> int:
    """-1 where the nearest verb tells of the past, 1 of the future, 0 where there is none.

    first, last: the tokens of the expression, half-open.  A verb before it counts as one step nearer
    than one behind.
    """
    boundary = lexicon().letter[BOUNDARY]
    best: tuple[int, int] | None = None
    for step in range(1, REACH + 1):
        place = first - step
        if place < 0 or tokens.classes[place] == boundary:
            break
        sign = _sign(tokens, place)
        if sign:
            best = (step, sign)
            break
    for step in range(1, REACH + 1):
        place = last + step - 1
        if place >= len(tokens.starts) or tokens.classes[place] == boundary or (best and step + 1 >= best[0]):
            break
        sign = _sign(tokens, place)
        if sign:
            return sign
    return best[1] if best else 0


def _sign(tokens: Tokens, place: int) -> int:
    word = tokens.word(place).lower()
    if word in _FUTURE:
        return 1
    if word in _PAST:
        return -1
    if word == "to":
        following = tokens.word(place + 1)
        verb = following.isalpha() and following.islower() and following not in _NO_VERB
        return 1 if verb and not following.endswith(("s", "ing", "ed")) else 0
    return -1 if len(word) > 4 and word.endswith("ed") and word not in _ED else 0
