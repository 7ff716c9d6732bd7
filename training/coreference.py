"""Who is meant: GUM's and GAP's marks, and articles in which a name was replaced by a pronoun.

Three sources, one form (mentions, clusters, asked; see ``corpus.Example``):

* GUM (Zeldes 2017): entities and coreference by hand in many genres.
* GAP (Webster et al. 2018): one pronoun a passage, two names, which of them.
* Names of PolNeAR replaced by "he" or "she" (the idea of WikiCREM, Kocijan et al. 2019):
  the right answer is known, since it was the same name; the sex comes from the
  articles' CoreNLP chains.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.extract.mentions import HE, ORGANIZATION, OTHER, PERSON, PLACE, SHE, Mention, plain_mentions
from onrecord.extract.role_nouns import MODIFIERS, PERSON_ROLES, ROLES
from onrecord.extract.words import CAPITALISED, MIXED, PLAIN, UPPER, pieces_of
from training.corpus import UNKNOWN, Article, Example, Span, unmarked

_GUM_KINDS = {"person": PERSON, "organization": ORGANIZATION, "place": PLACE}
_NAME_NUMBERS = {PERSON: 0, ORGANIZATION: 1, PLACE: 2}  # as in training.names
_TITLES = frozenset("mr mrs ms miss dr prof professor sir dame lord lady st saint king queen prince princess .".split())
_NO_NAMES = frozenset(
    "i the a an and but in on at of for with he she it they we you his her their its our my this that these those "
    "there when while after before as if so then by from to not no yes what who how why where monday tuesday wednesday "
    "thursday friday saturday sunday january february march april may june july august september october november "
    "december mr mrs ms dr".split()
)


def _is_name_word(example: Example, word: int) -> bool:
    return example.cases[word] in (CAPITALISED, UPPER, MIXED) and example.words[word].lower() not in _NO_NAMES


def capital_runs(example: Example, first: int, last: int) -> list[Span]:
    """Runs of capitalised words, single marks such as "-" and "." between them included."""
    runs: list[Span] = []
    for word in range(first, last):
        if not _is_name_word(example, word):
            continue
        mark = example.words[word - 1] if runs and word - runs[-1][1] == 1 else ""
        # "J. Lund", "Mr. Lund", "Smith-Jones", but not "… of Lund. Then".
        joins = mark in ("-", "’", "'") or (mark == "." and len(example.words[word - 2]) < 3)
        if runs and (runs[-1][1] == word or (mark and joins)):
            runs[-1] = (runs[-1][0], word + 1)
        else:
            runs.append((word, word + 1))
    return runs


# GUM: one token a line, with entity brackets such as "(person-1", "person-1)".

_BRACKET = re.compile(r"\(([^()]+)\)|\(([^()]+)|([^()]+)\)")


def gum_tokens(path: Path) -> tuple[list[str], list[tuple[int, int, str, str]]]:
    """Tokens, and (first, last, kind, cluster) of every mention, last exclusive."""
    tokens: list[str] = []
    found: list[tuple[int, int, str, str]] = []
    open_at: dict[str, list[int]] = defaultdict(list)

    def label(text: str) -> tuple[str, str]:
        kind, _, rest = text.partition("-")
        return (kind, rest.split("-")[0]) if rest else ("", kind)

    for row in path.read_text(encoding="utf-8").split("\n"):
        fields = row.split("\t")
        if len(fields) < 3:
            continue
        here = len(tokens)
        tokens.append(fields[1])
        if fields[-1] == "_":
            continue
        for whole, opening, closing in _BRACKET.findall(fields[-1]):
            if whole:
                found.append((here, here + 1, *label(whole)))
            elif opening:
                open_at[opening].append(here)
            elif open_at[closing]:
                found.append((open_at[closing].pop(), here + 1, *label(closing)))
    return tokens, found


def gum_text(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """The tokens as text, a line about every four sentences, and each token's place."""
    parts: list[str] = []
    places: list[Span] = []
    offset = since = 0
    glue = ""
    for number, token in enumerate(tokens):
        before = "" if not parts or token in ".,;:!?)’'”" or token.startswith(("'", "’")) or glue else " "
        if since > 60 and number and tokens[number - 1] in ".!?":
            before, since = "\n", 0
        offset += len(before)
        parts += [before, token]
        places.append((offset, offset + len(token)))
        offset += len(token)
        since += 1
        glue = token if token in "(“‘" else ""
    return "".join(parts), places


