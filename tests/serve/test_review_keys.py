"""Each action of a reviewer in the browser, with the keyboard alone, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from onrecord.store.reviewing.judged import Judged
from tests.serve.conftest import Visit

REPORT = "2"


def said(visit: Visit, local: str) -> tuple[Judged, ...]:
    return visit.served.room.library.history(REPORT, local)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def ready(page: Page) -> None:
    """Wait for the card of a page that was gone to, and for what listens to its keys."""
    page.wait_for_selector("#card .review")
    page.wait_for_load_state("load")


def tab_to(page: Page, selector: str, *, most: int = 120) -> None:
    """Move the focus there as a reader without a mouse does."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached with the Tab key")


def waited(check: Callable[[], bool], page: Page) -> None:
    for _ in range(100):
        if check():
            return
        page.wait_for_timeout(30)
    assert check()


def open_card(visit: Visit, local: str = "a3", more: str = "") -> Page:
    page = visit.go(f"/reports/{REPORT}?chosen={local}{more}")
    page.wait_for_selector("#card .review")
    return page


def test_accept_reject_and_undo(visit: Visit) -> None:
    page = open_card(visit)
    press(page, "a")
    expect(page.locator(".review .state")).to_have_text("Accepted by ada.")
    expect(page.locator("#r-a3")).to_have_class("chosen judged")
    press(page, "r")
    expect(page.locator(".review .state")).to_have_text("Rejected by ada.")
    # What was rejected is no longer marked in the text, and stays in the margin as such.
    assert page.locator('#text [data-a~="r-a3"]').count() == 0
    expect(page.locator("#r-a3 .problem")).to_have_text("rejected")
    press(page, "u")
    expect(page.locator(".review .state")).to_have_text("Accepted by ada.")
    assert page.locator('#text .m.chosen[data-a~="r-a3"]').count() > 0
    history = page.locator(".history li")
    assert history.count() == 2 and "taken back by ada" in history.first.inner_text()
    assert "the machine: Northmere Council" in history.first.inner_text()
    assert [(one.what, one.holds) for one in said(visit, "a3")] == [("accept", True), ("reject", False)]


def test_the_queue_leads_from_one_to_the_next(visit: Visit) -> None:
    page = visit.go("/review")
    first = page.locator(".queue .title").first.get_attribute("href") or ""
    press(page, "n")
    ready(page)
    assert first.split("#")[0].partition("&queue")[0] in page.url
    press(page, "a")
    expect(page.locator(".review .state")).to_contain_text("Accepted")
    before = page.url
    press(page, "n")
    page.wait_for_url(lambda url: url.split("&queue")[0] != before.split("&queue")[0])
    ready(page)
    expect(page.locator(".review .state")).to_have_text("Nobody has judged this yet.")
    assert visit.go("/review").locator(f'.queue a[href="{first}"]').count() == 0


def test_words_are_selected_with_the_arrow_keys(visit: Visit) -> None:
    page = open_card(visit)
    before = visit.served.room.library.report(REPORT)
    (one,) = (one for one in before.attributions if one.id == "a3")
    press(page, "e")
    expect(page.locator("#text.selecting")).to_be_focused()
    assert page.evaluate("window.getSelection().toString()").split() == one.content.text.split()
    press(page, "x", "Delete")  # nothing that is typed gets into the text
    press(page, "ArrowLeft", *["Shift+ArrowRight"] * 12)
    chosen = page.evaluate("window.getSelection().toString()")
    assert before.text[one.content.spans[0][0] :].startswith(chosen) and len(chosen) == 12
    expect(page.locator("#own-content")).to_have_value(" ".join(chosen.split()))
    press(page, "Enter")
    expect(page.locator("#own-save")).to_be_focused()
    press(page, "Enter")
    expect(page.locator(".review .state")).to_have_text("Corrected by ada.")
    expect(page.locator("#card blockquote")).to_have_text(chosen.strip())
    (judged,) = said(visit, "a3")
    assert (judged.what, judged.verdict["exact"]) == ("content", [chosen.strip()])
    assert visit.served.room.library.report(REPORT) == before
    press(page, "u")
    expect(page.locator("#card blockquote")).to_have_text(" ".join(one.content.text.split()))


