// Every screen, how a person gets there, and what must be visible before it counts as open.

/** Opens an entry of the main navigation. */
const from = (name) => async (page) => {
  await page.getByRole("navigation").getByRole("link", { name, exact: false }).first().click();
};

export const screens = [
  { name: "inbox", open: from("Inbox"), shows: (page) => page.getByRole("row").nth(3) },
  { name: "orders", open: from("Orders"), shows: (page) => page.getByRole("row").nth(3) },
  { name: "suppliers", open: from("Suppliers"), shows: (page) => page.getByRole("row").nth(1) },
  { name: "profit", open: from("Profit"), shows: (page) => page.getByRole("row").nth(1) },
  { name: "activity", open: from("Activity"), shows: (page) => page.getByRole("heading").first() },
  { name: "settings", open: from("Settings"), shows: (page) => page.getByRole("heading").first() },
];

/** A window on a usual display, and the same at 200% zoom: half as many CSS pixels, twice as fine. */
export const sizes = [
  { name: "", viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
  { name: "-200", viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 },
];

export const themes = ["light", "dark"];
