from __future__ import annotations

import random
from itertools import pairwise

from onrecord.follow.claims.grouping import TEMPLATE_REPORTS, group, joined
from onrecord.follow.claims.told import Told, told


def statement(content: str, key: str, **more: object) -> Told:
    return told(content, key=key, report=key.split("/")[0], **more)  # type: ignore[arg-type]


BRIDGE = [
    statement("six people were killed when the Tarrow footbridge fell", "r1/1", speaker="police"),
    statement("“Six people were killed when the footbridge at Tarrow fell,”", "r2/1", speaker="police"),
    statement("eight people were killed when the Tarrow footbridge fell", "r3/1", speaker="police"),
    statement("the council would raise the tax on dogs", "r1/2", speaker="mayor"),
]


def test_the_same_said_twice_is_one_claim_and_another_figure_is_another() -> None:
    groups = group(BRIDGE).groups
    assert ("r1/1", "r2/1") in groups
    assert ("r3/1",) in groups
    assert ("r1/2",) in groups


def test_a_denial_is_another_claim() -> None:
    said = statement("the dam at Varn had cracked", "a/1", cue="said")
    denied = statement("the dam at Varn had cracked", "b/1", cue="denied")
    assert denied.turned
    assert not said.turned
    assert group([said, denied]).groups == (("a/1",), ("b/1",))


def test_not_to_deny_is_no_denial() -> None:
    assert not statement("the dam had cracked", "a/1", cue="did not deny").turned


def test_the_order_does_not_matter() -> None:
    drawn = random.Random(2)
    words = "dam bridge council police strike ferry price school bear opera".split()
    told = [
        statement(
            f"the {drawn.choice(words)} at {drawn.choice(['Varn', 'Alm', 'Lodd'])} was {drawn.choice(words)}", f"r{n}/1"
        )
        for n in range(60)
    ]
    outcomes = []
    for seed in range(3):
        shuffled = list(told)
        random.Random(seed).shuffle(shuffled)
        outcomes.append(group(shuffled).groups)
    assert all(one == other for one, other in pairwise(outcomes))


def test_words_that_very_many_reports_have_are_a_template() -> None:
    many = [
        statement("We do not comment on pending cases", f"t{n}/1", speaker=f"s{n % 7}") for n in range(TEMPLATE_REPORTS)
    ]
    outcome = group([*many, *BRIDGE])
    assert len(outcome.templates) == TEMPLATE_REPORTS
    assert ("t0/1",) in outcome.groups
    assert group(BRIDGE).groups == tuple(keys for keys in outcome.groups if not set(keys) & set(outcome.templates))


def test_groups_are_joined_by_their_mean() -> None:
    shares = {("a", "b"): 0.9, ("b", "c"): 0.8}
    # The mean of (a, b) with c is 0.4.
    assert joined(["a", "b", "c"], shares, at_least=0.45) == [("a", "b"), ("c",)]
    assert joined(["a", "b", "c"], shares, at_least=0.35) == [("a", "b", "c")]
