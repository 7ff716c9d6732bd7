"""With whom a report goes on: the one its last words were about, or who spoke last.

The shares of ``coreference`` weigh pairs of mentions; what is said here is known of a whole
sentence: a text that was about somebody mostly stays with him.  Odds and thresholds were
chosen on ``benchmarks/dev/speakers.jsonl``: without this 71 % right and 12.5 % wrong there.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.known import LEAST_SPEAKER, Known, Last, Speaker
from onrecord.extract.mentions import HE, IT, ORGANIZATION, PERSON, ROLE, SHE, THEY, Mention
from onrecord.extract.role_nouns import ORGANIZATION_ROLES
from onrecord.extract.topic import REACH, subject_before

# By how much the odds of the last speaker of the paragraph rise where "he" or "she" is a source.
LAST_SPEAKER = 4.0
# The same of whoever the sentence before is about; and by how much those of nobody known fall then.
SUBJECT, NOBODY_ELSE = 12.0, 0.3
# How sure it is that "he" is the neighbour who spoke just before, that "they" are the two of whom was told, and that
# "the company" is the company of the sentence before: judgements, not measured.
GOES_ON = 0.7
_ANY_COMPANY = frozenset("company firm corporation".split())


def goes_on_with(
    known: Known, mention: Mention, shares: Sequence[tuple[int, float]], last: Last | None
) -> Speaker | None:
    """Whom a pronoun or a role stands for by what was told just before; None where that does not tell.

    shares: (cluster, share) of whom it may mean, likeliest first.
    """
    entity = None
    if mention.form in (HE, SHE):
        entity = last.entity if last and _is_neighbour(known, mention, last) else None
    elif mention.form == THEY:
        entity = _pair_before(known, mention, shares)
    elif mention.form == IT and last and last.near and not known.settled(shares):
        kind = known.entities.drafts[last.entity].kind
        entity = last.entity if kind in ("organization", "document", "office") else None
    elif mention.form == ROLE and not known.settled(shares):
        entity = _organization_before(known, mention)
        if entity is not None:
            known.entities.add_mention(entity, (mention.first, mention.last))
    return None if entity is None else Speaker(entity=entity, confidence=GOES_ON)


def favouring_subject(
    known: Known, pronoun: Mention, shares: Sequence[tuple[int, float]], last: Last | None
) -> Sequence[tuple[int, float]]:
    """The shares of a "he" or "she" with the odds raised of who spoke last, and of whom the words before are about."""
    shares = _by_entity(known, shares)
    if last and last.near:
        shares = _favouring(known, shares, last.entity, LAST_SPEAKER)
    subject = _subject(known, pronoun, shares)
    return shares if subject is None else _favouring(known, shares, subject, SUBJECT, NOBODY_ELSE)


def _subject(known: Known, pronoun: Mention, shares: Sequence[tuple[int, float]]) -> int | None:
    """The entity that the words before a "he" or "she" are about; of two who bear its name the likelier one."""
    found = subject_before(known.wording, known.mentions, pronoun.first)
    if found is None or found.with_other is not None:
        return None
    mention = known.mentions[found.mention]
    if mention.form == PERSON:
        index = known.name_at(mention)
        bearers = known.clusters.fits.get(index, [known.clusters.of[index]])
        likeliest = next((cluster for cluster, _ in shares if cluster in bearers), None)
        return None if likeliest is None else known.entities.of_cluster.get(likeliest)
    if mention.form in (HE, SHE) and mention.form != pronoun.form:
        return None
    if found.mention in known.chosen:
        return known.chosen[found.mention]
    meant = known.meant[found.mention].candidates if found.mention in known.meant else ()
    return known.entity_of_cluster(meant[0][0]) if meant and meant[0][1] >= LEAST_SPEAKER else None


def _organization_before(known: Known, role: Mention) -> int | None:
    """The organization that "the company" or "the court" goes on about: the subject just before, or the last court."""
    wording = known.wording
    head = wording.lower[role.last - 1]
    if wording.lower[role.first] != "the" or head not in ORGANIZATION_ROLES:
        return None
    start = max(wording.sentence(max(0, wording.sentence(role.first)[0] - 1))[0], role.first - REACH)
    for place in range(start, role.first):
        if wording.printed[place] == head and {"a", "an", "another"} & set(
            wording.lower[max(start, place - 3) : place]
        ):
            return None  # another one was told of
    if head in _ANY_COMPANY:
        found = subject_before(wording, known.mentions, role.first, (ORGANIZATION,))
        if role.last - role.first > 2 or found is None or found.back > 1 or found.with_other is not None:
            return None
        return known.entity_of_name(known.name_at(known.mentions[found.mention]))
    for index in range(known.name_at(role) - 1, -1, -1):
        name = known.names[index]
        if name.first < start:
            return None
        cluster = known.clusters.of[index]
        if name.form == ORGANIZATION and cluster >= 0 and known.clusters.all[cluster].full[-1:] == (head,):
            return known.entities.of_cluster.get(cluster) if role.last - role.first == 2 else None
    return None


def _by_entity(known: Known, shares: Sequence[tuple[int, float]]) -> Sequence[tuple[int, float]]:
    """The shares with those of a role given to whom the role means: of "the president" to Obama."""
    result: dict[int, float] = {}
    for cluster, share in shares:
        if cluster in known.roles:
            index = known.mention_at(known.roles[cluster])
            meant = known.meant[index].candidates if index in known.meant else ()
            if meant and meant[0][1] >= LEAST_SPEAKER:
                cluster = meant[0][0]
        result[cluster] = result.get(cluster, 0.0) + share
    return sorted(result.items(), key=lambda one: (-one[1], one[0]))


def _is_neighbour(known: Known, pronoun: Mention, last: Last) -> bool:
    """Whether the last speaker is only described and the text goes on about him: "A neighbour said ... He added"."""
    if not last.near:
        return False
    draft = known.entities.drafts[last.entity]
    if draft.named or draft.kind != "person":
        return False
    between = subject_before(known.wording, known.mentions, pronoun.first, (PERSON, HE, SHE), not_before=last.place)
    return between is None


def _pair_before(known: Known, pronoun: Mention, shares: Sequence[tuple[int, float]]) -> int | None:
    """The two whom "they" goes on about: "Lund and Brisk have written a book. They say ..."."""
    if shares and shares[0][1] >= LEAST_SPEAKER:
        return None
    found = subject_before(known.wording, known.mentions, pronoun.first, (PERSON,))
    if found is None or found.with_other is None or found.back > 1:
        return None
    first, second = known.mentions[found.mention], known.mentions[found.with_other]
    return known.entities.several((first.first, second.last))


def _favouring(
    known: Known, shares: Sequence[tuple[int, float]], entity: int, odds: float, rest: float = 1.0
) -> Sequence[tuple[int, float]]:
    """The shares with an entity's odds multiplied, and the odds of nobody known by ``rest``."""
    favoured = [c for c, _ in shares if known.entities.of_cluster.get(c) == entity]
    if not favoured:
        return shares
    raised = {cluster: share * (odds if cluster in favoured else 1) for cluster, share in shares}
    whole = sum(raised.values()) + rest * max(0.0, 1 - sum(share for _, share in shares))
    return sorted(((cluster, share / whole) for cluster, share in raised.items()), key=lambda one: (-one[1], one[0]))
