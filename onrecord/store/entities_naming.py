"""What a name alone says of who may be meant: its part of a handle, initials, Jr, a field of work; whether it joins.

A person is joined across reports by first and last name, never by a surname alone; an organization by its name, or,
where any land has one of that name ("Foreign Ministry"), by name and country; a place by name and country.  Names
that are spelled otherwise in another script's letters ("Zelensky", "Zelenskiy") stay apart.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from onrecord.extract.countries import AMBIGUOUS, country_named, country_of, is_demonym
from onrecord.extract.role_nouns import GROUP_ROLES, MODIFIERS, ORGANIZATION_ROLES
from onrecord.store.folding import folded
from onrecord.view.spots import country_name

LONGEST = 60  # letters of a name in a handle

_TITLES = frozenset(
    "mr mrs ms miss mx sir dame lord lady dr doctor prof professor president premier chancellor minister senator sen "
    "rep representative congressman congresswoman governor gov general gen colonel col captain capt sergeant sgt "
    "lieutenant lt major maj admiral adm rev reverend fr mayor ambassador secretary sheikh ayatollah imam rabbi "
    "cardinal archbishop justice hon honourable honorable prime vice former ex deputy foreign defence defense interior "
    "finance st detective det inspector insp superintendent supt constable cmdr commander mp".split()
)
# With one of these a single name is a whole one: "Pope Francis", "King Charles".
_REGNAL = frozenset("pope king queen prince princess emperor empress patriarch sultan emir".split())
_SUFFIXES = frozenset("jr sr ii iii iv vi vii viii ix xi xii xiii xiv xv xvi".split())
_PARTICLES = frozenset("van von der den de del della di da du la le al el bin ibn ben ter ten dos das bint abu".split())
_COMPANY = frozenset("inc ltd plc llc llp corp co gmbh ag sa nv bv spa oyj ab asa pty".split())
_SMALL = frozenset("the of and for in on at to by".split())
_GENERIC = (
    ORGANIZATION_ROLES
    | MODIFIERS
    | GROUP_ROLES
    | _SMALL
    | frozenset(
        "air armed army bank bar bureau cabinet capitol central civil coast coastguard commons congress constitutional "
        "courts criminal crown customs duma election electoral force forces government guard intelligence labor labour "
        "land law lower media ministry national navy office parliament planning police post presidency presidential "
        "press prosecutor prosecutors prosecution republican revenue royal secret senate service services special "
        "state statistics supreme tax treasury upper union border republic affairs house houses education works "
        "water transportation chancellery mayoralty premiership opposition".split()
    )
) - frozenset("world international united global".split())
_FIELDS = {
    "office": "GOV LEG PTY OPP ELI IGO JUD MIL COP SPY",
    "work": "BUS LAB AGR",
    "thought": "EDU MED JRN REL SOC NGO",
    "arms": "REB PRM UAF",
    "private": "CVL REF CRM",
}
_FIELD_OF = {sector: field for field, sectors in _FIELDS.items() for sector in sectors.split()}
_SPORT = frozenset(
    "footballer striker goalkeeper midfielder winger defender coach manager player batsman bowler quarterback boxer "
    "jockey golfer sprinter swimmer cyclist athlete skipper referee umpire linebacker pitcher cricketer wrestler "
    "skier skater gymnast rower".split()
)
_ARTS = frozenset(
    "singer actor actress novelist painter musician rapper composer guitarist drummer pianist comedian poet sculptor "
    "playwright filmmaker frontman conductor dancer choreographer violinist cellist screenwriter".split()
)
_DOTTED = re.compile(r"\b(?:\w\.){2,}|\b\w\.(?=\w\b)")
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ASIDE = re.compile(r"[\"“‘(\[][^\"”’)\]]*[\"”’)\]]")
# Endings that the rest of a handle may have: a name that ends so by itself is set off from it.
_TAKEN = re.compile(r"-(?:place|group|name|[0-9a-f]{4}|[0-9a-f]{8})\Z")


@dataclass(frozen=True, kw_only=True, slots=True)
class Naming:
    """What a name says; unknown parts are empty.  joins: whether it can be the same across reports at all."""

    family: str
    middle: str = ""
    suffix: str = ""
    country: str = ""
    field: str = ""
    joins: bool = True


@lru_cache(maxsize=4096)
def naming_of(kind: str, name: str, roles: tuple[str, ...], country: str | None, sector: str | None) -> Naming:
    """What the name of an entity of a report says."""
    if kind == "person":
        return _person(name, roles, country or "", sector or "")
    if kind == "place":
        return _place(name, country or "")
    if kind == "group":
        own = country_of(name) or ""
        return Naming(family=slug(_plain_words(name), "group"), country=own, joins=bool(own))
    if kind in ("organization", "office"):
        return _organization(name, country or "")
    return Naming(family=slug(_plain_words(name)), joins=False)


def _person(name: str, roles: Sequence[str], country: str, sector: str) -> Naming:
    words, suffix = _person_words(name)
    if not words:
        return Naming(family=slug(words), joins=False)
    role_words = [word for role in roles for word in _plain_words(role)]
    field = _FIELD_OF.get(sector, "")
    field = field or ("sport" if _SPORT & set(role_words) else "arts" if _ARTS & set(role_words) else "")
    said = partial(Naming, suffix=suffix, country=country, field=field)
    if len(words) == 1:
        regnal = next((word for word in role_words if word in _REGNAL), None)
        return said(family=slug([regnal, *words] if regnal else words), joins=regnal is not None)
    given = next((place for place, word in enumerate(words) if len(word) > 1), len(words) - 1)
    last = next((place for place in range(max(1, given), len(words)) if words[place] in _PARTICLES), len(words) - 1)
    if words[0] in _REGNAL or given:
        # "J. K. Rowling" and "F. Scott Fitzgerald" go by all that they have; one initial and a surname is a surname.
        return said(family=slug(words), joins=len(words) > 2 or words[0] in _REGNAL)
    middle = "".join(word[0] for word in words[1:last])[:8]
    return said(family=slug([words[0], *_last_name(words[last:])]), middle=middle)


def _person_words(name: str) -> tuple[list[str], str]:
    """The words of a person's name without titles and nicknames; and what stands behind it: jr, iii."""
    words = list(_plain_words(_ASIDE.sub(" ", name)) or _plain_words(name))
    suffix = ""
    while len(words) > 1 and words[-1] in _SUFFIXES:
        suffix = words.pop()
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    return words, suffix


