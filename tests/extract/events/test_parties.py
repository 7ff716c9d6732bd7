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
