"""Every page by axe-core's rules: nothing serious, by day and by night, wide and narrow."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.serve.conftest import Served, Visit

PAGES = [
    "/", "/reports/2", "/reports/2?chosen=a2", "/reports/4?chosen=v1", "/reports/999999",
    "/quote?words=We+will+not+move+a+single+post", "/claim?words=40+shots+had+been+fired", "/reports/15/copies",
    "/stories/19", "/timeline?first=2019-09&last=2019-09", "/claim?words=nobody+said+so",
    "/review", "/review?words=bridge&judged=1", "/review/agreement", "/reports/2?chosen=a3&queue=act%3Dsays",
    "/reports/2/original?chosen=a2", "/reports/11?chosen=published-1",
    "/search", "/search?words=water&disputed=1", "/search?in=events&words=council", "/people", "/people/radko-salin",
    "/?first=2021", "/docs",
]  # fmt: skip
GRAVE = ("serious", "critical")


# The rules are about colours, which the hour decides, or about layout, which the width does.
@pytest.mark.parametrize(("width", "dark"), [(1280, True), (390, False)], ids=["wide-night", "narrow-day"])
def test_nothing_serious(browser: Browser, served: Served, width: int, dark: bool) -> None:
    visit = Visit(browser, served, width=width)
    visit.page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
    library = served.room.library
    library.review(2, "a3", "reject", by="bea")
    library.review(2, "a3", "speaker", "Ilse Ferrand", by="ada")
    library.sign_off(2, by="bea")
    axe = Axe()
    found = []
    for path in PAGES:
        visit.go(path)
        for one in axe.run(visit.page).response["violations"]:
            if one["impact"] in GRAVE:
                found.append((path, one["id"], [node["html"][:200] for node in one["nodes"]][:3]))
    visit.complaints[:] = [one for one in visit.complaints if "404" not in one]
    visit.close()
    assert not found, found
