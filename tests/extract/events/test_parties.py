from __future__ import annotations

import numpy as np
import pytest

from onrecord.extract.events.grammar import part_of
from onrecord.extract.events.parties import parties_of
from onrecord.extract.events.phrases import phrases_of
from onrecord.extract.mentions import Mention, plain_mentions
from tests.extract.events.test_status import trigger_at
from tests.extract.told import names_at, wording_of

PARTIES = [
    # (sentence, names as persons, as places or organizations, trigger, type, actors, recipients)
    ("Ada Lund praised the miners.", "Ada Lund", "", "praised", "SUPPORT", ["Ada Lund"], ["the miners"]),
    ("The miners were praised by Ada Lund.", "Ada Lund", "", "praised", "SUPPORT", ["Ada Lund"], ["The miners"]),
    ("Police arrested two masked gunmen in Brisk.", "", "Brisk", "arrested", "COERCE", ["Police"], ["two masked gunmen"]),
    ("Two soldiers were killed by rebels near Brisk.", "", "Brisk", "killed", "ASSAULT", ["rebels"], ["Two soldiers"]),
    ("Orvany's withdrawal from Tesmar began.", "", "Orvany|Tesmar", "withdrawal", "RETREAT", ["Orvany"], []),
    ("Talks between Orvany and Tesmar failed.", "", "Orvany|Tesmar", "Talks", "CONSULT", ["Orvany"], ["Tesmar"]),
    ("The arrest of Per Brodek by police angered his party.", "Per Brodek", "", "arrest", "COERCE", ["police"],
     ["Per Brodek"]),
    ("Ada Lund held talks with the Egyptian and Turkish presidents.", "Ada Lund", "", "talks", "CONSULT", ["Ada Lund"],
     ["the Egyptian and Turkish presidents"]),
    ("The president ordered troops to withdraw.", "", "", "withdraw", "RETREAT", ["troops"], []),
    ("Ada Lund, who attacked the mayor, left.", "Ada Lund", "", "attacked", "ASSAULT", ["Ada Lund"], ["the mayor"]),
    ("Police arrested 4,000 strikers in Brisk.", "", "Brisk", "arrested", "COERCE", ["Police"], ["4 , 000 strikers"]),
    ("An attack on police followed.", "", "", "attack", "ASSAULT", [], ["police"]),
    # Two who act together, and what a preposition governs, though "and" stands before it.
    ("Orvany and Tesmar attacked the rebels.", "", "Orvany|Tesmar", "attacked", "ASSAULT", ["Orvany", "Tesmar"],
     ["the rebels"]),
    ("Per Lund was jailed for the killing of two soldiers and four miners, and was released in May.", "Per Lund", "",
     "released", "RETREAT", [], ["Per Lund"]),
    ("Ada Lund spoke to Per Brodek and the mayor attacked him.", "Ada Lund|Per Brodek", "", "attacked", "ASSAULT",
     ["the mayor"], ["him"]),
    # A clause that "after" begins has its own subject.
    ("Pilots called off the strike after bosses attacked them.", "", "", "attacked", "ASSAULT", ["bosses"], ["them"]),
    ("The governor sent troops after mobs torched two churches.", "", "", "torched", "COERCE", ["mobs"],
     ["two churches"]),
    # Participles of verbs that must have an object are passive without one.
    ("Police said a man detained on suspicion of theft was released.", "", "", "detained", "COERCE", [], ["a man"]),
    ("They hunt people suspected of treason.", "", "", "suspected", "ACCUSE", [], ["people"]),
    ("Orvany fired rockets, killing two soldiers.", "", "Orvany", "killing", "ASSAULT", ["Orvany"], ["two soldiers"]),
    # A lawmaker's seat, and a station, do nothing.
    ("Ada Lund, R-Wis., attacked the agency.", "Ada Lund", "Wis", "attacked", "ASSAULT", ["Ada Lund"], ["the agency"]),
    ("A vigil was held outside the police station by miners.", "", "", "vigil", "PROTEST", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "people", "others", "word", "kind", "actors", "recipients"), PARTIES)
def test_parties(
    text: str, people: str, others: str, word: str, kind: str, actors: list[str], recipients: list[str]
) -> None:
    wording = wording_of(text)
    given = {"person": people, "place": others}
    names = names_at(wording, **{form: words for form, words in given.items() if words})
    mentions = plain_mentions(wording.printed, [Mention(one.first, one.last, one.form) for one in names])
    nothing = np.zeros(len(wording.lower), dtype=np.float32)
    phrases = phrases_of(wording, mentions, nothing, nothing)
    trigger = trigger_at(wording, word)
    part = part_of(wording, trigger)
    assert part is not None
    found = parties_of(wording, phrases, trigger, part, kind)
    assert [" ".join(wording.printed[slice(*words)]) for words in found.actors] == actors
    assert [" ".join(wording.printed[slice(*words)]) for words in found.recipients] == recipients
