import { describe, expect, it } from "vitest";
import { add, compare, divide, negate, parseTyped, percentOf, sign, subtract } from "./decimal";

describe("decimal strings", () => {
  it.each([
    ["0.1", "0.2", "0.3"],
    ["12.34", "-12.34", "0.00"],
    ["-0.05", "0.1", "0.05"],
    ["99999999999999999.99", "0.01", "100000000000000000.00"],
    ["1", "0.001", "1.001"],
  ])("%s + %s = %s", (a, b, sum) => expect(add(a, b)).toBe(sum));

  it("orders by value, not by text", () => {
    expect(compare("9", "10")).toBe(-1);
    expect(compare("1.10", "1.1")).toBe(0);
    expect(compare("-2", "-3")).toBe(1);
    expect(sign("-0.00")).toBe(0);
    expect(negate("4.20")).toBe("-4.20");
  });

  it("refuses what is not a number", () => {
    expect(() => add("1e3", "1")).toThrow(RangeError);
    expect(() => add("", "1")).toThrow(RangeError);
  });
});

describe("typed numbers", () => {
  it.each([
    ["1,234.50", "en-GB", "1234.50"],
    ["1.234,50", "de-DE", "1234.50"],
    ["12,5", "de-DE", "12.5"],
    ["12.50", "de-DE", "12.50"],
    ["€ 12.50", "en-GB", "12.50"],
    ["−4.20", "en-GB", "-4.20"],
    ["15%", "en-GB", "15"],
    [".5", "en-GB", "0.5"],
    ["1\u202f234,5", "fr-FR", "1234.5"],
  ])("%s in %s is %s", (text, locale, value) => expect(parseTyped(text, locale)).toBe(value));

  it.each(["twelve", "1.2.3", "--4", "", "12e5"])("%s is no number", (text) => expect(parseTyped(text, "en-GB")).toBeNull());

  it("reads a thousands mark as one where it has three digits after it", () => {
    expect(parseTyped("1.234", "de-DE")).toBe("1234");
    expect(parseTyped("1,234", "en-GB")).toBe("1234");
  });
});

describe("dividing", () => {
  it("rounds halves away from zero, on both sides", () => {
    expect(divide("1.00", "3", 2)).toBe("0.33");
    expect(divide("0.125", "1", 2)).toBe("0.13");
    expect(divide("-0.125", "1", 2)).toBe("-0.13");
    expect(divide("10", "-4", 0)).toBe("-3");
    expect(divide("1.00", "0.00", 2)).toBeNull();
  });

  it("says how much one is of another", () => {
    expect(percentOf("31864.27", "75208.81")).toBe("42.4");
    expect(percentOf("-4.50", "9.00")).toBe("-50.0");
    expect(percentOf("1.00", "0")).toBeNull();
    expect(subtract("0.30", "0.1")).toBe("0.20");
  });
});
