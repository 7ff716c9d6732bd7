from __future__ import annotations

import pytest

from onrecord.extract.clusters import cluster_names
from onrecord.extract.coreference import Meant, by_role
from onrecord.extract.mentions import Mention, plain_mentions
from onrecord.extract.roles import bearers_of, find_roles
from tests.extract.told import names_at, wording_of

CASES = [
    ("President Ada Lund ordered it.", ["President"]),
    ("Syrian President Ada Lund left.", ["Syrian President"]),
    ("They met former defence minister Ada Lund.", ["former defence minister"]),
    ("wrote Director of the Carnegie Centre, Ada Lund.", ["Director of the Carnegie Centre"]),
    ("Ada Lund, the mayor of Brisk, left.", ["mayor of Brisk"]),
    ("Ada Lund, 43, a baker and councillor, left.", ["baker and councillor"]),
    ("Head teacher Dr Ada Lund denied it.", ["Head teacher"]),
    ("Sen. Ada Lund spoke.", ["Sen."]),
    ("The harbour office’s director-general, Ada Lund, left.", ["director-general"]),
    ("Ada Lund, the board’s adviser on ferries (left), spoke.", ["board’s adviser on ferries"]),
    ("Mrs. Ada Lund spoke.", []),
    ("Ada Lund, who had been the mayor, left.", []),
    ("Ada Lund said the mayor was out.", []),
    ("In the north, Ada Lund won.", []),
]


@pytest.mark.parametrize(("text", "roles"), CASES)
def test_roles(text: str, roles: list[str]) -> None:
    wording = wording_of(text)
    found = find_roles(wording, names_at(wording, person="Ada Lund"))
    spans = [(wording.story.spans[r.words[0]][0], wording.story.spans[r.words[1] - 1][1]) for r in found]
    assert [text[start:end] for start, end in spans] == roles


NAMES = {
    "person": "Ada Lund|Lund|Per Brisk",
    "organization": "Nordic Health Fund|Tarn Herald|Harbour Board|Coastal Water Bureau",
}
BY_ROLE = [
    ("Sen. Ada Lund met Per Brisk. The senator said so.", "The senator", "ada lund"),
    ("President Ada Lund met him. The former president said so.", "The former president", "ada lund"),
    ("Syrian President Ada Lund met him. The Egyptian president said so.", "The Egyptian president", None),
    ("Minister Ada Lund met Minister Per Brisk. The minister said so.", "The minister", None),
    ("The Nordic Health Fund met Per Brisk. The fund said so.", "The fund", "nordic health fund"),
    ("It stood in the Tarn Herald. The newspaper said so.", "The newspaper", "tarn herald"),
    ("The Coastal Water Bureau met Per Brisk. The agency said so.", "The agency", "coastal water bureau"),
    ("The Harbour Board met. The school board said so.", "The school board", None),
]


@pytest.mark.parametrize(("text", "role", "who"), BY_ROLE)
def test_who_bears_a_role(text: str, role: str, who: str | None) -> None:
    wording = wording_of(text)
    names = names_at(wording, **NAMES)
    clusters = cluster_names(wording, names)
    mentions = plain_mentions(wording.printed, [Mention(n.first, n.last, n.form) for n in names])
    bearers = bearers_of(wording, clusters, find_roles(wording, names))
    settled = by_role(wording, mentions, {}, bearers, len(clusters.all), 0.4, ())
    index = next(i for i, m in enumerate(mentions) if wording.said(m.first, m.last) == role.lower())
    found = settled[index].candidates[0][0] if index in settled else None
    assert (" ".join(clusters.all[found].full) if found is not None else None) == who


def test_who_was_called_so_before_stays_it_whatever_else_is_likely() -> None:
    wording = wording_of("Per Brisk stood as Judge Ada Lund passed sentence. You left a city thirsty, the judge said.")
    names = names_at(wording, **NAMES)
    clusters = cluster_names(wording, names)
    mentions = plain_mentions(wording.printed, [Mention(n.first, n.last, n.form) for n in names])
    bearers = bearers_of(wording, clusters, find_roles(wording, names))
    index = next(i for i, m in enumerate(mentions) if wording.said(m.first, m.last) == "the judge")
    number = {name.first: clusters.of[i] for i, name in enumerate(names)}
    cluster_of = [number.get(mention.first, -1) for mention in mentions]
    brisk = number[0]
    likely = {index: Meant(candidates=((brisk, 0.8),))}
    settled = by_role(wording, mentions, likely, bearers, len(clusters.all), 0.4, cluster_of)
    assert " ".join(clusters.all[settled[index].candidates[0][0]].full) == "ada lund"
    # Before she is introduced nothing is settled.
    assert by_role(wording, mentions, likely, bearers, len(clusters.all), 0.4)[index].candidates[0][0] == brisk
