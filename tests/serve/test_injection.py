"""Hostile words in text, headline, byline, address, file name, search words and user name run nothing on any page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import nh3
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Error, Page
from sqlalchemy import select

from onrecord.library import Library
from onrecord.record import Author, Evidence, Problem, Report
from onrecord.serve.app import create_app
from onrecord.serve.original.asked import Asked
from onrecord.serve.original.html import marked_page
from onrecord.serve.room import Room
from onrecord.settings import Settings
from onrecord.store import schema
from onrecord.view.escape import visible
from tests.serve.conftest import ADDRESS, running
from tests.serve.hostile import PAYLOADS
from tests.serve.routes import asked_by_get
from tests.store.telling import Being, Happens, Says, put, told

AT_ONCE = 60
CHUNKS = [PAYLOADS[start : start + AT_ONCE] for start in range(0, len(PAYLOADS), AT_ONCE)]


def hostile_report(place: int, some: Sequence[str]) -> Report:
    """A report all of whose words are hostile: each as a statement of a speaker of that name, all in its headline."""
    whole = " ".join(some)
    beings = [Being(one, "person", roles=(one,)) for one in some]
    says = [
        Says(being, one, cue="said " + one, kind="direct", via=(beings[at - 1],), denies=at - 1 if at else None)
        for at, (being, one) in enumerate(zip(beings, some, strict=True))
    ]
    happens = [
        Happens(f"{one} struck {one}. ", one, actors=(being,)) for being, one in zip(beings[:5], some, strict=False)
    ]
    made = told(whole, says, publisher=whole, url=f"https://evil.example/{place}/{whole}", happens=happens, story=whole)
    evidence = (Evidence(kind=some[0], spans=((0, 9),), detail=whole), Evidence(kind="tag", spans=(), detail=whole))
    assert made.publisher is not None
    return replace(
        made,
        authors=tuple(Author(name=one, spans=((0, 5),), evidence=evidence) for one in some),
        publisher=replace(made.publisher, domain=whole, evidence=evidence),
        published=replace(made.published, evidence=evidence),
        problems=(Problem(kind=some[0], detail=whole),),
        made_by=replace(made.made_by, onrecord=some[0], model=some[-1]),
    )


def hostile_files(folder: Path) -> None:
    """Pages whose own markup is hostile, and texts of hostile names, for the reader to read."""
    for place, some in enumerate(CHUNKS):
        told_ = "".join(f"<p>“{one}” said Ada Lund, the mayor of Osk, on Tuesday.</p>\n" for one in some)
        (folder / f"page{place}.html").write_text(
            f"<html><head><title>{some[0]}</title></head><body><h1>{some[1]}</h1>{told_}</body></html>",
            encoding="utf-8", errors="replace",
        )  # fmt: skip
    for place, one in enumerate((PAYLOADS[0], PAYLOADS[50], PAYLOADS[90], PAYLOADS[-10])):
        name = one.replace("/", "\u2215").replace("\x00", "")
        (folder / f"{place}{name}.txt").write_text(f"{one}\n\n“{one}” said Ada Lund on Tuesday.\n", encoding="utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A room over a library all of whose words are hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    files = folder / "files"
    files.mkdir()
    hostile_files(files)
    with Library(folder / "library.onrecord", Settings()) as library:
        assert library.add([files], workers=1).added == len(CHUNKS) + 4
        with library.writing() as connection:
            put(connection, [hostile_report(place, some) for place, some in enumerate(CHUNKS)])
        yield Room(library=library, settings=Settings(), person=PAYLOADS[0])


@pytest.fixture(scope="module")
def app(hostile: Room) -> FastAPI:
    return create_app(hostile)


def numbers_of(room: Room) -> list[int]:
    return sorted(one.number for one in room.library.list_reports(limit=200).reports)


def addresses(app: FastAPI, room: Room) -> Iterator[tuple[str, Sequence[str]]]:
    """Addresses of every route, each with the hostile words that go with it."""
    numbers = numbers_of(room)
    with room.library.reading() as connection:
        handles = list(connection.scalars(select(schema.entity.c.handle).order_by(schema.entity.c.id)))
    for route in asked_by_get(app):
        numbered = "number" in route.steps
        for place, number in enumerate(numbers if numbered else range(len(CHUNKS))):
            some = CHUNKS[place % len(CHUNKS)]
            whole = " ".join(some)
            known = {"number": str(number), "local": "a1", "page": "1", "handle": handles[7 * place % len(handles)]}
            steps = {name: known.get(name, whole[:200]) for name in route.steps}
            if numbered or not route.words:
                yield route.address(steps), some
            if "words" in route.words:
                yield route.address(steps, {"words": whole}), some
            # Many of these are dates and kinds, so that the page says what is wrong with them.
            if route.words and (place == 0 or not numbered):
                yield route.address(steps, dict.fromkeys(route.words, whole)), some
            if not route.steps and not route.words:
                break


class Watched:
    """A browser's page, with scripts on, that notes what must not happen."""

    def __init__(self, browser: Browser, own: str) -> None:
        self._context = browser.new_context(viewport={"width": 1280, "height": 860}, accept_downloads=False)
        self._context.add_init_script("window.open = () => { window.__ran = 1; return null; };")
        self.own, self.found = own, list[str]()
        self.page = self._context.new_page()
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.found.append(f"error: {error}"))
        self._context.on("page", lambda other: self.found.append("another page") if other is not self.page else None)

    def _dialog(self, dialog: Any) -> None:
        self.found.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.own, "about:")):
            self.found.append(f"asked: {request.url[:120]}")

    def _said(self, message: Any) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.found.append(f"console: {message.text[:300]}")

    def ran(self) -> bool:
        """Whether words ran in the page or in one of its frames."""
        return any(frame.evaluate("'__ran' in window") for frame in self.page.frames)

    def close(self) -> None:
        self._context.close()


