// Every screen, its address, and what must be visible before it counts as open.

const rows = (least) => (page) => page.getByRole("row").nth(least);
const heading = (page) => page.getByRole("heading").first();

export const screens = [
  { name: "inbox", at: "#/inbox", shows: rows(3) },
  { name: "orders", at: "#/orders", shows: rows(3) },
  { name: "suppliers", at: "#/suppliers", shows: rows(1) },
  { name: "profit", at: "#/profit", shows: rows(1) },
  { name: "stock", at: "#/stock", shows: heading },
  { name: "cases", at: "#/cases", shows: heading },
  { name: "activity", at: "#/activity", shows: heading },
  { name: "settings", at: "#/settings", shows: heading },
  { name: "welcome", at: "#/welcome", shows: heading },
];

/** A window on a usual display, and the same at 200% zoom: half as many CSS pixels, twice as fine. */
export const sizes = [
  { name: "", viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
  { name: "-200", viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 },
];

export const themes = ["light", "dark"];
