"""Pages that do not show what they promise say so."""

from __future__ import annotations

import pytest

from tests.reading.html.made import page

TEXT = "The council of Osk said on Monday that the old bridge would be shut for a month. "


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (
            "<html><head><title>Osk Courier</title></head><body><div class='cookie-wall'><h2>Your privacy choices</h2>"
            "<p>We and our partners store cookies. By consent you accept cookies and their partners.</p>"
            "<button>Accept cookies</button></div></body></html>",
            "consent",
        ),
        ("<html><head><title>404 Page not found</title></head><body><h1>Not found</h1><p>Sorry.</p></body></html>", "error-page"),
        (
            f"<html><head><title>Bridge shut</title></head><body><article><h1>Bridge shut</h1><p>{TEXT}</p></article>"
            "<div class=paywall>Subscribe to read on. Already a subscriber? Log in. Register.</div></body></html>",
            "paywall",
        ),
        (
            '<html><head><script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script></head>'
            f"<body><article><h1>Bridge shut</h1><p>{TEXT}</p></article></body></html>",
            "paywall",
        ),
        (
            '<html><head><script type="application/ld+json">{"@type":"NewsArticle","articleBody":"' + TEXT * 40 + '"}</script></head>'
            f"<body><article><h1>Bridge shut</h1>{f'<p>{TEXT}</p>' * 8}</article></body></html>",
            "partly-shown",
        ),
        ("<html><body><div id=app>Loading ...</div><script src=app.js></script></body></html>", "script"),
        ("<html><body><ul><li><a href=/a>One</a></li><li><a href=/b>Two</a></li></ul></body></html>", "no-story"),
    ],
)  # fmt: skip
def test_problems(source: str, kind: str) -> None:
    problems = page(source).problems
    assert [problem.kind for problem in problems] == [kind]
    assert all("\n" not in problem.detail for problem in problems)


def test_a_whole_short_report_is_no_problem() -> None:
    read = page(f"<html><body><article><h1>Bridge shut</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>")
    assert read.problems == ()
