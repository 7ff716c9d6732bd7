"""Names as training labels: gold from web text (Universal NER), silver from the articles' own CoreNLP files.

The two know different kinds.  Gold marks persons, organizations and places;
silver marks "miscellaneous" besides (nations, parties, events), so a word that
gold leaves unmarked may be that or nothing.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from training.corpus import Article, Example, Span, unmarked

# Which pair of name tags a label has: 1 + 2 * number begins, 2 + 2 * number goes on.
GOLD_KINDS = {"PER": 0, "ORG": 1, "LOC": 2}
SILVER_KINDS = {"PERSON": 0, "ORGANIZATION": 1, "LOCATION": 2, "MISC": 3}


def name_tags(words: Sequence[Span], names: Sequence[tuple[int, int, int]]) -> list[int]:
    """A tag a word; names are (start, end, kind) in characters, in order."""
    tags = [0] * len(words)
    word = 0
    for start, end, kind in names:
        while word < len(words) and words[word][1] <= start:
            word += 1
        first = word
        while word < len(words) and words[word][0] < end:
            tags[word] = 1 + 2 * kind + (word > first)
            word += 1
    return tags


def silver_names(path: Path) -> dict[str, list[tuple[int, int, int]]]:
    """Machine-made names of each article by its name, as (start, end, kind) in order."""
    found = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found[row["id"]] = sorted((s, e, SILVER_KINDS[kind]) for s, e, kind in row["names"] if kind in SILVER_KINDS)
    return found


def with_silver(article: Article, example: Example, silver: dict[str, list[tuple[int, int, int]]]) -> None:
    """Put the silver name tags on an article's example; left without where the file has none."""
    from onrecord.extract.words import WORD

    if article.name in silver:
        words = [match.span() for match in WORD.finditer(article.text)]
        example.names[:] = name_tags(words, silver[article.name])


def read_iob2(path: Path) -> Iterator[tuple[str, str, list[tuple[int, int, int]]]]:
    """Each document's id, its text (a sentence a line), and its names as (start, end, kind) in characters."""
    name, sentence, offset = "", "", 0
    lines: list[str] = []
    names: list[tuple[int, int, int]] = []
    tokens: list[tuple[str, str]] = []

    def close() -> None:
        nonlocal offset, tokens
        place, current = 0, None
        for token, label in tokens:
            start = sentence.index(token, place)
            place = start + len(token)
            span = (offset + start, offset + place)
            kind = GOLD_KINDS.get(label[2:])
            if kind is None:
                current = None
            elif label[0] == "I" and current is not None and names[-1][2] == kind:
                names[-1] = (names[-1][0], span[1], kind)
            else:
                names.append((*span, kind))
                current = kind
        lines.append(sentence)
        offset += len(sentence) + 1
        tokens = []

    for row in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if row.startswith("# newdoc id"):
            if lines:
                yield name, "\n".join(lines), names
            name, lines, names, offset = row.split("=", 1)[1].strip(), [], [], 0
        elif row.startswith("# text"):
            sentence = row.split("=", 1)[1].removeprefix(" ")
        elif row and not row.startswith("#"):
            fields = row.split("\t")
            tokens.append((fields[1], fields[2]))
        elif not row and tokens:
            close()
    if lines:
        yield name, "\n".join(lines), names


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A text with its names as (start, end, kind) in characters, in order."""

    name: str
    text: str
    names: list[tuple[int, int, int]]


def gold_texts(path: Path) -> list[Marked]:
    """The documents of an IOB2 file."""
    return [Marked(name=name, text=text, names=sorted(names)) for name, text, names in read_iob2(path)]


def name_pool(articles: Sequence[Article], silver: dict[str, list[tuple[int, int, int]]]) -> list[list[str]]:
    """For persons, organizations and places the names that silver finds in the articles, each string once."""
    pool: list[set[str]] = [set(), set(), set()]
    for article in articles:
        for start, end, kind in silver.get(article.name, ()):
            text = article.text[start:end]
            if kind < len(pool) and "\n" not in text and text[:1].isupper():
                pool[kind].add(text)
    return [sorted(names) for names in pool]


def marked_example(marked: Marked, pool: Sequence[Sequence[str]], rng: random.Random, share: float) -> Example:
    """An example in which a share of the names is replaced by others of their kind.

    With two thousand sentences the network learns the names themselves; in other
    names it must learn what stands around them (mention replacement, Dai and Adel 2020).
    """
    parts: list[str] = []
    names: list[tuple[int, int, int]] = []
    offset = done = 0
    for start, end, kind in marked.names:
        before = marked.text[done:start]
        own = marked.text[start:end]
        if rng.random() < share and own[:1].isupper() and start >= done:
            own = rng.choice(pool[kind])
        offset += len(before)
        names.append((offset, offset + len(own), kind))
        offset += len(own)
        parts += [before, own]
        done = end
    parts.append(marked.text[done:])
    example, words = unmarked(marked.name, "".join(parts))
    example.names[:] = name_tags(words, names)
    return example


def place_examples(path: Path, held_out: frozenset[str]) -> list[Example]:
    """Articles of a file of the Local-Global Lexicon's shape, their toponyms as names of places.

    The file marks no other names, and marks "Ohio" in "Ohio Supreme Court" too: so only a toponym
    that no capitalised word touches teaches a place, only words in lower case teach none.
    """
    examples = []
    for article in ElementTree.parse(path).getroot().iter("article"):
        if article.get("docid") in held_out:
            continue
        example, words = unmarked(f"place {article.get('docid')}", article.findtext("text") or "")
        tags = [0 if word.islower() or not word[0].isalnum() else -1 for word in example.words]
        capital = [word[:1].isupper() for word in example.words]
        for toponym in article.iter("toponym"):
            start, end = (int(toponym.findtext(name) or 0) for name in ("start", "end"))
            inside = [i for i, (s, e) in enumerate(words) if s < end and e > start]
            if not inside:
                continue
            first, last = inside[0], inside[-1] + 1
            alone = not (first and capital[first - 1]) and not (last < len(words) and capital[last])
            for place in inside:
                tags[place] = 5 + (place > first) if alone and capital[first] else -1
        example.names[:] = tags
        examples.append(example)
    return examples
