// How long the page stands still while thousands of purchases leave: the longest time between two frames of a list that
// is being scrolled, beside the same scrolling while nothing leaves.
//
//   node frames.mjs [PURCHASES]
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { launch } from "./chromium.mjs";
import { startHost } from "./host.mjs";

const count = Number(process.argv[2] ?? 2_000);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = process.env.STOCKLESS_SIMULATED_SUPPLIERS ?? here("../../target/debug/simulated-suppliers");
const SUPPLIER = "127.0.0.1:4801";
const SECRET = "canary-sk-7Qm2xV";
const SECONDS_IDLE = 10;

/** Resolves once the simulated suppliers listen. */
function startSuppliers() {
  const child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the simulated suppliers ended with code ${code}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.includes("4800")) resolve(() => { child.removeAllListeners("exit"); child.kill(); });
    });
  });
}

async function call(host, name, request) {
  const answer = await fetch(new URL(`ipc/${name}`, host.url), { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ request }) });
  const body = await answer.json();
  if (body.ok === undefined) throw new Error(`${name}: ${JSON.stringify(body)}`);
  return body.ok;
}

/** A workspace with so many orders that one supplier serves through its interface. */
async function prepare(host) {
  await call(host, "workspace_setup", { name: "Frames", base_currency: "EUR", time_zone: "Europe/Berlin", margin_floor: "15" });
  const table = async (kind, text, more = {}) => {
    const file = join(host.folder, `${kind}.csv`);
    writeFileSync(file, text);
    await call(host, "import_run", { kind, files: [file], ...more });
  };
  const shipping = [{ zone: "*", service: "Parcel", first: "3.90", additional: "0", days_min: 2, days_max: 4 }];
  const supplier = await call(host, "supplier_save", { id: null, name: "Lamp House", kind: "wholesaler", standing: "approved", country: "DE", currency: "EUR", channel: "api", shipping, template: { format: "csv" } });
  await table("offers", "Supplier,Supplier SKU,Title,Currency,Unit cost,Stock\nLamp House,LH-1,Lamp,EUR,10.00,50000\n");
  const today = new Date().toISOString().slice(0, 10);
  const row = (n) => `L-${n},${today},EUR,LAMP,Lamp,1,40.00,40.00,paid,Ada Quint ${n},Gartenweg ${n},Leipzig,04109,DE`;
  const header = "Order number,Order date,Currency,SKU,Product,Quantity,Unit price,Total,Payment status,Recipient,Address line 1,City,Postal code,Country";
  await table("orders", [header, ...Array.from({ length: count }, (_, n) => row(n + 1))].join("\n"), { shop: "Lamps" });
  await table("mappings", "SKU,Zone,Rank,Supplier,Supplier SKU,Factor\nLAMP,*,1,Lamp House,LH-1,1\n");
  // So many at once are asked about; here the answer is given beforehand.
  await call(host, "forward_limit_save", { orders: 100_000, to_pay: { amount: "10000000.00", currency: "EUR" } });
  const description = readFileSync(here("../fixtures/suppliers/keyed.toml"), "utf8").replace("requests_per_minute = 300", "requests_per_minute = 6000");
  await call(host, "supplier_api_save", { supplier_id: supplier.id, description, base_url: `http://${SUPPLIER}`, allowed_host: SUPPLIER, secret: SECRET });
}

const record = () => {
  window.frames_ = [];
  let last = performance.now();
  const step = (now) => {
    window.frames_.push(now - last);
    last = now;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
};

/** Scrolls to and fro until this holds; the times between frames meanwhile. */
async function scroll(page, until) {
  await page.evaluate(() => void (window.frames_ = []));
  await page.mouse.move(600, 500);
  for (let n = 0; !(await until()); n += 1) {
    await page.mouse.wheel(0, n % 20 < 10 ? 400 : -400);
    await page.waitForTimeout(100);
  }
  return (await page.evaluate(() => window.frames_)).sort((a, b) => a - b);
}

const at = (frames, share) => (frames[Math.min(frames.length - 1, Math.floor(frames.length * share))] ?? 0).toFixed(0);
const told = (name, frames) => console.log(`${name.padEnd(44)} ${`${at(frames, 0.5)} ms`.padStart(10)} ${`${at(frames, 0.99)} ms`.padStart(10)} ${`${at(frames, 1)} ms`.padStart(10)}`);

const stopSuppliers = await startSuppliers();
const host = await startHost();
const browser = await launch();
try {
  await prepare(host);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  await page.goto(`${host.url}#/inbox`);
  await page.getByRole("button", { name: new RegExp(`^Forward ${count.toLocaleString("en-GB")} ready`) }).waitFor({ timeout: 60_000 });
  await page.evaluate(record);
  console.log(`${"between two frames, Chromium without a GPU".padEnd(44)} ${"median".padStart(10)} ${"99 %".padStart(10)} ${"longest".padStart(10)}`);
  const end = Date.now() + SECONDS_IDLE * 1_000;
  told("scrolling the inbox, nothing leaves", await scroll(page, () => Date.now() > end));
  const done = await call(host, "forward", { which: { tab: "new" } });
  if (done.purchases !== count) throw new Error(`${done.purchases} of ${count} were queued`);
  await page.goto(`${host.url}#/orders`);
  await page.waitForTimeout(1_000);
  await call(host, "outbox_send", {});
  const placed = async () => (await call(host, "purchases", { state: "placed", limit: 1 })).total === count;
  told(`scrolling all orders, ${count} purchases leave`, await scroll(page, placed));
} finally {
  await browser.close();
  host.stop();
  stopSuppliers();
}
