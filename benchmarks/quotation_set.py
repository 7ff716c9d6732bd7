"""The set that ``benchmarks.quotations`` judges with: real quotations, changed by a seeded script as reports do it.

    python -m benchmarks.quotation_set [--part dev] [--count 150]     # prints the set, a line a wording

The quotations are PolNeAR's direct ones (its train part for tuning, dev for judging), each taken as a report had it.
Of each some *wordings* are made: shortened, words left out, a "not" left out or put in, a number, a name, a word of
possibility or of amount replaced (whole and shortened), joined with the speaker's next quotation, given to another
speaker, and said with other words (a table of substitutions, as a quotation comes back from a translation).  Every
wording may besides have its short forms written out ("don't", "do not") and other marks, which changes nothing.
Beside them stand up to three *others*: quotations of the same speaker that have most words in common with it and are
not the same.

What is marked: which wordings are of one utterance, and how the script changed the sense of each.  A quotation that
stands in both parts, or that repeats a run of words of another one of the set, is left out.  The words that the script
turns are its own lists, not those of the program.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from math import log
from pathlib import Path

from benchmarks.common import data_folder
from benchmarks.quotation_words import AMOUNTS, KEPT, NUMBERS, OTHER_WORDS, POSSIBLE, SHORT_FORMS
from training.corpus import read_folder

SEED = 11
LEAST = 10  # words of a quotation that is taken
RUN = 6  # consecutive words that make two quotations the same, or one of the other
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PUBLISHERS = ("Northmail", "Corvid Press", "The Velden Post", "Oskinform", "Harbour Radio", "Talvet Daily")
# After these a "not" can be put in.
_BEFORE_NOT = "is are was were will would can could should must has have had does did do".split()


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What one report has.  how: made in what way; sense: the kinds of change of sense, none where it says the same.

    utterance: the number of its utterance; an "other" has one of its own.  joined: the number of a second utterance
    whose words it has too.
    """

    utterance: int
    how: str
    words: str
    speaker: str
    day: str
    publisher: str
    sense: tuple[str, ...] = ()
    joined: int | None = None


@dataclass(kw_only=True)
class Quotation:
    """A direct quotation as a report has it."""

    words: str
    speaker: str
    article: str
    place: int
    folded: list[str] = field(default_factory=list)


