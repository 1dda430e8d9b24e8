// What axe finds. Serious and critical findings fail a check; the rest is for people to read.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FAILING = new Set(["serious", "critical"]);

/** One line per finding with its first place on the page. */
export async function findings(page) {
  // Evaluated by the browser's own hand, so the page's policy need not allow it.
  await page.evaluate(source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations
    .filter(({ impact }) => FAILING.has(impact))
    .map(({ id, help, nodes }) => `${id}: ${help}, ${nodes.length} times, first ${nodes[0]?.target} ${nodes[0]?.failureSummary ?? ""}`);
}
