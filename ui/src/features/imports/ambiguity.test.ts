import { describe, expect, it } from "vitest";
import { isAmbiguousAmount, isAmbiguousDay, openQuestions, readAmount, readDay } from "./ambiguity";
import { unfilled } from "./ColumnMapper";
import { REJECTED, answerFixture, ownTablePreview, shopifyPreview } from "./imports.fixture";

describe("what a file cannot say by itself", () => {
  it("finds days that are two days", () => {
    expect(["03/04/2026", "3.4.26", "03-04-2026 10:20"].map(isAmbiguousDay)).toEqual([true, true, true]);
    expect(["13/04/2026", "04/13/2026", "04/04/2026", "2026-03-04", "3 April 2026"].map(isAmbiguousDay)).toEqual([false, false, false, false, false]);
  });

  it("finds amounts that are two amounts", () => {
    expect(["1.234", "€12,500", "-1.000"].map(isAmbiguousAmount)).toEqual([true, true, true]);
    expect(["1.234,50", "12.50", "0.125", "1234", "1.234.567", "1,23"].map(isAmbiguousAmount)).toEqual([false, false, false, false, false, false]);
  });

  it("asks about both, with a value of the file", () => {
    const preview = ownTablePreview();
    expect(openQuestions(preview, preview.choice)).toEqual([
      { about: "days", value: "03/04/2026" },
      { about: "amounts", value: "1.234" },
    ]);
  });

  it("asks no more once it was answered, or once another value settles it", () => {
    const preview = ownTablePreview();
    expect(openQuestions(preview, { ...preview.choice, day_order: "day_first", decimal_sign: "comma" })).toEqual([]);
    const settled = ownTablePreview({
      columns: [
        { title: "Datum", samples: ["03/04/2026", "25/04/2026"] },
        { title: "Summe", samples: ["1.234", "2,50"] },
      ],
    });
    expect(openQuestions(settled, settled.choice)).toEqual([]);
  });

  it("asks about a value that was refused, though the samples are plain", () => {
    const refused = { ...REJECTED[0]!, value: "05/06/2026" };
    const plain = ownTablePreview({ columns: [], result: answerFixture({ rejected: [refused] }) });
    expect(openQuestions(plain, plain.choice)).toEqual([{ about: "days", value: "05/06/2026" }]);
  });

  it("asks nothing about the export of a shop, whose columns are known", () => {
    const preview = shopifyPreview({ result: answerFixture({ rejected: [{ ...REJECTED[0]!, value: "05/06/2026" }] }) });
    expect(openQuestions(preview, preview.choice)).toEqual([]);
  });

  it("leaves columns alone that nothing is read from", () => {
    const preview = ownTablePreview();
    expect(openQuestions(preview, { ...preview.choice, columns: { order_number: "Bestellung" } })).toEqual([]);
  });

  it("shows what each answer means", () => {
    expect([readDay("03/04/26", "day_first"), readDay("03/04/2026", "month_first")]).toEqual(["2026-04-03", "2026-03-04"]);
    expect([readAmount("1.234", "comma"), readAmount("1.234", "point"), readAmount("€1,234", "point")]).toEqual(["1234", "1.234", "1234"]);
  });

  it("names needed fields that nothing fills", () => {
    const preview = ownTablePreview();
    expect(unfilled(preview, preview.choice)).toEqual(["sku", "units"]);
    expect(unfilled(preview, { ...preview.choice, columns: { ...preview.choice.columns, sku: "Artikel" }, constants: { units: "1" } })).toEqual([]);
    expect(unfilled(preview, { ...preview.choice, constants: { sku: " ", units: "1" } })).toEqual(["sku"]);
  });
});