def test_nothing_runs_on_any_page(browser: Browser, hostile: Room, app: FastAPI) -> None:
    with running(hostile) as own:
        watched = Watched(browser, own)
        seen: dict[str, int] = {}
        for address, some in addresses(app, hostile):
            hostile.person = " ".join(some)
            try:
                watched.page.goto(own + address, wait_until="load", timeout=15_000)
            except Error as error:
                # A file to be saved.
                assert "Download is starting" in error.message or "ERR_ABORTED" in error.message, (address, error)
                continue
            seen[address.partition("?")[0]] = 1
            assert not watched.ran(), address
            assert watched.page.url.partition("#")[0].startswith(own), address
            assert not watched.found, (address, watched.found)
        assert len(seen) > 60
        watched.close()


def test_what_runs_is_seen(browser: Browser) -> None:
    """The watch itself: it sees words that run, that ask elsewhere, that open a dialog."""
    for one in ("<script>window.__ran=1</script>", "<svg onload=window.__ran=1>", "<img src=x onerror=window.__ran=1>"):
        watched = Watched(browser, "http://127.0.0.1")
        watched.page.set_content(one)
        watched.page.wait_for_timeout(50)
        assert watched.ran() or watched.found, one
        watched.close()
    watched = Watched(browser, "http://127.0.0.1")
    watched.page.route("**/*", lambda route: route.abort())
    watched.page.set_content("<img src=http://evil.example/x.png><script>alert(1)</script>")
    assert {one[:6] for one in watched.found} >= {"asked:", "dialog"}
    watched.close()


def words_shown(page: Page, selector: str) -> str:
    return "".join(str(page.locator(selector).text_content()).split())


def test_the_words_are_there_as_words(browser: Browser, hostile: Room) -> None:
    """Text, speakers, headline, byline and publisher stand on the page as they are, with controls made visible."""
    with running(hostile) as own:
        watched = Watched(browser, own)
        for number in numbers_of(hostile)[-len(CHUNKS) :]:
            record = hostile.library.report(number)
            watched.page.goto(f"{own}/reports/{number}")
            assert "".join(visible(record.text).split()) in words_shown(watched.page, "#text")
            margin, about = words_shown(watched.page, "#margin"), words_shown(watched.page, ".about")
            for author in record.authors:
                assert "".join(visible(author.name).split()) in about, author.name
            for said in record.attributions:
                assert "".join(visible(record.entities[0].name).split()) in margin, said.id
            # Cards come by htmx, in a page that is there.
            for said in record.attributions[:3]:
                watched.page.keyboard.press("j")
                watched.page.wait_for_selector(f"#card [data-chosen='{said.id}']")
            assert not watched.ran() and not watched.found, (number, watched.found)
        watched.close()


def test_a_page_made_safe_is_harmless_by_itself(browser: Browser) -> None:
    """Without its frame and without any policy: what is left of a hostile page runs nothing and asks for nothing."""
    nothing = msgspec.msgpack.encode(Asked(None, ()))
    watched = Watched(browser, "about:")
    watched.page.route("**/*", lambda route: route.abort())
    for start in range(0, len(PAYLOADS), 8):
        pages = [
            marked_page(
                f"<html><body><p>{'Words. ' * 40}</p>{one}<p>More words.</p></body></html>".encode(), nothing
            ).decode()
            for one in PAYLOADS[start : start + 8]
        ]
        for made in pages:
            # Once more through the same parser it stays what it is.
            assert nh3.clean(made, tags={"mark"}) == nh3.clean(nh3.clean(made, tags={"mark"}), tags={"mark"})
        watched.page.set_content("<!DOCTYPE html>" + "".join(f"<section>{made}</section>" for made in pages))
        assert not watched.ran() and not watched.found, (PAYLOADS[start : start + 8], watched.found)
        bad = watched.page.evaluate(
            """() => [...document.body.querySelectorAll("*")].filter((one) =>
                /^(script|style|iframe|object|embed|link|meta|base|form|svg|math|img|input)$/i.test(one.tagName)
                || [...one.attributes].some((its) => /^(on|style$|href$|src|hx-|data-hx|action|formaction)/i.test(its.name))
            ).map((one) => one.outerHTML)"""
        )
        assert not bad, bad
    watched.close()


def test_every_answer_has_the_strict_policy(hostile: Room, app: FastAPI) -> None:
    with_fault = create_app(Room(library=hostile.library, settings=Settings(), person="ada"))

    @with_fault.get("/fault")
    def fault() -> None:
        raise RuntimeError("a fault")

    number = numbers_of(hostile)[0]
    asking = TestClient(with_fault, base_url=ADDRESS, raise_server_exceptions=False, follow_redirects=False)
    known = {"number": str(number), "local": "a1", "page": "1"}
    paths = {route.address(known) for route in asked_by_get(with_fault)}
    answers = {path: asking.get(path) for path in sorted(paths)}
    answers |= {f"{path} by PUT": asking.put(path) for path in sorted(paths)[:5]}
    answers["of another host"] = asking.get("/", headers={"host": "evil.example"})
    answers["from another page"] = asking.post("/", headers={"origin": "https://evil.example"})
    answers["nothing there"] = asking.get("/nothing/there")
    answers["shipped"] = asking.get("/static/room.css")
    assert answers["/fault"].status_code == 500
    for path, answer in answers.items():
        policy = answer.headers.get("content-security-policy", "")
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy and "*" not in policy and "http" not in policy, (path, policy)
        assert answer.headers["x-content-type-options"] == "nosniff", path
