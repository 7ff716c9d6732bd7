(function () {
  "use strict";
  function light(event, on) {
    var from = event.target.closest("[data-a]");
    if (!from) { return; }
    from.dataset.a.split(" ").forEach(function (id) {
      document.querySelectorAll('[data-a~="' + id + '"]').forEach(function (one) {
        one.classList.toggle("on", on);
      });
    });
  }
  ["mouseover", "focusin"].forEach(function (kind) {
    document.addEventListener(kind, function (event) { light(event, true); });
  });
  ["mouseout", "focusout"].forEach(function (kind) {
    document.addEventListener(kind, function (event) { light(event, false); });
  });
})();
