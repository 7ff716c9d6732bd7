// A job as it goes on: figures, rows and the line of its state from the server's events.
const job = document.getElementById("job");
const state = document.getElementById("state");
const share = document.getElementById("share");
const rows = document.getElementById("rows");
const ways = document.getElementById("ways");
const MOST = 200;
const SPOKEN = 5000; // milliseconds between two lines that a screen reader is told
let told = Number(job.dataset.told);
let spoken = 0;
let source = null;

function take(event, over) {
  const now = JSON.parse(event.data);
  told = Number(event.lastEventId);
  // The line is read out whenever it changes: not more often than one can listen to.
  if (over || now.state !== job.dataset.state || performance.now() - spoken > SPOKEN) {
    state.setAttribute("role", "status");
    spoken = performance.now();
  } else {
    state.removeAttribute("role");
  }
  state.textContent = now.words;
  job.dataset.state = now.state;
  for (const [name, number] of Object.entries(now.figures)) {
    const figure = job.querySelector(`[data-figure="${name}"]`);
    if (figure.textContent !== number) figure.textContent = number;
    if (number !== "0") figure.parentElement.hidden = false;
  }
  if (now.share === null) share.removeAttribute("value");
  else share.value = now.share;
  if (now.again) rows.replaceChildren();
  if (now.rows) rows.insertAdjacentHTML("afterbegin", now.rows);
  while (rows.children.length > MOST) rows.lastElementChild.remove();
  document.getElementById("fewer").hidden = told <= MOST;
  if (now.ways !== null) {
    const inside = ways.contains(document.activeElement);
    ways.innerHTML = now.ways;
    if (inside) (ways.querySelector("button") ?? document.getElementById("main")).focus();
  }
  if (over) {
    leave();
    share.hidden = true;
    if (now.to) location.replace(now.to);
  }
}

function leave() {
  source?.close();
  source = null;
}

function listen() {
  if (source || !["waiting", "running"].includes(job.dataset.state)) return;
  source = new EventSource(`/jobs/${job.dataset.job}/events?told=${told}`);
  source.addEventListener("told", (event) => take(event, false));
  source.addEventListener("over", (event) => take(event, true));
}

// A browser holds few connections to one server: pages that nobody looks at hold none.
document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
window.addEventListener("pagehide", leave);
window.addEventListener("pageshow", listen);
listen();
