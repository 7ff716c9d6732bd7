"""Which names of a report name the same: "Vladimir Putin" and "Putin", "RIA Novosti" and "RIA".

Rather apart than wrongly together: a last name that two persons of the report bear
belongs to neither unless a title, a first name or an initial tells them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.extract.countries import country_named
from onrecord.extract.first_names import sex_of
from onrecord.extract.mentions import ORGANIZATION, OTHER, PERSON, PLACE
from onrecord.extract.names import Name
from onrecord.extract.role_nouns import PERSON_ROLES
from onrecord.extract.wording import Wording

_SUFFIXES = frozenset("jr sr ii iii iv".split())
_FEMALE_TITLES = frozenset("mrs ms miss madam dame lady queen princess baroness".split())
_MALE_TITLES = frozenset("mr sir lord king prince baron".split())
_KIN = frozenset(
    "son sons daughter daughters child children grandson granddaughter nephew niece brother sister widow widower wife "
    "husband mother father cousin".split()
)
_BEFORE_NAMES = _FEMALE_TITLES | _MALE_TITLES | frozenset("the a an late former then . dr canon rev".split())
_SMALL = frozenset("the of and for in de du des la le von van der".split())


@dataclass
class Cluster:
    """Names that name the same; ``form`` as in ``mentions``, ``names`` in text order."""

    form: int
    names: list[Name] = field(default_factory=list)
    full: tuple[str, ...] = ()
    sex: str | None = None


@dataclass(frozen=True)
class Clusters:
    """``of[i]``: the cluster number of name i, -1 where two fit; ``fits[i]``: those that fit it then."""

    all: list[Cluster]
    of: list[int]
    fits: dict[int, list[int]]


def cluster_names(wording: Wording, names: Sequence[Name]) -> Clusters:
    """Group names; kinds other than persons join by their words, acronyms and first words."""
    clusters: list[Cluster] = []
    of = [-1] * len(names)
    fits: dict[int, list[int]] = {}
    _persons(wording, names, clusters, of, fits)
    _others(wording, names, clusters, of)
    return Clusters(all=clusters, of=of, fits=fits)


def name_words(wording: Wording, name: Name) -> tuple[str, ...]:
    """A name's words in lower case, without marks and suffixes such as "Jr."."""
    words = [word for word in wording.lower[name.first : name.last] if word[0].isalnum()]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return tuple(words)


def titled_sex(wording: Wording, name: Name) -> str | None:
    """ "f" or "m" by the title before a name."""
    place = name.first - 1
    if place >= 0 and wording.lower[place] == ".":
        place -= 1
    word = wording.lower[place] if place >= 0 else ""
    return "f" if word in _FEMALE_TITLES else "m" if word in _MALE_TITLES else None


def _persons(
    wording: Wording, names: Sequence[Name], clusters: list[Cluster], of: list[int], fits: dict[int, list[int]]
) -> None:
    persons = [i for i, name in enumerate(names) if name.form == PERSON]
    words = {i: name_words(wording, names[i]) for i in persons}
    # Full names first, so that a last name that comes before its full name finds it.
    sharing: dict[str, list[int]] = defaultdict(list)
    for i in persons:
        if len(words[i]) > 1:
            of[i] = _full_name(wording, names[i], words[i], clusters, sharing)
    aside = {
        number for number, cluster in enumerate(clusters)
        if len(cluster.names) == 1 and _is_whose_kin(wording, cluster.names[0])
    }  # fmt: skip
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        for word in {cluster.full[0], cluster.full[-1]}:
            by_word[word].append(number)
    for i in persons:
        if len(words[i]) != 1:
            continue
        word = words[i][0]
        fitting = by_word.get(word, [])
        last = [n for n in fitting if clusters[n].full[-1] == word]
        fitting = last or fitting
        sex = titled_sex(wording, names[i])
        if sex:
            fitting = [n for n in fitting if clusters[n].sex in (sex, None)] or fitting
        before = [n for n in fitting if clusters[n].names and clusters[n].names[0].first < names[i].first]
        # A last name alone is used of somebody already introduced.
        fitting = before or fitting
        if len(fitting) > 1:
            fitting = [n for n in fitting if n not in aside] or fitting
        if len(fitting) > 1:
            fits[i] = fitting
            continue
        if not fitting:
            clusters.append(Cluster(form=PERSON, full=words[i], sex=sex))
            fitting = [len(clusters) - 1]
            by_word[word].append(fitting[0])
        of[i] = fitting[0]
        clusters[fitting[0]].names.append(names[i])
        clusters[fitting[0]].sex = clusters[fitting[0]].sex or sex
    for cluster in clusters:
        cluster.names.sort(key=lambda name: name.first)


