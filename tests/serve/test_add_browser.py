"""Adding in a browser: choosing, dropping, pasting, stopping; by keys alone, wide and narrow, and without scripts."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.serve.conftest import Served, Visit
from tests.serve.waiting import VARGA

LONG = 60_000  # milliseconds: the model is loaded meanwhile


def made(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{at}.txt" for at in range(count)]
    for at, path in enumerate(paths):
        path.write_text(f"{VARGA}The ferry number {at} sank, said Odo Brandt.\n", encoding="utf-8")
    return paths


def test_chosen_files_are_sent_and_their_reports_come(visit: Visit, tmp_path: Path) -> None:
    page = visit.go("/add")
    paths = made(tmp_path, 3)
    (tmp_path / "empty.txt").write_bytes(b"")
    page.set_input_files("#files", [*paths, tmp_path / "empty.txt"])
    page.set_input_files("#files", paths[:1])  # the same again is not listed twice
    expect(page.locator("#chosen li")).to_have_count(4)
    page.get_by_role("button", name="Leave 2.txt out").click()
    expect(page.locator("#how-many")).to_contain_text("3 files")
    page.get_by_role("button", name="Add 3 files").click()
    page.wait_for_url("**/jobs/*")
    expect(page.locator("#state")).to_contain_text("Done: 2 added, 1 refused", timeout=LONG)
    expect(page.locator("#rows li")).to_have_count(3)
    expect(page.locator("#rows")).to_contain_text("it is empty")
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)
    page.locator("#rows a.title").first.click()
    page.wait_for_url("**/reports/*")


def drop(page: Page, names: list[str]) -> None:
    page.evaluate(
        """([names, words]) => {
          const data = new DataTransfer();
          names.forEach((name, at) => data.items.add(new File([words + "Number " + at + " stays."], name)));
          for (const kind of ["dragenter", "dragover", "drop"])
            document.querySelector("#drop").dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        [names, VARGA],
    )


def test_dropped_files_and_what_is_too_much(visit: Visit) -> None:
    page = visit.go("/add")
    drop(page, ["<b>one</b>.txt", "two.txt"])
    expect(page.locator("#chosen li")).to_have_count(2)
    expect(page.locator("#chosen")).to_contain_text("<b>one</b>.txt")
    assert page.locator("#chosen b").count() == 0
    drop(page, [f"{at}.txt" for at in range(500)])
    page.locator("#send").click()
    expect(page.locator("#sending-words")).to_contain_text("At most 500 files")
    assert page.url.endswith("/add")
    page.get_by_role("button", name="Choose none").click()
    expect(page.locator("#chosen")).to_be_hidden()


def test_a_text_by_keys_alone(visit: Visit) -> None:
    page = visit.go("/add")
    page.locator("#text").focus()
    page.keyboard.insert_text(VARGA)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Add text":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/jobs/*")
    page.wait_for_url("**/reports/*", timeout=LONG)
    expect(page.locator("#text")).to_contain_text("Ines Varga")


def test_stopping_and_going_on(visit: Visit, tmp_path: Path) -> None:
    page = visit.go("/add")
    page.set_input_files("#files", made(tmp_path, 400))  # more than are read before it is stopped
    page.locator("#send").click()
    page.wait_for_url("**/jobs/*")
    expect(page.locator("#rows li").first).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Stop").press("Enter")
    expect(page.get_by_role("button", name="Go on")).to_be_visible(timeout=LONG)
    expect(page.locator("#state")).to_contain_text("stopped by ada")
    page.get_by_role("button", name="Throw the rest away").click()
    expect(page.locator("#state")).to_contain_text("thrown away")


def test_without_scripts(browser: Browser, served: Served) -> None:
    opened = Visit(browser, served, scripts=False)
    page = opened.go("/add")
    page.fill("#text", VARGA)
    page.get_by_role("button", name="Add text").click()
    page.wait_for_url("**/reports/*", timeout=LONG)  # the page asks again by itself
    opened.close()


def test_no_serious_findings(visit: Visit, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    visit.served.room.library.remove(3, why="withdrawn", by="ada")
    for path in ("/add", "/problems", "/problems?show=doubtful", "/removed", "/reports/2/remove"):
        page = visit.go(path)
        found = Axe().run(page).response["violations"]
        serious = [one["id"] for one in found if one["impact"] in ("serious", "critical")]
        assert not serious, (path, found)
    page = visit.go("/add")
    page.set_input_files("#files", made(tmp_path, 2))
    found = Axe().run(page).response["violations"]
    assert not [one for one in found if one["impact"] in ("serious", "critical")], found
    page.locator("#send").click()
    page.wait_for_url("**/jobs/*")
    found = Axe().run(page).response["violations"]
    assert not [one for one in found if one["impact"] in ("serious", "critical")], found
