"""How common an English word is; and those that say little of what a report is about."""

from __future__ import annotations

from onrecord.extract.words import vocabulary

# From here the encoder's word pieces are whole words, the frequent ones first; before stand marks.
FIRST_WORD, RAREST = 1996, 30522
_MARK = 2000  # the rank that a mark counts as

COMMON_WORDS = frozenset(
    """
    a about above across after afterwards again against all almost alone along already also although always am among
    an and another any anyone anything are around as at away back be became because become been before behind being
    below between both but by can cannot could did do does done down during each either else enough etc even ever every
    everyone everything few for former from further get give go had has have he her here hers herself him himself his
    how however i if in indeed into is it its itself just last latter least less made many may me meanwhile might more
    moreover most mostly much must my myself namely neither never nevertheless next no nobody none nor not nothing now
    of off often on once one only onto or other others otherwise our ours ourselves out over own part per perhaps
    please rather re same see seem seemed seems several she should since so some somehow someone something sometimes
    somewhere still such take than that the their them themselves then there therefore these they this those though
    through throughout thus to together too toward towards under until up upon us very was we well were what whatever
    when whenever where whereas wherever whether which while who whoever whole whom whose why will with within without
    would yet you your yours yourself yourselves
    """.split()
)


def rank_of(word: str, *, unknown: int) -> int:
    """The place of a word (in small letters) among all English words, 1 the most frequent.

    unknown: the rank of what the encoder's vocabulary has not as a whole.
    """
    number = vocabulary().get(word)
    if number is None:
        return unknown
    return number - FIRST_WORD + 1 if number >= FIRST_WORD else _MARK
