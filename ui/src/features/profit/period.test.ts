import { describe, expect, it } from "vitest";
import { dayIn, daysIn, monthEnd, monthStart, periodOf, shift, startPeriod } from "./period";

describe("periods", () => {
  it("are whole weeks from Monday, months, quarters and years", () => {
    expect(periodOf("week", "2026-03-08")).toEqual({ unit: "week", from: "2026-03-02", to: "2026-03-08" });
    expect(periodOf("month", "2028-02-10")).toEqual({ unit: "month", from: "2028-02-01", to: "2028-02-29" });
    expect(periodOf("quarter", "2026-12-31")).toEqual({ unit: "quarter", from: "2026-10-01", to: "2026-12-31" });
    expect(periodOf("year", "2026-07-01")).toEqual({ unit: "year", from: "2026-01-01", to: "2026-12-31" });
  });

  it("touch without a gap, there and back", () => {
    for (const unit of ["day", "week", "month", "quarter", "year"] as const) {
      const now = periodOf(unit, "2026-03-29");
      const before = shift(now, -1);
      expect(daysIn({ from: before.to, to: now.from })).toBe(2);
      expect(shift(before, 1)).toEqual(now);
    }
  });

  it("of a person's own choice move by their own length", () => {
    expect(shift({ unit: "custom", from: "2026-02-27", to: "2026-03-03" }, -1)).toEqual({ unit: "custom", from: "2026-02-22", to: "2026-02-26" });
  });

  it("cross the turn of the year", () => {
    expect(shift(periodOf("month", "2026-01-15"), -1)).toEqual({ unit: "month", from: "2025-12-01", to: "2025-12-31" });
    expect(monthStart("2026-02-10", -11)).toBe("2025-03-01");
    expect(monthEnd("2025-12-05")).toBe("2025-12-31");
  });

  it("begin with the month that has just ended in its first five days", () => {
    expect(startPeriod("2026-03-05").from).toBe("2026-02-01");
    expect(startPeriod("2026-03-06").from).toBe("2026-03-01");
  });

  it("begin at midnight of the workspace's zone", () => {
    expect(dayIn("2026-03-08T23:30:00Z", "Europe/Berlin")).toBe("2026-03-09");
    expect(dayIn("2026-03-09T03:30:00Z", "America/New_York")).toBe("2026-03-08");
  });
});
