"""From characters to words: where a blank stands, or a gap as wide as one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median

import numpy as np

from onrecord.reading.pdf.characters import BLANK, Characters
from onrecord.reading.pdf.frames import Frame
from onrecord.reading.pdf.shapes import Word

# Shares of the font's size.  Blanks in print are 0.2 to 0.35 wide, in tight justified lines down to 0.15; what kerning
# moves apart stays under 0.1.
GAP = 0.13
GAP_BESIDE_BLANKS = 0.2  # where the file has blanks as characters too, smaller gaps are the printer's doing
BACK = 0.5
RAISED = 0.7
SAME_PLACE = 0.12  # two letters printed so near each other are one, printed twice to look bold


@dataclass(slots=True)
class _Letters:
    """Letters that run in one direction, in the frame in which they are upright; lists run in step.

    ``places``: in the page's characters.  ``blanks``: whether a blank of the file stands before the letter.
    """

    places: list[int]
    left: list[float]
    right: list[float]
    baseline: list[float]
    sizes: list[float]
    blanks: list[bool]


def turns_of(found: Characters, rotation: int) -> int:
    """Quarter turns clockwise that set most of the page's letters upright.  rotation: the page's own, in quarters."""
    counts = Counter(setting.quarter for setting in found.settings if setting.style.size)
    counts.pop(None, None)
    quarter = counts.most_common(1)[0][0] if counts else rotation
    return ((quarter or 0) - rotation) % 4


def words_of(found: Characters, shown: Frame, turns: int) -> tuple[list[Word], list[Word]]:
    """The words that run as most of the page does, and those that run otherwise, in the order of the file.

    shown: from the file's space to the page as shown.  turns: from there to upright text.
    """
    upright = (shown.turns + turns) % 4
    words: dict[int | None, list[Word]] = {}
    for quarter, places in _by_direction(found).items():
        frame = shown if quarter is None else shown.turned_on(quarter - shown.turns)
        letters = _upright(found, places, frame)
        # What stands askew has no gaps to go by.
        parts = _at_blanks(letters) if quarter is None else [_split(letters, one) for one in _stretches(letters)]
        blanks = {place for place, blank in zip(letters.places, letters.blanks, strict=True) if blank}
        words[quarter] = [_word(found, word, frame, shown, word[0] in blanks) for part in parts for word in part]
    main = words.pop(upright, [])
    aside = [word for others in words.values() for word in others]
    return main, sorted(aside, key=lambda word: word.order)


def _by_direction(found: Characters) -> dict[int | None, list[int]]:
    """Places of the letters, and of the blanks behind them, by the quarter that they run in."""
    doubles = _doubles(found)
    groups: dict[int | None, list[int]] = {}
    group: list[int] = []
    for place, setting in enumerate(found.settings):
        if setting.style.size:
            group = groups.setdefault(setting.quarter, [])
        if place not in doubles:
            group.append(place)
    return groups


def _upright(found: Characters, places: list[int], frame: Frame) -> _Letters:
    letters = _Letters([], [], [], [], [], [])
    blank = False
    plain = frame.turns == 0
    for place in places:
        size = found.settings[place].style.size
        if not size:
            blank = blank or found.settings[place] is BLANK
            continue
        if plain:
            box, baseline = found.boxes[place], found.origins[place][1]
        else:
            box, baseline = frame.box(*found.boxes[place]), frame.point(*found.origins[place])[1]
        letters.places.append(place)
        letters.left.append(box[0])
        letters.right.append(box[2])
        letters.baseline.append(baseline)
        letters.sizes.append(size)
        letters.blanks.append(blank)
        blank = False
    return letters


def _doubles(found: Characters) -> set[int]:
    """Letters that are printed once more at the same place."""
    sizes = np.array([setting.style.size for setting in found.settings])
    places = np.flatnonzero(sizes)
    if len(places) < 2:
        return set()
    sizes = sizes[places]
    x, y = np.array(found.origins)[places].T
    codes = np.array([ord(found.letters[place]) for place in places])
    doubles: set[int] = set()
    # Letters on two sides of a rounding's edge are found by the other rounding.
    for shift in (0.0, 0.5):
        rows = np.floor(y / (4 * SAME_PLACE * sizes) + shift)
        order = np.lexsort((x, rows, codes))
        one, two = order[:-1], order[1:]
        near = (codes[one] == codes[two]) & (np.abs(x[one] - x[two]) < SAME_PLACE * sizes[one])
        near &= np.abs(y[one] - y[two]) < SAME_PLACE * sizes[one]
        # The parts of a ligature share their origin.
        near &= (x[one] != x[two]) | (y[one] != y[two]) | (np.abs(one - two) > 2)
        doubles.update(int(place) for place in places[np.maximum(one, two)[near]])
    return doubles


def _stretches(letters: _Letters) -> list[range]:
    """Runs of letters that follow each other on one line."""
    left, right, baseline, sizes = letters.left, letters.right, letters.baseline, letters.sizes
    begin = 0
    found: list[range] = []
    for place in range(1, len(letters.places)):
        one, two = sizes[place - 1], sizes[place]
        larger, smaller = (one, two) if one > two else (two, one)
        reach = 0.2 * larger if smaller > 0.9 * larger else RAISED * smaller
        if abs(baseline[place] - baseline[place - 1]) > reach or left[place] - right[place - 1] < -BACK * larger:
            found.append(range(begin, place))
            begin = place
    if letters.places:
        found.append(range(begin, len(letters.places)))
    return found


def _split(letters: _Letters, stretch: range) -> list[list[int]]:
    """The words of a stretch, as places in the page's characters: cut at blanks, and at gaps as wide as one."""
    inner = stretch[1:]
    gaps = [
        (letters.left[place] - letters.right[place - 1]) / max(letters.sizes[place], letters.sizes[place - 1])
        for place in inner
    ]
    spread = _letter_spacing(gaps)
    least = spread + (GAP_BESIDE_BLANKS if any(letters.blanks[place] for place in inner) else GAP)
    words = [[letters.places[stretch.start]]]
    for place, gap in zip(inner, gaps, strict=True):
        if gap > least or (letters.blanks[place] and (not spread or gap > 1.3 * spread)):
            words.append([])
        words[-1].append(letters.places[place])
    return words