def test_a_source_and_a_second_piece_are_selected(visit: Visit) -> None:
    page = open_card(visit)
    press(page, "e")
    expect(page.locator("#text.selecting")).to_be_focused()
    press(page, "Tab")
    expect(page.locator("#own-content-which")).to_be_focused()
    press(page, "ArrowDown")
    expect(page.locator("#own-source-which")).to_be_checked()
    assert page.evaluate("window.getSelection().toString()") == "Northmere Council"
    page.locator("#text").focus()
    press(page, "ArrowLeft", *["Shift+ArrowRight"] * 9)
    expect(page.locator("#own-source")).to_have_value("Northmere")
    press(page, "Tab")
    tab_to(page, "[data-more]")
    press(page, "Enter")
    expect(page.locator("#text")).to_be_focused()
    press(page, *["ArrowRight"] * 9, *["Shift+ArrowRight"] * 4)
    expect(page.locator("#card .choice")).to_have_text("source: 2 pieces")
    press(page, "Enter", "Enter")
    expect(page.locator(".review .state")).to_have_text("Corrected by ada.")
    (judged,) = said(visit, "a3")
    assert judged.what == "source" and len(judged.verdict["exact"]) == 2


def test_speaker_act_and_dispute(visit: Visit) -> None:
    page = open_card(visit)
    tab_to(page, ".changing summary")
    press(page, "Enter")
    tab_to(page, ".changing input[name='name']")
    page.keyboard.type("Ilse Ferrand")
    press(page, "Tab", "Tab", "Enter")
    expect(page.locator("#card-title")).to_have_text("Ilse Ferrand")
    tab_to(page, ".changing summary")
    press(page, "Enter")
    tab_to(page, "#own-act")
    page.keyboard.type("den")
    press(page, "Tab", "Enter")
    expect(page.locator("#card dl")).to_contain_text("denies")
    tab_to(page, ".changing summary")
    press(page, "Enter")
    tab_to(page, "#own-dispute")
    press(page, "ArrowDown", "Tab", "Enter")
    expect(page.locator("#card dt.dispute")).to_have_text("Against")
    assert [one.what for one in said(visit, "a3")] == ["speaker", "act", "dispute"]
    tab_to(page, ".changing summary")
    press(page, "Enter")
    tab_to(page, ".changing button[value='no-dispute']")
    press(page, "Enter")
    expect(page.locator("#card dt.dispute")).to_have_count(0)


def test_a_missed_statement_is_added_and_taken_back(visit: Visit) -> None:
    page = visit.go(f"/reports/{REPORT}")
    tab_to(page, ".adding summary")
    press(page, "Enter")
    expect(page.locator("#text")).to_be_focused()
    press(page, *["Shift+ArrowRight"] * 7)
    expect(page.locator("#new-content")).to_have_value("Village")
    press(page, "Enter", "Enter")
    expect(page.locator("#card blockquote")).to_have_text("Village")
    assert "chosen=n" in page.url
    assert page.locator("#lists li.judged").count() == 1
    press(page, "u")
    expect(page.locator("#card-title")).to_have_text("No longer there")
    assert page.locator("#lists li.judged").count() == 0


def test_sign_off_and_what_changes_it(visit: Visit) -> None:
    page = open_card(visit)
    page.locator("#main").focus()
    tab_to(page, "#sign")
    press(page, "Enter")
    expect(page.locator("#sign-off")).to_contain_text("Signed off by ada")
    page.locator("#card").focus()
    press(page, "r")
    expect(page.locator("#sign-off")).to_contain_text("the record has changed since")
    tab_to(page, "#sign", most=200)
    press(page, "Enter")
    expect(page.locator(".signed .good")).to_have_count(1)
    tab_to(page, ".signed button", most=200)
    press(page, "Enter")
    expect(page.locator(".signed .good")).to_have_count(0)
    signed = visit.served.room.library.sign_offs(REPORT)
    assert [(one.holds, one.changed) for one in signed] == [(False, False), (False, True)]


def test_an_event_is_judged(visit: Visit) -> None:
    page = open_card(visit, "v1")
    tab_to(page, ".changing summary")
    press(page, "Enter")
    tab_to(page, "#own-status")
    page.keyboard.type("planned")
    press(page, "Tab", "Enter")
    expect(page.locator(".review .state")).to_have_text("Corrected by ada.")
    expect(page.locator("#card dl")).to_contain_text("planned")
    assert [one.what for one in said(visit, "v1")] == ["status"]


def test_who_is_who_is_joined_and_taken_back(visit: Visit) -> None:
    library = visit.served.room.library
    page = open_card(visit)
    tab_to(page, ".joining summary")
    press(page, "Enter")
    tab_to(page, ".joining input[name='other']")
    page.keyboard.type("piers-attlow")
    press(page, "Tab", "Enter")
    expect(page.locator(".review .note")).to_contain_text("are one.")
    assert len(library.entity("piers-attlow")) == 1
    with library.reading() as connection:
        from onrecord.store.entities_judged import decisions

        assert len(decisions(connection)) == 1
    tab_to(page, "button[value='undo']")
    press(page, "Enter")
    expect(page.locator(".review .note")).to_contain_text("is taken back.")
