"""Agreement: worked examples of kappa and alpha, and what people say of items."""

from __future__ import annotations

import pytest

from onrecord.library import Library
from onrecord.store.reviewing.agreement import alpha, kappa
from tests.store.reviewing.conftest import WORDS


def test_kappa_of_a_worked_example() -> None:
    # Two readers of 50 proposals: 20 both yes, 15 both no, 5 and 10 apart: observed .70, by chance .50.
    both = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert kappa(both) == pytest.approx(0.4)
    assert kappa([(True, True)] * 5) is None and kappa([]) is None
    assert kappa([(True, False), (False, True)]) == pytest.approx(-1.0)


def test_alpha_of_a_worked_example() -> None:
    # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), A: two observers, binary: alpha 0.095.
    one, other = "0100000000", "1110010010"
    assert alpha([(a == "1", b == "1") for a, b in zip(one, other, strict=True)]) == pytest.approx(0.095, abs=0.001)
    assert alpha([(True, True)]) is None and alpha([]) is None


def test_what_counts_as_saying_the_same(library: Library) -> None:
    start = WORDS.index("Nobody asked us")
    library.review(1, "a2", "content", [(start, start + 15)], by="Kim")  # a correction says that it stands
    library.review(1, "a1", "accept", by="Kim")
    library.review(1, "a3", "reject", by="Kim")
    library.review(1, "v1", "accept", by="Kim")
    library.review(1, "a1", "speaker", "Tom Avery", by="Lee")
    library.review(1, "a2", "content", [(start, start + 6)], by="Lee")
    library.review(1, "a3", "accept", by="Lee")
    undone = library.review(1, "v1", "reject", by="Lee").number
    library.undo(undone)
    found = library.agreement()
    (pair,) = found.pairs
    assert (pair.one, pair.other, pair.both, pair.agreed) == ("Kim", "Lee", 3, 2)
    assert (pair.both_stand, pair.neither, pair.only_one, pair.only_other) == (2, 0, 0, 1)
    assert (pair.speaker, pair.act) == (0.5, 1.0)
    content, source, _ = pair.spans
    assert content.same == 0.5 and content.overlap == pytest.approx((1 + 6 / 15) / 2)
    assert (source.same, source.overlap, source.compared) == (1.0, 1.0, 2)
    assert dict(found.judged) == {"Kim": 4, "Lee": 3}