def _is_whose_kin(wording: Wording, name: Name) -> bool:
    """Whether somebody is only named to say whose kin another is: "Ada Lund, daughter of the late mayor Per Lund"."""
    place, start = name.first - 1, wording.sentence(name.first)[0]
    while place > start and (wording.lower[place] in _BEFORE_NAMES or wording.lower[place] in PERSON_ROLES):
        place -= 1
    return place > start and wording.lower[place] == "of" and wording.lower[place - 1] in _KIN


def _full_name(
    wording: Wording, name: Name, words: tuple[str, ...], clusters: list[Cluster], sharing: dict[str, list[int]]
) -> int:
    """The number of the cluster of a name of several words, a new one where none has it.

    sharing: the clusters by first and by last word, so that a report of many names takes linear time.
    """
    for number in dict.fromkeys((*sharing[words[-1]], *sharing[words[0]])):
        cluster = clusters[number]
        if _same_person(cluster.full, words):
            cluster.names.append(name)
            if len(words) > len(cluster.full):
                cluster.full = words
            return number
    sex = titled_sex(wording, name) or sex_of(words[0])
    clusters.append(Cluster(form=PERSON, names=[name], full=words, sex=sex))
    for word in {words[0], words[-1]}:
        sharing[word].append(len(clusters) - 1)
    return len(clusters) - 1


def _same_person(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Same last name and first names that agree, middle names and initials aside."""
    if left == right:
        return True
    if left[-1] != right[-1]:
        # "Abdel Fattah el-Sisi" and "Fattah el-Sisi": one is the tail or the head of the other.
        short, long = sorted((left, right), key=len)
        return len(short) > 1 and long[: len(short)] == short
    first, second = left[0], right[0]
    if first == second:
        return True
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return (len(left) != len(right) and set(left) >= set(right)) or set(right) >= set(left)


def _others(wording: Wording, names: Sequence[Name], clusters: list[Cluster], of: list[int]) -> None:
    known: dict[tuple[int, str], int] = {}
    sharing: dict[str, list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        if name.form not in (ORGANIZATION, PLACE, OTHER):
            continue
        words = tuple(word for word in name_words(wording, name) if word != "the") or name_words(wording, name)
        printed = " ".join(wording.printed[name.first : name.last]).replace(" . ", ".").replace(" .", ".")
        # "Russia" and "Russian Federation" are one place; "Kremlin" is another.
        country = country_named(printed)
        keys = [f"country {country}"] if country and name.form == PLACE else [" ".join(words)]
        number = next((known[name.form, key] for key in keys if (name.form, key) in known), None)
        if number is None and name.form == ORGANIZATION:
            near = dict.fromkeys(n for key in _keys(words) for n in sharing[key])
            number = _short_form(clusters, near, words, wording.printed[name.first : name.last])
        if number is None:
            clusters.append(Cluster(form=name.form, full=words))
            number = len(clusters) - 1
            for key in _keys(words) if name.form == ORGANIZATION else ():
                sharing[key].append(number)
        for key in keys:
            known.setdefault((name.form, key), number)
        clusters[number].names.append(name)
        if len(words) > len(clusters[number].full):
            clusters[number].full = words
        of[i] = number


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word not in _SMALL)


def _keys(words: tuple[str, ...]) -> set[str]:
    """What an organization's short forms have in common with it: first word, last word, initials."""
    return {words[0], words[-1], _initials(words) if len(words) > 1 else "".join(words)}


def _short_form(
    clusters: Sequence[Cluster], near: Iterable[int], words: tuple[str, ...], printed: Sequence[str]
) -> int | None:
    """An organization of which this is an acronym or an abbreviation, or that abbreviates this one."""
    own = "".join(word for word in printed if word[0].isalnum())
    for number in near:
        cluster = clusters[number]
        short, long = sorted((words, cluster.full), key=len)
        if not long:
            continue
        # Initials: "IS" of Islamic State, "UN" of United Nations.
        letters = "".join(short)
        if len(long) > 1 and letters == _initials(long) and len(letters) > 1:
            return number
        # A first word that is itself an acronym, "RIA" of RIA Novosti, or distinctive, "Carnegie".
        upper = own.isupper() or cluster.full == short
        if len(short) == 1 and len(short[0]) > 2 and long[0] == short[0] and len(long) > 1 and upper:
            return number
        # "Foreign Ministry" and "Russian Foreign Ministry".
        if len(short) > 1 and long[-len(short) :] == short and len(long) - len(short) <= 1:
            return number
    return None
