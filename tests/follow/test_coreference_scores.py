"""The scores that the benchmark of events rests on, by the worked examples of those who defined them."""

from __future__ import annotations

import pytest

from benchmarks.coreference import b_cubed, ceaf_e, chains_of, f1, muc, scores


def chains(*words: str) -> list[frozenset[str]]:
    return [frozenset(word) for word in words]


def test_pradhan_and_others() -> None:
    """Pradhan et al. (2014), section 5.1: key {a b c} {d e f g}, response {a b} {c d} {f g h i}."""
    key, response = chains("abc", "defg"), chains("ab", "cd", "fghi")
    assert muc(key, response) == pytest.approx((0.4, 0.4))
    recall, precision = b_cubed(key, response)
    assert recall == pytest.approx((1 / 7) * (4 / 3 + 1 / 3 + 1 / 4 + 4 / 4))
    assert precision == pytest.approx((1 / 8) * (4 / 2 + 1 / 2 + 1 / 2 + 4 / 4))
    recall, precision = ceaf_e(key, response)
    # {a b c} goes with {a b}, 4/5; {d e f g} with {f g h i}, 1/2.
    assert (recall, precision) == pytest.approx((1.3 / 2, 1.3 / 3))


def test_luo() -> None:
    """Luo (2005), figure 1 and table 1: three systems on {1 2 3 4 5} {6 7} {8 9 A B C}."""
    key = chains("12345", "67", "89ABC")
    for response, wanted_muc, wanted_b_cubed, wanted_ceaf in (
        (chains("12345", "6789ABC"), 0.947, 0.865, 0.733),
        (chains("1234589ABC", "67"), 0.947, 0.737, 0.667),
        (chains("123456789ABC"), 0.900, 0.545, 0.294),
    ):
        assert f1(*muc(key, response)) == pytest.approx(wanted_muc, abs=6e-4)
        assert f1(*b_cubed(key, response)) == pytest.approx(wanted_b_cubed, abs=6e-4)
        assert f1(*ceaf_e(key, response)) == pytest.approx(wanted_ceaf, abs=6e-4)


def test_bounds() -> None:
    key = chains("abc", "d", "ef")
    assert scores(key, key) == {"conll": 100, "muc": 100, "b3": 100, "ceaf_e": 100}
    alone = scores(key, chains(*"abcdef"))
    assert alone["muc"] == 0 and 0 < alone["ceaf_e"] < 100
    assert scores(key, [])["conll"] == 0


def test_chains_of() -> None:
    assert chains_of([1, 2, 1], "abc") == chains("ac", "b")
