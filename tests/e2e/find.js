// Finds elements by role and accessible name. Roles that HTML gives by itself are listed; names come from aria-label,
// aria-labelledby, a label, or the text. What is not drawn, lies behind a dialog or stands in for an answer that is
// still on its way does not count.
const implied = {
  button: "button",
  checkbox: 'input[type="checkbox"]',
  dialog: "dialog",
  heading: "h1, h2, h3",
  link: "a[href]",
  listitem: "li",
  radio: 'input[type="radio"]',
  row: "tr",
  table: "table",
  textbox: 'textarea, input:not([type]), input:is([type="text"], [type="email"], [type="url"], [type="tel"], [type="search"], [type="date"])',
};
const [role, name, part] = arguments;
const byIds = (ids) => ids.split(" ").filter(Boolean).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
const labels = (element) => [...(element.labels ?? [])].map(({ textContent }) => textContent).join(" ");
const named = (element) =>
  (element.getAttribute("aria-label") || byIds(element.getAttribute("aria-labelledby") ?? "") || labels(element) || element.textContent || "").trim();
// A radio or checkbox is drawn by its label; the field itself is hidden from the eye and not from a screen reader.
const drawn = (element) => (element.closest("label") ?? element).getClientRects().length > 0;
const reachable = (element) => drawn(element) && element.closest('[aria-busy="true"], [aria-hidden="true"], [inert]') === null;
const selector = `[role="${role}"]` + (implied[role] ? `, :is(${implied[role]}):not([role])` : "");
const found = [...document.querySelectorAll(selector)].filter(reachable).filter((element) => name === null || named(element).startsWith(name));
if (part === "texts") return found.map((element) => element.innerText || named(element));
if (part === "ready") {
  const ready = found.filter((element) => !element.disabled && element.getAttribute("aria-disabled") !== "true");
  const exact = ready.filter((element) => named(element) === name);
  const first = exact[0] ?? ready[0];
  return role === "radio" || role === "checkbox" ? (first?.closest("label") ?? first ?? null) : (first ?? null);
}
return found.length;
