// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Tokens = Map<string, string>;

const source = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

function tokensOf(selector: string): Tokens {
  const start = source.indexOf(`${selector} {`);
  const block = source.slice(start, source.indexOf("\n}", start));
  return new Map([...block.matchAll(/(--c-[\w-]+):\s*(#[0-9A-Fa-f]{6})/g)].map(([, name = "", value = ""]) => [name, value]));
}

const light = tokensOf(":root");
const dark = new Map([...light, ...tokensOf('[data-theme="dark"]')]);

/** Relative luminance as WCAG defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(tokens: Tokens, one: string, other: string): number {
  const [a, b] = [one, other].map((name) => {
    const value = tokens.get(`--c-${name}`);
    if (value === undefined) throw new Error(`tokens.css has no --c-${name}`);
    return luminance(value);
  }) as [number, number];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const TEXT = ["text", "text-2", "text-3", "accent-text", "good", "warn", "bad", "hold"];
const GROUNDS = ["surface", "canvas", "frame", "sunken", "raised", "hover", "selected", "selected-hover", "selected-soft"];
const PAIRS: [string, string][] = [
  ...TEXT.flatMap((text) => GROUNDS.map((ground): [string, string] => [text, ground])),
  ...["good", "warn", "bad", "info", "hold", "neutral"].map((tone): [string, string] => [tone, `${tone}-soft`]),
  ...["accent", "accent-hover", "accent-active", "bad-fill"].map((ground): [string, string] => ["on-accent", ground]),
  ["text-inverse", "inverse"],
  ["text-inverse-2", "inverse"],
  ...["1", "2", "3", "4", "5"].map((tile): [string, string] => [`tile-${tile}`, `tile-${tile}-bg`]),
];
const EDGES: [string, string][] = [
  ["line-control", "surface"],
  ["line-control", "frame"],
  ["focus", "surface"],
  ["focus", "frame"],
  ["focus", "selected"],
  ...["1", "2", "3", "4", "5", "total", "pos", "neg"].map((series): [string, string] => [`chart-${series}`, "surface"]),
];

describe.each([
  ["light", light],
  ["dark", dark],
])("contrast in the %s theme", (_name, tokens) => {
  it.each(PAIRS)("text %s on %s is at least 4.5:1", (text, ground) => {
    expect(ratio(tokens, text, ground)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(EDGES)("edge or mark %s on %s is at least 3:1", (edge, ground) => {
    expect(ratio(tokens, edge, ground)).toBeGreaterThanOrEqual(3);
  });
});

it("computes the ratio that the design states for its darkest pair", () => {
  expect(ratio(light, "text", "surface")).toBeCloseTo(17.36, 1);
});
