"""Who took a picture: "Photograph: Ada Lund/Reuters" names nobody who says or does anything in a report.

Taken for one of its persons, a photographer is the last one named before "she said" in the paragraph below.
"""

from __future__ import annotations

from onrecord.extract.wording import Wording, WordRange

_PICTURES = frozenset(
    "photo photos photograph photographs photographer picture pictures image images credit credits illustration "
    "illustrations graphic graphics".split()
)
_AGENCIES = frozenset(
    "reuters afp ap epa getty pa shutterstock alamy bloomberg anadolu xinhua zuma rex dpa ansa tass efe upi sipa ntb "
    "tt cp pti ritzau keystone imago istock".split()
)
_FAR = 10  # words of a credit: "(Photo: UN Photo / ICJ-CIJ / Ada Lund)"


def is_picture_credit(wording: Wording, words: WordRange) -> bool:
    """Whether some words name who took a picture, or an agency that has it."""
    lower, (first, last) = wording.lower, words
    start = wording.sentence(first)[0]
    if first - start > 1 and lower[first - 1] in (":", "by") and lower[first - 2] in _PICTURES:
        return True
    if lower[last : last + 1] == ["/"] and not _AGENCIES.isdisjoint(lower[last + 1 : last + 2]):
        return True
    if first > start and lower[first - 1] == "/":
        return not _PICTURES.isdisjoint(lower[max(start, first - _FAR) : first - 1])
    return False
