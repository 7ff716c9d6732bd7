// Review: one key for each action, on a report's page and on the queue.
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable='true']")) return;
  if (!/^[arnue]$/.test(event.key)) return;
  const wanted = `[data-key="${event.key}"]`;
  const one = document.querySelector(`#card ${wanted}`) ?? document.querySelector(wanted);
  if (!one) return;
  event.preventDefault();
  one.click();
});

// Where what had the focus is gone with the old card, the new one has it: Tab goes on from there.
document.addEventListener("htmx:afterSwap", (event) => {
  const card = document.getElementById("card");
  if (event.target === card && card.firstElementChild && document.activeElement === document.body) card.focus({ preventScroll: true });
});
