"""The ninety invented texts whose events were marked before the code was written."""

from __future__ import annotations

import onrecord
from benchmarks.events import GOLD, figures


def test_status_and_on_whose_word() -> None:
    reached = figures(GOLD, errors=False)
    # Of 169 marked events; reached 85.2 and 85.2.
    assert reached["status"] >= 85
    assert reached["reported_by"] >= 85


def test_an_order_is_not_yet_a_deed() -> None:
    text = (
        "BRISK, Nov 3 (Talvet) - President Ada Lund ordered the border brigade to withdraw from the Orvany valley on "
        "Monday. Shells hit the village of Moor on Sunday, killing 12 people, her spokesman said. The general denied "
        "that his troops had attacked the village."
    )
    report = onrecord.read(text=text, published="2021-11-03")
    by_words = {report.text[one.trigger[0][0] : one.trigger[-1][1]]: one for one in report.events}
    withdrawal = by_words["withdraw"]
    assert (withdrawal.type, withdrawal.status, withdrawal.reported_by) == ("RETREAT", "ordered", None)
    assert next(one.value for one in report.times if one.id == withdrawal.time) == "2021-11-01"
    denied = by_words["attacked"]
    assert denied.status == "denied" and denied.reported_by is not None
    hit = by_words["hit"]
    assert [(one.kind, one.value) for one in hit.magnitude] == [("killed", 12)]
    assert hit.reported_by is not None


def test_one_event_in_headline_and_lead() -> None:
    text = (
        "Orvany troops withdraw from Moor\n\nBRISK, Nov 3 (Talvet) - Orvany troops withdrew from Moor on Tuesday, the "
        "army said.\n\nThe troops withdrew after eleven days of shelling, residents said."
    )
    report = onrecord.read(text=text, published="2021-11-03")
    retreats = [one for one in report.events if one.type == "RETREAT"]
    assert any(len(one.mentions) > 1 for one in retreats)


def test_the_same_day_named_twice_is_one_day() -> None:
    text = (
        "BRISK, Nov 3 (Talvet) - President Ada Lund visited Moor on Monday, her office said.\n\nThe road had been shut "
        "for weeks.\n\nLund visited Moor on Monday morning with two of her ministers."
    )

    def visits(words: str) -> list[int]:
        report = onrecord.read(text=words, published="2021-11-03")
        return [len(one.mentions) for one in report.events if words[slice(*one.trigger[0])] == "visited"]

    assert visits(text) == [2]
    assert visits(text.replace("Monday morning", "Sunday morning")) == [1, 1]