def gum_name_tags(example: Example, names: dict[Span, tuple[int, int]], mentions: set[Span]) -> list[int]:
    """Name tags after the gold names' manner, by rule from GUM's mentions; -1 where the rule can't tell.

    A run of capitalised words is a name where a mention ends with it ("the French
    president, Noël Aubin": "Noël Aubin", not "French"); titles stay outside.
    """
    lower = Counter(word for word in example.words if word.islower())
    ends = {last for _, last in mentions} | {last - 2 for _, last in mentions if example.words[last - 1] == "s"}
    tags = [0] * len(example.words)
    for (first, last), (form, _) in names.items():
        if form == OTHER:
            continue
        words = [word.lower() for word in example.words[first:last]]
        while form == PERSON and last - first > 1 and (words[0] in PERSON_ROLES | MODIFIERS | _TITLES):
            first, words = first + 1, words[1:]
        common = last - first == 1 and (lower[words[0]] > 0 or words[0] in ROLES)
        kind = _NAME_NUMBERS[form]
        for word in range(first, last):
            tags[word] = -1 if last not in ends or common else 1 + 2 * kind + (word > first)
    return tags


def gum_example(path: Path) -> Example:
    """One document of GUM with its mentions."""
    tokens, found = gum_tokens(path)
    text, places = gum_text(tokens)
    example, words = unmarked(path.stem, text)
    at = {start: number for number, (start, _) in enumerate(words)}
    ends = {end: number + 1 for number, (_, end) in enumerate(words)}
    marked = [
        (at[places[first][0]], ends[places[last - 1][1]], kind, cluster)
        for first, last, kind, cluster in found
        if places[first][0] in at and places[last - 1][1] in ends
    ]
    marked.sort(key=lambda one: one[1] - one[0])
    numbers = {cluster: number for number, cluster in enumerate(dict.fromkeys(one[3] for one in marked))}
    names: dict[Span, tuple[int, int]] = {}
    taken: set[int] = set()
    for first, last, kind, cluster in marked:
        for run in capital_runs(example, first, last):
            # A run belongs to the smallest mention that holds it.
            if not taken & set(range(*run)):
                taken.update(range(*run))
                names[run] = (_GUM_KINDS.get(kind, OTHER), numbers[cluster])
                break
    named = [Mention(*run, form) for run, (form, _) in sorted(names.items())]
    example.names[:] = gum_name_tags(example, names, {(first, last) for first, last, _, _ in marked})
    example.mentions.extend(plain_mentions(example.words, named))
    exact = {(first, last): numbers[cluster] for first, last, _, cluster in reversed(marked)}
    begins = {first: numbers[cluster] for first, _, _, cluster in marked}
    for mention in example.mentions:
        span = (mention.first, mention.last)
        if span in names:
            example.clusters.append(names[span][1])
            example.asked.append(False)
        else:
            pronoun = mention.last - mention.first == 1
            meant = exact.get(span, -1) if pronoun else exact.get(span, begins.get(mention.first, UNKNOWN))
            example.clusters.append(meant)
            example.asked.append(meant != UNKNOWN)
    return example


# GAP: a pronoun and two names by character offset.


def gap_examples(path: Path) -> list[Example]:
    """The passages of a GAP file; other names than the two may be meant where neither is."""
    examples = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            examples.append(_gap_example(row))
    return examples


def _gap_example(row: dict[str, str]) -> Example:
    example, words = unmarked(row["ID"], row["Text"])
    starts = {start: number for number, (start, _) in enumerate(words)}
    asked_at = starts[int(row["Pronoun-offset"])]
    given: dict[Span, int] = {}
    for cluster, letter in enumerate("AB"):
        start = int(row[f"{letter}-offset"])
        end = start + len(row[letter])
        inside = [n for n, (s, e) in enumerate(words) if s < end and e > start]
        given[(inside[0], inside[-1] + 1)] = cluster
    taken = {word for run in given for word in range(*run)}
    named = [Mention(*run, PERSON) for run in given]
    for run in capital_runs(example, 0, len(words)):
        if not taken & set(range(*run)):
            named.append(Mention(*run, PERSON))
    named.sort(key=lambda mention: mention.first)
    last_names = {example.words[run[1] - 1].lower(): cluster for run, cluster in given.items()}
    first_names = {example.words[run[0]].lower(): cluster for run, cluster in given.items()}
    true = [cluster for cluster, letter in enumerate("AB") if row[f"{letter}-coref"].upper() == "TRUE"]
    for mention in plain_mentions(example.words, named):
        span = (mention.first, mention.last)
        if mention.form == PERSON:
            tokens = [word.lower() for word in example.words[slice(*span)]]
            own = given.get(span)
            if own is None:
                own = next((last_names[t] for t in tokens if t in last_names), None)
            if own is None:
                own = next((first_names[t] for t in tokens if t in first_names), 2)
            cluster = 0 if own in true else 1
        elif mention.first == asked_at:
            cluster = 0
        else:
            continue  # whom the other pronouns mean nobody marked
        if not true and mention.form == PERSON and cluster == 1 and own == 2:
            cluster = 0  # neither of the two: any other name, or none
        example.mentions.append(mention)
        example.clusters.append(cluster)
        example.asked.append(mention.first == asked_at)
    return example


