"""Claims: statements that say the same, grouped; what answers a claim; the order of adding.

    python -m benchmarks.claims [--data DATA] [--set gold|dev] [--errors N]

B-cubed (Bagga and Baldwin 1998) of the marked statements of a set (``gold/README.md``), given their places: contents,
sources and cues are as marked, all else is the program's.  ``near apart``: of the pairs marked as near misses, how
many lie in different groups.  ``answers``: of the marked answers between groups (changed, disputed, denied,
withdrawn), F1 of the pairs of groups, and how many of those found are of the right kind.  ``orders``: the least
B-cubed F1 between the groupings of 500 reports that came in three orders.  PolNeAR's part is left out where there is
no data.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from itertools import combinations
from pathlib import Path

from benchmarks.claims_set import Hearer, Set, b_cubed, invented, merged, pairs_of, places
from benchmarks.common import check_floors, data_folder
from onrecord.follow.claims.answers import same_matter
from onrecord.follow.claims.figures import ranges
from onrecord.follow.claims.grouping import group
from onrecord.follow.claims.history import history
from onrecord.follow.claims.told import Told, told
from onrecord.record import passage_text

HERE = Path(__file__).parent


def read_set(name: str, hearer: Hearer, data: Path | None) -> dict[str, Set]:
    """The parts of a set by name: "invented", and "polnear" where there is data."""
    found = {"invented": invented(HERE / name / "claims.toml", hearer)}
    if data:
        texts = data / "data" / "polnear" / ("dev" if name == "gold" else "train") / "text"
        found["polnear"] = places(HERE / name / "claims.jsonl", texts, hearer)
    return found


def grouped(told: Mapping[str, Told]) -> dict[str, str]:
    """For each key the first key of its group."""
    return {key: keys[0] for keys in group(told.values()).groups for key in keys}


def figures(sets: Set, found: Mapping[str, str]) -> dict[str, float]:
    """B-cubed and the share of near misses kept apart, in percent."""
    precision, recall, f1 = b_cubed(sets.group, found)
    gold, mine = pairs_of(sets.group), pairs_of({key: found[key] for key in sets.group})
    apart = [found[one] != found[other] for one, other, _ in sets.near]
    alone = b_cubed(sets.group, {key: key for key in sets.group})[2]
    return {
        "b_cubed": 100 * f1,
        "b_cubed_of_none_joined": 100 * alone,
        "precision": 100 * precision,
        "recall": 100 * recall,
        "pairs_f1": 200 * len(gold & mine) / max(1, len(gold) + len(mine)),
        "near_apart": 100 * sum(apart) / max(1, len(apart)),
    }


def answers(sets: Set) -> dict[str, float]:
    """How well answers between the marked groups are found, the groups as marked."""
    made = sets.told
    groups: dict[str, list[Told]] = defaultdict(list)
    for key, name in sorted(sets.group.items()):
        groups[name].append(made[key])
    family = {name: sets.families[some[0].key] for name, some in groups.items()}
    found: dict[tuple[str, str], str] = {}
    for name, claim in groups.items():
        others = [
            one for other, some in groups.items() if other != name and family[other] == family[name] for one in some
        ]
        for step in history(claim, others):
            if step.kind in ("changed", "disputed", "denied", "withdrawn"):
                found.setdefault((name, sets.group[step.key]), step.kind)
    gold: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one, by, how in sets.links:
        gold[one, by].add(how)
    right = gold.keys() & found.keys()
    precision, recall = len(right) / max(1, len(found)), len(right) / max(1, len(gold))
    return {
        "answers": 200 * precision * recall / max(1e-9, precision + recall),
        "answers_precision": 100 * precision,
        "answers_kind": 100 * sum(found[pair] in gold[pair] for pair in right) / max(1, len(right)),
    }


def figure_ranges(sets: Set) -> dict[str, float]:
    """Of the marked groups that give other figures for one matter, how many come into one range, and how many of the
    pairs of groups in a range are so marked; the groups as marked."""
    made = sets.told
    stories: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for key, name in sorted(sets.group.items()):
        stories[sets.families[key]][name].append(made[key])
    found = set()
    for groups in stories.values():
        for one in ranges(list(groups.values()), same_matter):
            names = sorted({sets.group[given.key] for given in one.given})
            found |= set(combinations(names, 2))
    gold = {(min(pair), max(pair)) for pair in sets.numbers}
    return {
        "ranges_recall": 100 * len(gold & found) / max(1, len(gold)),
        "ranges_precision": 100 * len(gold & found) / max(1, len(found)),
    }


def orders(data: Path, reports: int = 500, of_each: int = 4) -> dict[str, float]:
    """The least B-cubed F1 between groupings of the same statements, keyed as they came in three orders.

    The statements are those that PolNeAR train marks, some of each article, by their words alone.
    """
    from training.corpus import read_folder

    drawn = random.Random(5)
    rows = []
    for article in read_folder(data / "data" / "polnear" / "train")[:reports]:
        marked = [one for one in article.annotators[0] if one.content] if article.annotators else []
        for one in drawn.sample(marked, min(of_each, len(marked))):
            words = {name: passage_text(article.text, getattr(one, name)) for name in ("source", "cue", "content")}
            rows.append((article.name, words))
    outcomes = []
    for seed in range(3):
        order = list(range(len(rows)))
        random.Random(seed).shuffle(order)
        told_then = [
            told(
                rows[row][1]["content"],
                key=f"{place:06d}",
                report=rows[row][0],
                day=date.fromisoformat(rows[row][0].split("_")[1]).toordinal(),
                speaker=rows[row][1]["source"].lower(),
                cue=rows[row][1]["cue"],
            )
            for place, row in enumerate(order)
        ]
        found = grouped({one.key: one for one in told_then})
        outcomes.append({str(row): found[f"{place:06d}"] for place, row in enumerate(order)})
    many = sum(count > 1 for count in Counter(outcomes[0].values()).values())
    print(f"{len(rows)} statements of {reports} reports: {many} groups of two or more")
    return {"orders": min(100 * b_cubed(one, other)[2] for one, other in combinations(outcomes, 2))}


def errors(sets: Set, found: Mapping[str, str], most: int) -> None:
    """Pairs that were joined or parted wrongly, some of each."""
    gold, mine = pairs_of(sets.group), pairs_of({key: found[key] for key in sets.group})
    for title, pairs in (("joined wrongly", mine - gold), ("not joined", gold - mine)):
        print(f"{title}: {len(pairs)}")
        for one, other in random.Random(1).sample(sorted(pairs), min(most, len(pairs))):
            print(f"  {one}: {sets.text[one]}\n  {other}: {sets.text[other]}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--set", choices=("gold", "dev"), default="gold")
    parser.add_argument("--errors", type=int, default=0)
    arguments = parser.parse_args()
    parts = read_set(arguments.set, Hearer(), data_folder(arguments.data))
    whole = merged(parts.values())
    started = time.perf_counter()
    found = grouped(whole.told)
    print(f"{len(whole.group)} statements grouped in {time.perf_counter() - started:.1f} s")
    for name, part in parts.items():
        print(name, {key: round(value, 1) for key, value in figures(part, found).items()})
    result = figures(whole, found) | answers(parts["invented"]) | figure_ranges(parts["invented"])
    if arguments.errors:
        errors(whole, found, arguments.errors)
    if arguments.set == "gold":
        if len(parts) < 2:
            print("claims: PolNeAR's part is skipped, ONRECORD_DATA is not set")
        data = data_folder(arguments.data)
        if data:
            result |= orders(data)
        failed = check_floors("claims" if len(parts) > 1 else "claims_invented", result)
        raise SystemExit(1 if failed else 0)
    check_floors("", result)


if __name__ == "__main__":
    main()
