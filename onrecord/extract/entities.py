"""The report's entities: who and what its names and descriptions stand for, with roles, country and sector."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from onrecord.extract.clusters import Clusters
from onrecord.extract.countries import country_of, is_plural_demonym
from onrecord.extract.mentions import ORGANIZATION, OTHER, PERSON, PLACE
from onrecord.extract.names import Name
from onrecord.extract.role_nouns import GROUP_ROLES, ORGANIZATION_ROLES, PERSON_ROLES
from onrecord.extract.roles import Role
from onrecord.extract.sectors import sector_of
from onrecord.extract.wording import Wording, WordRange
from onrecord.record import Entity, EntityKind, Mention, Spans

_OFFICE = frozenset("office presidency premiership chancellery mayoralty".split())
DOCUMENTS = frozenset(
    "ad advertisement affidavit analysis article bill biography blog book brief bulletin cable column complaint "
    "contract document documents documentary editorial email emails essay evidence figures file files filing film "
    "filings findings indictment interview law lawsuit leak letter letters manifesto memo memoir memorandum message "
    "minutes note notice op-ed paper piece plan play poll polls post posts profile records release report reports "
    "research review ruling script sign song speech statement statistics story study studies survey surveys tape "
    "testimony text transcript tweet tweets verdict video warrant will".split()
)
_PARTISANS = frozenset("democrats republicans conservatives liberals tories greens socialists communists".split())
_KINDS: dict[int, EntityKind] = {PERSON: "person", ORGANIZATION: "organization", PLACE: "place", OTHER: "group"}


@dataclass
class Draft:
    """An entity in the making, in words of the story."""

    kind: EntityKind
    name: str
    named: bool
    mentions: list[WordRange] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    affiliation: int | None = None
    country: str | None = None
    sector: str | None = None


class Entities:
    """All entities of a report while it is read; numbers are places in ``drafts``."""

    def __init__(self, wording: Wording, names: Sequence[Name], clusters: Clusters, roles: Sequence[Role]) -> None:
        self._wording = wording
        self.drafts: list[Draft] = []
        self._described: dict[str, int] = {}
        self._described_at: dict[WordRange, int] = {}
        self.of_cluster: dict[int, int] = {}
        for number, cluster in enumerate(clusters.all):
            draft = self._of_names(cluster.form, cluster.names)
            if draft:
                self.of_cluster[number] = len(self.drafts)
                self.drafts.append(draft)
        for role in roles:
            self._add_role(role, names, clusters)

    def _text(self, words: WordRange) -> str:
        return joined_words(self._wording, words)

    def _of_names(self, form: int, names: Sequence[Name]) -> Draft | None:
        if not names:
            return None
        texts = [self._text((name.first, name.last)) for name in names]
        fullest = max(texts, key=lambda text: (len(text.split()), len(text), -texts.index(text)))
        kind = _KINDS[form]
        if form == OTHER:
            # Of the rest only peoples and parties can speak or act; works, laws and adjectives are no entity.
            last = fullest.split()[-1]
            if not (is_plural_demonym(last) or last.lower() in _PARTISANS):
                return None
        if form == ORGANIZATION and fullest.lower().split()[0] in _OFFICE | {"office"}:
            kind = "office"
        if form == ORGANIZATION and fullest.lower().split()[-1] in _OFFICE:
            kind = "office"
        country = next((code for text in texts if (code := country_of(text.removeprefix("the ")))), None)
        return Draft(
            kind=kind,
            name=fullest,
            named=True,
            mentions=[(name.first, name.last) for name in names],
            country=country,
            sector=sector_of(fullest.split()) if form == ORGANIZATION else "GOV" if country else None,
        )

    def _add_role(self, role: Role, names: Sequence[Name], clusters: Clusters) -> None:
        cluster = clusters.of[role.name]
        if cluster not in self.of_cluster:
            return
        draft = self.drafts[self.of_cluster[cluster]]
        text = self._text(role.words)
        _add_fuller(draft.roles, text)
        self._place(draft, role.words, names, clusters)

    def _place(self, draft: Draft, words: WordRange, names: Sequence[Name], clusters: Clusters) -> None:
        """Affiliation, country and sector by the words of a role or a description."""
        wording = self._wording
        for i, name in enumerate(names):
            if words[0] <= name.first and name.last <= words[1] and name.form == ORGANIZATION:
                draft.affiliation = draft.affiliation or self.of_cluster.get(clusters.of[i])
        codes = (country_of(wording.printed[word]) for word in range(*words))
        draft.country = draft.country or next((code for code in codes if code), None)
        if draft.country is None:
            draft.country = country_of(self._text(words))
        if draft.country is None and draft.affiliation is not None:
            draft.country = self.drafts[draft.affiliation].country
        draft.sector = draft.sector or sector_of(wording.printed[words[0] : words[1]])
        if draft.sector is None and draft.affiliation is not None:
            draft.sector = self.drafts[draft.affiliation].sector

    def described(self, words: WordRange, names: Sequence[Name], clusters: Clusters) -> int:
        """The entity of a description: "a senior official", "the two men"; "the judge" is one throughout a report."""
        text = self._text(words)
        key = text.lower()
        bare = key.split(" ", 1)
        if len(bare) == 2 and bare[0] in ("the", "a", "an"):
            key = bare[1]
        # An indefinite description is somebody new each time: "a resident said ... a resident said".
        if words in self._described_at:
            number = self._described_at[words]
        elif bare[0] not in ("a", "an", "one", "another", "some") and key in self._described:
            number = self._described[key]
        else:
            number = len(self.drafts)
            self.drafts.append(Draft(kind=description_kind(self._wording, words), name=text, named=False))
            self._described[key] = number
            self._place(self.drafts[number], words, names, clusters)
        self._described_at[words] = number
        if words not in self.drafts[number].mentions:
            self.drafts[number].mentions.append(words)
        return number

    def several(self, words: WordRange, kind: EntityKind = "group") -> int:
        """A group made of those whom the words name together: "Lund and Brisk"."""
        text = self._text(words)
        if text.lower() in self._described:
            number = self._described[text.lower()]
        else:
            number = len(self.drafts)
            self.drafts.append(Draft(kind=kind, name=text, named=True))
            self._described[text.lower()] = number
        self.drafts[number].mentions.append(words)
        return number

    def add_mention(self, number: int, words: WordRange) -> None:
        """Another place where the entity is meant."""
        if words not in self.drafts[number].mentions:
            self.drafts[number].mentions.append(words)

    def finished(self, spans_of: Callable[[WordRange], Spans]) -> tuple[tuple[Entity, ...], list[str]]:
        """The records in the order of first mention, and each draft's id."""
        order = sorted(range(len(self.drafts)), key=lambda n: (min(self.drafts[n].mentions), n))
        ids = [""] * len(order)
        for place, number in enumerate(order, start=1):
            ids[number] = f"e{place}"
        entities = []
        for number in order:
            draft = self.drafts[number]
            entities.append(
                Entity(
                    id=ids[number],
                    name=draft.name,
                    kind=draft.kind,
                    roles=tuple(draft.roles),
                    affiliation=ids[draft.affiliation] if draft.affiliation is not None else None,
                    country=draft.country,
                    sector=draft.sector,
                    named=draft.named,
                    mentions=tuple(Mention(spans=spans_of(words)) for words in sorted(set(draft.mentions))),
                )
            )
        return tuple(entities), ids


