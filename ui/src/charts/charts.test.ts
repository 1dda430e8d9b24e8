import { describe, expect, it } from "vitest";
import { toCsv } from "./ChartFigure";
import { niceScale } from "./scale";
import { barsOf } from "./Waterfall";

const eur = (amount: string) => ({ amount, currency: "EUR" });

describe("the waterfall", () => {
  it("hangs each change where the one before ended and stands sums on zero", () => {
    const bars = barsOf([
      { kind: "sum", value: eur("100") },
      { kind: "change", value: eur("-30") },
      { kind: "change", value: eur("10") },
      { kind: "result", value: eur("80") },
    ]);
    expect(bars.map(({ from, to }) => [from, to])).toEqual([[0, 100], [70, 100], [70, 80], [0, 80]]);
  });

  it("goes below zero with a loss", () => {
    expect(barsOf([{ kind: "sum", value: eur("10") }, { kind: "change", value: eur("-25") }]).at(-1)).toEqual({ from: -15, to: 10, end: -15 });
  });
});

describe("a scale", () => {
  it("has few round steps through zero", () => {
    expect(niceScale(0, 21.8, 3).ticks).toEqual([0, 10, 20]);
    expect(niceScale(-3, 8, 3).ticks).toContain(0);
    expect(niceScale(0, 0, 3).ticks.length).toBeLessThanOrEqual(5);
  });

  it("covers every value", () => {
    const { low, high } = niceScale(-268.7, 1389.2, 4);
    expect(low).toBeLessThanOrEqual(-268.7);
    expect(high).toBeGreaterThanOrEqual(1389.2);
  });
});

it("writes numbers for a spreadsheet without letting text run as a formula", () => {
  expect(toCsv({ columns: ["Cause", "Change"], rows: [["=SUM(A1)", "\u2212268.70"], ['Say "no"', "1,389.20"]] })).toBe(
    'Cause,Change\r\n\'=SUM(A1),\u2212268.70\r\n"Say ""no""","1,389.20"',
  );
});
