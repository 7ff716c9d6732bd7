"""What is known of a report's names, pronouns and roles when its sources are given to speakers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.extract.clusters import Clusters
from onrecord.extract.coreference import Meant
from onrecord.extract.entities import Entities
from onrecord.extract.mentions import Mention
from onrecord.extract.names import Name
from onrecord.extract.wording import Wording

# A pronoun or a role is taken for a mention of whom it means from this share on: "he" and "she" in the interviews,
# speeches and lives of OntoGUM that are not judged, right / wrong, 0.3 77 / 17, 0.4 77 / 13, 0.5 73 / 11.
LEAST_SHARE = 0.4
# As a speaker, where a mistake puts words in somebody's mouth, it must be surer.
LEAST_SPEAKER = 0.5


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """The entity's number (None where open), how sure, and the candidates (entity number, share) where open."""

    entity: int | None
    confidence: float | None
    candidates: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Last:
    """The speaker of the statement before a source; near: in the same paragraph; place: its source's first word."""

    entity: int
    near: bool
    place: int = 0


NOBODY = Speaker(entity=None, confidence=None)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the resolution of a report's sources rests on.

    ``roles``: for each number of ``coreference.role_clusters`` the first mention;
    ``chosen``: the entities of the mentions that have been settled as speakers.
    """

    wording: Wording
    names: Sequence[Name]
    clusters: Clusters
    mentions: Sequence[Mention]
    meant: dict[int, Meant]
    entities: Entities
    roles: dict[int, Mention]
    chosen: dict[int, int] = field(default_factory=dict)

    def entity_of_cluster(self, cluster: int) -> int | None:
        """The entity of a cluster of names or of a role; None where it is no entity."""
        if cluster in self.roles:
            role = self.roles[cluster]
            return self.entities.described((role.first, role.last), self.names, self.clusters)
        return self.entities.of_cluster.get(cluster)

    def entity_of_name(self, index: int) -> int | None:
        """The entity of a name; None where it is none or two fit."""
        return self.entities.of_cluster.get(self.clusters.of[index])

    def name_at(self, mention: Mention) -> int:
        """The index of the name that a mention is, else of the first name behind its beginning."""
        return bisect_left(self.names, mention.first, key=lambda name: name.first)

    def mention_at(self, mention: Mention) -> int:
        """The index of a mention."""
        index = bisect_left(self.mentions, mention.first, key=lambda one: one.first)
        while self.mentions[index] != mention:
            index += 1
        return index

    def settled(self, shares: Sequence[tuple[int, float]]) -> bool:
        """Whether the model already finds somebody named likely enough."""
        return bool(shares) and shares[0][1] >= LEAST_SPEAKER and shares[0][0] not in self.roles
