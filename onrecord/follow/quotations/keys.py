"""What two quotations must have in common to be compared at all.

Of a quotation's telling words every two neighbours make a key together with the speaker, and every three a key without
(Broder's shingles, 1997, over the words that tell something).  A key that too many quotations have says nothing, and
is passed over: so what one quotation costs is bounded, however often a formula was repeated.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise

from onrecord.extract.stems import stem
from onrecord.follow.quotations.words import Word

# A key that more wordings have than this joins none of them.
MOST_SHARING = 64
# A quotation of so many words is a key as a whole, too: little of "He's going to go after her" tells anything.
WHOLE = 6
# Keys of one quotation: as many as 200 telling words give.  Of a longer one those with the smallest hashes are taken.
MOST_KEYS = 400


def keys_of(words: Sequence[Word], speaker: str) -> tuple[int, ...]:
    """The keys of a quotation, in rising order; signed numbers of 64 bits.

    speaker: a name as all reports have it ("salin"); empty where nobody is known to speak.
    """
    stems = [stem(word.form) for word in words if word.tells]
    found = {_hash(*three) for three in zip(stems, stems[1:], stems[2:], strict=False)}
    if len(words) >= WHOLE:
        found.add(_hash("", *(word.form for word in words)))
    if speaker:
        found |= {_hash(speaker, *two) for two in pairwise(stems)}
    return tuple(sorted(sorted(found)[:MOST_KEYS]))


def _hash(*words: str) -> int:
    return int.from_bytes(hashlib.blake2b("\n".join(words).encode(), digest_size=8).digest(), signed=True)
