// Drawings: keys that stand for the links about them, and a map that is moved without a new page.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const frame = event.target.closest("[data-keys]");
  const key = event.key === "=" ? "+" : event.key;
  const link = frame && [...frame.querySelectorAll("a[data-key]")].find((one) => one.dataset.key.split(" ").includes(key));
  if (!link) return;
  event.preventDefault();
  link.click();
});

const [WIDTH, FINE, LEAST, CLOSER, STEP] = [1000, 330, 12, 1.6, 0.25];
const MOVES = {
  "+": [0, 0, CLOSER],
  "-": [0, 0, 1 / CLOSER],
  ArrowLeft: [-STEP, 0, 1],
  ArrowRight: [STEP, 0, 1],
  ArrowUp: [0, -STEP, 1],
  ArrowDown: [0, STEP, 1],
};

for (const frame of document.querySelectorAll("[data-map]")) {
  const world = frame.querySelector("svg.world");
  const words = world.querySelector("g");
  const home = world.dataset.home.split(" ").map(Number);
  const high = home[3] / home[2];
  let box = world.getAttribute("viewBox").split(" ").map(Number);

  function show(left, top, across) {
    const wide = Math.max(LEAST, Math.min(WIDTH, across));
    box = [
      Math.max(0, Math.min(WIDTH - wide, left + (across - wide) / 2)),
      Math.max(0, Math.min((WIDTH - wide) * high, top + ((across - wide) * high) / 2)),
      wide,
      wide * high,
    ];
    world.setAttribute("viewBox", box.map((one) => one.toFixed(3)).join(" "));
    // Words and dots keep their size on the screen.
    words.setAttribute("font-size", ((wide * 12.5) / (world.clientWidth || 620)).toFixed(3));
    const file = wide < FINE ? frame.dataset.fine : frame.dataset.coarse;
    for (const use of world.querySelectorAll("use")) {
      const wanted = `${file}#${use.classList[0]}`;
      if (use.getAttribute("href") !== wanted) use.setAttribute("href", wanted);
    }
  }

  function move(right, down, closer) {
    const [left, top, across, tall] = box;
    const wide = across / closer;
    show(left + across / 2 + right * across - wide / 2, top + tall / 2 + down * tall - (wide * high) / 2, wide);
  }

  frame.querySelector(".tools").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-key]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const known = link.dataset.key.split(" ").map((key) => MOVES[key]).find(Boolean);
    if (known) move(...known);
    else show(home[0], home[1], home[2]);
  });

  // Dragging moves the map; a click that did not move it follows its link.
  let from = null;
  let dragged = false;
  world.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" || event.button) return;
    from = [event.clientX, event.clientY, ...box];
    dragged = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (!from) return;
    const unit = box[2] / world.clientWidth;
    const [x, y, left, top, across] = from;
    if (Math.hypot(event.clientX - x, event.clientY - y) > 4) dragged = true;
    if (dragged) show(left - (event.clientX - x) * unit, top - (event.clientY - y) * unit, across);
  });
  window.addEventListener("pointerup", () => (from = null));
  world.addEventListener("click", (event) => dragged && event.preventDefault());
  world.addEventListener("dragstart", (event) => event.preventDefault());
  show(...box);
}
