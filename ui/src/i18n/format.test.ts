import { beforeEach, describe, expect, it } from "vitest";
import { ageChangesIn, formatAge, formatDate, formatDateHeading, formatExact, formatTime } from "./dates";
import { currencySign, formatCount, formatDuration, formatMoney, formatNumber, formatPercent, formatRange } from "./format";
import { setLanguage, t } from "./text";

const eur = (amount: string) => ({ amount, currency: "EUR" });
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

beforeEach(() => setLanguage("en-GB"));

describe("money", () => {
  it("carries the symbol where the locale puts it, with a true minus before it", () => {
    expect(formatMoney(eur("1234.5"))).toBe("€1,234.50");
    expect(formatMoney(eur("-4.2"))).toBe("\u2212€4.20");
    setLanguage("de-DE");
    expect(plain(formatMoney(eur("-1234.5")))).toBe("\u22121.234,50 €");
  });

  it("keeps every digit of a large amount", () => {
    expect(formatMoney(eur("90071992547409931.27"), { bare: true })).toBe("90,071,992,547,409,931.27");
  });

  it("has the places of the currency", () => {
    expect(formatMoney({ amount: "1200", currency: "JPY" }, { bare: true })).toBe("1,200");
    expect(formatMoney({ amount: "1.5", currency: "KWD" }, { bare: true })).toBe("1.500");
  });

  it("shows a dash for what is missing or broken, and 0 for zero", () => {
    expect(formatMoney(null)).toBe("\u2013");
    expect(formatMoney(eur("NaN"))).toBe("\u2013");
    expect(formatMoney(eur("0"))).toBe("€0.00");
  });

  it("signs changes only", () => {
    expect(formatMoney(eur("1389.2"), { bare: true, signed: true })).toBe("+1,389.20");
    expect(formatMoney(eur("0"), { bare: true, signed: true })).toBe("0.00");
  });

  it("names the currency for a header", () => {
    expect(currencySign("EUR")).toBe("€");
    expect(currencySign("SEK")).toBe("SEK");
  });
});

describe("numbers", () => {
  it("writes percentages from ratios and from percents", () => {
    expect(formatPercent("0.061")).toBe("6.1%");
    expect(formatPercent("6.1", { unit: "percent" })).toBe("6.1%");
    expect(formatPercent("0.1", { bare: true, signed: true })).toBe("+10.0");
    expect(formatPercent("-0.041", { bare: true, signed: true })).toBe("\u22124.1");
    expect(formatPercent(null)).toBe("\u2013");
  });

  it("writes counts, ranges and numbers", () => {
    expect(formatCount(9999)).toBe("9,999");
    expect(formatCount(10_000)).toBe("9,999+");
    expect(formatRange(3, 5)).toBe("3\u20135");
    expect(formatRange(3, 3)).toBe("3");
    expect(formatNumber(-1842)).toBe("\u22121,842");
    expect(formatNumber("3.40", { places: 1 })).toBe("3.4");
  });

  it("writes lengths of time in two units", () => {
    expect(formatDuration(40)).toBe("40 s");
    expect(formatDuration(400)).toBe("6 m 40 s");
    expect(formatDuration(4200)).toBe("1 h 10 m");
  });
});

describe("dates", () => {
  const now = Date.UTC(2026, 2, 9, 9, 41);

  it("names the year only when it is another one", () => {
    expect(formatDateHeading("2026-03-09", now, "UTC")).toBe("Mon 9 March");
    expect(formatDate("2026-03-09", now, "UTC")).toBe("9 Mar");
    expect(formatDate("2025-12-31", now, "UTC")).toBe("31 Dec 2025");
  });

  it("keeps a day without a zone on that day everywhere", () => {
    expect(formatDate("2026-03-09", now, "Pacific/Auckland")).toBe("9 Mar");
    expect(formatTime("2026-03-09T23:30:00Z", "Europe/Paris")).toBe("00:30");
  });

  it("is relative for a day and then the date", () => {
    expect(formatAge(now - 20_000, now)).toBe("now");
    expect(formatAge(now - 12 * 60_000, now)).toBe("12 m");
    expect(formatAge(now - 3.9 * 3_600_000, now)).toBe("3 h");
    expect(formatAge(now + 3 * 3_600_000, now)).toBe("in 3 h");
    expect(formatAge(now - 25 * 3_600_000, now, "UTC")).toBe("8 Mar");
    expect(formatAge("not a time", now)).toBe("\u2013");
    expect(ageChangesIn(now - 48 * 3_600_000, now)).toBeNull();
  });

  it("tells the exact moment with its zone", () => {
    expect(formatExact(now, "Europe/Berlin")).toMatch(/Monday,? 9 March 2026.*10:41:00.*(CET|GMT\+1)/);
  });
});

describe("texts", () => {
  it("choose their form by the count and write it as the locale does", () => {
    expect(t("bulk.selected", { count: 1 })).toBe("1 selected");
    expect(t("table.allSelected", { count: 118_402 })).toBe("All 118,402 rows selected");
  });

  it("leave a place that was not filled visible", () => {
    expect(t("palette.none")).toContain("{query}");
  });
});
