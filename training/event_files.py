"""The files of events: pairs marked in sentences, and sentences token by token."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from onrecord.record import Span


def marked_pair(marked: str) -> tuple[str, dict[str, Span]]:
    """A sentence without its marks, and the characters of its first source ("s") and target ("t")."""
    text = ""
    found: dict[str, Span] = {}
    opened: dict[str, int] = {}
    for piece in re.split(r"(</?[st]>)", marked):
        if piece in ("<s>", "<t>"):
            opened[piece[1]] = len(text)
        elif piece in ("</s>", "</t>"):
            if piece[2] in opened:
                found.setdefault(piece[2], (opened.pop(piece[2]), len(text)))
        else:
            text += piece
    return text, found


def plv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file shaped like ``plv_train.tsv``."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def token_sentences(path: Path) -> list[list[tuple[str, str]]]:
    """The sentences of a token file, (token, label) each."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.split()
        if fields:
            sentences[-1].append((fields[0], fields[-1]))
        elif sentences[-1]:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]
