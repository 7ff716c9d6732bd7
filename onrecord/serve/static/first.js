// Files that are dropped anywhere on the first page go where chosen files go.
const drop = document.getElementById("drop");
const input = drop?.querySelector("input");

if (input) {
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
      if (kind !== "drop") return;
      input.files = event.dataTransfer.files;
      document.querySelector("#adding button").focus();
    });
  }
}