# PolNeAR: a name replaced by a pronoun.


def sexes(path: Path, articles: Sequence[Article]) -> dict[str, dict[str, int]]:
    """For each article, HE or SHE by last name, where the chain's pronouns agree."""
    texts = {article.name: article.text for article in articles}
    found: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = texts.get(row["id"])
            if text is None:
                continue
            persons = {(s, e) for s, e, kind in row["names"] if kind == "PERSON"}
            votes: dict[str, Counter[int]] = defaultdict(Counter)
            for chain in row["chains"]:
                words = [text[s:e].lower() for s, e in chain]
                last_names = {text[s:e].split()[-1].lower() for s, e in persons if [s, e] in chain}
                he = sum(word in ("he", "him", "his") for word in words)
                she = sum(word in ("she", "her") for word in words)
                for name in last_names:
                    votes[name].update({HE: he, SHE: she})
            found[row["id"]] = {
                name: HE if count[HE] else SHE
                for name, count in votes.items()
                if sum(count.values()) and max(count.values()) > 0.9 * sum(count.values())
            }
    return found


_SUBJECT = {HE: "he", SHE: "she"}
_OBJECT = {HE: "him", SHE: "her"}
_POSSESSIVE = {HE: "his", SHE: "her"}
_TAKES_OBJECT = frozenset(
    "to with for of about against by from on in at behind beside around like between among under over toward towards "
    "upon called told asked urged accused blamed supported supports endorsed backed criticized attacked".split()
)


def substituted(example: Example, sex: dict[str, int], rng: random.Random, share: float) -> Example:
    """A copy in which some repeated names of persons are pronouns; what is asked is whom they mean.

    A swallowed word keeps its place and has no pieces.
    """
    named, clusters = _named(example)
    pieces, cases, tags, words, names = (
        list(example.pieces), list(example.cases), list(example.tags), list(example.words), list(example.names),
    )  # fmt: skip
    mentions: list[Mention] = []
    asked: list[bool] = []
    known: list[int] = []
    seen: set[int] = set()
    for mention, cluster in zip(named, clusters, strict=True):
        form = sex.get(example.words[mention.last - 1].lower()) if mention.form == PERSON else None
        if form is None or cluster not in seen or rng.random() >= share:
            seen.add(cluster)
            mentions.append(mention)
            known.append(cluster)
            asked.append(False)
            continue
        last = mention.last
        possessive = words[last : last + 2] in (["’", "s"], ["'", "s"])
        last += 2 * possessive
        before = words[mention.first - 1].lower() if mention.first else ""
        table = _POSSESSIVE if possessive else _OBJECT if before in _TAKES_OBJECT else _SUBJECT
        tag = next((t for t in tags[mention.first : last] if t), 0)
        for word in range(mention.first, last):
            pieces[word], words[word], names[word] = (), "", 0
        pieces[last - 1], cases[last - 1] = pieces_of(table[form])[0], PLAIN
        if example.sentence_opens(mention.first):
            cases[last - 1] = CAPITALISED
        words[last - 1], tags[last - 1] = table[form], tag
        mentions.append(Mention(last - 1, last, form))
        known.append(cluster)
        asked.append(True)
    return replace(
        example, pieces=pieces, cases=cases, tags=tags, words=words, names=names,
        mentions=mentions, clusters=known, asked=asked,
    )  # fmt: skip


def _named(example: Example) -> tuple[list[Mention], list[int]]:
    """The names of an example and who they name: persons by last name, others by all words."""
    forms = (PERSON, ORGANIZATION, PLACE, OTHER)
    named: list[Mention] = []
    for word, tag in enumerate(example.names):
        if not tag:
            continue
        if tag % 2 == 0 and named and named[-1].last == word:
            named[-1] = Mention(named[-1].first, word + 1, named[-1].form)
        else:
            named.append(Mention(word, word + 1, forms[(tag - 1) // 2]))
    numbers: dict[str, int] = {}
    clusters = []
    for mention in named:
        words = [word.lower() for word in example.words[mention.first : mention.last]]
        name = words[-1] if mention.form == PERSON else " ".join(words)
        clusters.append(numbers.setdefault(name, len(numbers)))
    return named, clusters
