"""Stories: which reports tell one, and an event by all who tell it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.errors import NotInLibrary, UsageError
from onrecord.store.following.story.asking import Story
from onrecord.store.following.story.near import days_around
from onrecord.store.following.story.versions import StoryEvent
from tests.store.made import document, opened, put, run

AGENCY = """NORTHERN WIRE
4 March 2021

Explosion at Kestrel Bay fertiliser plant kills nine

KESTREL BAY, March 4 - An explosion at a fertiliser plant in Kestrel Bay killed nine workers on Wednesday evening, the
fire chief, Dorte Amsel, said.

Police arrested the plant's night manager on Thursday morning. The company that runs the plant, Hallam Nitrates, said
it would close the site for a week.

The transport minister, Paul Renwick, is due to visit the town on Friday.
"""
PAPER = """The Velden Post
Friday 5 March 2021

Twelve dead after Kestrel Bay plant blast

Twelve people were killed when an explosion tore through the Hallam Nitrates fertiliser plant in Kestrel Bay on
Wednesday, the coroner's office said on Friday.

Paul Renwick, the transport minister, visited the town on Friday and met families of the dead.

The night manager of the plant was arrested on Thursday.
"""
FERRY = """Harbour Courier
5 March 2021

Ferry strike enters second week

Ferry crews in Orvany went on strike for an eighth day on Friday, the union said. The operator, Blue Line, said talks
would resume on Monday.
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.onrecord"


def titles(story: Story) -> list[str | None]:
    return [one.title for one in story.reports]


def several(story: Story) -> list[StoryEvent]:
    return [event for event in story.events if event.reports > 1]


def test_one_story_is_told_from_any_of_its_reports_in_any_order(path: Path, tmp_path: Path) -> None:
    documents = [document(AGENCY), document(PAPER), document(FERRY)]
    put(path, documents)
    other = tmp_path / "other.onrecord"
    put(other, documents[::-1])
    told = []
    for library_path, names in ((path, (1, 2)), (other, (3, 2))):
        with opened(library_path) as library:
            for name in names:
                (story,) = library.story(name)
                assert titles(story) == [
                    "Explosion at Kestrel Bay fertiliser plant kills nine",
                    "Twelve dead after Kestrel Bay plant blast",
                ]
                told.append([[(one.published, one.id) for one in event.versions] for event in several(story)])
    assert told[0] == told[1] == told[2] == told[3]


def test_versions_differ_in_their_figures_and_a_plan_is_followed(path: Path) -> None:
    put(path, [document(AGENCY), document(PAPER), document(FERRY)])
    with opened(path) as library:
        (story,) = library.story(1)
    tolls = [one for event in several(story) for one in event.differ if one.matter == "figure"]
    assert tolls
    assert all((one.kind, one.values) == ("killed", (("9", (1,)), ("12", (2,)))) for one in tolls)
    (visit,) = [event for event in several(story) if event.followed]
    assert [one.status for one in visit.versions] == ["planned", "happened"]
    assert visit.start == "2021-03-05"
    (arrest,) = [event for event in several(story) if event.versions[0].mode == "arrest"]
    # "Thursday" and "Thursday morning" are not different days.
    assert arrest.differ == ()
    assert [one.word for one in several(story)[0].versions if one.report == 1] == ["Dorte Amsel"]


def test_words_find_stories_each_once(path: Path) -> None:
    put(path, [document(AGENCY), document(PAPER), document(FERRY)])
    with opened(path) as library:
        found = library.story("plant OR ferry")
        assert sorted(len(story.reports) for story in found) == [1, 2]
        assert len(library.story("plant OR ferry", limit=1)) == 1
        assert library.story("zeppelin") == ()
        for words, limit in (("", 3), ("plant", 0)):
            with pytest.raises(UsageError):
                library.story(words, limit=limit)


def test_of_a_page_that_changed_the_latest_version_is_told(path: Path) -> None:
    address = "https://velden.example/blast"
    first = document(PAPER.replace("Twelve", "Ten"), url=address, retrieved="2021-03-05T08:00:00Z")
    later = document(PAPER, url=address, retrieved="2021-03-05T18:00:00Z")
    put(path, [first, later, document(AGENCY)])
    with opened(path) as library:
        (story,) = library.story(3)
        assert [one.title for one in story.reports][1:] == ["Twelve dead after Kestrel Bay plant blast"]
        # Asked about, an earlier version stands for its page.
        (story,) = library.story(1)
        assert {one.number for one in story.reports} == {1, 3}


def test_a_person_parts_and_joins_stories_and_takes_it_back(path: Path) -> None:
    put(path, [document(AGENCY), document(PAPER), document(FERRY)])
    with opened(path) as library:
        apart = library.decide_pair("story", 1, 2, same=False, by="Kim")
        (story,) = library.story(1)
        assert [one.number for one in story.reports] == [1]
        together = library.decide_pair("story", 3, 1, same=True, by="Kim")
        (story,) = library.story(1)
        assert {one.number for one in story.reports} == {1, 3}
        assert [one.number for one in library.pair_decisions("story")] == [together.number, apart.number]
        library.undo_pair("story", apart.number, by="Lee")
        library.undo_pair("story", together.number, by="Lee")
        (story,) = library.story(1)
        assert {one.number for one in story.reports} == {1, 2}
        with pytest.raises(NotInLibrary):
            library.undo_pair("story", apart.number)
        with pytest.raises(UsageError):
            library.decide_pair("story", 1, 1, same=True)


def test_a_word_on_a_story_from_the_shell(path: Path) -> None:
    put(path, [document(AGENCY), document(PAPER)])
    done = run("story", "--not", "1", "2", "--by", "Kim", "--library", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("decision 1: ")
    assert "No other report" in run("story", "1", "--library", str(path)).stdout
    assert "not one story (Kim, " in run("story", "--decisions", "--library", str(path)).stdout
    assert "is taken back" in run("story", "--undo", "1", "--library", str(path)).stdout
    assert run("story", "--decisions", "--library", str(path)).stdout == ""
    for wrong in (["--not", "1"], ["--undo", "1", "2"], [], ["--same", "--not", "1", "2"]):
        assert run("story", *wrong, "--library", str(path)).returncode == 2


def test_the_command(path: Path) -> None:
    put(path, [document(AGENCY), document(PAPER), document(FERRY)])
    done = run("story", "explosion", "--library", str(path))
    assert done.returncode == 0, done.stderr
    assert "THEY DIFFER on a figure (killed): 9 (report 1); 12 (report 2)" in done.stdout
    assert "planned in report 1, happened in report 2" in done.stdout
    assert "told by a single report" in done.stdout
    assert "Told by one" in run("story", "1", "--all", "--library", str(path)).stdout
    (line,) = run("story", "2", "--format", "jsonl", "--library", str(path)).stdout.splitlines()
    assert {one["number"] for one in json.loads(line)["reports"]} == {1, 2}
    assert run("story", "zeppelin", "--library", str(path)).stdout == "No report has these words.\n"


@pytest.mark.parametrize(
    ("day", "around"),
    [
        ("2021-03-05", ("2021-02-03", "2021-04-04")),
        (None, (None, None)),
        ("2021-03", (None, None)),
        ("0001-01-05", (None, None)),
    ],
)
def test_days_around(day: str | None, around: tuple[str | None, str | None]) -> None:
    assert days_around(day) == around