def _last_name(words: Sequence[str]) -> list[str]:
    """ "al-Assad" and "Assad" are one."""
    rest = [word for word in words if word not in ("al", "el")] or list(words)
    return [re.sub(r"\A(?:al|el)-(?=\w)", "", word) for word in rest]


def _organization(name: str, country: str) -> Naming:
    words = _organization_words(name)
    printed = name.removeprefix("the ").removeprefix("The ").split()
    own = country_of(printed[0].removesuffix("'s").removesuffix("’s")) if len(printed) > 1 else None
    bare = words[1:] if own and (is_demonym(printed[0]) or country_named(printed[0])) else words
    if bare and all(word in _GENERIC for part in bare for word in part.split("-")):
        land = own or country
        family = slug([*bare, land.lower()] if land else bare)
        return Naming(family=family, country=land, joins=bool(land))
    return Naming(family=slug(words), country=country)


def _organization_words(name: str) -> list[str]:
    words = list(_plain_words(name.replace("&", " and ")))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in _COMPANY:
        words.pop()
    return words


def _place(name: str, country: str) -> Naming:
    own = country_named(name)
    bare = name.removeprefix("the ").removeprefix("The ")
    if own and (country == own if country else bare not in AMBIGUOUS):
        # "U.S." and "United States" are one: a country goes by its full name.
        return Naming(family=slug(_plain_words(country_name(own) or own), "place"), country=own)
    words = _plain_words(bare)
    return Naming(family=slug(words, "place"), country="" if country == own and bare in AMBIGUOUS else country)


def lookup_key(name: str, *, person: bool = False) -> str:
    """A name as it is looked up: folded, without articles and signs, a person's without titles.

    "The U.S." is us, "Dr Ada Lund-Berg" ada lund berg.
    """
    words = _plain_words(name)
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while person and len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return " ".join(part for word in words for part in word.split("-"))


def slug(words: Sequence[str], ending: str = "") -> str:
    """A name's part of a handle: its words with hyphens, no two names alike that are not."""
    made = "-".join(words) or "unnamed"
    if len(made) > LONGEST:
        made = made[:LONGEST].rstrip("-") + "-" + digest("-".join(words), 8)
    if _TAKEN.search(made):
        made += "-name"
    return f"{made}-{ending}" if ending else made


def digest(text: str, length: int = 4) -> str:
    """The first hexadecimal figures of a text's sha256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def forms_of(kind: str, name: str, printed: Iterable[str]) -> list[str]:
    """Which of the printed mentions of an entity are other names of it: "Salin", "OGB", "President Radko Salin".

    Descriptions ("the president"), pronouns and what has nothing of the name but its kind ("the Ministry") are none.
    """
    forms = {" ".join(form.split()).removesuffix("'s").removesuffix("’s") for form in printed}
    others = [form for form in forms if form != name and len(form) <= LONGEST and form[:1].isupper()]
    if not others:
        return []
    person = kind == "person"
    full = set(lookup_key(name, person=person).split())
    found: set[str] = set()
    for form in others:
        key = set(lookup_key(form, person=person).split())
        if (key and key <= full and (person or not key <= _GENERIC)) or (
            not person and (_abbreviates(form, name) or (kind == "place" and _one_country(form, name)))
        ):
            found.add(form)
    return sorted(found)


def _abbreviates(form: str, name: str) -> bool:
    """Whether a form is made of the first letters of a name's words, the small ones among them or not."""
    letters = re.sub(r"[.\s]", "", form)
    if len(letters) < 2 or not letters.isupper():
        return False
    return letters.lower() in (_initials(name, with_small=False), _initials(name, with_small=True))


def _one_country(form: str, name: str) -> bool:
    return country_named(form) is not None and country_named(form) == country_named(name)


def _initials(name: str, *, with_small: bool) -> str:
    words = _plain_words(name)
    return "".join(word[0] for word in words if with_small or word not in _SMALL) if len(words) > 1 else ""


@lru_cache(maxsize=4096)
def _plain_words(name: str) -> tuple[str, ...]:
    """Folded words; letters with points between them are one where the whole is an abbreviation ("U.S.", "J.K.")."""
    name = name.replace("’", "'").replace("'s ", " ").removesuffix("'s").replace("'", "")
    person = bool(re.match(r"\s*(?:\w\.\s*)+\w{2,}", name))
    name = _DOTTED.sub(lambda match: match[0].replace(".", " " if person else ""), name)
    return tuple(_WORDS.findall(folded(name)))
