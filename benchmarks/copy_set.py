"""Pairs of reports of which one is copied from the other, and pairs that are not, built from a seed.

    python -m benchmarks.copy_set --part train|dev [--seed N]      # says what is in it

Sources are the articles of PolNeAR.  A copy is made of one by cutting its end off, excerpting 60 words or more,
reordering its paragraphs, rewriting (20 to 35 of 100 words replaced by others of the corpus), a new lead from
elsewhere, several sources joined, or two of these at once; what became of each word of the source is kept, so that
the passages in common are known.  Pairs that are none: two short reports on one event (ECB+, one subtopic), reports
that share a paragraph of boilerplate (invented) or one quotation alone, and reports with nothing in common.

The text of a source is used for copies only; what shares boilerplate or a quotation stands in other reports.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, combinations
from pathlib import Path

from benchmarks.common import data_folder

PAIRS, OTHERS, HARD = 500, 5000, 1200
PARTS = 6  # of an article, that share something with other reports
LEAST = 60  # words of the shortest excerpt
SEEDS = {"train": 101, "dev": 202}
_WORD = re.compile(r"\S+")
Place = tuple[int, int]

BOILERPLATE = (
    "Sign up for our morning newsletter and have the day's most important stories sent to your inbox before "
    "breakfast. You can change what you receive, or leave the list, at any time. By signing up you agree to our "
    "terms of use and to our privacy policy.",
    "All rights reserved. This material may not be published, broadcast, rewritten or redistributed in any form "
    "without written permission of the owner. Offenders will be pursued under the laws that hold where they live.",
    "We and our partners store and read information on your device, such as cookies, and process personal data, "
    "such as identifiers that a device sends, for content and advertising that suits you, and to learn about "
    "those who read us. You may accept or refuse, or change your mind later in the settings at the foot of each "
    "page.",
    "This is a developing story and will be updated as our reporters learn more. Do you know something that we "
    "should know? Write to our news desk, or send a message that nobody else can read to the number at the foot "
    "of the page.",
    "Readers like you make our work possible. If everyone who reads our reporting, who likes it, helps to pay for"
    " it, our future would be much more secure. For as little as one coin a month you can support us, and it only"
    " takes a minute. Thank you for all that you have given us so far.",
    "The opinions expressed here are those of the author alone and do not reflect the views of this paper, of its"
    " owners, or of anybody who advertises in it. Letters to the editor are welcome and may be cut for length.",
    "Follow us on all networks, download our application for your telephone, and never miss a story again. Our "
    "podcast comes out each weekday evening, wherever you listen, and our weekly print edition is at your "
    "newsagent's every Friday morning.",
    "Comments are open for three days after a story is published. Please stay on the subject, be kind to others, "
    "and do not post links to places that sell things. Our moderators remove what breaks the rules of the house, "
    "and those who break them often are shown the door.",
    "About the author: our correspondents work from more than forty cities and have won many prizes for their "
    "work. To reach one of them, call the switchboard between nine and five on working days and ask for the "
    "foreign desk. Corrections are printed on page two of the next edition.",
    "Your subscription pays for independent journalism. Subscribers have every article, the crossword, the "
    "archive back to the first number, and invitations to our evenings with writers. Cancel whenever you like; "
    "there is no fee and nobody will call you to ask why.",
)
QUOTATIONS = (
    "“We have asked for the papers four times now, and four times they have sent us away with nothing but a "
    "promise and a cup of tea,” she said. “A promise does not hold up a dam, and a cup of tea does not dry a "
    "cellar.”",
    "“I was standing at the gate when the lights went out, and for a moment nobody said anything at all. Then the"
    " dogs began, and then the sirens, and we understood that it was not the wind,” said a man who lives nearby.",
    "“There is no plan to close the school, there has never been a plan to close the school, and whoever tells "
    "you that there is one wants your vote and nothing else,” the mayor told the council.",
    "“My father built half of this street with his own hands, and I will not sell one brick of it to a company "
    "that cannot spell our name,” he told reporters outside the court.",
    "“Let me be clear about this: not one of our people fired a shot before midnight, not one of them crossed the"
    " line, and not one of them will be handed over to a court that has already made up its mind,” the general "
    "said.",
    "“If the price of grain goes up once more before the harvest then half of the bakeries in this county will be"
    " shut by the winter, and it will not be the bakers who are to blame for it,” the head of the guild said.",
    "“You can count the votes ten times over, in daylight, with every camera in the country in the room, and you "
    "will still find that we won by eleven thousand,” her spokesman said late on Sunday.",
    "“The engine had been looked at in March, it had been looked at in May, and in June a man with a clipboard "
    "told us that it would last for another twenty years,” the captain told the inquiry.",
)


@dataclass(frozen=True, slots=True)
class Copied:
    """Words of a copy that stand in the place of words of a source.  ``same``: not replaced by others."""

    there: Place  # code points of the source's text
    here: Place  # code points of the copy's text
    same: bool


@dataclass(kw_only=True)
class Made:
    """A report of the set.  ``copied``: by the name of each source what was copied from it."""

    name: str
    text: str
    day: date
    time: str | None = None
    how: str = "source"
    copied: dict[str, list[Copied]] = field(default_factory=dict)


@dataclass(kw_only=True)
class CopySet:
    """``reports`` by name; ``pairs``: source and copy; ``others``: pairs that are none, with their kind."""

    reports: dict[str, Made]
    pairs: list[tuple[str, str]]
    others: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word to be written, and where it is from."""

    word: str
    source: str | None = None
    there: Place = (0, 0)
    same: bool = True


