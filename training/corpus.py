"""PolNeAR as training examples: articles, their words, and gold labels on the words.

PolNeAR (Newell, Margolin and Ruths, LREC 2018) is brat stand-off: one text, one
annotation file an annotator.  Counted on its training part: every attribution
has exactly one unbroken cue, 0 or 1 source, and a content in one to a few
pieces; 6 words in 862,651 carry two roles.  So a cue stands for its
attribution, and one tag a word loses nothing that matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.extract.mentions import Mention
from onrecord.extract.quotes import quote_states
from onrecord.extract.words import WORD, pieces_of

ROLES = ("source", "cue", "content")
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")

_SPAN = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)$")

UNKNOWN = -2  # a mention of which nobody said whom it means

Span = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """Gold: character spans of each role; source and content may be empty."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(kw_only=True)
class Article:
    """One text with the attributions that each of its annotators marked."""

    name: str
    text: str
    annotators: list[list[Attribution]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Example:
    """An article in words, as the network is trained on it.

    Runs are half-open word ranges.  ``content_cue[i]`` is the index in ``cues``
    of the cue that content run i belongs to; ``cue_source[j]`` the index in
    ``sources`` of cue j's source, or -1 for none.  ``tags`` is empty where nobody
    marked attributions, ``names`` (name tags on words) where nobody marked names.
    ``clusters[m]`` numbers who mention m means: -1 for nobody known, UNKNOWN where
    it was not marked; ``asked[m]``: whether its antecedent is to be learned.
    """

    name: str
    pieces: list[tuple[int, ...]]
    cases: list[int]
    states: list[int]
    paragraphs: list[int]
    tags: list[int]
    sources: list[Span]
    cues: list[Span]
    contents: list[Span]
    content_cue: list[int]
    cue_source: list[int]
    words: list[str] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    clusters: list[int] = field(default_factory=list)
    asked: list[bool] = field(default_factory=list)

    def sentence_opens(self, word: int) -> bool:
        """Whether a word is the first of a paragraph or follows a mark that ends a sentence."""
        return word == 0 or word in self.paragraphs or self.words[word - 1] in (".", "!", "?")


def read_text(path: Path) -> str:
    """The text as brat counts it: newlines untouched."""
    return path.read_bytes().decode("utf-8")


def read_annotations(path: Path) -> list[Attribution]:
    """The attributions of one brat file; Content2 joins Content, stray lines are passed over."""
    spans: dict[str, list[Span]] = {}
    events: list[list[str]] = []
    for line in read_text(path).split("\n"):
        fields = line.rstrip("\r").split("\t")
        if len(fields) < 2:
            continue
        if re.fullmatch(r"T\d+", fields[0]) and (match := _SPAN.match(fields[1])):
            pairs = (pair.split() for pair in match.group(2).split(";"))
            spans[fields[0]] = [(int(start), int(end)) for start, end in pairs]
        elif re.fullmatch(r"E\d+", fields[0]):
            events.append(fields[1].split())
    found = []
    for event in events:
        roles: dict[str, list[Span]] = {role: [] for role in ROLES}
        for argument in event[1:]:
            role, _, target = argument.partition(":")
            role = role.rstrip("0123456789").lower()
            if role in roles:
                roles[role] += spans.get(target, [])
        if any(roles.values()):
            found.append(Attribution(**{role: tuple(sorted(parts)) for role, parts in roles.items()}))
    return found


def read_folder(folder: Path) -> list[Article]:
    """Every article of a folder with ``text/NAME.txt`` and ``attributions/NAME_ANNOTATOR.ann``."""
    articles: dict[str, Article] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = re.sub(r"_[0-9a-f]{4}$", "", path.stem)
        if name not in articles:
            articles[name] = Article(name=name, text=read_text(folder / "text" / f"{name}.txt"))
        articles[name].annotators.append(read_annotations(path))
    return list(articles.values())


def paragraph_starts(text: str, words: list[Span]) -> list[int]:
    """Index of each paragraph's first word; in PolNeAR a line is a paragraph."""
    starts = [0] if words else []
    for index in range(1, len(words)):
        if "\n" in text[words[index - 1][1] : words[index][0]]:
            starts.append(index)
    return starts


def word_runs(spans: tuple[Span, ...], at: list[int]) -> list[Span]:
    """Unbroken runs of the words that the spans touch; ``at`` maps characters to words, -1 for none."""
    touched = sorted({at[i] for start, end in spans for i in range(start, min(end, len(at)))} - {-1})
    runs: list[Span] = []
    for index in touched:
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def examples(article: Article) -> Iterator[Example]:
    """One example an annotator; articles with several give several."""
    text = article.text
    words = [match.span() for match in WORD.finditer(text)]
    at = [-1] * len(text)
    for index, (start, end) in enumerate(words):
        at[start:end] = [index] * (end - start)
    paragraphs = paragraph_starts(text, words)
    states = quote_states(text, words, paragraphs)
    looked_up = [pieces_of(text[start:end]) for start, end in words]
    for attributions in article.annotators:
        example = _example(article.name, attributions, at, words, paragraphs, states, looked_up)
        example.words.extend(text[start:end] for start, end in words)
        yield example


def unmarked(name: str, text: str) -> tuple[Example, list[Span]]:
    """A text without attributions as an example (a line is a paragraph), and its words' places."""
    words = [match.span() for match in WORD.finditer(text)]
    paragraphs = paragraph_starts(text, words)
    looked_up = [pieces_of(text[start:end]) for start, end in words]
    example = _example(name, [], [], words, paragraphs, quote_states(text, words, paragraphs), looked_up)
    example.words.extend(text[start:end] for start, end in words)
    example.tags.clear()
    return example, words


def _example(
    name: str,
    attributions: list[Attribution],
    at: list[int],
    words: list[Span],
    paragraphs: list[int],
    states: list[int],
    looked_up: list[tuple[tuple[int, ...], int]],
) -> Example:
    tags = [0] * len(words)
    sources: list[Span] = []
    cues: list[Span] = []
    contents: list[Span] = []
    content_cue: list[int] = []
    cue_source: list[int] = []
    for attribution in attributions:
        cue = word_runs(attribution.cue, at)
        if not cue:
            continue
        cues.append(cue[0])
        source = word_runs(attribution.source, at)
        if source:
            if source[0] not in sources:
                sources.append(source[0])
            cue_source.append(sources.index(source[0]))
        else:
            cue_source.append(-1)
        for run in word_runs(attribution.content, at):
            contents.append(run)
            content_cue.append(len(cues) - 1)
    # Where a word has two roles the scorer lets cue win over source over content.
    for runs, tag in ((contents, 5), (sources, 1), (cues, 3)):
        for start, end in runs:
            tags[start] = tag
            tags[start + 1 : end] = [tag + 1] * (end - start - 1)
    return Example(
        name=name,
        pieces=[pieces for pieces, _ in looked_up],
        cases=[case for _, case in looked_up],
        states=states,
        paragraphs=paragraphs,
        tags=tags,
        sources=sources,
        cues=cues,
        contents=contents,
        content_cue=content_cue,
        cue_source=cue_source,
    )
