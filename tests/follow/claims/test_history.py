from __future__ import annotations

from datetime import date

from onrecord.follow.claims.figures import ranges
from onrecord.follow.claims.history import history, kind_of_answer
from onrecord.follow.claims.told import Told, same_speaker, told


def statement(content: str, key: str, day: str, speaker: str, cue: str = "said", act: str = "says") -> Told:
    return told(
        content,
        key=key,
        report=key.split("/")[0],
        day=date.fromisoformat(day).toordinal(),
        speaker=speaker,
        cue=cue,
        act=act,  # type: ignore[arg-type]
    )


SAID = statement("the dam at Varn had cracked", "a/1", "2023-06-11", "a hiker")
AGAIN = statement("there was a crack in the Varn dam", "b/1", "2023-06-13", "divers", "confirmed", "confirms")
DENIED = statement("the dam at Varn had cracked", "c/1", "2023-06-12", "ines falk", "denied", "denies")
TAKEN_BACK = statement("the dam at Varn had cracked", "d/1", "2023-06-20", "a hiker", "withdrew his claim that")


def test_the_oldest_statement_makes_the_claim_whatever_came_in_first() -> None:
    steps = history([AGAIN, SAID])
    assert [(step.kind, step.key) for step in steps] == [("made", "a/1"), ("confirmed", "b/1")]


def test_a_later_statement_repeats_it() -> None:
    again = statement("the dam at Varn had cracked", "e/1", "2023-06-30", "a hiker")
    steps = history([SAID, again])
    assert [(step.kind, step.first) for step in steps] == [("made", True), ("repeated", False)]


def test_who_says_no_denies_and_who_said_it_withdraws() -> None:
    assert kind_of_answer([SAID], DENIED) == "denied"
    assert kind_of_answer([SAID], TAKEN_BACK) == "withdrawn"


def test_another_figure_changes_a_claim_unless_somebody_holds_to_it() -> None:
    six = statement("six people died in Tarrow", "a/1", "2021-03-04", "police")
    eight = statement("eight people died in Tarrow", "b/1", "2021-03-05", "the hospital")
    still = statement("six people died in Tarrow", "c/1", "2021-03-06", "police")
    assert kind_of_answer([six], eight) == "changed"
    assert kind_of_answer([six, still], eight) == "disputed"


def test_what_a_record_ties_together_is_a_step_whatever_the_words() -> None:
    other = statement("nothing of the kind", "f/1", "2023-06-14", "the company", "called it", "disputes")
    assert history([SAID], [other]) == history([SAID])
    (_, step) = history([SAID], [other], {("f/1", "a/1")})
    assert (step.kind, step.from_record) == ("disputed", True)


def test_one_name_is_within_another() -> None:
    full, short = (statement("it is so", key, "2020-01-01", who) for key, who in (("a", "dr nela voss"), ("b", "voss")))
    assert same_speaker(full, short)
    assert not same_speaker(full, statement("it is so", "c", "2020-01-01", "per voss lund"))


def test_figures_of_one_matter_are_a_range_by_source_and_time() -> None:
    first = [statement("six people died in Tarrow", "a/1", "2021-03-04", "police")]
    second = [
        statement("eight people died in Tarrow", "b/1", "2021-03-05", "police"),
        statement("eight victims in Tarrow", "c/1", "2021-03-06", "the hospital"),
    ]
    tents = [statement("2,000 tents were sent", "d/1", "2021-03-05", "the army")]
    (found,) = ranges([first, second, tents], lambda one, other: True)
    assert (found.kind, found.low, found.high) == ("count", 6, 8)
    assert [(one.value, one.speaker) for one in found.given] == [(6, "police"), (8, "police"), (8, "the hospital")]
    assert [(one.value, one.speaker) for one in found.latest] == [(8, "police"), (8, "the hospital")]


def test_no_range_where_the_matter_is_another() -> None:
    groups = [
        [statement("six people died in Tarrow", "a/1", "2021-03-04", "police")],
        [statement("nine people died in Varn", "b/1", "2021-03-05", "police")],
    ]
    assert ranges(groups, lambda one, other: False) == []
