"""Who speaks: from a source's words to an entity.

A source names its speaker ("President Vladimir Putin"), means somebody named
elsewhere ("he", "the ministry"), describes somebody ("a senior official who asked
not to be named"), or several ("Lund and Brisk").  Where two fit, nobody is
chosen and both are kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.extract.confidence import of_antecedent
from onrecord.extract.coreference import ONLY_BEARER, POSSESSIVES
from onrecord.extract.entities import DOCUMENTS
from onrecord.extract.going_on import favouring_subject, goes_on_with
from onrecord.extract.known import LEAST_SPEAKER, NOBODY, Known, Last, Speaker
from onrecord.extract.mentions import HE, NAMED, ORGANIZATION, PERSON, PLACE, ROLE, SHE, Mention
from onrecord.extract.role_nouns import ORGANIZATION_ROLES, PERSON_ROLES, ROLES
from onrecord.extract.roles import IN_FULL
from onrecord.extract.wording import Wording, WordRange

# "The judge" is mostly somebody who was called a judge; of anybody else it must be almost certain.
LEAST_EPITHET = 0.85
# "The court" that means nobody named must be surer than that: the model likes to leave it alone.
LEAST_DESCRIBED = 0.9
_GOVERNING = frozenset(
    "for of to from with at in by on near against about under behind representing advising including inside outside "
    "within into between among around over through".split()
)
_DETERMINERS = frozenset("a an the his her their its some one two three several many most few those another".split())
# "called for by demonstrators here, who": the phrase begins behind what can't be part of it.
_NOT_OF_A_PHRASE = (_GOVERNING - {"of"}) | frozenset(
    "and or but than as if that which who is are was were be been has have had will would can could may said says told "
    "include includes including where when while because so then not only also including especially even among".split()
)
_LONGEST_PHRASE = 8
_LONGEST_EXPLANATION = 14
_COPULAS = frozenset("is was became remains".split())
_PARTIES = frozenset("d r i dem rep ind".split())
_FIRST_PERSON = frozenset("i me my myself".split())
# What is cited as a reason and not as a source.
_ABSTRACT = ("tion", "tions", "ity", "ities", "ness", "ance", "ence", "ences", "ism", "ment", "ments", "ship")
_REASONS = frozenset(
    "risk reason concern cost fear lack need weather rule law problem doubt delay threat appeal success failure "
    "privacy policy safety health price loss gain record rise fall growth demand pressure right history progress "
    "damage age fatigue work family time money war strike rain snow wind shortage expense interest".split()
)
_CITED = frozenset(
    "people person source data reports media television tv radio news bulletin site website channel portal station "
    "figures statistics estimates accounts locals officers".split()
)
_OPEN = frozenset("we us our you your it they who that which this these those there someone somebody".split())


def speaker_of(known: Known, source: WordRange, last: Last | None = None) -> Speaker:
    """Who the words of a source stand for.

    last: to whom the statement before belongs; "he said" goes on with him more often than the
    names alone tell, and of two presidents "the president" is the one who spoke.
    """
    first, end = _bare(known.wording, source)
    if end <= first:
        return NOBODY
    heads = _heads(known, (first, end))
    if not heads and known.wording.lower[end - 1] in PERSON_ROLES:
        # The tagger cut the name off: "chief engineer" of "chief engineer Tomas Vree".
        heads = [i for i, name in enumerate(known.names) if name.first == end and name.form == PERSON]
    if len(heads) > 1 or (heads and _with_others(known, heads[0], end)):
        return Speaker(entity=known.entities.several((first, end)), confidence=0.8)
    if heads:
        return _named(known, heads[0])
    return _unnamed(known, (first, end), last)


def may_speak(known: Known, words: WordRange) -> bool:
    """Whether words name or describe somebody or something that can be cited: the ministry, not "legal risks"."""
    wording = known.wording
    first, end = _bare(wording, words)
    head = next((place for place in range(first + 1, end) if wording.lower[place] in _GOVERNING | {"of"}), end)
    nouns = ROLES | DOCUMENTS | _CITED
    named = any(
        wording.printed[place][0].isupper() and wording.lower[place + 1 : place + 2] not in (["'"], ["’"])
        for place in range(first, end)
        if place + 1 >= end or not wording.printed[place + 1][0].isupper()
    )
    if named or any(word in nouns or word.removesuffix("s") in nouns for word in wording.lower[first:head]):
        return True
    told = wording.lower[first:head]
    reasons = any(word.endswith(_ABSTRACT) or word.removesuffix("s") in _REASONS for word in told)
    return not reasons and "'" not in told and "’" not in told


def _bare(wording: Wording, source: WordRange) -> WordRange:
    first, last = source
    while first < last and not wording.printed[first][0].isalnum():
        first += 1
    while last > first and wording.lower[last - 1] in (",", ":", ";", "—", "–", '"', "”", "“", "’", "‘"):
        last -= 1
    return first, last


def _heads(known: Known, source: WordRange) -> list[int]:
    """The names that stand for the source as a whole: persons before organizations before places."""
    # A name may begin a word or two before the source: the two are found apart.
    inside = [
        i for i, name in enumerate(known.names) if source[0] - 2 <= name.first and source[0] < name.last <= source[1]
    ]
    free = [i for i in inside if not _is_governed(known, i, source)]
    for form in (PERSON, ORGANIZATION, PLACE):
        heads = [i for i in free if known.names[i].form == form and known.clusters.of[i] in known.entities.of_cluster]
        if form == PERSON:
            heads += [i for i in free if i in known.clusters.fits]
        if heads:
            apart = heads[:1]
            if _is_apposed(known.wording, known.names[heads[0]].last, source[1]):
                return apart
            for i in heads[1:]:
                between = known.wording.lower[known.names[apart[-1]].last : known.names[i].first]
                if "and" in between and known.clusters.of[i] != known.clusters.of[apart[-1]]:
                    apart.append(i)
            return apart if len(apart) == 1 or form == PERSON else heads[:1] if len(apart) == 1 else apart
    others = [i for i in free if known.clusters.of[i] in known.entities.of_cluster]
    return others[:1]


def _is_apposed(wording: Wording, end: int, last: int) -> bool:
    """Whether the name that ends there is explained, as in "Lund, 35, a friend of Brisk and Moor"."""
    if end + 1 >= last or wording.lower[end] != ",":
        return False
    behind = wording.printed[end + 1]
    return behind[0].isdigit() or (behind.islower() and wording.lower[end + 1] not in ("and", "or"))


def _with_others(known: Known, index: int, last: int) -> bool:
    """Whether others follow the name: "the United States and opposition groups"."""
    end = known.names[index].last
    return end + 1 < last and known.wording.lower[end] == "and" and "," not in known.wording.printed[end:last]


def _is_governed(known: Known, index: int, source: WordRange) -> bool:
    """Whether a name only qualifies another word: "a spokesman for Lund", "Lund's lawyer", "the Lund campaign"."""
    wording, name = known.wording, known.names[index]
    # "Director of the Carnegie Moscow Center, Dmitri Trenin": the comma ends what "of" governs.
    if _governing(known, index, source):
        return True
    if name.first > 1 and wording.lower[name.first - 1] == "-" and wording.lower[name.first - 2] in _PARTIES:
        return True  # "Ada Lund, R-Wis."
    if name.last >= source[1]:
        return False
    after = wording.lower[name.last]
    if after in ("'", "’") and name.last + 1 < source[1] and wording.lower[name.last + 1] == "s":
        return True
    if after == "’" or after == "'":
        return name.last + 1 < source[1] and wording.lower[name.last + 1] not in (",",)
    if name.form == ORGANIZATION and any(
        word in ORGANIZATION_ROLES for word in wording.lower[name.last : min(name.last + 3, source[1])]
    ):
        return False  # "the RIA Novosti news agency" is the agency
    return after[0].isalpha() and after.islower() and after not in (
        "and", "who", "of", "in", "from", "at", "on", "for", "with", "also", "himself", "herself", "as", "when",
        "to", "during", "after", "before", "which", "whose", "or", "speaking", "writing", "via", "through",
    )  # fmt: skip


def _governing(known: Known, index: int, source: WordRange) -> str | None:
    """The preposition before a name, or before the one that "and" joins it to: "officials from Iran and Iraq".

    Joined are two places or two organizations, or whatever stands behind "between"; "the mayor of Brisk and Ada Lund"
    are two.
    """
    wording, name = known.wording, known.names[index]
    place = name.first - 1
    while place >= source[0] and (
        wording.lower[place] in ROLES
        or wording.lower[place] in ("the", "a", "an", ".", "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen")
        or (wording.printed[place][:1].isupper() and wording.lower[place] not in _GOVERNING)
    ):
        place -= 1
    if place < source[0]:
        return None
    if wording.lower[place] in _GOVERNING:
        return wording.lower[place]
    if wording.lower[place] != "and" or not index or known.names[index - 1].last != place:
        return None
    before = _governing(known, index - 1, source)
    joined = known.names[index - 1].form == name.form != PERSON
    return before if joined or before == "between" else None


def _named(known: Known, index: int) -> Speaker:
    fits = known.clusters.fits.get(index)
    if fits:
        shares = [
            (known.entities.of_cluster[n], round(1 / len(fits), 3)) for n in fits if n in known.entities.of_cluster
        ]
        return Speaker(entity=None, confidence=None, candidates=tuple(shares[:4]))
    entity = known.entity_of_name(index)
    return Speaker(entity=entity, confidence=known.names[index].confidence) if entity is not None else NOBODY


def _unnamed(known: Known, source: WordRange, last: Last | None) -> Speaker:
    wording = known.wording
    first = wording.lower[source[0]]
    if first in _FIRST_PERSON:
        return NOBODY
    if first in ("who", "that", "which") and (source[1] - source[0] == 1 or first == "who"):
        return _antecedent_of_relative(known, source[0])
    index = _mention_at(known, source)
    if index is not None and known.mentions[index].form not in NAMED:
        return _meant(known, index, source, last)
    if source[1] - source[0] == 1 and first in _OPEN:
        return NOBODY
    return Speaker(entity=known.entities.described(source, known.names, known.clusters), confidence=0.9)


def _mention_at(known: Known, source: WordRange) -> int | None:
    """The mention that the source consists of, what follows "who" or a comma aside."""
    wording = known.wording
    best = None
    for index, mention in enumerate(known.mentions):
        if mention.first > source[0]:
            break
        if mention.first == source[0] and mention.last <= source[1]:
            rest = wording.lower[mention.last] if mention.last < source[1] else ","
            if rest in (",", "who", "himself", "herself", "themselves", "itself", "also"):
                best = index
                break
    return best


def _meant(known: Known, index: int, source: WordRange, last: Last | None) -> Speaker:
    """A pronoun's or role's speaker by whom it means."""
    mention = known.mentions[index]
    shares: Sequence[tuple[int, float]] = known.meant[index].candidates if index in known.meant else ()
    going_on = goes_on_with(known, mention, shares, last)
    if going_on is not None:
        return going_on
    if mention.form in (HE, SHE):
        shares = favouring_subject(known, mention, shares, last)
    if mention.form == ROLE and last and _bears(known, mention, last.entity) and not known.settled(shares):
        known.entities.add_mention(last.entity, (mention.first, mention.last))
        return Speaker(entity=last.entity, confidence=ONLY_BEARER)
    if shares and shares[0][1] >= (LEAST_DESCRIBED if shares[0][0] in known.roles else LEAST_SPEAKER):
        entity = known.entity_of_cluster(shares[0][0])
        epithet = mention.form == ROLE and shares[0][0] not in known.roles and not _is_called(known, mention, entity)
        if entity is not None and not (epithet and (shares[0][1] < LEAST_EPITHET or _of_somebody(known, mention))):
            known.entities.add_mention(entity, (mention.first, mention.last))
            known.chosen[index] = entity
            return Speaker(entity=entity, confidence=of_antecedent(round(shares[0][1], 3)))
    if mention.form == ROLE and (_of_somebody(known, mention) or sum(share for _, share in shares) < LEAST_SPEAKER):
        entity = known.entities.described(source, known.names, known.clusters)
        return Speaker(entity=entity, confidence=round(max(0.5, 1 - sum(share for _, share in shares)), 3))
    kept = [(known.entity_of_cluster(cluster), round(share, 3)) for cluster, share in shares if share >= 0.05]
    return Speaker(
        entity=None, confidence=None, candidates=tuple((entity, share) for entity, share in kept if entity is not None)
    )


def _of_somebody(known: Known, role: Mention) -> bool:
    """Whether a role is somebody's: "her husband" is nobody named whom the report does not call a husband."""
    return known.wording.lower[role.first] in POSSESSIVES and known.wording.lower[role.last - 1] in PERSON_ROLES


