// The search page: arrows, j and k go through what was found; Enter, on a link, opens it.
const seek = document.getElementById("seek");
const hits = () => [...document.querySelectorAll("#hits a.hit, #more")];

function step(from, by) {
  const links = hits();
  const now = links.indexOf(from);
  if (now < 0) return by > 0 ? links[0] : null;
  return by < 0 && now === 0 ? seek : links[Math.min(links.length - 1, now + by)];
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
  const typing = event.target.closest("input, textarea, select");
  const inList = event.target.closest("#hits");
  let by = 0;
  if (event.key === "ArrowDown" && (inList || event.target === seek)) by = 1;
  else if (event.key === "ArrowUp" && inList) by = -1;
  else if (event.key === "j" && !typing) by = 1;
  else if (event.key === "k" && !typing) by = -1;
  else if (event.key === "Escape" && inList) {
    seek.focus();
    return;
  }
  if (!by) return;
  const next = step(inList ? event.target.closest("a") ?? event.target : null, by);
  if (!next) return;
  event.preventDefault();
  next.focus();
  if (next !== seek) next.closest("li").scrollIntoView({ block: "nearest" });
});

// Where more was fetched, the first of it is next.
let last = null;
document.addEventListener("htmx:beforeRequest", (event) => {
  last = event.target.id === "more" ? hits().length - 1 : null;
});
document.addEventListener("htmx:afterSettle", () => {
  if (last === null) return;
  hits()[last]?.focus();
  last = null;
});
