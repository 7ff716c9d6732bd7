// Correcting a statement's words, or adding a statement: words selected in the text go into the form.
//
// While a form is open the text takes the caret, so that words are selected with the arrow keys and Shift as in any
// text; nothing that is typed gets into it.
import { rangeOf, selected } from "./offsets.js";

const text = document.getElementById("text");
const parse = (places) =>
  places ? places.split(";").map((one) => one.split("-").map(Number)) : [];
let form = null;
let kept = [];

const part = () => form.querySelector("input[name='part']:checked").value;
const field = (name) => form.elements.namedItem(name);
const more = () => form.querySelector("[data-more]");
const say = (words) => {
  form.querySelector(".choice").textContent = words;
};

function show(places) {
  const ranges = places.map(([start, end]) => rangeOf(text, start, end)).filter(Boolean);
  const selection = window.getSelection();
  selection.removeAllRanges();
  if (!ranges.length) return;
  const last = ranges[ranges.length - 1];
  selection.setBaseAndExtent(
    ranges[0].startContainer, ranges[0].startOffset, last.endContainer, last.endOffset,
  );
  const box = ranges[0].getBoundingClientRect();
  if (box.top < 80 || box.bottom > window.innerHeight * 0.4) {
    window.scrollBy({ top: box.top - window.innerHeight * 0.25 });
  }
}

const placesNow = (name) => field(`${name}_places`).value || field(`${name}_places`).dataset.now;

function begin(details) {
  if (form) end(false);
  form = details.querySelector("form.selecting");
  for (const other of document.querySelectorAll("details.editing[open]")) {
    if (other !== details) other.open = false;
  }
  kept = [];
  more().hidden = false;
  text.contentEditable = "true";
  text.classList.add("selecting");
  text.setAttribute("role", "textbox");
  text.setAttribute("aria-multiline", "true");
  text.setAttribute("aria-readonly", "true");
  text.setAttribute("inputmode", "none");
  text.spellcheck = false;
  text.focus({ preventScroll: true });
  const places = parse(placesNow(part()));
  if (places.length) show(places);
  else if (!text.contains(window.getSelection().anchorNode)) {
    const first = text.querySelector("[data-start]");
    if (first) window.getSelection().collapse(first, 0);
  }
}

function end(back = true) {
  if (!form) return;
  const details = form.closest("details");
  form = null;
  kept = [];
  text.contentEditable = "inherit";
  text.removeAttribute("contenteditable");
  text.classList.remove("selecting");
  for (const name of ["role", "aria-multiline", "aria-readonly", "inputmode", "spellcheck"]) text.removeAttribute(name);
  window.getSelection().removeAllRanges();
  if (back && details.isConnected) details.querySelector("summary").focus();
}

function take() {
  if (!form || !text.contains(window.getSelection().anchorNode)) return;
  const pieces = selected(text).filter((one) => one.words.trim());
  if (!pieces.length) return;
  const name = part();
  const now = pieces.map((one) => `${one.start}-${one.end}`).join(";");
  // What was shown at the beginning was not selected by the reader.
  if (!kept.length && !field(`${name}_places`).value && inside(pieces, parse(field(`${name}_places`).dataset.now))) return;
  const all = [...kept, ...pieces].sort((one, other) => one.start - other.start);
  field(`${name}_places`).value = kept.length ? all.map((one) => `${one.start}-${one.end}`).join(";") : now;
  field(`${name}_exact`).value = JSON.stringify(all.map((one) => one.words));
  field(name).value = all.map((one) => one.words.trim().replace(/\s+/g, " ")).join(" … ");
  say(`${name}: ${all.length === 1 ? "one piece" : `${all.length} pieces`}`);
}

// Whether the pieces are what these places show.
function inside(pieces, places) {
  if (!places.length) return false;
  return pieces[0].start === places[0][0] && pieces[pieces.length - 1].end === places[places.length - 1][1];
}

document.addEventListener("selectionchange", take);

document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.("details.editing")) return;
  if (event.target.open) begin(event.target);
  else if (form && event.target.contains(form)) end(false);
}, true);

document.addEventListener("change", (event) => {
  if (!form || event.target.name !== "part" || !form.contains(event.target)) return;
  kept = [];
  more().setAttribute("aria-pressed", "false");
  say("");
  show(parse(placesNow(part())));
});

// Words that are written go before words that were selected.
document.addEventListener("input", (event) => {
  if (!form || event.target.tagName !== "TEXTAREA" || !form.contains(event.target)) return;
  field(`${event.target.name}_places`).value = "";
  field(`${event.target.name}_exact`).value = "";
});

document.addEventListener("click", (event) => {
  if (form && event.target.closest("#text")) {
    // No link is followed while words are selected.
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  if (form && event.target.tagName === "TEXTAREA" && form.contains(event.target)) {
    const radio = form.querySelector(`input[name='part'][value='${event.target.name}']`);
    kept = radio.checked ? kept : [];
    radio.checked = true;
  }
  if (!form || !event.target.closest("[data-more]")) return;
  const places = parse(placesNow(part()));
  const exact = field(`${part()}_exact`).value;
  const words = exact ? JSON.parse(exact) : places.map(([start, stop]) => rangeOf(text, start, stop)?.toString() ?? "");
  kept = places.map(([start, stop], number) => ({ start, end: stop, words: words[number] }));
  more().setAttribute("aria-pressed", "true");
  say(`${kept.length === 1 ? "one piece is" : `${kept.length} pieces are`} kept; select the next`);
  text.focus({ preventScroll: true });
  window.getSelection().collapseToEnd();
}, true);

text.addEventListener("keydown", (event) => {
  if (!form) return;
  event.stopPropagation();
  if (event.key === "Enter") {
    event.preventDefault();
    take();
    form.querySelector("button:not([type='button'])").focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    const details = form.closest("details");
    end();
    details.open = false;
  } else if (event.key === "Tab") {
    event.preventDefault();
    form.querySelector("input[name='part']:checked").focus();
  }
});

for (const kind of ["beforeinput", "paste", "cut", "drop", "dragstart"]) {
  text.addEventListener(kind, (event) => {
    if (form) event.preventDefault();
  });
}

document.addEventListener("htmx:afterSwap", () => {
  if (form && !form.isConnected) end(false);
});
document.addEventListener("htmx:oobAfterSwap", () => {
  if (form && !form.isConnected) end(false);
});
