// A report: choosing a passage opens its card, by mouse or by keys, and lights up its words.
const text = document.getElementById("text");
const margin = document.getElementById("margin");
const card = document.getElementById("card");
const base = `/reports/${text.dataset.report}`;
const marks = (id) => document.querySelectorAll(`[data-a~="r-${CSS.escape(id)}"]`);
const parts = (id) => document.querySelectorAll(`[data-part~="r-${CSS.escape(id)}"]`);
// The queue of things to be reviewed that one comes from.
const queue = (sign) => (text.dataset.queue ? `${sign}queue=${encodeURIComponent(text.dataset.queue)}` : "");
let from = null;
let lit = null;

function light(id) {
  lit = id;
  document.querySelectorAll(".m.chosen, li.chosen").forEach((one) => one.classList.remove("chosen"));
  document.querySelectorAll("li[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
  if (!id) return;
  for (const one of [...marks(id), ...parts(id)]) {
    one.classList.add("chosen");
    if (one.tagName === "LI") one.setAttribute("aria-current", "true");
  }
}

function near(one) {
  const box = one.getBoundingClientRect();
  if (box.top < 80 || box.bottom > window.innerHeight - 40) one.scrollIntoView({ block: "center" });
}

export async function choose(id, { focus = true, scroll = false } = {}) {
  light(id);
  history.replaceState(null, "", `${base}?chosen=${encodeURIComponent(id)}${queue("&")}`);
  await htmx.ajax("GET", `${base}/marks/${encodeURIComponent(id)}${queue("?")}`, { target: "#card", swap: "innerHTML" });
  if (focus) card.focus({ preventScroll: true });
  margin.scrollTop = 0;
  if (scroll) {
    const first = text.querySelector(`[data-a~="r-${CSS.escape(id)}"]`);
    if (first) near(first);
  }
}

export function close() {
  card.replaceChildren();
  light(null);
  history.replaceState(null, "", base + queue("?"));
  if (from?.isConnected) from.focus();
  from = null;
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (!window.getSelection().isCollapsed) {
    // Words were selected, not a link followed.
    if (event.target.closest("#text")) event.preventDefault();
    return;
  }
  if (event.target.closest(".card .close")) {
    event.preventDefault();
    close();
    return;
  }
  const link = event.target.closest("a[data-choose], #text a.m");
  if (!link) return;
  const id = link.dataset.choose ?? new URL(link.href).searchParams.get("chosen");
  if (!id) return;
  event.preventDefault();
  if (!link.closest(".card")) from = link;
  choose(id, { scroll: !link.closest("#text") });
});

// j and k go through the statements and events of the margin; Escape closes the card.
function step(by) {
  const links = [...margin.querySelectorAll("li > a.choose")].filter((one) => one.offsetParent);
  if (!links.length) return;
  const now = links.findIndex((one) => one.parentElement.classList.contains("chosen"));
  const next = links[Math.min(links.length - 1, Math.max(0, now + by))];
  from = next;
  choose(next.dataset.choose, { focus: false, scroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && card.firstElementChild) close();
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
});

for (const kind of ["mouseover", "mouseout"]) {
  document.addEventListener(kind, (event) => {
    const one = event.target.closest("[data-a]");
    for (const id of one?.dataset.a.trim().split(/\s+/) ?? []) {
      for (const other of document.querySelectorAll(`[data-a~="${CSS.escape(id)}"]`)) {
        other.classList.toggle("on", kind === "mouseover");
      }
    }
  });
}

for (const box of document.querySelectorAll("[data-layer]")) {
  box.addEventListener("change", () => document.body.classList.toggle(`without-${box.dataset.layer}`, !box.checked));
}

// What a judgement has changed is drawn anew: the chosen passage is lit up again.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target !== card) return;
  const now = card.querySelector("[data-chosen]");
  if (now && now.dataset.chosen !== lit) {
    history.replaceState(null, "", `${base}?chosen=${encodeURIComponent(now.dataset.chosen)}${queue("&")}`);
  }
  light(now?.dataset.chosen ?? null);
});

const chosen = card.querySelector("[data-chosen]");
if (chosen) {
  light(chosen.dataset.chosen);
  const first = text.querySelector(`[data-a~="r-${CSS.escape(chosen.dataset.chosen)}"]`);
  if (first) near(first);
}
