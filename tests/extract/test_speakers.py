from __future__ import annotations

import pytest

from onrecord.extract.clusters import cluster_names
from onrecord.extract.coreference import Meant
from onrecord.extract.entities import Entities
from onrecord.extract.known import Known, Last
from onrecord.extract.mentions import Mention, plain_mentions
from onrecord.extract.roles import find_roles
from onrecord.extract.speakers import speaker_of
from tests.extract.told import names_at, wording_of, words_at


def known(text: str, **names: str) -> Known:
    wording = wording_of(text)
    found = names_at(wording, **names)
    clusters = cluster_names(wording, found)
    mentions = plain_mentions(wording.printed, [Mention(n.first, n.last, n.form) for n in found])
    entities = Entities(wording, found, clusters, find_roles(wording, found))
    return Known(
        wording=wording, names=found, clusters=clusters, mentions=mentions, meant={}, entities=entities, roles={}
    )


NAMES = {
    "person": "Ada Lund|Per Brisk|Lund",
    "organization": "Nord|Carnegie Centre|Harbour Board",
    "place": "Ostria|Tesmar",
}

CASES = [
    ("President Ada Lund", "Ada Lund", True),
    ("Director of the Carnegie Centre, Ada Lund", "Ada Lund", True),
    ("Ada Lund, director of the Carnegie Centre", "Ada Lund", True),
    ("Ada Lund of the Harbour Board", "Ada Lund", True),
    ("Ada Lund, 35, the daughter of Per Brisk and a friend of Ada Lund", "Ada Lund", True),
    ("a spokesman for Ada Lund", "a spokesman for Ada Lund", False),
    ("a spokesman for President Ada Lund", "a spokesman for President Ada Lund", False),
    ("Ada Lund’s lawyer", "Ada Lund’s lawyer", False),
    ("Ada Lund’s lawyer, Per Brisk", "Per Brisk", True),
    ("the Lund campaign", "the Lund campaign", False),
    ("the state-run Nord news agency", "Nord", True),
    ("Ostria", "Ostria", True),
    ("officials in Ostria", "officials in Ostria", False),
    ("officials from Ostria and Tesmar", "officials from Ostria and Tesmar", False),
    ("lawmakers on the council between Ostria and the Harbour Board", None, False),
    ("lawmakers of the council, led by a cook, R-Ostria", None, False),
    ("a cook for Per Brisk and Ada Lund", "Ada Lund", True),
    ("a senior official who asked not to be named", "a senior official who asked not to be named", False),
    ("Ada Lund and Per Brisk", "Ada Lund and Per Brisk", True),
    ("the Harbour Board and its unions", "the Harbour Board and its unions", True),
    ("the two men", "the two men", False),
]


@pytest.mark.parametrize(("source", "name", "named"), CASES)
def test_who_a_source_stands_for(source: str, name: str | None, named: bool) -> None:
    about = known(f"On Monday {source} said that the bridge was open.", **NAMES)
    speaker = speaker_of(about, words_at(about.wording, source))
    assert speaker.entity is not None
    entity = about.entities.drafts[speaker.entity]
    assert (entity.name, entity.named) == (name or source, named)


def test_a_relative_pronoun_is_whoever_stands_before_it() -> None:
    about = known("Ada Lund, who said the bridge was open, left.", **NAMES)
    speaker = speaker_of(about, words_at(about.wording, "who"))
    assert speaker.entity is not None and about.entities.drafts[speaker.entity].name == "Ada Lund"


def test_a_name_cut_off_its_role() -> None:
    about = known("It is not safe, said chief engineer Ada Lund.", **NAMES)
    speaker = speaker_of(about, words_at(about.wording, "chief engineer"))
    assert speaker.entity is not None and about.entities.drafts[speaker.entity].name == "Ada Lund"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The call came from demonstrators here, who said so.", "demonstrators here"),
        ("It has angered some who said so.", "some"),
        ("It is open to a neighbour of the mill who said so.", "a neighbour of the mill"),
        ("They came quickly, who said so.", None),
        ("It was Per Brisk, now the leader of the mill, who said so.", "Per Brisk"),
        ("It named Per Brisk, a clerk at the Harbour Board who said so.", "Per Brisk"),
        ("Per Brisk is a former lawyer who said so.", "Per Brisk"),
        ("Per Brisk met a lawyer who said so.", "a lawyer"),
    ],
)
def test_a_relative_pronoun_behind_a_description(text: str, who: str | None) -> None:
    about = known(text, **NAMES)
    entity = speaker_of(about, words_at(about.wording, "who")).entity
    found = about.entities.drafts[entity].name if entity is not None else None
    assert found == who


def test_he_said_goes_on_with_the_last_speaker() -> None:
    about = known("The board met Per Brisk and Ada Lund. He said so.", **NAMES)
    index = next(i for i, mention in enumerate(about.mentions) if about.wording.lower[mention.first] == "he")
    about.meant[index] = Meant(candidates=((1, 0.55), (0, 0.4)))
    words = words_at(about.wording, "He")
    lund = about.entities.of_cluster[0]
    assert speaker_of(about, words, Last(lund, near=True)).entity == lund
    assert speaker_of(about, words, Last(lund, near=False)).entity != lund
    assert speaker_of(about, words, None).entity == about.entities.of_cluster[1]


def test_of_two_presidents_the_one_who_spoke() -> None:
    about = known("President Ada Lund met Syrian President Per Brisk. The president said so.", **NAMES)
    words = words_at(about.wording, "The president")
    lund, brisk = about.entities.of_cluster[0], about.entities.of_cluster[1]
    assert speaker_of(about, words, Last(brisk, near=False)).entity == brisk
    assert speaker_of(about, words, Last(lund, near=False)).entity == lund
    assert speaker_of(about, words).entity not in (lund, brisk)


def test_a_pronoun_is_whom_it_means_or_open() -> None:
    about = known("The board met Ada Lund and Per Brisk. She said so.", **NAMES)
    she = next(i for i, mention in enumerate(about.mentions) if about.wording.lower[mention.first] == "she")
    words = words_at(about.wording, "She")
    assert speaker_of(about, words).entity is None
    about.meant[she] = Meant(candidates=((0, 0.9), (1, 0.05)))
    assert about.entities.drafts[speaker_of(about, words).entity or 0].name == "Ada Lund"
    about.meant[she] = Meant(candidates=((0, 0.3), (1, 0.25)))
    unsure = speaker_of(about, words)
    assert unsure.entity is None and [share for _, share in unsure.candidates] == [0.3, 0.25]


def test_the_same_description_is_one_entity_unless_indefinite() -> None:
    about = known("The judge said no. The judge left. A resident said yes. A resident agreed.")
    wording = about.wording
    one, two = (speaker_of(about, words_at(wording, "The judge", n)).entity for n in (0, 1))
    assert one == two is not None
    three, four = (speaker_of(about, words_at(wording, "A resident", n)).entity for n in (0, 1))
    assert three != four
    assert speaker_of(about, words_at(wording, "A resident", 1)).entity == four


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("a doctor at the hospital", "person"),
        ("the two men", "group"),
        ("residents of the street", "group"),
        ("the water company", "organization"),
        ("a report by engineers", "document"),
        ("the governor’s office", "office"),
    ],
)
def test_the_kind_of_a_description(source: str, kind: str) -> None:
    about = known(f"{source} said that the bridge was open.")
    speaker = speaker_of(about, words_at(about.wording, source))
    assert speaker.entity is not None and about.entities.drafts[speaker.entity].kind == kind
