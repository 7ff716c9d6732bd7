// The page of the API: its forms ask here, and the answer stands below them; a link opens what it leads to.
function opened() {
  const one = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (one instanceof HTMLDetailsElement) {
    one.open = true;
    one.scrollIntoView();
  }
}
for (const one of document.querySelectorAll("form.ask[hidden]")) one.hidden = false;
addEventListener("hashchange", opened);
opened();

function address(form) {
  let path = form.dataset.path;
  const asked = new URLSearchParams();
  for (const field of form.elements) {
    if (!field.name) continue;
    if (field.dataset.in === "path") path = path.replace(`{${field.name}}`, encodeURIComponent(field.value));
    else if (field.type === "checkbox") { if (field.checked) asked.append(field.name, field.value); }
    else if (field.type === "select-multiple") for (const one of field.selectedOptions) asked.append(field.name, one.value);
    else if (field.value) asked.append(field.name, field.value);
  }
  return asked.size ? `${path}?${asked}` : path;
}

function shown(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form.ask");
  if (!form) return;
  event.preventDefault();
  const to = address(form);
  const answered = form.querySelector(".answered");
  const body = form.dataset.body ? form.querySelector("textarea").value : undefined;
  const headers = body === undefined ? {} : { "content-type": "application/json" };
  const quoted = (words) => `'${words.replaceAll("'", "'\\''")}'`;
  const sent = body === undefined ? "" : ` -H 'content-type: application/json' -d ${quoted(body)}`;
  const line = `curl ${quoted(location.origin + to)}${sent}`;
  answered.replaceChildren(shown("p", "…"));
  try {
    const response = await fetch(to, { method: form.dataset.way, headers, body });
    let words = await response.text();
    try { words = JSON.stringify(JSON.parse(words), null, 1); } catch { /* not JSON: as it is */ }
    const most = 200000;
    const cut = words.length > most ? `\n… ${words.length - most} more characters` : "";
    const text = shown("pre", words.slice(0, most) + cut);
    text.tabIndex = 0;
    answered.replaceChildren(shown("pre", line), shown("p", `${response.status} ${response.statusText}`), text);
  } catch (error) {
    answered.replaceChildren(shown("p", `nothing answered: ${error.message}`));
  }
});
