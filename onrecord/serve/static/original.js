// The original beside its record: what is chosen on one side is shown on the other, without leaving the page.
const beside = document.querySelector(".beside");
const base = `/reports/${beside.dataset.report}`;
const card = document.getElementById("card");
const text = document.getElementById("text");

function light(id) {
  text.querySelectorAll(".m.chosen").forEach((one) => one.classList.remove("chosen"));
  const name = `r-${CSS.escape(id)}`;
  text.querySelectorAll(`[data-a~="${name}"], [data-part~="${name}"]`).forEach((one) => one.classList.add("chosen"));
}

// Into the middle of the column that has it; on a narrow page that is the page itself.
function show(one) {
  one?.scrollIntoView({ block: "center" });
}

export async function choose(id) {
  const words = encodeURIComponent(id);
  const address = `${base}/original?chosen=${words}`;
  history.replaceState(null, "", address);
  light(id);
  const frame = document.querySelector("#original iframe");
  if (frame) frame.src = `${base}/original/frame?chosen=${words}#${words}`;
  else {
    await htmx.ajax("GET", address, { target: "#original", select: "#original", swap: "outerHTML" });
    show(document.querySelector("#original rect.chosen, #original .m.chosen"));
  }
  await htmx.ajax("GET", `${base}/marks/${words}`, { target: "#card", swap: "innerHTML" });
  card.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (event.target.closest(".card .close")) {
    event.preventDefault();
    card.replaceChildren();
    return;
  }
  const link = event.target.closest("a[data-choose], #text a.m");
  if (!link) return;
  const address = new URL(link.getAttribute("href"), location.href);
  const id = link.dataset.choose ?? address.searchParams.get("chosen");
  if (!id) return;
  event.preventDefault();
  choose(id);
});

// Opened with something chosen: both columns lead to it.
show(text.querySelector(".m.chosen"));
show(document.querySelector("#original rect.chosen, #original .m.chosen"));
window.scrollTo(0, 0);
