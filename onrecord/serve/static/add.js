// Files dropped, pasted or chosen are gathered in a list, and sent with a bar that shows how far they are.
const form = document.getElementById("sending");
const input = document.getElementById("files");
const box = document.getElementById("chosen");
const list = box.querySelector("ul");
const count = document.getElementById("how-many");
const button = document.getElementById("send");
const bar = document.getElementById("sent");
const words = document.getElementById("sending-words");
const mostBytes = Number(form.dataset.mostBytes);
const mostFiles = Number(form.dataset.mostFiles);
const LISTED = 200;
let files = [];

document.querySelector(".dropping").hidden = false;

const size = (bytes) =>
  bytes < 1e3 ? `${bytes} B` : bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
const whole = () => files.reduce((sum, one) => sum + one.file.size, 0);

function tooMuch() {
  if (files.length > mostFiles) return `At most ${mostFiles.toLocaleString("en")} files can be sent at once; put them into a ZIP archive.`;
  if (whole() > mostBytes) return `At most ${size(mostBytes)} can be sent at once; send fewer files.`;
  return "";
}

function show() {
  box.hidden = !files.length;
  count.textContent = files.length ? `${files.length.toLocaleString("en")} file${files.length > 1 ? "s" : ""}, ${size(whole())}` : "";
  list.replaceChildren(
    ...files.slice(0, LISTED).map((one, at) => {
      const row = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = one.name;
      name.dir = "auto";
      const bytes = document.createElement("small");
      bytes.textContent = size(one.file.size);
      const out = document.createElement("button");
      out.type = "button";
      out.textContent = "×";
      out.setAttribute("aria-label", `Leave ${one.name} out`);
      out.addEventListener("click", () => {
        files.splice(at, 1);
        show();
        (list.children[Math.min(at, files.length - 1)]?.querySelector("button") ?? input).focus();
      });
      row.append(name, bytes, out);
      return row;
    }),
  );
  if (files.length > LISTED) {
    const row = document.createElement("li");
    row.textContent = `and ${(files.length - LISTED).toLocaleString("en")} more`;
    list.append(row);
  }
  button.textContent = files.length > 1 ? `Add ${files.length.toLocaleString("en")} files` : files.length ? "Add file" : "Add files";
  words.textContent = tooMuch();
  words.className = words.textContent ? "problem" : "";
}

function gather(some) {
  const known = new Set(files.map((one) => `${one.name}\n${one.file.size}\n${one.file.lastModified}`));
  files.push(...some.filter((one) => !known.has(`${one.name}\n${one.file.size}\n${one.file.lastModified}`)));
  show();
}

const named = (file) => ({ file, name: file.webkitRelativePath || file.name });

input.addEventListener("change", () => {
  gather([...input.files].map(named));
  input.value = "";
});
document.getElementById("none").addEventListener("click", () => {
  files = [];
  show();
  input.focus();
});

// All files of a folder that was dropped, and below it, but for hidden ones.
async function within(entry, path) {
  if (files.length > mostFiles * 4) return [];
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    return [{ file, name: path + file.name }];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length || found.length > mostFiles * 4) break;
    for (const one of some) {
      if (!one.name.startsWith(".")) found.push(...(await within(one, `${path}${entry.name}/`)));
    }
  }
  return found;
}

const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
let over = 0;
document.addEventListener("dragenter", (event) => {
  if (holdsFiles(event)) document.body.classList.toggle("over", ++over > 0);
});
document.addEventListener("dragleave", (event) => {
  if (holdsFiles(event)) document.body.classList.toggle("over", --over > 0);
});
document.addEventListener("dragover", (event) => {
  if (holdsFiles(event)) event.preventDefault();
});
document.addEventListener("drop", async (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  over = 0;
  document.body.classList.remove("over");
  const plain = [...event.dataTransfer.files];
  const entries = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((one) => one.isDirectory)) return gather(plain.map(named));
  for (const entry of entries) {
    try {
      gather(await within(entry, ""));
    } catch {
      words.textContent = `${entry.name} could not be opened.`;
    }
  }
});
document.addEventListener("paste", (event) => {
  const some = [...(event.clipboardData?.files ?? [])];
  if (!some.length || event.target.closest("textarea")) return;
  event.preventDefault();
  gather(some.map(named));
});

function failed(told) {
  words.textContent = told;
  words.className = "problem";
  bar.hidden = true;
  button.disabled = false;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (button.disabled) return;
  if (!files.length) return failed("Choose files first.");
  if (tooMuch()) return show();
  const data = new FormData(form);
  data.delete("files");
  for (const one of files) data.append("files", one.file, one.name);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.responseType = "document";
  request.upload.addEventListener("progress", (told) => {
    if (told.lengthComputable) bar.value = told.loaded / told.total;
  });
  request.addEventListener("load", () => {
    const page = request.response;
    if (request.status < 400) location.assign(request.responseURL);
    else failed(page?.querySelector("main [role=alert], main .lead")?.textContent.trim() || "This did not work; try again.");
  });
  request.addEventListener("error", () => failed("The connection broke off, or a file was changed meanwhile; nothing was added. Try again."));
  button.disabled = true;
  bar.hidden = false;
  bar.value = 0;
  words.className = "";
  words.textContent = "Sending";
  request.send(data);
});
show();
// Whoever begins to fill in something finds the model loaded when it is sent.
document.getElementById("main").addEventListener("focusin", () => fetch("/add/ready").catch(() => {}), { once: true });