def _at_blanks(letters: _Letters) -> list[list[list[int]]]:
    words: list[list[int]] = []
    for place, blank in zip(letters.places, letters.blanks, strict=True):
        if blank or not words:
            words.append([])
        words[-1].append(place)
    return [words]


def _letter_spacing(gaps: list[float]) -> float:
    """How far the letters are set apart, in shares of the size; 0 where they are set as usual."""
    if len(gaps) < 6:
        return 0.0
    usual = median(gaps)
    return usual if usual > 0.05 and sum(abs(gap - usual) < 0.05 for gap in gaps) > 0.55 * len(gaps) else 0.0


def _word(found: Characters, places: list[int], frame: Frame, shown: Frame, after_blank: bool) -> Word:
    setting = found.settings[places[0]]
    main = places[0]
    if any(found.settings[place] is not setting for place in places):
        counts = Counter(found.settings[place].style for place in places)
        style = max(counts, key=lambda one: (counts[one], one.size))
        main = next(place for place in places if found.settings[place].style == style)
    boxes = [found.boxes[place] for place in places]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    around = min(lefts), min(bottoms), max(rights), max(tops)
    left, bottom, right, top = frame.box(*around)
    return Word(
        text="".join([found.letters[place] for place in places]),
        left=left,
        bottom=bottom,
        right=right,
        top=top,
        baseline=frame.point(*found.origins[main])[1],
        style=found.settings[main].style,
        box=shown.box(*around),
        order=places[0],
        after_blank=after_blank,
    )
