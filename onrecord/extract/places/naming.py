"""Whether a spot names a place of the report: "Dublin" in "the Dublin council" does, in "Dublin Moore" it does not.

A logistic regression on what the name head says, what the gazetteer has, and the
words beside the spot.  ``FIRST`` is what is known before any place is resolved, and
tells how much a spot counts for the resolution of others; ``FEATURES`` adds how well
the likeliest place fits the rest of the report.  Fitted by ``training.places``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from onrecord.extract.encoder import Floats
from onrecord.extract.first_names import is_first_name
from onrecord.extract.mentions import ORGANIZATION, OTHER, PERSON, PLACE
from onrecord.extract.names import KINDS as NAME_KINDS
from onrecord.extract.names import Name
from onrecord.extract.places.context import Around
from onrecord.extract.places.distance import Array
from onrecord.extract.places.gazetteer import AREA, CITY, COUNTRY, COUNTY, REGION, Gazetteer
from onrecord.extract.places.spots import LANDSCAPE, STREETS, Spot
from onrecord.extract.role_nouns import PERSON_ROLES
from onrecord.extract.wording import Wording

FIRST = (
    "constant",
    "place", "place, longer", "place, shorter", "organization", "organization, its beginning", "organization, its end",
    "organization, inside", "person", "person, its beginning", "person, its end", "other", "other, part", "no name",
    "chance of place", "chance of organization", "chance of person", "chance of other", "best chance in the report",
    "called a place elsewhere", "not called so elsewhere",
    "country", "region", "county", "city", "size of city", "area", "else", "unknown", "adjective", "main name",
    "candidates",
    "of an organization: country", "of an organization: region", "of an organization: county",
    "of an organization: size of city", "of no name: country or region", "of no name: size of city",
    "words", "within", "loosely within", "holds the one before", "kind told", "kind told and had",
    "capital behind", "capital before", "street behind", "landscape behind", "role behind", "role before", "behind in",
    "behind of", "behind the", "point before", "in capitals", "opens a sentence", "lower case elsewhere", "given name",
    "last name of a person", "possessive", "given name before a capital",
)  # fmt: skip
RESOLVED = (
    "best share",
    "country's share",
    "region's share",
    "region named",
    "within 30 km",
    "within 100 km",
    "none near",
)
FEATURES = FIRST + RESOLVED
_IN = frozenset(
    "in at near from to around outside across through into within throughout toward towards leaving".split()
)
_PLACE_OF = {name: number for number, name in enumerate(FEATURES)}


def first_features(
    wording: Wording,
    names: Sequence[Name],
    spots: Sequence[Spot],
    told: Sequence[Around],
    scores: Floats | None,
    places: Gazetteer,
) -> Array:
    """``[spots, FIRST]``.  scores: log-probabilities ``[words, 9]`` of the name tags; None: by the names alone."""
    chances = chances_of(wording, names, scores)
    totals = np.concatenate((np.zeros((1, chances.shape[1])), np.cumsum(chances, axis=0)))
    means = np.array([(totals[s.last] - totals[s.first]) / (s.last - s.first) for s in spots])
    means = means.reshape(len(spots), chances.shape[1])
    best: dict[str, float] = defaultdict(float)
    called: dict[str, int] = defaultdict(int)
    counted: dict[str, int] = defaultdict(int)
    for spot, mean in zip(spots, means, strict=True):
        best[spot.key] = max(best[spot.key], float(mean[1 + PLACE_COLUMN]))
        counted[spot.key] += 1
        called[spot.key] += spot.name is not None and names[spot.name].form == PLACE
    usual = {word for word in wording.printed if word.islower()}
    last_names = {wording.lower[n.last - 1] for n in names if n.form == PERSON and n.last - n.first > 1}
    openings = set(wording.story.sentences)
    table = np.zeros((len(spots), len(FIRST)))
    for number, (spot, one, mean) in enumerate(zip(spots, told, means, strict=True)):
        values = {"constant": 1.0}
        values.update(_by_name(names, spot))
        values["chance of place"] = _logit(mean[1 + PLACE_COLUMN])
        for kind, title in ((ORGANIZATION, "organization"), (PERSON, "person"), (OTHER, "other")):
            values[f"chance of {title}"] = float(mean[1 + NAME_KINDS.index(kind)])
        values["best chance in the report"] = _logit(best[spot.key])
        own = spot.name is not None and names[spot.name].form == PLACE
        values["called a place elsewhere"] = float(called[spot.key] - own > 0)
        values["not called so elsewhere"] = float(counted[spot.key] > 1 and called[spot.key] - own == 0)
        values.update(_by_gazetteer(names, spot, places))
        values["words"] = float(spot.last - spot.first > 1)
        values["within"] = float(bool(one.within))
        values["loosely within"] = float(bool(one.loosely))
        values["holds the one before"] = float(bool(one.held))
        values["kind told"] = float(bool(one.kinds))
        values["kind told and had"] = float(any(int(places.kind[row]) in one.kinds for row, _ in spot.rows))
        values.update(_beside(wording, spot, openings))
        if spot.last - spot.first == 1:
            lower = wording.lower[spot.first]
            values["lower case elsewhere"] = float(lower in usual)
            given = is_first_name(spot.text)
            values["given name"] = float(given)
            values["given name before a capital"] = given * values["capital behind"]
            values["last name of a person"] = float(lower in last_names)
        for name, value in values.items():
            table[number, _PLACE_OF[name]] = value
    return table


PLACE_COLUMN = NAME_KINDS.index(PLACE)


def chances_of(wording: Wording, names: Sequence[Name], scores: Floats | None) -> Array:
    """For each word the chance of being outside names and within each kind of KINDS, ``[words, 5]``."""
    if scores is not None:
        raised = np.exp(scores.astype(np.float64))
        return np.concatenate((raised[:, :1], raised[:, 1::2] + raised[:, 2::2]), axis=1)
    chances = np.full((len(wording.printed), 1 + len(NAME_KINDS)), 0.02)
    chances[:, 0] = 0.92
    for name in names:
        rest = (1 - name.confidence) / len(NAME_KINDS)
        chances[name.first : name.last] = rest
        chances[name.first : name.last, 1 + NAME_KINDS.index(name.form)] = name.confidence
    return chances


def _logit(chance: float) -> float:
    chance = min(max(float(chance), 0.002), 0.998)
    return float(np.log(chance / (1 - chance))) / 3


def _by_name(names: Sequence[Name], spot: Spot) -> dict[str, float]:
    if spot.name is None:
        return {"no name": 1.0}
    name = names[spot.name]
    begins, ends = spot.first <= name.first, spot.last >= name.last
    if name.form == PLACE:
        longer = spot.first < name.first or spot.last > name.last
        return {"place": 1.0, "place, longer": float(longer), "place, shorter": float(not (begins and ends))}
    title = {ORGANIZATION: "organization", PERSON: "person", OTHER: "other"}[name.form]
    if begins and ends:
        return {title: 1.0}
    if title == "other":
        return {"other, part": 1.0}
    if begins:
        return {f"{title}, its beginning": 1.0}
    if ends or title == "person":
        return {f"{title}, its end": 1.0}
    return {f"{title}, inside": 1.0}


def _by_gazetteer(names: Sequence[Name], spot: Spot, places: Gazetteer) -> dict[str, float]:
    if not spot.rows:
        return {"unknown": 1.0}
    rows = [row for row, _ in spot.rows]
    kinds = {int(places.kind[row]) for row in rows}
    size = max((float(places.population[row]) for row in rows if places.kind[row] == CITY), default=0.0) / 10
    title = next(
        (t for k, t in ((COUNTRY, "country"), (REGION, "region"), (COUNTY, "county"), (CITY, "city"), (AREA, "area"))
         if k in kinds), "else",
    )  # fmt: skip
    values = {title: 1.0, "size of city": size, "adjective": float(spot.adjective)}
    values["main name"] = float(any(main for _, main in spot.rows))
    values["candidates"] = float(np.log(len(rows)))
    if spot.name is not None and names[spot.name].form == ORGANIZATION:
        if title in ("country", "region", "county"):
            values[f"of an organization: {title}"] = 1.0
        else:
            values["of an organization: size of city"] = size
    if spot.name is None:
        if title in ("country", "region"):
            values["of no name: country or region"] = 1.0
        else:
            values["of no name: size of city"] = size
    return values


def _beside(wording: Wording, spot: Spot, openings: set[int]) -> dict[str, float]:
    printed, lower, first, last = wording.printed, wording.lower, spot.first, spot.last
    behind = printed[last] if last < len(printed) and last not in openings else ""
    before = printed[first - 1] if first and first not in openings else ""
    low_behind, low_before = behind.lower(), before.lower()
    after_point = lower[last + 1] if behind == "." and last + 1 < len(lower) else ""
    return {
        "capital behind": float(behind[:1].isupper()),
        "capital before": float(before[:1].isupper()),
        "street behind": float(low_behind in STREETS or (low_behind == "." and after_point in STREETS)),
        "landscape behind": float(low_behind in LANDSCAPE),
        "role behind": float(low_behind in PERSON_ROLES),
        "role before": float(low_before in PERSON_ROLES),
        "behind in": float(low_before in _IN),
        "behind of": float(low_before == "of"),
        "behind the": float(low_before == "the"),
        "point before": float(low_before == "." and first >= 2 and len(printed[first - 2]) == 1),
        "in capitals": float(spot.text.isupper() and len(spot.text) > 3),
        "opens a sentence": float(first in openings),
        "possessive": float(behind in ("'", "’")),
    }
