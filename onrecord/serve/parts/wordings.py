"""An utterance as its page shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.follow.quotations.diff import Change, Piece
from onrecord.serve.drawings.chart import Chart, Mark, chart_of
from onrecord.serve.parts.asked import Page, address, page_of
from onrecord.store.following.quotations.asking import Quoted
from onrecord.store.following.quotations.judged import WordingDecision
from onrecord.store.following.quotations.showing import Carrier, Utterance, Wording
from onrecord.view.dates import day_words

AT_ONCE, CARRIERS, ALL_CARRIERS = 10, 12, 150
_BETWEEN = re.compile('[,.]?[”"»]\\s+[“"«]')
SENSES = {
    "negation": "a word of denial",
    "number": "another number",
    "name": "another name",
    "modality": "another certainty",
    "quantity": "another amount",
}


@dataclass(frozen=True)
class Told:
    """A wording with its number on the page, 1 for the fullest."""

    number: int
    wording: Wording
    carriers: Sequence[Carrier]

    @property
    def kind(self) -> str:
        """How its mark looks."""
        return kind_of(self.number, self.wording)

    @property
    def more(self) -> int:
        """Carriers that are left out."""
        return len(self.wording.reports) - len(self.carriers)


@dataclass(frozen=True)
class Wordings:
    """What a page about an utterance shows."""

    quoted: Quoted
    utterance: Utterance
    shown: Page[Told]
    chart: Chart | None
    decisions: Sequence[WordingDecision]

    @property
    def others(self) -> Sequence[Utterance]:
        """Other utterances with these words."""
        return self.quoted.utterances[1:]


def wordings_of(
    quoted: Quoted, decisions: Sequence[WordingDecision], *, only: str = "", number: int = 1
) -> Wordings | None:
    """The first utterance that was found, ready to be shown; None where none was.

    only: the key of a wording of which all carriers are asked for; number: of the page.
    """
    if not quoted.utterances:
        return None
    one = quoted.utterances[0]
    numbers = {wording.key: at for at, wording in enumerate(one.wordings, 1)}
    chosen = [wording for wording in one.wordings if not only or wording.key == only] or one.wordings
    most = ALL_CARRIERS if len(chosen) == 1 else CARRIERS
    told = [Told(numbers[wording.key], wording, wording.reports[:most]) for wording in chosen]
    keys = tuple(numbers)
    return Wordings(
        quoted=quoted,
        utterance=one,
        shown=page_of(told, number, AT_ONCE),
        chart=chart_of(_marks(quoted.asked, one)),
        decisions=[one for one in decisions if any(key.startswith(keys) for key in one.keys)],
    )


def kind_of(number: int, wording: Wording) -> str:
    """How a wording's mark looks: full, a change of sense, or neither."""
    return "full" if number == 1 else "against" if wording.changes else "plain"


def _marks(asked: str, one: Utterance) -> Iterator[Mark]:
    for number, wording in enumerate(one.wordings, 1):
        page = (number - 1) // AT_ONCE + 1
        leads = f"{address('/quote', words=asked, page=page) if page > 1 else ''}#w{number}"
        for carrier in wording.reports:
            who = carrier.speaker or carrier.source or "nobody named"
            day = day_words(carrier.published) if carrier.published and not carrier.doubt else "no date believed"
            yield Mark(
                row=name_of(carrier),
                day=None if carrier.doubt else carrier.published,
                sign=str(number),
                kind=kind_of(number, wording),
                words=f"wording {number}, {day}, {name_of(carrier)}: {who}",
                address=leads,
            )


def name_of(carrier: Carrier) -> str:
    """Who published it, else the report's headline."""
    return carrier.publisher or (f"“{carrier.title}”" if carrier.title else f"report {carrier.report}")


def bare(words: str) -> str:
    """A quotation without the marks around it, and between its pieces."""
    return _BETWEEN.sub(" … ", words.strip().strip("“”\"«»„' ").rstrip(","))


def without_marks(words: str) -> str:
    """Without the marks between two pieces of one quotation."""
    return _BETWEEN.sub(" … ", words)


def long_cut(piece: Piece) -> int:
    """How many words a cut has that is told by its length; 0 for one that is shown."""
    count = len(piece.fullest.split())
    return count if piece.what in ("cut", "left out") and count > 12 else 0


def link_words(one: Wording) -> str:
    """How it is known that a wording is of the utterance."""
    if one.kind == "person":
        return "joined by a person’s word"
    if one.host is None or one.confidence is None or one.share is None:
        return "the longest wording"
    what = "a piece of a longer wording" if one.kind == "part" else "like another wording"
    return f"{what}: {percent(one.share)} of its words kept, {percent(one.confidence)} sure"


def change_words(change: Change) -> str:
    """A change of sense: what stands for what."""
    if change.words and change.fullest:
        return f"“{change.words}” for “{change.fullest}”"
    return f"“{change.words}” put in" if change.words else f"“{change.fullest}” left out"


def percent(share: float) -> str:
    """A share in percent; all but the whole is less than 100."""
    return f"{min(99, round(100 * share)) if share < 1 else 100} %"
