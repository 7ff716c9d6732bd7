"""Whom the pronouns and the definite roles of a story mean.

Each anaphor's probabilities over its candidates (``antecedents``) are summed by
whom the candidates name, earlier anaphors standing for what they were
resolved to.  One that leaves too much doubt stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.extract.antecedents import TABLES, is_anaphor, pair_features, pairs
from onrecord.extract.encoder import Floats
from onrecord.extract.mentions import HE, IT, NAMED, OTHER, PERSON, PLACE, ROLE, SHE, Mention
from onrecord.extract.pairs import Ints, ends_before
from onrecord.extract.quotes import INSIDE
from onrecord.extract.role_nouns import GROUP_ROLES, ORGANIZATION_ROLES, PERSON_ROLES
from onrecord.extract.roles import Bearers
from onrecord.extract.runs import Sight
from onrecord.extract.story import SENTENCE_ENDS
from onrecord.extract.wording import Wording

LINK = 64
_FIRST_ASKS, _LAST_ASKS, _FIRST_ANSWERS, _LAST_ANSWERS = (slice(i * LINK, (i + 1) * LINK) for i in range(4))
NO_ANTECEDENT = 4 * LINK
POSSESSIVES = frozenset(("his", "her", "its", "their"))
LEAST_WEIGHT = 0.001  # what has less is not counted


@dataclass(frozen=True, kw_only=True)
class Meant:
    """Whom an anaphor may mean: (cluster, probability), likeliest first; the rest of 1 is nobody known.

    Numbers from ``role_clusters`` on are roles that mean nobody named ("the judge" of a
    report that does not name her).
    """

    candidates: tuple[tuple[int, float], ...]


def role_clusters(wording: Wording, mentions: Sequence[Mention], first: int) -> list[int]:
    """For each definite role a number, the same for the same words, from ``first`` on; -1 for other mentions."""
    numbers: dict[str, int] = {}
    found = []
    for mention in mentions:
        if mention.form == ROLE and wording.lower[mention.first] == "the":
            key = wording.said(mention.first, mention.last)
            found.append(numbers.setdefault(key, first + len(numbers)))
        else:
            found.append(-1)
    return found


def resolve(
    wording: Wording,
    sight: Sight,
    mentions: Sequence[Mention],
    cluster_of: Sequence[int],
    sexes: Sequence[str | None],
    tables: Sequence[Floats],
) -> dict[int, Meant]:
    """Whom each anaphor means, by index of ``mentions``.

    cluster_of: for each mention that is a name its cluster, for a definite role
    the number of its words (``role_clusters``), else -1; sexes: each name
    cluster's "f", "m" or None; tables: the learned tables of the pair features.
    """
    story = wording.story
    ends = ends_before(np.fromiter((n[0] in SENTENCE_ENDS for n in story.pieces), dtype=bool, count=len(story.pieces)))
    anaphor, candidate = pairs(mentions, ends)
    if not len(anaphor):
        return {}
    inside = np.array([state == INSIDE for state in story.states], dtype=bool)
    window_of = _windows(sight, len(story.pieces))
    features = pair_features(mentions, anaphor, candidate, wording.printed, ends, inside, window_of)
    first = np.array([m.first for m in mentions], dtype=np.int64)
    last = np.array([m.last - 1 for m in mentions], dtype=np.int64)
    asks = (sight.mentions[first, _FIRST_ASKS] + sight.mentions[last, _LAST_ASKS]).astype(np.float32)
    answers = (sight.mentions[first, _FIRST_ANSWERS] + sight.mentions[last, _LAST_ANSWERS]).astype(np.float32)
    scores = (asks[anaphor] * answers[candidate]).sum(axis=1) / np.float32(np.sqrt(LINK))
    for column in range(len(TABLES)):
        scores += tables[column][features[:, column]]
    none = sight.mentions[first, NO_ANTECEDENT].astype(np.float32)
    first_look = _decided(wording, mentions, cluster_of, sexes, anaphor, candidate, scores, none)
    known = _known_sexes(mentions, first_look, sexes)
    return _decided(wording, mentions, cluster_of, known, anaphor, candidate, scores, none)


def _known_sexes(mentions: Sequence[Mention], found: dict[int, Meant], sexes: Sequence[str | None]) -> list[str | None]:
    """The sexes, with those added that the report's own pronouns settle: somebody who is mostly "he" is not "she"."""
    votes: dict[int, dict[int, float]] = defaultdict(lambda: {HE: 0.0, SHE: 0.0})
    for index, meant in found.items():
        if mentions[index].form in (HE, SHE):
            for cluster, share in meant.candidates:
                votes[cluster][mentions[index].form] += share
    result = list(sexes)
    for cluster, vote in votes.items():
        if cluster < len(result) and result[cluster] is None and max(vote.values()) >= 0.6:
            if vote[HE] > 2 * vote[SHE]:
                result[cluster] = "m"
            elif vote[SHE] > 2 * vote[HE]:
                result[cluster] = "f"
    return result


def _windows(sight: Sight, words: int) -> Ints:
    window_of = np.zeros(words + 1, dtype=np.int64)
    for number, window in enumerate(sight.windows):
        window_of[window.owned[0] : window.owned[1] + 1] = number
    return window_of


