(function () {
  "use strict";
  function light(event, on) {
    var from = event.target.closest("[data-a]");
    if (!from) { return; }
    from.dataset.a.split(" ").forEach(function (id) {
      document.querySelectorAll('[data-a~="' + id + '"], [data-part~="' + id + '"]').forEach(function (one) {
        one.classList.toggle("on", on);
      });
    });
  }
  function visible(one) { return one && one.getClientRects().length > 0; }
  // Words may be part of an event and of a statement: where the one is hidden, lead to the other.
  document.addEventListener("click", function (event) {
    var from = event.target.closest("a.m[data-a]");
    if (!from || visible(document.getElementById(from.hash.slice(1)))) { return; }
    var other = from.dataset.a.split(" ").find(function (id) { return visible(document.getElementById(id)); });
    if (other) { event.preventDefault(); location.hash = other; }
  });
  ["mouseover", "focusin"].forEach(function (kind) {
    document.addEventListener(kind, function (event) { light(event, true); });
  });
  ["mouseout", "focusout"].forEach(function (kind) {
    document.addEventListener(kind, function (event) { light(event, false); });
  });
})();