def _add_fuller(roles: list[str], text: str) -> None:
    """Add a role to those that are known; of two of which one says all that the other says, the fuller one stays."""
    if any(_says(known, text) for known in roles):
        return
    places = [place for place, known in enumerate(roles) if _says(text, known)]
    first = places[0] if places else len(roles)
    roles[:] = [known for place, known in enumerate(roles) if place not in places]
    roles.insert(first, text)


def _says(fuller: str, role: str) -> bool:
    """Whether a role says what another says: "UN envoy" and "envoy to Tarn" both say "envoy"."""
    fuller, role = fuller.lower(), role.lower()
    leads_on = tuple(f"{role} {word} " for word in ("of", "to", "for", "at", "in"))
    return fuller == role or fuller.endswith(f" {role}") or fuller.startswith(leads_on)


def joined_words(wording: Wording, words: WordRange) -> str:
    """Words of the story as one line, spaced as printed (a break counts as a blank)."""
    parts: list[str] = []
    for word in range(*words):
        start = wording.story.spans[word][0]
        if parts and wording.story.spans[word - 1][1] < start:
            parts.append(" ")
        parts.append(wording.printed[word])
    return "".join(parts)


def description_kind(wording: Wording, words: WordRange) -> EntityKind:
    """What a description describes, by its head: the last word that is a role or a document before "of", "who" ..."""
    for word in range(*words):
        lower = wording.lower[word]
        if word > words[0] and lower in ("of", "who", "for", "at", "in", "from", "close", "with", "that", ",", "on"):
            break
    else:
        word = words[1]
    for place in range(word - 1, words[0] - 1, -1):
        lower = wording.lower[place]
        if lower in PERSON_ROLES:
            return "person"
        if lower in GROUP_ROLES or lower in ("people", "others", "many", "several", "some", "both", "they", "we"):
            return "group"
        if lower in DOCUMENTS:
            return "document"
        if lower in _OFFICE:
            return "office"
        if lower in ORGANIZATION_ROLES:
            return "organization"
    last = wording.lower[word - 1] if word > words[0] else ""
    return "group" if last.endswith("s") and not last.endswith("ss") else "person"
