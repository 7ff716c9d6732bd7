"""Words that are selected in a browser are the words that are stored: UTF-16 there, code points here."""

from __future__ import annotations

import json
import random
from pathlib import Path

from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from onrecord.library import Library
from onrecord.serve.app import create_app
from onrecord.serve.room import Room
from onrecord.serve.who import Asking
from onrecord.settings import Settings
from onrecord.view.escape import visible
from tests.serve.conftest import ADDRESS, Served, Visit, running
from tests.store.made import document, opened, put

# Emoji with modifiers and joiners, combining marks, right-to-left words and marks, characters beyond the first plane,
# ends of lines of every kind, controls.
WORDS = (
    "Harbour bridge \U0001f309 stays shut\n\n"
    "The mayor of Velden \U0001f469\U0001f3fd\u200d\u2696\ufe0f, Ada Bri\u0301sk, said that “the bridge \U0001f6a7\U0001f6a7 stays shut”\r\n"
    "until the autumn, and that 𝔸𝕕𝕒 would not pay e\u0301 \U0001f1f3\U0001f1f4 more than £2\u00a0m.\r\n\r\n"
    "Menu | Home | About us | Contact | Subscribe\n\n"
    "המהנדס אמר \U0001f600 כי הגשר סגור, and Tom Avery \u2067עוגן\u2069 told reporters: “Nobody asked us \U0001f937\u200d\u2642\ufe0f,” a\u0327\u0300\u0301 b.\n\n"
    "قال المدير إن الميناء \U0001f6a2 لن يدفع. He denied\tthat\x0cthe port\x07 had paid 𐍈𐍈 for the repair \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f.\n"
)
COUNT = 260

# Two places among the text's own nodes, by numbers that the test draws; places within a pair of surrogates are kept.
SELECT = """async ([numbers, address]) => {
  const { piecesOf } = await import("/static/offsets.js");
  const text = document.getElementById("text");
  const nodes = [];
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("[data-start]")) nodes.push(node);
  }
  const sizes = nodes.map((node) => node.length);
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  const at = (place) => {
    for (let number = 0; number < nodes.length; number += 1) {
      if (place <= sizes[number]) return [nodes[number], place];
      place -= sizes[number];
    }
    return [nodes[nodes.length - 1], sizes[sizes.length - 1]];
  };
  const found = [];
  for (const [one, other] of numbers) {
    const [low, high] = [one, other].map((share) => Math.floor(share * whole)).sort((a, b) => a - b);
    const selection = window.getSelection();
    const [from, to] = [at(low), at(Math.max(low + 1, high))];
    // Backwards too, as a hand may select.
    if (one < other) selection.setBaseAndExtent(...from, ...to);
    else selection.setBaseAndExtent(...to, ...from);
    const range = selection.getRangeAt(0);
    const pieces = piecesOf(range, text);
    found.push({ pieces, words: range.toString(), blocks: pieces.length });
  }
  return found;
}"""


def room_of(path: Path) -> Room:
    return Room(library=Library(path, Settings()), settings=Settings(reads_per_minute=1_000_000), person="ada")


def test_what_is_selected_is_what_is_stored(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "library.onrecord"
    put(path, [document(WORDS, uri="/bridge.txt")])
    rng = random.Random(7)
    numbers = [[(a := rng.random()), min(1.0, a + rng.choice((0.01, 0.05, 0.4, -0.03)))] for _ in range(COUNT)]
    room = room_of(path)
    with running(room) as address:
        visit = Visit(browser, Served(room, address))
        page = visit.go("/reports/1")
        found = page.evaluate(SELECT, [[[abs(one), abs(other)] for one, other in numbers], address])
        visit.close()
    with opened(path) as library:
        record = library.report(1)
    local = record.attributions[0].id
    stored = across = 0
    own = {"X-CSRF-Token": Asking(secret=room.secret).form_token}
    with TestClient(create_app(room), base_url=ADDRESS, follow_redirects=False, headers=own) as client:
        for one in found:
            pieces = one["pieces"]
            for piece in pieces:
                assert visible(record.text[piece["start"] : piece["end"]]) == piece["words"]
            if not one["words"].strip():
                continue
            sent = {
                "content_places": ";".join(f"{piece['start']}-{piece['end']}" for piece in pieces),
                "content_exact": json.dumps([piece["words"] for piece in pieces]),
                "source": "-", "cue": "-",
            }  # fmt: skip
            sent |= {"source": words_of(room, local, "source"), "cue": words_of(room, local, "cue")}
            answer = client.post(f"/reports/1/review/words/{local}", data=sent)
            assert answer.status_code == 303, answer.text
            said = next(it for it in room.library.reviewed(1).attributions if it.id == local)
            kept = [visible(record.text[start:end]) for start, end in said.content.spans]
            skipped = {
                (start, end) for block in record.blocks if block.kind in ("links", "furniture", "related", "notice")
                for start, end in block.spans
            }  # fmt: skip
            wanted = [
                piece["words"].strip() for piece in pieces
                if not any(start <= piece["start"] < end for start, end in skipped) or len(pieces) == 1
            ]  # fmt: skip
            assert kept == [words for words in wanted if words], (kept, pieces)
            stored += 1
            across += len(kept) > 1
    assert stored >= 200 and across >= 20, (stored, across)


def words_of(room: Room, local: str, part: str) -> str:
    said = next(it for it in room.library.reviewed(1).attributions if it.id == local)
    passage = getattr(said, part)
    text = room.library.report(1).text
    return " … ".join(" ".join(text[start:end].split()) for start, end in passage.spans) if passage else ""
