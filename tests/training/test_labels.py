"""Names and antecedents as training labels, from files in the corpora's formats."""

from __future__ import annotations

import random
from pathlib import Path

from onrecord.extract.mentions import HE, PERSON, SHE
from training.coreference import gap_examples, gum_example, substituted
from training.corpus import Example, unmarked
from training.names import Marked, gold_texts, marked_example, name_tags

IOB2 = """# newdoc id = letter-1
# text = Ada Lund left Brisk.
1	Ada	B-PER
2	Lund	I-PER
3	left	O
4	Brisk	B-LOC
5	.	O

# text = The Harbour Board met.
1	The	O
2	Harbour	B-ORG
3	Board	I-ORG
4	met	O
5	.	O

"""


def test_names_of_an_iob2_file(tmp_path: Path) -> None:
    path = tmp_path / "names.iob2"
    path.write_text(IOB2, encoding="utf-8")
    (document,) = gold_texts(path)
    assert document.text == "Ada Lund left Brisk.\nThe Harbour Board met."
    assert [(document.text[s:e], kind) for s, e, kind in document.names] == [
        ("Ada Lund", 0),
        ("Brisk", 2),
        ("Harbour Board", 1),
    ]


def test_tags_of_words() -> None:
    words = [(0, 3), (4, 8), (9, 13), (14, 19)]
    assert name_tags(words, [(0, 8, 0), (14, 19, 2)]) == [1, 2, 0, 5]


def named(example: Example) -> list[str]:
    """The example's names, from its tags."""
    found: list[str] = []
    for word, tag in zip(example.words, example.names, strict=True):
        if tag > 0 and tag % 2:
            found.append(word)
        elif tag > 0:
            found[-1] += f" {word}"
    return found


def test_replaced_names_keep_their_tags() -> None:
    marked = Marked(name="x", text="Ada Lund left Brisk.", names=[(0, 8, 0), (14, 19, 2)])
    pool = [["Per Quill Moor"], ["Board"], ["Tarnholm"]]
    kept = marked_example(marked, pool, random.Random(1), 0.0)
    assert named(kept) == ["Ada Lund", "Brisk"]
    replaced = marked_example(marked, pool, random.Random(1), 1.0)
    assert " ".join(replaced.words) == "Per Quill Moor left Tarnholm ."
    assert named(replaced) == ["Per Quill Moor", "Tarnholm"]


GUM = """# begin document letter
0	The	(person-1
1	French	(place-2)
2	president	_
3	,	_
4	Noël	(person-1
5	Aubin	person-1)person-1)
6	,	_
7	left	_
8	.	_
9	He	(person-1)
10	met	_
11	French	(person-3
12	troops	person-3)
13	.	_
# end document
"""


def test_gum_gives_names_and_chains(tmp_path: Path) -> None:
    path = tmp_path / "letter.conll"
    path.write_text(GUM, encoding="utf-8")
    example = gum_example(path)
    assert named(example)[-1] == "Noël Aubin"
    tags = dict(zip(example.words, example.names, strict=True))
    assert tags["troops"] == 0
    # "French" before a noun names nothing by the rule.
    assert example.names[11] == -1
    he = next(i for i, mention in enumerate(example.mentions) if mention.form == HE)
    aubin = next(i for i, mention in enumerate(example.mentions) if mention.form == PERSON)
    assert example.asked[he] and example.clusters[he] == example.clusters[aubin]


def test_gap_asks_for_one_pronoun(tmp_path: Path) -> None:
    path = tmp_path / "gap.tsv"
    told = "dev-1|Ada Lund met Eva Moor before she left.|she|29|Ada Lund|0|TRUE|Eva Moor|13|FALSE|u"
    row = told.split("|")
    head = "ID Text Pronoun Pronoun-offset A A-offset A-coref B B-offset B-coref URL".split()
    path.write_text("\t".join(head) + "\n" + "\t".join(row) + "\n", encoding="utf-8")
    (example,) = gap_examples(path)
    (asked,) = [i for i, wanted in enumerate(example.asked) if wanted]
    assert example.mentions[asked].form == SHE
    right = [m for m, c in zip(example.mentions, example.clusters, strict=True) if c == 0 and m.form == PERSON]
    assert [" ".join(example.words[m.first : m.last]) for m in right] == ["Ada Lund"]


def test_a_name_becomes_a_pronoun_where_it_was_told_before() -> None:
    text = "Ada Lund spoke. Then Lund left. They followed Lund ’s car."
    example, words = unmarked("x", text)
    at = [i for i, word in enumerate(example.words) if word == "Lund"]
    example.names[:] = name_tags(words, [(0, 8, 0), *((words[i][0], words[i][1], 0) for i in at[1:])])
    example.tags[:] = [0] * len(words)
    changed = substituted(example, {"lund": SHE}, random.Random(1), 1.0)
    assert [
        word for word in changed.words if word
    ] == "Ada Lund spoke . Then she left . They followed her car .".split()
    assert sum(changed.asked) == 2
    first = changed.clusters[0]
    assert all(c == first for c, wanted in zip(changed.clusters, changed.asked, strict=True) if wanted)
