"""Status by the words that govern a trigger, without the model."""

from __future__ import annotations

import pytest

from onrecord.extract.events.grammar import Part, part_of
from onrecord.extract.events.status import status_of
from onrecord.extract.events.triggers import Trigger, find_triggers
from onrecord.extract.wording import Wording
from tests.extract.told import wording_of, words_at

TOLD = [
    # (sentence, trigger, status; None where nothing but the verb itself tells)
    ("Tesmari troops attacked the village on Monday.", "attacked", None),
    ("Troops have attacked the village.", "attacked", None),
    ("The village was attacked by troops.", "attacked", None),
    ("Tesmar attacks border town", "attacks", None),
    ("Troops did not attack the village.", "attack", "denied"),
    ("Troops didn't attack the village.", "attack", "denied"),
    ("The army has never attacked a hospital.", "attacked", "denied"),
    ("The two sides failed to agree on a date.", "agree", "denied"),
    ("The governor refused to sign the accord.", "sign", "denied"),
    ("Orvany denied attacking the convoy.", "attacking", "denied"),
    ("Orvany denied any attack on the convoy.", "attack", "denied"),
    ("The ministry denied that its jets had bombed the market.", "bombed", "denied"),
    ("They left without signing the treaty.", "signing", "denied"),
    ("There was no agreement on wages.", "agreement", "denied"),
    ("Neither side attacked on Friday.", "attacked", "denied"),
    ("The presidents were to have met on Friday, but the visit was called off.", "met", "denied"),
    ("The march was called off after the storm.", "march", "denied"),
    ("The rally never took place.", "rally", "denied"),
    ("He threatened to close the border.", "close the border", "threatened"),
    ("The union threatened a strike over pay.", "strike", "threatened"),
    ("The union is threatening to strike.", "strike", "threatened"),
    ("Rebels vowed to attack the capital.", "attack", "threatened"),
    ("The general warned that his army would attack the town.", "attack", "threatened"),
    ("“We will bomb their ports,” the general said.", "bomb", "threatened"),
    ("The president ordered the brigade to withdraw from the valley.", "withdraw", "ordered"),
    ("The president ordered the withdrawal of the brigade.", "withdrawal", "ordered"),
    ("Troops were ordered to withdraw.", "withdraw", "ordered"),
    ("The court ordered that the men be released.", "released", "ordered"),
    ("Police were told to arrest the ringleaders.", "arrest", "ordered"),
    ("The mayor called for the release of the miners.", "release", "called-for"),
    ("The mayor called on the army to release the miners.", "release", "called-for"),
    ("Doctors urged the ministry to release the figures.", "release", "called-for"),
    ("Families demanded the release of the hostages.", "release", "called-for"),
    ("She asked the court to release him.", "release", "called-for"),
    ("“The governor must resign,” she said.", "resign", "called-for"),
    ("The ministers plan to meet in Brisk.", "meet", "planned"),
    ("The ministers will meet in Brisk.", "meet", "planned"),
    ("The ministers are to meet in Brisk.", "meet", "planned"),
    ("The ministers are expected to meet in Brisk next week.", "meet", "planned"),
    ("The ministers agreed to meet in Brisk.", "meet", "planned"),
    ("Tesmar promised to withdraw its envoy.", "withdraw", "planned"),
    ("The planned meeting in Brisk drew protests.", "meeting", "planned"),
    ("Talks are due to begin on Friday.", "talks", "planned"),
    ("A rally is scheduled for Saturday.", "rally", "planned"),
    ("Lawmakers are set to vote for the bill.", "vote for", "planned"),
    ("If Tesmar attacks the port, the talks are over.", "attacks", "hypothetical"),
    ("Tesmar could attack within days.", "attack", "hypothetical"),
    ("Tesmar might have attacked.", "attacked", "hypothetical"),
    ("Officials feared an attack on the port.", "attack", "hypothetical"),
    ("Residents fear that the army will attack.", "attack", "hypothetical"),
    ("The possibility of a strike worries the owners.", "strike", "hypothetical"),
    ("Did the army attack the port?", "attack", "hypothetical"),
    ("Gunmen allegedly attacked the farm.", "attacked", "hypothetical"),
    ("Troops are shelling the port.", "shelling", "ongoing"),
    ("The army has been shelling the port since dawn.", "shelling", "ongoing"),
    ("Talks continue in Brisk.", "talks", "ongoing"),
    ("The talks are still under way.", "talks", "ongoing"),
    ("Workers continued to strike on Friday.", "strike", "ongoing"),
    ("The convoy is being attacked.", "attacked", "ongoing"),
    ("Fighting raged in the old town.", "Fighting", "ongoing"),
]  # fmt: skip


def trigger_at(wording: Wording, words: str) -> Trigger:
    first, last = words_at(wording, words)
    found = list(find_triggers(wording.lower, wording.story.sentences))
    return next((one for one in found if one.first == first), None) or next(one for one in found if one.last == last)


@pytest.mark.parametrize(("text", "words", "status"), TOLD)
def test_status(text: str, words: str, status: str | None) -> None:
    wording = wording_of(text)
    trigger = trigger_at(wording, words)
    part = part_of(wording, trigger)
    assert part is not None
    kind = trigger.senses[0][0].type
    assert status_of(wording, trigger, part, kind) == status


PARTS = [
    ("Troops attacked the village.", "attacked", Part.ACTIVE),
    ("The village was attacked.", "attacked", Part.PASSIVE),
    ("The men arrested by police were freed.", "arrested", Part.PASSIVE),
    ("An armed attack killed two.", "attack", Part.NOUN),
    ("Tesmar's attack killed two.", "attack", Part.NOUN),
    ("They want to attack it.", "attack", Part.ACTIVE),
    ("They will visit the town.", "visit", Part.ACTIVE),
    ("A visit to the town was planned.", "visit", Part.NOUN),
    ("Russian strikes hit the port.", "strikes", Part.NOUN),
    ("The accused man wept.", "accused", None),
    ("Troops went back to the base.", "back", None),
    ("The shelling of the port went on.", "shelling", Part.NOUN),
    ("The fire chief spoke.", "fire", None),
    ("The fire is out.", "fire", None),
    ("Police urge residents to stay.", "urge", Part.ACTIVE),
]


@pytest.mark.parametrize(("text", "words", "part"), PARTS)
def test_part(text: str, words: str, part: Part | None) -> None:
    wording = wording_of(text)
    assert part_of(wording, trigger_at(wording, words)) == part


def test_a_headline_s_infinitive_is_a_plan() -> None:
    wording = wording_of("Minister to meet striking miners")
    trigger = trigger_at(wording, "meet")
    assert status_of(wording, trigger, Part.ACTIVE, "CONSULT", headline=True) == "planned"
