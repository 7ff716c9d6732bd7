"""For, against, observing."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.follow.early import Early
from onrecord.follow.stance.grams import grams
from onrecord.follow.stance.judge import attribution_stance, stance_of
from onrecord.follow.stance.reading import wording_of
from onrecord.follow.stance.signs import SIGNS, signs

CLAIM = "A tortoise walked from Brisk to the sea"


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Tortoise that walked to the sea is a hoax, keeper admits", "against"),
        ("No, a tortoise did not walk from Brisk to the sea", "against"),
        ("Did a tortoise really walk to the sea? Zoo says story is fake", "against"),
        ("Tortoise reportedly walked from Brisk to the sea", "observing"),
        ("Tortoise may have walked to the sea, report says", "observing"),
        ("Brave tortoise walks all the way from Brisk to the sea", "for"),
        ("Tortoise walked from Brisk to the sea to find a mate", "for"),
    ],
)
def test_headlines(early: Early, headline: str, kind: str) -> None:
    assert stance_of(headline, CLAIM, early).kind == kind


def test_shares(early: Early) -> None:
    stance = stance_of("Tortoise story is a hoax", CLAIM, early)
    assert sum(stance.shares) == pytest.approx(1)
    assert max(stance.shares) == stance.shares[("for", "against", "observing").index(stance.kind)]


def test_no_words(early: Early) -> None:
    for statement, claim in (("", CLAIM), (CLAIM, ""), ("", ""), ("?", "...")):
        assert sum(stance_of(statement, claim, early).shares) == pytest.approx(1)


def test_signs_and_grams(early: Early) -> None:
    statement, claim = wording_of("Keeper denies tortoise walked", early), wording_of(CLAIM, early)
    values = dict(zip(SIGNS, signs(statement, claim), strict=True))
    assert values["flatly"] and values["any refutes"] and not values["claim flatly"]
    assert values["claim shared"] == pytest.approx(2 / 4)  # tortoise, walked; not Brisk, sea
    found = grams(statement, claim)
    assert {"denies", "denies_m", "m_$", "^_keeper", "keeper_denies_m", "c:sea"} <= found
    assert "tortoise" not in found


def test_a_denial_counts_by_its_cue(early: Early) -> None:
    text = (
        "BRISK, Nov 3 (Talvet) - The bridge over the Orvany was shut, the mayor said on Monday.\n\nThe ministry denied "
        "that the bridge over the Orvany was shut."
    )
    report = onrecord.read(text=text, published="2021-11-03")
    denial = next(one for one in report.attributions if one.act == "denies")
    told = attribution_stance(denial, "The bridge over the Orvany was shut", early)
    alone = stance_of(denial.content.text, "The bridge over the Orvany was shut", early)
    assert told.kind == "against"
    assert told.shares[1] > alone.shares[1]
