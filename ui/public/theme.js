// Sets theme and density before the first paint, so a dark window never flashes white.
// A file of its own because the content security policy allows no inline script.
// Keep in step with src/look.ts, which owns the same stored value.
(function () {
  var root = document.documentElement;
  var look = {};
  try {
    look = JSON.parse(localStorage.getItem("stockless.look") || "{}") || {};
  } catch (_) {
    look = {};
  }
  var dark =
    look.theme === "dark" ||
    (look.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  if (look.density === "compact" || look.density === "comfortable") root.dataset.density = look.density;
})();