Paragraph = list[_Piece]


def build(folder: Path, part: str, seed: int | None = None) -> CopySet:
    """The set of a part of the data: "train" to tune with, "dev" to judge with."""
    rng = random.Random(SEEDS[part] if seed is None else seed)
    texts = {path.stem: path.read_text(encoding="utf-8").strip() for path in _articles(folder, part)}
    names = sorted(name for name, text in texts.items() if len(text.split()) >= 250)
    rng.shuffle(names)
    carriers = names[: len(names) // 3][:80]
    sources = names[len(carriers) :]
    words = [word for name in carriers for word in texts[name].split()]
    reports: dict[str, Made] = {}
    pairs: list[tuple[str, str]] = []
    maker = _Maker(rng=rng, texts=texts, sources=sources, words=words)
    while len(pairs) < PAIRS:
        copy = maker.copy(len(reports))
        reports[copy.name] = copy
        pairs += [(source, copy.name) for source in copy.copied]
    pairs = pairs[:PAIRS]
    for name in sorted({name for copy in list(reports.values()) for name in copy.copied}):
        reports[name] = Made(name=name, text=texts[name], day=_day(name), time="08:00")
    others = list(_others(rng, folder, part, texts, carriers, reports))
    return CopySet(reports=reports, pairs=pairs, others=others)


@dataclass(kw_only=True)
class _Maker:
    rng: random.Random
    texts: dict[str, str]
    sources: Sequence[str]
    words: Sequence[str]
    turn: int = 0

    def copy(self, number: int) -> Made:
        """The next copy, of the next kind, from the next source."""
        kinds = (
            self.cut, self.excerpt, self.reorder, self.rewrite, self.new_lead, self.merge,
            self.cut_and_rewritten, self.excerpt_rewritten, self.inside, self.reordered_and_rewritten,
        )  # fmt: skip
        kind = kinds[number % len(kinds)]
        paragraphs = kind()
        sources = {piece.source for piece in chain.from_iterable(paragraphs) if piece.source}
        day = max(map(_day, sources)) + timedelta(days=self.rng.choice((0, 0, 0, 1, 1, 2)))
        made = written(f"copy-{number:04}", kind.__name__, day, paragraphs)
        made.time = f"{self.rng.randint(9, 22):02}:{self.rng.randint(0, 59):02}" if self.rng.random() < 0.8 else None
        return made

    def source(self) -> list[Paragraph]:
        name = self.sources[self.turn % len(self.sources)]
        self.turn += 1
        return pieces_of(name, self.texts[name])

    def filler(self, least: int) -> list[Paragraph]:
        """Words of the corpus in an order that nobody has, as paragraphs."""
        found = []
        while least > 0:
            size = self.rng.randint(25, 60)
            found.append([_Piece(word) for word in self.rng.choices(self.words, k=size)])
            least -= size
        return found

    def cut(self) -> list[Paragraph]:
        return _first(self.source(), self.rng.uniform(0.4, 0.9))

    def excerpt(self) -> list[Paragraph]:
        return _excerpt(self.rng, self.source(), self.rng.randint(LEAST, 150))

    def reorder(self) -> list[Paragraph]:
        paragraphs = self.source()
        self.rng.shuffle(paragraphs)
        return paragraphs

    def rewrite(self) -> list[Paragraph]:
        return self._replaced(self.source())

    def new_lead(self) -> list[Paragraph]:
        paragraphs = self.source()
        return self.filler(self.rng.randint(40, 120)) + paragraphs[len(paragraphs) // 4 :]

    def merge(self) -> list[Paragraph]:
        """Two sources or three, of each a part, one behind the other or turn by turn."""
        parts = [_first(self.source(), self.rng.uniform(0.35, 1.0)) for _ in range(self.rng.choice((2, 2, 3)))]
        if self.rng.random() < 0.5:
            return list(chain.from_iterable(parts))
        most = max(len(part) for part in parts)
        return [part[row] for row in range(most) for part in parts if row < len(part)]

    def cut_and_rewritten(self) -> list[Paragraph]:
        return self._replaced(self.cut())

    def excerpt_rewritten(self) -> list[Paragraph]:
        return self._replaced(self.excerpt())

    def inside(self) -> list[Paragraph]:
        """An excerpt within a report that is otherwise its own."""
        excerpt = _excerpt(self.rng, self.source(), self.rng.randint(LEAST, 200))
        return self.filler(self.rng.randint(40, 300)) + excerpt + self.filler(self.rng.randint(40, 300))

    def reordered_and_rewritten(self) -> list[Paragraph]:
        return self._replaced(self.reorder())

    def _replaced(self, paragraphs: list[Paragraph]) -> list[Paragraph]:
        share = self.rng.uniform(0.2, 0.35)
        places = [(row, column) for row, paragraph in enumerate(paragraphs) for column in range(len(paragraph))]
        new = set(self.rng.sample(places, k=-int(-share * len(places) // 1)))
        return [
            [
                _Piece(self.rng.choice(self.words), piece.source, piece.there, False) if (row, column) in new else piece
                for column, piece in enumerate(paragraph)
            ]
            for row, paragraph in enumerate(paragraphs)
        ]


def pieces_of(name: str, text: str) -> list[Paragraph]:
    """The words of a source, paragraph by paragraph."""
    found: list[Paragraph] = []
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        start = match.start()
        found.append(
            [
                _Piece(one.group(), name, (start + one.start(), start + one.end()))
                for one in _WORD.finditer(match.group())
            ]
        )
    return found


def written(name: str, how: str, day: date, paragraphs: Sequence[Paragraph]) -> Made:
    """The report that these words make."""
    text, copied = "", dict[str, list[Copied]]()
    for paragraph in paragraphs:
        text += "\n\n" if text else ""
        for number, piece in enumerate(paragraph):
            text += " " if number else ""
            if piece.source:
                here = (len(text), len(text) + len(piece.word))
                copied.setdefault(piece.source, []).append(Copied(piece.there, here, piece.same))
            text += piece.word
    return Made(name=name, text=text + "\n", day=day, how=how, copied=copied)


def _first(paragraphs: list[Paragraph], share: float) -> list[Paragraph]:
    """The first paragraphs with this share of the words; at least LEAST words of them."""
    whole, kept = sum(map(len, paragraphs)), list[Paragraph]()
    for paragraph in paragraphs:
        kept.append(paragraph)
        if sum(map(len, kept)) >= max(LEAST, share * whole):
            break
    return kept


def _excerpt(rng: random.Random, paragraphs: list[Paragraph], size: int) -> list[Paragraph]:
    """So many words in a row, from anywhere."""
    start = rng.randint(0, max(0, sum(map(len, paragraphs)) - size))
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        taken = paragraph[max(0, start) : max(0, start + size)]
        start -= len(paragraph)
        if taken:
            found.append(taken)
    return found


def _others(
    rng: random.Random,
    folder: Path,
    part: str,
    texts: dict[str, str],
    carriers: Sequence[str],
    reports: dict[str, Made],
) -> Iterator[tuple[str, str, str]]:
    """Pairs that are none, and their reports into ``reports``."""
    events = stories(folder, part)
    for name, (_, text) in events.items():
        reports[name] = Made(name=name, text=text, day=date(2010, 1, 1) + timedelta(days=rng.randrange(700)))
    same = [(a, b) for a, b in combinations(sorted(events), 2) if events[a][0] == events[b][0]]
    hard = [(a, b, "event") for a, b in rng.sample(same, k=min(len(same), HARD - 400))]
    shared: dict[str, list[str]] = {}
    for kind, paragraphs in (("boilerplate", BOILERPLATE), ("quotation", QUOTATIONS)):
        for name in carriers:
            # Parts of an article, so that no two of these reports share anything else.
            for part_of, rows in enumerate(_parts(texts[name], PARTS)[kind == "quotation" :: 2]):
                which = rng.randrange(len(paragraphs))
                at_end = kind == "boilerplate" and rng.random() < 0.7
                rows.insert(len(rows) if at_end else rng.randint(1, len(rows)), paragraphs[which])
                carrier = f"{kind} {part_of} {name}"
                reports[carrier] = Made(name=carrier, text="\n\n".join(rows) + "\n", day=_day(name), how=kind)
                shared.setdefault(f"{kind} {which}", []).append(carrier)
    alike = [(a, b, key.split()[0]) for key, some in shared.items() for a, b in combinations(some, 2)]
    hard += rng.sample(alike, k=min(len(alike), HARD - len(hard)))
    yield from hard
    known = {(a, b) for a, b, _ in hard}
    everything = sorted(reports)
    roots = {name: set(one.copied) or {name.rpartition(" ")[2]} for name, one in reports.items()}
    for _ in range(100 * OTHERS):
        if len(known) == OTHERS:
            break
        one, other = sorted(rng.sample(everything, 2))
        if (one, other) in known or roots[one] & roots[other] or one in roots[other] or other in roots[one]:
            continue
        if one in events and other in events and events[one][0] == events[other][0]:
            continue
        known.add((one, other))
        yield one, other, "unrelated"


def _parts(text: str, count: int) -> list[list[str]]:
    """The paragraphs of a text in so many parts of about the same length."""
    rows = [row for row in text.split("\n") if row.strip()]
    whole, parts, done = len(text.split()), [list[str]() for _ in range(count)], 0
    for row in rows:
        parts[min(count - 1, count * done // whole)].append(row)
        done += len(row.split())
    return [part for part in parts if part]


def stories(folder: Path, part: str) -> dict[str, tuple[str, str]]:
    """The reports of ECB+ that are longer than a line: by name the subtopic and the text."""
    found: dict[str, dict[str, list[str]]] = {}
    name = {"train": "Train", "dev": "Dev"}[part]
    for line in (folder / "data" / "stories" / f"{name}_corpus.txt").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 3:
            found.setdefault(cells[0], {}).setdefault(cells[1], []).append(cells[3])
    kept = {}
    for key, sentences in found.items():
        text = "\n\n".join(" ".join(words) for words in sentences.values())
        topic = key.partition("_")[0] + ("plus" if key.endswith("plus") else "")
        if len(text.split()) >= 15:
            kept[key] = topic, text + "\n"
    return kept


def _articles(folder: Path, part: str) -> list[Path]:
    return sorted((folder / "data" / "polnear" / part / "text").glob("*.txt"))


def _day(name: str) -> date:
    """The day in an article's name."""
    match = re.search(r"\d{4}-\d\d-\d\d", name)
    return date.fromisoformat(match.group()) if match else date(2016, 9, 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("train", "dev"), default="train")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--data", type=Path)
    arguments = parser.parse_args()
    folder = data_folder(arguments.data)
    if folder is None:
        print("copy set: skipped, ONRECORD_DATA is not set")
        return 0
    made = build(folder, arguments.part, arguments.seed)
    print(f"{len(made.reports)} reports, {len(made.pairs)} pairs, {len(made.others)} pairs that are none")
    for kind in sorted({one.how for one in made.reports.values()}):
        some = [one for one in made.reports.values() if one.how == kind]
        print(
            f"  {kind:<26} {len(some):>4} reports, {sum(len(one.text.split()) for one in some) / len(some):6.0f} words"
        )
    for kind in ("event", "boilerplate", "quotation", "unrelated"):
        print(f"  {kind:<26} {sum(one[2] == kind for one in made.others):>4} pairs")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