def quotations(folder: Path) -> list[Quotation]:
    """The direct quotations of a part of PolNeAR, in the order of the articles.

    A source that is a pronoun or names nobody is taken for the last one before it that does.
    """
    found = []
    for article in read_folder(folder):
        last = ""
        for place, one in enumerate(sorted(article.annotators[0], key=lambda one: one.content or ((0, 0),))):
            source = " ".join(article.text[start:end] for start, end in one.source)
            source = re.sub(r"^(?:The|A|An|He|She|They|I|We)\b|\(.*?\)|,.*", "", source)
            named = re.findall(r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b", source)
            last = named[-1] if named else last
            words = " ".join(" ".join(article.text[start:end] for start, end in one.content).split())
            if not last or not re.match('["“]', words) or not re.search('["”]$', words.rstrip(".,")):
                continue
            words = re.sub(r"\s+", " ", re.sub('["“”]', "", words)).strip().rstrip(",")
            if len(words.split()) >= LEAST:
                found.append(
                    Quotation(words=words, speaker=last, article=article.name, place=place, folded=folded(words))
                )
    return found


def folded(words: str) -> list[str]:
    """The words in small letters."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(words)]


def runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    """All runs of RUN words."""
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def build(data: Path, part: str, count: int) -> list[Wording]:
    """The wordings of so many utterances.  part: "train" or "dev"; what stands in the other one too is left out."""
    rng = random.Random(f"{SEED} {part}")
    other = "dev" if part == "train" else "train"
    elsewhere = {run for one in quotations(data / "polnear" / other) for run in runs(one.folded)}
    pool = [one for one in quotations(data / "polnear" / part) if not runs(one.folded) & elsewhere]
    met: set[tuple[str, ...]] = set()
    alone = []
    for one in pool:
        if not runs(one.folded) & met:
            alone.append(one)
        met |= runs(one.folded)
    told = Counter(word for one in alone for word in set(one.folded))
    by_speaker: dict[str, list[Quotation]] = defaultdict(list)
    for one in alone:
        by_speaker[one.speaker].append(one)
    small = {word for one in pool for word in re.findall(r"\b[a-z]+\b", one.words)}
    counted = Counter(name for one in alone for name in _names(one.words))
    names = sorted(name for name, times in counted.items() if times > 1 and name.lower() not in small)
    # Numbers are rare in what people say: a quarter of the set has some.
    mixed = rng.sample(alone, len(alone))
    numbered = [one for one in mixed if _numbers(one.words)][: count // 4]
    chosen = (numbered + [one for one in mixed if one not in numbered])[:count]
    used = {id(one) for one in chosen}
    made: list[Wording] = []
    number = 0
    for one in chosen:
        utterance, number = number, number + 1
        first = date(2016, 1, 1) + timedelta(days=rng.randrange(300))

        def add(how: str, words: str, *, sense: Iterable[str] = (), speaker: str = one.speaker, of: int = utterance,
                joined: int | None = None, first: date = first) -> None:  # fmt: skip
            made.append(
                Wording(
                    utterance=of, how=how, words=words if how == "first" else _dressed(words, rng), speaker=speaker,
                    day=(first + timedelta(days=rng.randrange(4) if how != "first" else 0)).isoformat(),
                    publisher=rng.choice(_PUBLISHERS), sense=tuple(sense), joined=joined,
                )
            )  # fmt: skip

        add("first", one.words)
        for how, sense, change in _CHANGES:
            if (changed := change(one.words, rng, names)) is not None and folded(changed) != one.folded:
                add(how, changed, sense=[sense] if sense else [])
                short = _shortened(changed, rng, names)
                if sense and short and not _stands_in(folded(short), one.folded):
                    add(f"{how}, shortened", short, sense=[sense])
        add("other speaker", one.words, speaker=rng.choice([name for name in by_speaker if name != one.speaker]))
        near = [
            two
            for two in by_speaker[one.speaker]
            if two.article == one.article and id(two) not in used and two is not one
        ]
        behind = min((two for two in near if two.place > one.place), key=lambda two: two.place, default=None)
        if behind is not None and rng.random() < 0.5:
            used.add(id(behind))
            second, number = number, number + 1
            add("first", behind.words, of=second)
            between = rng.choice([" ", " … ", ". "])
            add("joined", f"{one.words}{between}{behind.words}", joined=second)
        for two in _alike(one, by_speaker[one.speaker], told, used)[:3]:
            used.add(id(two))
            add("other", two.words, of=number, first=first + timedelta(days=rng.randrange(30)))
            number += 1
    return made


def background(data: Path, part: str, count: int, wordings: Sequence[Wording]) -> list[Wording]:
    """So many quotations of the corpus's other part, each an utterance of its own, none repeating a run of another."""
    rng = random.Random(f"{SEED} {part} background")
    met = {run for one in wordings for run in runs(folded(one.words))}
    found: list[Wording] = []
    number = 1 + max((one.utterance for one in wordings), default=-1)
    pool = quotations(data / "polnear" / ("dev" if part == "train" else "train"))
    for one in rng.sample(pool, len(pool)):
        if not runs(one.folded) & met and len(found) < count:
            day = (date(2016, 1, 1) + timedelta(days=rng.randrange(300))).isoformat()
            found.append(
                Wording(
                    utterance=number + len(found), how="other", words=one.words, speaker=one.speaker, day=day,
                    publisher=rng.choice(_PUBLISHERS),
                )
            )  # fmt: skip
        met |= runs(one.folded)
    return found


def _stands_in(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the words stand in the others in a row."""
    return any(list(others[start : start + len(words)]) == list(words) for start in range(len(others)))


def _alike(one: Quotation, others: Sequence[Quotation], told: Counter[str], used: set[int]) -> list[Quotation]:
    """Quotations of a speaker, those first whose words are most those of one, by how rare they are."""

    def weight(two: Quotation) -> float:
        return sum(log(1 + 1000 / told[word]) for word in set(one.folded) & set(two.folded))

    free = [two for two in others if two is not one and id(two) not in used]
    return sorted(free, key=lambda two: (-weight(two), two.article, two.place))


def _names(words: str) -> list[str]:
    """Words with a capital inside of a sentence."""
    return [
        match.group(1)
        for match in re.finditer(r"(?<=[a-z,] )([A-Z][a-z]{2,})\b", words)
        if match.group(1) not in ("The", "And", "But", "God")
    ]


def _dressed(words: str, rng: random.Random) -> str:
    """The words with other marks, short forms written out or not: what changes nothing."""
    if rng.random() < 0.4:
        for short, whole in SHORT_FORMS:
            words = re.sub(rf"\b{short}\b".replace("'", "['’]"), whole, words)
    if rng.random() < 0.5:
        words = words.replace("’", "'").replace("—", " - ")
    return words


def _shortened(words: str, rng: random.Random, _: Sequence[str]) -> str | None:
    """Its beginning, middle or end, cut where a mark stands; at least a third and six words."""
    pieces = [piece for piece in re.split(r"(?<=[,.;!?—:]) +", words) if piece]
    if len(pieces) < 2:
        return None
    spans = [
        (start, stop) for start in range(len(pieces)) for stop in range(start + 1, len(pieces) + 1)
        if stop - start < len(pieces)
    ]  # fmt: skip
    rng.shuffle(spans)
    whole = len(words.split())
    for start, stop in spans:
        some = " ".join(pieces[start:stop])
        if max(6, whole / 3) <= len(some.split()):
            return some[:1].upper() + some[1:]
    return None


def _left_out(words: str, rng: random.Random, _: Sequence[str]) -> str | None:
    """One to four words less, none of which the sense hangs on by the lists here."""
    parts = words.split(" ")
    may = [
        place for place, part in enumerate(parts)
        if part.isalpha() and part.islower() and part not in KEPT
        and (place == 0 or parts[place - 1].lower() not in KEPT)
    ]  # fmt: skip
    if len(may) < 2:
        return None
    gone = set(rng.sample(may, min(len(may), rng.randint(1, max(1, min(4, len(parts) // 8))))))
    mark = rng.random() < 0.3
    return " ".join("…" if mark and place == min(gone) else part for place, part in enumerate(parts)
                    if place not in gone or (mark and place == min(gone)))  # fmt: skip


def _negated(words: str, rng: random.Random, _: Sequence[str]) -> str | None:
    """A "not" or "never" left out; where there is none, one put in behind an auxiliary verb."""
    forms = [
        (r"\b(can)not\b", r"\1"), (r"\bwon['’]t\b", "will"), (r"\bcan['’]t\b", "can"), (r"\bdon['’]t ", ""),
        (r"\b(is|are|was|were|would|could|should|has|have|had|does|did)n['’]t\b", r"\1"), (r" not\b", ""),
        (r" never\b", ""), (r"\bno (?=[a-z]{4})", ""),
    ]  # fmt: skip
    there = [(pattern, turned) for pattern, turned in forms if re.search(pattern, words)]
    if there:
        pattern, turned = rng.choice(there)
        return re.sub(pattern, turned, words, count=1)
    parts = words.split(" ")
    may = [place for place, part in enumerate(parts[:-1]) if part in _BEFORE_NOT]
    if not may:
        return None
    place = rng.choice(may)
    return " ".join([*parts[: place + 1], "not", *parts[place + 1 :]])


def _number(words: str, rng: random.Random, _: Sequence[str]) -> str | None:
    """Another number."""
    spots = _numbers(words)
    if not spots:
        return None
    spot = rng.choice(spots)
    word = spot.group()
    if word.isdigit():
        changed = word
        while changed == word:
            changed = "".join(rng.choice("123456789") for _ in word)
    else:
        changed = rng.choice([other for other in NUMBERS if other != word.lower()])
    return words[: spot.start()] + changed + words[spot.end() :]


def _numbers(words: str) -> list[re.Match[str]]:
    return [
        match for match in re.finditer(r"[^\W_]+", words) if match.group().isdigit() or match.group().lower() in NUMBERS
    ]


def _name(words: str, rng: random.Random, names: Sequence[str]) -> str | None:
    """Another name in the place of one."""
    own = [name for name in _names(words) if name in names]
    if not own:
        return None
    name = rng.choice(own)
    return re.sub(rf"\b{name}\b", rng.choice([other for other in names if other not in own]), words)


def _turned(table: dict[str, tuple[str, ...]]) -> Callable[[str, random.Random, Sequence[str]], str | None]:
    def change(words: str, rng: random.Random, _: Sequence[str]) -> str | None:
        spots = [match for match in re.finditer(r"\b[a-z]+\b(?!['’])", words) if match.group() in table]
        if not spots:
            return None
        spot = rng.choice(spots)
        return words[: spot.start()] + rng.choice(table[spot.group()]) + words[spot.end() :]

    return change


def _other_words(words: str, _: random.Random, __: Sequence[str]) -> str | None:
    """Said with other words; only where at least a fifth of the words are others then."""
    changed = words
    for pattern, turned in OTHER_WORDS:
        changed = re.sub(rf"\b{pattern}\b".replace("'", "['’]"), turned, changed)
    before, after = folded(words), folded(changed)
    same = sum((Counter(before) & Counter(after)).values())
    return changed if same <= 0.8 * len(before) else None


_Change = Callable[[str, random.Random, Sequence[str]], "str | None"]
_CHANGES: tuple[tuple[str, str | None, _Change], ...] = (
    ("the same", None, lambda words, rng, names: f"{words} "),
    ("shortened", None, _shortened),
    ("words left out", None, _left_out),
    ("negation", "negation", _negated),
    ("number", "number", _number),
    ("name", "name", _name),
    ("modality", "modality", _turned(POSSIBLE)),
    ("quantity", "quantity", _turned(AMOUNTS)),
    ("other words", None, _other_words),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("train", "dev"), default="train")
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--data", type=Path)
    arguments = parser.parse_args()
    folder = data_folder(arguments.data)
    if folder is None:
        print("quotations: skipped, ONRECORD_DATA is not set")
        return 0
    for one in build(folder / "data", arguments.part, arguments.count):
        print(json.dumps(asdict(one), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
