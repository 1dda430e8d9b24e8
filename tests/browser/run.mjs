// Every screen in both themes and two sizes, in Chromium with the real engine: no serious accessibility finding,
// nothing in the console, nothing refused by the content security policy, and a picture of each.
//
//   node run.mjs [--screens-only | --flows] [--only inbox] [--url http://127.0.0.1:4173/]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findings } from "./accessibility.mjs";
import { launch } from "./chromium.mjs";
import { startHost } from "./host.mjs";
import { flows } from "./flows.mjs";
import { screens, show, sizes, themes } from "./screens.mjs";
import { watch } from "./watch.mjs";

const { values: options } = parseArgs({
  options: { "screens-only": { type: "boolean" }, only: { type: "string" }, flows: { type: "boolean" }, url: { type: "string" } },
});
const pictures = process.env.STOCKLESS_SCREENS ?? fileURLToPath(new URL("../../target/screens", import.meta.url));
const total = { passed: 0, failed: 0 };

/** Runs one check; a thrown error or a non-empty list of problems fails it. */
async function check(name, work) {
  let problems;
  try {
    problems = (await work()) ?? [];
  } catch (error) {
    problems = [String(error?.stack ?? error)];
  }
  total[problems.length === 0 ? "passed" : "failed"] += 1;
  console.log(problems.length === 0 ? `ok      ${name}` : `FAILED  ${name}`);
  for (const problem of problems) console.log(`        ${problem.replaceAll("\n", "\n        ")}`);
}

async function openPage(browser, url, colorScheme, { viewport, deviceScaleFactor }) {
  const context = await browser.newContext({ colorScheme, viewport, deviceScaleFactor, reducedMotion: "reduce", locale: "en-GB" });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const heard = await watch(page);
  return { page, heard, close: () => context.close() };
}

/** Only lists and tables may scroll sideways, never the page. */
async function tooWide(page) {
  const by = await page.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth);
  return by > 0 ? [`the page is ${by} px wider than the window`] : [];
}

async function everyScreen(browser) {
  const host = options.url ? { url: options.url, stop: () => {} } : await startHost("--demo");
  const { url } = host;
  for (const theme of themes) {
    for (const size of sizes) {
      const { page, heard, close } = await openPage(browser, url, theme, size);
      for (const screen of screens.filter(({ name }) => !options.only || name === options.only)) {
        const name = `${screen.name}-${theme}${size.name}`;
        await check(name, async () => {
          const missing = await show(page, url, screen).then(() => [], (error) => [error.message]);
          await page.screenshot({ path: join(pictures, `${name}.png`) });
          const unfit = options["screens-only"] ? [] : await findings(page);
          return [...missing, ...unfit, ...(await tooWide(page)), ...heard()];
        });
      }
      await close();
    }
  }
  host.stop();
}

/** Each flow has a workspace of its own, so that none depends on what another did. */
async function everyFlow(browser) {
  for (const flow of flows) {
    await check(flow.name, async () => {
      const host = await startHost(...flow.start);
      const { page, heard, close } = await openPage(browser, host.url, "light", sizes[0]);
      try {
        await page.goto(host.url);
        await flow.play(page, host).catch(async (error) => {
          await page.screenshot({ path: join(pictures, "failed-flow.png") });
          throw error;
        });
        return heard();
      } finally {
        await close();
        host.stop();
      }
    });
  }
}

mkdirSync(pictures, { recursive: true });
const browser = await launch();
try {
  if (!options.flows) await everyScreen(browser);
  if (!options["screens-only"] && !options.only && !options.url) await everyFlow(browser);
} finally {
  await browser.close();
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
