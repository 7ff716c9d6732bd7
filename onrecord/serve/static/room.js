// On every page: keys that lead about, and a notice that goes when it was read.
const seek = document.getElementById("seek");

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && seek) {
    event.preventDefault();
    seek.focus();
    seek.select();
  }
});

document.addEventListener("htmx:beforeRequest", () => {
  document.getElementById("notice").replaceChildren();
});