def _decided(
    wording: Wording,
    mentions: Sequence[Mention],
    cluster_of: Sequence[int],
    sexes: Sequence[str | None],
    anaphor: Ints,
    candidate: Ints,
    scores: Floats,
    none: Floats,
) -> dict[int, Meant]:
    """Softmax over each anaphor's candidates and none, summed by cluster, in text order."""
    allowed = np.fromiter(
        (
            _may_be(wording, mentions[index], mentions[other], cluster_of[other], sexes)
            for index, other in zip(anaphor.tolist(), candidate.tolist(), strict=True)
        ),
        dtype=bool,
        count=len(anaphor),
    )
    starts = np.flatnonzero(np.concatenate(([True], anaphor[1:] != anaphor[:-1])))
    sizes = np.diff(np.append(starts, len(anaphor)))
    nobody = none[anaphor[starts]]
    weighed = np.where(allowed, scores, -np.inf)
    top = np.maximum(np.maximum.reduceat(weighed, starts), nobody)
    weights = np.exp(weighed - np.repeat(top, sizes))
    whole = np.add.reduceat(weights, starts) + np.exp(nobody - top)
    weights /= np.repeat(whole, sizes)
    remaining = (np.exp(nobody - top) / whole).tolist()
    worth = np.flatnonzero(weights >= LEAST_WEIGHT)
    bounds = np.searchsorted(worth, np.append(starts, len(anaphor))).tolist()
    others, chosen = candidate[worth].tolist(), weights[worth].tolist()
    found: dict[int, Meant] = {}
    for place, index in enumerate(anaphor[starts].tolist()):
        shares: dict[int, float] = defaultdict(float)
        for pair in range(bounds[place], bounds[place + 1]):
            other, share, rest = others[pair], chosen[pair], 1.0
            if is_anaphor(mentions[other]) and other in found:
                for cluster, part in found[other].candidates:
                    shares[cluster] += share * part
                    rest -= part
            if cluster_of[other] >= 0:
                shares[cluster_of[other]] += share * max(0.0, rest)
        if cluster_of[index] >= 0:
            # A role that goes back to nobody stands for itself.
            shares[cluster_of[index]] += remaining[place]
        ranked = sorted(shares.items(), key=lambda one: (-one[1], one[0]))
        found[index] = Meant(candidates=tuple(ranked[:4]))
    return found


def _may_be(wording: Wording, anaphor: Mention, candidate: Mention, cluster: int, sexes: Sequence[str | None]) -> bool:
    """Whether number, kind and sex allow it: "she" is no "he", a bank no person, the army not the rebels."""
    if anaphor.form in (HE, SHE):
        if candidate.form in (HE, SHE):
            return candidate.form == anaphor.form
        if candidate.form == PERSON:
            sex = sexes[cluster] if 0 <= cluster < len(sexes) else None
            return sex is None or (sex == "m") == (anaphor.form == HE)
        if candidate.form == ROLE:
            return _head(wording, candidate) in PERSON_ROLES
        return candidate.form == OTHER
    if anaphor.form == IT:
        return candidate.form not in (PERSON, HE, SHE) and not (
            candidate.form == ROLE and _head(wording, candidate) in PERSON_ROLES - ORGANIZATION_ROLES
        )
    if anaphor.form == ROLE:
        head = _head(wording, anaphor)
        if candidate.form == ROLE:
            return head == _head(wording, candidate)
        if wording.lower[anaphor.first] in POSSESSIVES and head in GROUP_ROLES and candidate.form in NAMED:
            return False  # "its neighbours" are not whose neighbours they are
        if head in GROUP_ROLES:
            return candidate.form not in (PERSON, HE, SHE, PLACE)
        if head in PERSON_ROLES and head not in ORGANIZATION_ROLES:
            return candidate.form in (PERSON, HE, SHE)
        if head in ORGANIZATION_ROLES and head not in PERSON_ROLES:
            return candidate.form not in (PERSON, HE, SHE)
    return True


def _head(wording: Wording, role: Mention) -> str:
    return wording.lower[role.last - 1]


# What a role is given that has only one bearer in the report: a judgement, not measured.
ONLY_BEARER = 0.85
# Said of somebody without telling him from others: "the former minister" was called "Minister Lund" before.
LOOSE = frozenset("former ex then new old late acting senior top veteran longtime national federal local own".split())


def by_role(
    wording: Wording,
    mentions: Sequence[Mention],
    meant: dict[int, Meant],
    bearers: Bearers,
    first_role: int,
    least_share: float,
    cluster_of: Sequence[int] = (),
) -> dict[int, Meant]:
    """What is left open, settled by roles: "the minister" is the only minister whom the report names.

    bearers: who may be called by each role noun; first_role: where the numbers of
    ``role_clusters`` begin; cluster_of: that of each mention.  A name that the model finds likely stays, unless the
    report has called somebody else so before: behind "Judge Ada Lund" nobody else is "the judge".  "The
    Egyptian president" is nobody of whom the report does not say "Egyptian".
    """
    settled = dict(meant)
    named_at: dict[int, int] = {}
    for mention, cluster in zip(mentions, cluster_of, strict=False):
        named_at.setdefault(cluster, mention.first)
    for index, mention in enumerate(mentions):
        if mention.form != ROLE or wording.lower[mention.first] != "the":
            continue
        qualifiers = set(wording.lower[mention.first + 1 : mention.last - 1]) - LOOSE
        known = bearers.get(_head(wording, mention), {})
        fitting = {cluster for cluster, words in known.items() if qualifiers <= words}
        shares = dict(meant[index].candidates) if index in meant else {}
        others = [share for cluster, share in shares.items() if cluster < first_role and cluster not in fitting]
        if len(fitting) != 1:
            continue
        only = next(iter(fitting))
        introduced = len(known) == 1 and named_at.get(only, len(wording.lower)) < mention.first
        if introduced or max(others, default=0.0) < least_share:
            settled[index] = Meant(candidates=((only, max(ONLY_BEARER, shares.get(only, 0.0))),))
    return settled
