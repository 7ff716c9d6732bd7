"""Reports that tempt to guess: no crash, nobody chosen where unsure, linear time."""

from __future__ import annotations

import time

import pytest

from onrecord.reader import Reader
from onrecord.record import Report
from tests.checks import check


def read(reader: Reader, text: str) -> Report:
    report = reader.read(text=text)
    check(report, text)
    return report


def test_a_name_of_a_thousand_characters(reader: Reader) -> None:
    name = "Ada " + "Lund-" * 200 + "Brisk"
    report = read(reader, f"The mayor, {name}, said the bridge was safe. “It will hold,” {name} said.")
    assert report.attributions


@pytest.mark.parametrize("name", ["Paris Jordan", "April March", "Chad London", "Georgia May", "June Kent"])
def test_a_person_named_like_a_place_or_a_month(reader: Reader, name: str) -> None:
    last = name.split()[1]
    text = f"BRISK (Nord) - The baker {name} said on Tuesday that the oven had failed. “It was old,” {last} said."
    report = read(reader, text)
    speakers = {one.speaker for one in report.attributions if one.source and last in one.source.text}
    assert len(speakers) <= 1 or None in speakers


def test_one_hundred_people(reader: Reader) -> None:
    firsts = ["Ada", "Per", "Eva", "Bo", "Ida", "Ulf", "Mia", "Jan", "Liv", "Tor"]
    lasts = ["Lund", "Brisk", "Okell", "Strand", "Moor", "Vance", "Tarn", "Holt", "Quill", "Farrant"]
    people = [f"{first} {last}" for first in firsts for last in lasts]
    text = "\n\n".join(f"{name} said that house number {n} had been flooded." for n, name in enumerate(people, 1))
    report = read(reader, text)
    named = {entity.name for entity in report.entities if entity.kind == "person" and entity.named}
    assert len(named & set(people)) > 90
    by_id = {entity.id: entity.name for entity in report.entities}
    for one in report.attributions:
        if one.speaker and one.source:
            start, end = one.source.spans[0]
            assert by_id[one.speaker] in text[max(0, start - 5) : end]


def test_nothing_but_dialogue(reader: Reader) -> None:
    turns = ["“Where were you?”", "“At the mill.”", "“All night?”", "“Until the rain stopped.”"] * 10
    report = read(reader, "\n\n".join(turns))
    assert all(one.speaker is None for one in report.attributions)


def test_a_last_name_shared_by_four(reader: Reader) -> None:
    text = (
        "Ada Lund, Per Lund, Bo Lund and Eva Lund met the council on Monday about the mill. "
        "The mill was sold in 1990. Lund said that the roof had fallen in."
    )
    report = read(reader, text)
    for one in report.attributions:
        if one.source and one.source.text == "Lund":
            assert one.speaker is None and len(one.speaker_candidates) == 4


def test_pronouns_before_any_name(reader: Reader) -> None:
    report = read(reader, "He said that it was over. She said that it had not begun. They said nothing was lost.")
    assert report.attributions and all(one.speaker is None for one in report.attributions)


def test_disputes_in_a_circle(reader: Reader) -> None:
    text = (
        "Ada Lund denied the claim by Per Brisk that she had taken the money. "
        "Per Brisk denied the claim by Ada Lund that he had taken the money."
    )
    report = read(reader, text)
    about = {one.id: set(one.about) for one in report.attributions}
    assert not any(one in about.get(other, set()) for one in about for other in about[one])


def test_time_is_linear_in_names_and_pronouns(reader: Reader) -> None:
    def took(count: int) -> float:
        text = " ".join(
            f"Abel{n % 400} Crane{n % 700} said that he had seen Dora{n % 300} Moss{n % 900} and she denied it."
            for n in range(count)
        )
        began = time.process_time()
        read(reader, text)
        return time.process_time() - began

    took(50)
    short, long = took(150), took(900)
    assert long < 6 * short * 1.8 + 0.5
