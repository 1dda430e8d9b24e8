// What a person does with the keyboard, from the first screen to the result. Each starts on a workspace of its own.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const shopifyExport = fileURLToPath(new URL("../fixtures/exports/shopify/orders.csv", import.meta.url));

const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
const readyRows = (page) => page.getByRole("button", { name: /^Forward \d+ ready/ });
const answer = async (host, command, request = {}) => {
  const response = await fetch(new URL(`/ipc/${command}`, host.url), { method: "POST", body: JSON.stringify({ request }) });
  return (await response.json()).ok;
};

/** Answers the next file dialog. */
const choose = (host, ...paths) => fetch(new URL("/__choose", host.url), { method: "POST", body: JSON.stringify(paths) });

/** Chooses the fictional export on the import page and waits until it was looked into. */
const openExport = async (page, host) => {
  await choose(host, shopifyExport);
  await page.goto("about:blank");
  await page.goto(new URL("#/imports/orders", host.url).href);
  await page.getByRole("button", { name: "Choose files" }).click();
  await page.getByText("Shopify order export").waitFor();
};

export const flows = [
  {
    name: "the morning: what is ready is forwarded with four keys, and one takes it back",
    start: ["--demo"],
    async play(page, host) {
      await readyRows(page).waitFor();
      const before = (await answer(host, "workspace_state")).counts;
      assert.ok(before.ready > 0, "the sample shop has orders that are ready");
      await press(page, "g", "i", "Shift+F");
      const sheet = page.getByRole("dialog", { name: "Forward to suppliers" });
      await sheet.getByRole("button", { name: `Forward ${before.ready} orders` }).waitFor();
      await press(page, "Enter");
      await sheet.waitFor({ state: "detached" });
      await readyRows(page).waitFor({ state: "detached" });
      assert.equal((await answer(host, "workspace_state")).counts.ready, 0);
      await press(page, "Control+z");
      await readyRows(page).waitFor();
      assert.deepEqual((await answer(host, "workspace_state")).counts, before);
    },
  },
  {
    name: "month's end: the profit report is written to a file",
    start: ["--demo"],
    async play(page, host) {
      const file = join(host.folder, "profit.xlsx");
      await choose(host, file);
      await readyRows(page).waitFor();
      await press(page, "g", "p");
      await page.getByRole("heading", { name: "Profit", exact: true }).waitFor();
      await page.getByRole("button", { name: "Export" }).waitFor();
      await press(page, "e");
      const sheet = page.getByRole("dialog");
      await sheet.waitFor();
      await press(page, "Enter");
      await sheet.waitFor({ state: "detached" });
      assert.equal(readFileSync(file).subarray(0, 2).toString(), "PK", "a workbook was written");
    },
  },
  {
    name: "the first file: a shop's export becomes orders, and reading it again changes nothing",
    start: [],
    async play(page, host) {
      await answer(host, "workspace_setup", { name: "Elm Street", base_currency: "EUR", time_zone: "Europe/Berlin", margin_floor: "15" });
      await openExport(page, host);
      await page.getByRole("textbox", { name: "Name of the shop" }).fill("Elm Street");
      await page.getByRole("button", { name: /^Import \d+ orders$/ }).click();
      await page.getByText(/^\d+ orders read$/).waitFor();
      const { counts, shops } = await answer(host, "workspace_state");
      assert.ok(counts.all > 1, `${counts.all} orders were read`);
      assert.deepEqual(shops.map(({ name }) => name), ["Elm Street"]);
      await openExport(page, host);
      await page.getByRole("button", { name: /Shop$/ }).click();
      await page.getByRole("option", { name: "Elm Street" }).click();
      assert.ok(await page.getByRole("button", { name: "Import", exact: true }).isDisabled(), "there is nothing new to import");
    },
  },
  {
    name: "look and keys are those of the workspace: another profile shows what was chosen in the first",
    start: ["--demo"],
    async play(page, host) {
      await readyRows(page).waitFor();
      await press(page, "Control+Shift+L", "Control+Shift+L", "Control+Shift+D");
      await page.goto(new URL("#/settings/keys", host.url).href);
      await page.getByRole("switch", { name: "Single keys" }).click({ force: true });
      const shown = (of) => of.evaluate(() => [document.documentElement.dataset.theme, document.documentElement.dataset.density]);
      assert.deepEqual(await shown(page), ["dark", "compact"]);
      const elsewhere = await page.context().browser().newContext({ colorScheme: "light", viewport: page.viewportSize(), locale: "en-GB" });
      const other = await elsewhere.newPage();
      await other.goto(new URL("#/settings/keys", host.url).href);
      await other.locator("html[data-theme=dark][data-density=compact]").waitFor();
      const single = other.getByRole("switch", { name: "Single keys" });
      await single.waitFor();
      assert.equal(await single.isChecked(), false, "single keys are off there as well");
      // What is chosen there is seen here without a new start.
      await press(other, "Control+Shift+D");
      await page.locator("html[data-density=comfortable]").waitFor();
      await elsewhere.close();
    },
  },
  {
    name: "orders that come in behind the list wait beside it and move no row",
    start: ["--demo"],
    async play(page, host) {
      await readyRows(page).waitFor();
      await press(page, "g", "i");
      const focused = page.locator("[role=row][data-focused]");
      const before = [await focused.getAttribute("aria-label"), await focused.boundingBox()];
      const { shops, counts } = await answer(host, "workspace_state");
      const head = "Name,Email,Financial Status,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem requires shipping,Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Shipping Country,Id";
      const rows = [1, 2, 3].map((n) => `#90${n},ada${n}@example.com,paid,unfulfilled,${shops[0].currency},49.00,0.00,0.00,49.00,0.00,2026-03-09 08:0${n}:00 +0000,1,Odd lamp,49.00,ODD-${n},true,Ada Fern ${n},Elbgasse 1${n},Hamburg,20095,DE,id-90${n}`);
      const file = join(host.folder, "new.csv");
      writeFileSync(file, [head, ...rows, ""].join("\n"));
      assert.equal((await answer(host, "import_run", { kind: "orders", files: [file], shop: shops[0].name })).added, 3);
      await page.getByRole("button", { name: /^3 new orders, show/ }).waitFor();
      assert.deepEqual([await focused.getAttribute("aria-label"), await focused.boundingBox()], before, "the row under the hand stays where it is");
      await press(page, "Control+a");
      await page.getByText(`${counts.new} selected`).waitFor();
      await press(page, "Escape", "n");
      await page.getByRole("row", { name: /#901/ }).waitFor();
      assert.equal(await page.getByRole("button", { name: /new orders, show/ }).count(), 0);
    },
  },
  {
    name: "a routing rule is tried on the last 90 days, switched on, moved, and taken back",
    start: ["--demo"],
    async play(page, host) {
      const rules = async () => (await answer(host, "routing_rules")).rows.map(({ name, enabled }) => [name, enabled]);
      const [cheapest, region] = ["Cheapest approved supplier within 10 days", "Ship EU orders from EU warehouses"];
      await readyRows(page).waitFor();
      await page.goto(new URL("#/settings/routing", host.url).href);
      await page.getByRole("button", { name: `Start from this ${cheapest}` }).click();
      await press(page, "Control+Enter");
      await page.getByRole("button", { name: "Add a rule" }).click();
      await page.getByRole("menuitem", { name: region }).click();
      await press(page, "Control+Enter");
      await page.getByRole("switch", { name: `${region} is on` }).waitFor();
      assert.deepEqual(await rules(), [[cheapest, false], [region, false]], "saving switches nothing on");
      await page.getByRole("switch", { name: `${cheapest} is on` }).focus();
      await press(page, "Space");
      const trial = page.getByRole("dialog", { name: `The last 90 days with “${cheapest}”` });
      await trial.getByText("Orders looked at").waitFor();
      await press(page, "Control+Enter");
      await trial.waitFor({ state: "detached" });
      await page.getByRole("switch", { name: `${cheapest} is on`, checked: true }).waitFor();
      await page.getByRole("button", { name: `Take ${cheapest} later` }).focus();
      await press(page, "Enter");
      await page.getByRole("listitem").filter({ hasText: region }).first().waitFor();
      await page.waitForFunction((name) => document.querySelector("ol > li")?.textContent?.includes(name), region);
      assert.deepEqual(await rules(), [[region, false], [cheapest, true]]);
      await press(page, "Control+z");
      await page.waitForFunction((name) => document.querySelector("ol > li")?.textContent?.includes(name), cheapest);
      await press(page, "Control+z");
      await page.getByRole("switch", { name: `${cheapest} is on`, checked: false }).waitFor();
      assert.deepEqual(await rules(), [[cheapest, false], [region, false]]);
    },
  },
  {
    name: "a fee schedule is added once, and Ctrl Z takes it back",
    start: ["--demo"],
    async play(page, host) {
      await answer(host, "shop_save", { id: null, name: "Bay Street", kind: "ebay", currency: "USD", time_zone: "UTC" });
      await readyRows(page).waitFor();
      await page.goto(new URL("#/profit/costs", host.url).href);
      const shop = page.getByRole("region", { name: "Bay Street" });
      const choose = async () => {
        await shop.getByRole("button", { name: /Add fees/ }).click();
        await page.getByRole("menuitem", { name: /^eBay, US/ }).click();
      };
      await choose();
      await shop.getByText("13.6% to US$7,500.00, then 2.35% + US$0.40 (US$0.30 up to US$10.00)").waitFor();
      await choose();
      await page.getByRole("group", { name: /^Bay Street has eBay, US.* already/ }).waitFor();
      const own = async () => (await answer(host, "fee_rules")).rows.filter(({ source }) => source.startsWith("ebay.com")).length;
      assert.equal(await own(), 1);
      await press(page, "Control+z");
      await shop.getByText("has no fees yet").waitFor();
      assert.equal(await own(), 0);
    },
  },
];
