// What a person does with the keyboard, from the first screen to the result. Each starts on a workspace of its own.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
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
];
