"""Nested statements, carriers, media and disputes in the invented texts of ``gold/``.

    python -m benchmarks.invented [--errors]
    python -m benchmarks.invented --disputes benchmarks/dev/disputes.toml [--half fit|held] [--errors]

Found and marked statements are paired by their cues, else by contents that share
half of their words.  Disputes: F1 of the pairs (who contradicts, what is
contradicted); what is contradicted is right where it is the paired statement, or
words that hold half of the marked ones.  Nesting: F1 of the pairs (inner, outer) over all texts; carriers: F1
of (statement, carrier) by shared words; media and speakers: share of the marked
statements that were found and have the right one.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.common import check_floors
from onrecord.reader import Reader
from onrecord.record import Attribution, Passage, Report

GOLD = Path(__file__).with_name("gold")
Row = dict[str, Any]


def texts(path: Path) -> list[Row]:
    """The texts of one set."""
    found: list[Row] = tomllib.loads(path.read_text(encoding="utf-8"))["text"]
    return found


def _places(text: str, quoted: str | Sequence[str]) -> set[int]:
    """Characters (blanks aside) of quoted words, a piece each searched behind the one before."""
    places: set[int] = set()
    offset = 0
    for piece in [quoted] if isinstance(quoted, str) else quoted:
        if not piece:
            continue
        start = text.find(piece, offset)
        start = text.find(piece) if start < 0 else start
        offset = start + len(piece)
        places |= {i for i in range(start, offset) if not text[i].isspace()}
    return places


def _of(passage: Passage | None, text: str) -> set[int]:
    return {i for s, e in (passage.spans if passage else ()) for i in range(s, e) if not text[i].isspace()}


def _share(left: set[int], right: set[int]) -> float:
    return len(left & right) / len(left | right) if left | right else 0.0


def paired(report: Report, statements: Sequence[Row]) -> dict[str, Attribution]:
    """For each marked statement the found one that is most like it, each used once."""
    text = report.text
    scores = []
    for row in statements:
        cue, content = _places(text, row["cue"]), _places(text, row["content"])
        for one in report.attributions:
            found_cue, found = _of(one.cue, text), _of(one.content, text)
            like = _share(content, found)
            if cue & found_cue or like >= 0.5:
                scores.append((like + bool(cue & found_cue), row["id"], one))
    result: dict[str, Attribution] = {}
    used: set[str] = set()
    for _, marked, one in sorted(scores, key=lambda s: -s[0]):
        if marked not in result and one.id not in used:
            result[marked] = one
            used.add(one.id)
    return result


def f1(right: int, found: int, marked: int) -> float:
    """Percent."""
    return 200 * right / (found + marked) if found + marked else 100.0


def disputes(reader: Reader, show: bool, rows: Sequence[Row]) -> dict[str, float]:
    """F1, precision and recall of the dispute links, and the share of texts without any that got none."""
    right = found = marked = quiet = silent = 0
    for row in rows:
        report = reader.read(text=row["text"])
        statements = row.get("statement", [])
        ids = {one.id: name for name, one in paired(report, statements).items()}
        contents = {one["id"]: _places(report.text, one["content"]) for one in statements}
        wanted = {
            (d["by"], d["about"]): contents.get(d["about"]) or _places(report.text, d["about"])
            for d in row.get("dispute", [])
        }
        told = {one.id: one for one in report.attributions}
        got: set[tuple[str, str]] = set()
        for one in report.attributions:
            by = ids.get(one.id, one.id)
            pointed = [(ids.get(about, about), told[about].content) for about in one.about]
            pointed += [(one.about_statement.text, one.about_statement)] if one.about_statement else []
            for name, passage in pointed:
                places = _of(passage, report.text)
                covered = [w for b, w in wanted if b == by and 2 * len(wanted[b, w] & places) >= len(wanted[b, w])]
                got.add((by, name if (by, name) in wanted or not covered else covered[0]))
        right, found, marked = right + len(got & wanted.keys()), found + len(got), marked + len(wanted)
        quiet += not wanted
        silent += not wanted and not got
        if show and got != wanted.keys():
            print(f"{row['id']}: wanted {list(wanted)} got {sorted(got)}\n    {row['text']}")
    return {
        "disputes": f1(right, found, marked),
        "disputes_precision": 100 * right / max(1, found),
        "disputes_recall": 100 * right / max(1, marked),
        "without_dispute": 100 * silent / max(1, quiet),
    }


def _medium(found: str | None) -> str:
    kind = found or ""
    return "post" if kind.startswith("post") else {"leaked document": "document"}.get(kind, kind)


def nesting(reader: Reader, show: bool) -> dict[str, float]:
    """Nesting, carriers, media and speakers of the nesting texts."""
    right = found = marked = 0
    via_right = via_found = via_marked = 0
    media = speakers = statements = 0
    for row in texts(GOLD / "nesting.toml"):
        report = reader.read(text=row["text"])
        text = report.text
        pairs = paired(report, row["statement"])
        ids = {one.id: name for name, one in pairs.items()}
        names = {entity.id: entity.name for entity in report.entities}
        wanted = {(s["id"], s["within"]) for s in row["statement"] if s.get("within")}
        got = {(ids.get(a.id, a.id), ids.get(a.within, a.within)) for a in report.attributions if a.within}
        right, found, marked = right + len(wanted & got), found + len(got), marked + len(wanted)
        if show and wanted != got:
            print(f"{row['id']}: wanted {sorted(wanted)} got {sorted(map(str, got))}\n    {row['text']}")
        for statement in row["statement"]:
            via_marked += len(statement.get("via", []))
            one = pairs.get(statement["id"])
            if one is None:
                continue
            statements += 1
            media += _medium(one.medium) in (statement.get("medium", ""), _medium(statement.get("medium", "")))
            speakers += _alike(names.get(one.speaker or "", ""), statement.get("speaker", ""))
            carried = [" ".join(text[s:e] for s, e in carrier.spans) for carrier in one.via]
            for carrier in statement.get("via", []):
                via_right += any(_alike(carrier, name) for name in carried)
        via_found += sum(len(a.via) for a in report.attributions)
    return {
        "nesting": f1(right, found, marked),
        "nesting_precision": 100 * right / max(1, found),
        "nesting_recall": 100 * right / max(1, marked),
        "carriers": f1(via_right, via_found, via_marked),
        "media": 100 * media / max(1, statements),
        "invented_speakers": 100 * speakers / max(1, statements),
    }


def _alike(left: str, right: str) -> bool:
    """Whether two descriptions share half of the shorter one's words, or both are empty."""
    small = {"the", "a", "an", "of", "news", "agency"}
    first, second = ({w.strip(".,’'") for w in name.lower().split()} - small for name in (left, right))
    if not first or not second:
        return not left and not right
    return len(first & second) >= 0.5 * min(len(first), len(second))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print the texts that are not right")
    parser.add_argument("--disputes", type=Path, metavar="FILE", help="score the disputes of this set and nothing else")
    parser.add_argument("--half", choices=("fit", "held"), help="only this half of a development set")
    arguments = parser.parse_args()
    reader = Reader()
    if arguments.disputes:
        rows = [row for row in texts(arguments.disputes) if arguments.half in (None, row.get("half"))]
        print(f"disputes in the {len(rows)} texts of {arguments.disputes}")
        check_floors("", disputes(reader, arguments.errors, rows))
        return 0
    print("invented texts: disputes, statements within statements, carriers, media")
    figures = disputes(reader, arguments.errors, texts(GOLD / "disputes.toml"))
    figures |= nesting(reader, arguments.errors)
    return bool(check_floors("invented", figures))


if __name__ == "__main__":
    raise SystemExit(main())
