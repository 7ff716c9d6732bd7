from __future__ import annotations

import pytest

from onrecord.extract.acts import act_of
from tests.extract.told import wording_of

CASES = [
    ("said", "that the bridge would open in May", "says"),
    ("has strongly denied", "taking any money", "denies"),
    ("did not deny", "that he had met the bankers", "says"),
    ("declined to rule out", "a second strike", "says"),
    ("refused to confirm", "the number of dead", "says"),
    ("dispute", "a claim", "disputes"),
    ("rejected", "the report as fiction", "disputes"),
    ("called", "the account “a complete fabrication”", "disputes"),
    ("called", "the plan a great success", "says"),
    ("admitted", "that the brakes had failed", "confirms"),
    ("ordered", "troops to withdraw", "orders"),
    ("told", "to leave the building", "orders"),
    ("pledged", "to rebuild the school by winter", "promises"),
    ("vowed", "to retaliate against any attack", "threatens"),
    ("threatened", "to close the border", "threatens"),
    ("thanked", "the nurses", "thanks"),
    ("has called for", "an inquiry", "asks"),
    ("is urging", "residents to stay indoors", "asks"),
    ("accused", "the mayor of lying", "accuses"),
    ("lashed out at", "the referee", "accuses"),
    ("believes", "the fight is not over", "believes"),
    ("does not think", "the vote was fair", "believes"),
    ("said", "“I thank everyone who came,”", "thanks"),
    ("said", "“We urge the council to think again,”", "asks"),
    ("was cited as saying", "“I order the second battalion to stand down,”", "orders"),
    ("said", "“That is not true,”", "denies"),
    ("said", "“It never happened,”", "denies"),
    ("said", "“That is good news,”", "says"),
    ("", "“Enough.”", "says"),
]


@pytest.mark.parametrize(("cue", "content", "act"), CASES)
def test_the_act_of_a_statement(cue: str, content: str, act: str) -> None:
    assert act_of(wording_of(cue).lower, wording_of(content).lower) == act
