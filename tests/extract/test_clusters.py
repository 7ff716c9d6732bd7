from __future__ import annotations

from onrecord.extract.clusters import Clusters, cluster_names
from tests.extract.told import names_at, wording_of


def clustered(text: str, **names: str) -> tuple[list[tuple[str, int]], Clusters]:
    wording = wording_of(text)
    found = names_at(wording, **names)
    clusters = cluster_names(wording, found)
    return [(wording.said(n.first, n.last), c) for n, c in zip(found, clusters.of, strict=True)], clusters


def test_a_last_name_joins_its_full_name_before_and_after() -> None:
    found, _ = clustered("Lund wins. Ada Lund, 43, said so. Ms Lund left.", person="Ada Lund|Lund")
    assert len({cluster for _, cluster in found}) == 1


def test_relatives_with_one_last_name_stay_apart() -> None:
    text = "Ada Lund and her son Per Lund came. Lund spoke. Mr. Lund sang. Mrs. Lund wept."
    found, clusters = clustered(text, person="Ada Lund|Per Lund|Lund")
    ada, per, bare, mister, missis = (cluster for _, cluster in found)
    assert ada != per
    assert bare == -1 and set(clusters.fits[2]) == {ada, per}
    assert (mister, missis) == (per, ada)


def test_a_surname_shared_by_four_is_nobody() -> None:
    text = "Ada Lund, Per Lund, Bo Lund and Eva Lund met. Lund said no."
    found, clusters = clustered(text, person="Ada Lund|Per Lund|Bo Lund|Eva Lund|Lund")
    assert found[-1][1] == -1 and len(clusters.fits[4]) == 4


def test_somebody_named_only_as_a_parent_is_not_meant_by_the_last_name() -> None:
    text = "Ada Lund, daughter of the late mayor Per Lund, came. Lund spoke."
    found, _ = clustered(text, person="Ada Lund|Per Lund|Lund")
    assert found[2][1] == found[0][1] != found[1][1]
    # One who is named again is somebody of the report.
    found, _ = clustered(f"{text} Per Lund was glad.", person="Ada Lund|Per Lund|Lund")
    assert found[2][1] == -1


def test_middle_names_and_initials() -> None:
    found, _ = clustered("Ada Maria Lund met A. Lund and Ada Lund.", person="Ada Maria Lund|A. Lund|Ada Lund")
    assert len({cluster for _, cluster in found}) == 1


def test_acronyms_and_short_forms_of_organizations() -> None:
    text = "The Northern Fisheries Board met. NFB staff left. RIA Novosti wrote; RIA added. The Foreign Ministry and the Ostrian Foreign Ministry."
    found, _ = clustered(
        text, organization="Northern Fisheries Board|NFB|RIA Novosti|RIA|Foreign Ministry|Ostrian Foreign Ministry"
    )
    board, short, ria, ria_short, ministry, full = (cluster for _, cluster in found)
    assert board == short and ria == ria_short and ministry == full
    assert len({board, ria, ministry}) == 3


def test_thousands_of_names_take_linear_time() -> None:
    text = " ".join(f"Abc{n} Def{n} met." for n in range(3000))
    found, _ = clustered(text, person="|".join(f"Abc{n} Def{n}" for n in range(40)))
    assert len({cluster for _, cluster in found}) == 40
