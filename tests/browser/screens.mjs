import { states } from "./states.mjs";

// Every screen: its address, what a person does there first, and what must be visible before it counts as open.

const keys = (...presses) => async (page) => {
  for (const press of presses) await page.keyboard.press(press);
};
const dialog = (page) => page.getByRole("dialog").first();

export const screens = [
  { name: "inbox", at: "#/inbox", title: "Inbox", rows: 10 },
  { name: "inbox-forward", at: "#/inbox", title: "Inbox", rows: 10, first: keys("Shift+F"), shows: dialog },
  { name: "orders", at: "#/orders", title: "Orders", rows: 10 },
  { name: "order", at: "#/orders/1" },
  { name: "purchases", at: "#/purchases", rows: 5 },
  { name: "purchase", at: "#/purchases/1" },
  { name: "suppliers", at: "#/suppliers", title: "Suppliers", rows: 5 },
  { name: "supplier", at: "#/suppliers/1" },
  { name: "profit", at: "#/profit", title: "Profit", rows: 2 },
  { name: "costs", at: "#/profit/costs" },
  { name: "imports", at: "#/imports" },
  { name: "stock", at: "#/stock", title: "Stock" },
  { name: "activity", at: "#/activity", title: "Activity" },
  { name: "settings", at: "#/settings", title: "Settings" },
  { name: "routing", at: "#/settings/routing", title: "Routing" },
  { name: "routing-rule", at: "#/settings/routing", title: "Routing", first: (page) => page.getByRole("button", { name: /^Start from this Cheapest/ }).click(), shows: dialog },
  { name: "rules", at: "#/settings/rules", title: "Rules" },
  { name: "rules-rule", at: "#/settings/rules", title: "Rules", first: (page) => page.getByRole("button", { name: /^Start from this Look/ }).click(), shows: dialog },
  { name: "welcome", at: "#/welcome" },
  { name: "palette", at: "#/inbox", title: "Inbox", rows: 10, first: keys("Control+k"), shows: dialog },
  { name: "shortcuts", at: "#/inbox", title: "Inbox", rows: 10, first: keys("?"), shows: dialog },
  ...states,
];

/** Goes to a screen as if the program had just been started there, and waits until it stands still. */
export async function show(page, url, screen) {
  await page.unrouteAll({ behavior: "wait" });
  for (const [command, change] of Object.entries(screen.answers ?? {})) await page.route(`**/ipc/${command}`, changedBy(change));
  // Another address after the # alone would keep the page before in place for a moment.
  await page.goto("about:blank");
  await page.goto(new URL(screen.at, url).href);
  await page.getByRole("heading", screen.title ? { name: screen.title, exact: true } : {}).first().waitFor();
  if (screen.rows) await page.getByRole("row").nth(screen.rows - 1).waitFor();
  await settle(page);
  if (screen.first) await screen.first(page);
  if (screen.shows) await screen.shows(page).waitFor();
  await settle(page);
}

/** Passes a call on to the engine and changes its answer, or refuses it. */
const changedBy = (change) => async (route) => {
  const response = await route.fetch();
  const body = await response.json();
  const json = "ok" in body ? changed(change(body.ok)) : body;
  await route.fulfill({ response, json, headers: { ...response.headers(), "stockless-outcome": "ok" in json ? "ok" : "error" } });
};

const changed = (ok) => (ok.refused === undefined ? { ok } : { error: ok.refused });

/** Nothing is being read and nothing stands in for an answer. */
const settle = (page) =>
  page.waitForFunction(() => document.querySelector('[aria-busy="true"], [role="status"][aria-label="Loading"]') === null);

/** A window on a usual display, and the same at 200% zoom: half as many CSS pixels, twice as fine. */
export const sizes = [
  { name: "", viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
  { name: "-200", viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 },
];

export const themes = ["light", "dark"];
