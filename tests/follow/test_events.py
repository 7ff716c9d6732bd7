"""Events across reports."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest

import onrecord
from benchmarks import stories as benchmark
from benchmarks.story_files import read_corpus
from onrecord.follow.early import Early
from onrecord.follow.events.chains import event_chains, report_chains
from onrecord.follow.events.pairs import FEATURES, pair_features
from onrecord.follow.events.places import Place, report_document, told_at
from onrecord.follow.stories.group import stories_of
from onrecord.follow.stories.terms import terms_of
from onrecord.record import Event, Report

DOCUMENTS = [
    ["Police arrest keeper after tortoise theft in Brisk", "The keeper was arrested on Monday , police said ."],
    ["Police arrested the keeper of a stolen tortoise in Brisk on Monday ."],
    ["A bank in Moor was robbed on Friday .", "The robbers took 12 gold bars from the bank ."],
    ["Robbers took 12 gold bars from a bank in Moor on Friday ."],
]
# Document, sentence, word; and the event.
EVENTS = [
    (0, 0, "arrest", "arrest"), (0, 0, "theft", "theft"), (0, 1, "arrested", "arrest"), (1, 0, "arrested", "arrest"),
    (2, 0, "robbed", "robbery"), (2, 1, "took", "robbery or taking"), (3, 0, "took", "robbery or taking"),
]  # fmt: skip


def sentences() -> list[list[list[str]]]:
    return [[sentence.split() for sentence in document] for document in DOCUMENTS]


def places() -> list[Place]:
    words = sentences()
    return [Place(document=d, sentence=s, words=(words[d][s].index(word),)) for d, s, word, _ in EVENTS]


def test_chains_and_their_order(early: Early) -> None:
    told = told_at(sentences(), places(), early)
    stories = stories_of([terms_of(word for sentence in one for word in sentence) for one in sentences()])
    assert stories.groups == [0, 0, 1, 1]
    chains = event_chains(told, stories)
    assert chains[0] == chains[2] == chains[3]
    assert chains[1] != chains[0]
    assert chains[5] == chains[6]
    assert chains[4] not in chains[:4]
    order = list(range(len(told)))
    for seed in range(4):
        random.Random(seed).shuffle(order)
        again = event_chains([told[at] for at in order], stories)
        back = [again[order.index(at)] for at in range(len(told))]
        assert np.array_equal(np.equal.outer(back, back), np.equal.outer(chains, chains))


def test_known_places_stay_together(early: Early) -> None:
    told = told_at(sentences(), places(), early)
    stories = stories_of([terms_of(word for sentence in one for word in sentence) for one in sentences()])
    chains = event_chains(told, stories, known=[0, 0, 2, 3, 4, 5, 6])
    assert chains[0] == chains[1]


def test_features(early: Early) -> None:
    told = told_at(sentences(), places(), early)[:4]
    values = pair_features(told, np.eye(4), np.eye(4))
    assert values.shape == (4, 4, len(FEATURES))
    assert np.isfinite(values).all()
    assert np.allclose(values, values.transpose(1, 0, 2))
    named = dict(zip(FEATURES, values[2, 3], strict=True))
    assert named["same words"] == named["first stem"] == 1 and named["one report"] == 0


def test_one_place_and_none(early: Early) -> None:
    stories = stories_of([terms_of(word for sentence in one for word in sentence) for one in sentences()])
    assert event_chains([], stories) == []
    assert event_chains(told_at(sentences(), places()[:1], early), stories) == [0]
    with pytest.raises(ValueError, match="without words"):
        told_at(sentences(), [Place(document=0, sentence=0, words=())], early)


def words_of(report: Report, event: Event) -> list[str]:
    return [report.text[start:end] for told in event.mentions for start, end in told.spans]


def test_records(early: Early) -> None:
    texts = [
        "Orvany troops withdraw from Moor\n\nBRISK, Nov 3 (Talvet) - Orvany troops withdrew from Moor on Tuesday, the "
        "army said. Shells had hit the village for eleven days.",
        "Troops leave Moor\n\nMOOR, Nov 3 (Corvid Press) - Troops of Orvany withdrew from Moor on Tuesday after eleven "
        "days of shelling, residents of the village said.",
        "Sugar price rises\n\nPORT VELL, Nov 3 (Talvet) - Sugar growers met the trade minister on Monday, his office "
        "said. He promised them aid.",
    ]
    reports = [onrecord.read(text=text, published="2021-11-03") for text in texts]
    chains = report_chains(reports, early)
    assert set(chains) == {(number, one.id) for number, report in enumerate(reports) for one in report.events}
    withdrawals = [
        {chains[number, one.id] for one in report.events if "withdrew" in words_of(report, one)}
        for number, report in enumerate(reports[:2])
    ]
    assert len(withdrawals[0]) == 1 and withdrawals[0] == withdrawals[1]
    assert not {chains[2, one.id] for one in reports[2].events} & {
        chains[number, one.id] for number in (0, 1) for one in reports[number].events
    }


def test_a_record_gives_the_words_of_its_events() -> None:
    text = (
        "Orvany troops withdraw from Moor\n\nBRISK, Nov 3 (Talvet) - Orvany troops withdrew from Moor on Tuesday, the "
        "army said. Shells had hit the village for eleven days."
    )
    report = onrecord.read(text=text, published="2021-11-03")
    words, found = report_document(report, 3)
    assert words[0] == ["Orvany", "troops", "withdraw", "from", "Moor"]
    shown = [words[place.sentence][place.words[0]] for some in found.values() for place in some]
    assert sorted(shown) == sorted(word for event in report.events for word in words_of(report, event))
    assert "withdrew" in shown
    assert {place.document for some in found.values() for place in some} == {3}


def files(folder: Path, chains: bool) -> tuple[Path, Path]:
    """DOCUMENTS and EVENTS as files of ECB+."""
    lines = []
    for number, document in enumerate(DOCUMENTS):
        name = f"{number // 2 + 1}_{number + 1}ecb"
        for at, sentence in enumerate(document):
            lines += ["", *(f"{name}\t{at}\t{word}\t{text}\t-" for word, text in enumerate(sentence.split()))]
    (folder / "corpus.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = [
        {"doc_id": f"{d // 2 + 1}_{d + 1}ecb", "sent_id": s, "tokens_number": [DOCUMENTS[d][s].split().index(word)]}
        | ({"coref_chain": event} if chains else {})
        for d, s, word, event in EVENTS
    ]
    (folder / "ev.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder / "corpus.txt", folder / "ev.json"


def test_the_benchmark_writes_a_line_a_mention(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, mentions = files(tmp_path, chains=False)
    out = tmp_path / "out" / "pred.jsonl"
    monkeypatch.setattr("sys.argv", ["stories", str(corpus), str(mentions), "--out", str(out)])
    assert benchmark.main() == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    given = json.loads(mentions.read_text(encoding="utf-8"))
    assert [{name: row[name] for name in ("doc_id", "sent_id", "tokens_number")} for row in rows] == given
    assert rows[0]["chain"] == rows[3]["chain"] != rows[4]["chain"]


def test_a_mention_of_no_words_is_refused(tmp_path: Path) -> None:
    corpus, mentions = files(tmp_path, chains=False)
    mentions.write_text(json.dumps([{"doc_id": "9_1ecb", "sent_id": 0, "tokens_number": [1]}]), encoding="utf-8")
    with pytest.raises(ValueError, match="9_1ecb has no words"):
        read_corpus(corpus, mentions)