def _bears(known: Known, role: Mention, entity: int) -> bool:
    """Whether an entity is said to be what a definite role says: "the president", of President Putin."""
    wording = known.wording
    said = {word for text in known.entities.drafts[entity].roles for word in text.lower().split()}
    return wording.lower[role.first] == "the" and set(wording.lower[role.first + 1 : role.last]) <= said


def _is_called(known: Known, role: Mention, entity: int | None) -> bool:
    """Whether somebody or something bears the role's noun: in a role of his, or in its name."""
    if entity is None:
        return False
    draft = known.entities.drafts[entity]
    said = " ".join((draft.name, *draft.roles)).lower().replace(".", "").split()
    return known.wording.lower[role.last - 1] in {IN_FULL.get(word, word) for word in said} | set(said)


def _explained(known: Known, start: int, end: int) -> int | None:
    """The person whom an apposition or "is a ..." explains up to ``end``.

    "Brisk, now the leader of the board, who ...", "Brisk, a clerk at the Harbour Board who ...",
    "Brisk is a former lawyer who ...".
    """
    wording = known.wording
    for index in range(bisect_left(known.names, end, key=lambda name: name.first) - 1, -1, -1):
        name = known.names[index]
        between = wording.lower[name.last : end]
        if name.first < start or len(between) > _LONGEST_EXPLANATION:
            return None
        if name.form != PERSON or len(between) < 2:
            continue
        rest = between[1:]
        opens = rest[0] in _DETERMINERS or rest[0] in ("now", "then", "former", "not") or rest[0] in PERSON_ROLES
        if opens and not {",", "and", "but", "said", "says"} & set(rest) and any(word in ROLES for word in rest):
            if between[0] == "," and not _COPULAS & set(rest):
                return index
            if between[0] in _COPULAS:
                return index
    return None


def _antecedent_of_relative(known: Known, word: int) -> Speaker:
    """ "Lund, who said ...": the name or phrase right before."""
    wording = known.wording
    end = word
    while end > 0 and wording.lower[end - 1] in (",", "—", "–", "and"):
        end -= 1
    start, _ = wording.sentence(word)
    explained = _explained(known, start, end) if wording.lower[word] == "who" else None
    if explained is not None:
        return _named(known, explained)
    for index in range(len(known.names) - 1, -1, -1):
        name = known.names[index]
        if name.last == end and name.first >= start:
            return _named(known, index)
    place = end
    while place > start and end - place < _LONGEST_PHRASE and wording.printed[place - 1][0].isalnum():
        if wording.lower[place - 1] in _NOT_OF_A_PHRASE:
            break
        place -= 1
        if wording.lower[place] in _DETERMINERS and (place == start or wording.lower[place - 1] != "of"):
            break
    if place == end or wording.lower[end - 1].endswith("ly"):
        return NOBODY
    return speaker_of(known, (place, end))
