import { describe, expect, it } from "vitest";
import { TAB_IDS, inTab, matching } from "./directory";
import { countsByDay, within } from "./leadTimes";
import { STANDINGS } from "./newSupplier";
import { SUPPLIERS } from "./suppliers.fixture";

describe("the directory", () => {
  it("has every standing in exactly one tab besides all", () => {
    const row = SUPPLIERS[0]!;
    for (const standing of STANDINGS) expect(TAB_IDS.filter((tab) => inTab({ ...row, standing }, tab))).toHaveLength(2);
  });

  it("finds by words of name and place, within tab and kind", () => {
    expect(matching(SUPPLIERS, { tab: "all", kind: null, search: "harb rotter" }).map(({ name }) => name)).toEqual(["Harborline"]);
    expect(matching(SUPPLIERS, { tab: "off", kind: "marketplace", search: "" }).map(({ name }) => name)).toEqual(["Mossgate Living"]);
  });
});

describe("days to the door", () => {
  it("counts by day, the last bar for all that took longer, and loses none", () => {
    const days = [0, 1, 1, 3, 10, 11, 40];
    expect(countsByDay(days)).toEqual([3, 0, 1, 0, 0, 0, 0, 0, 0, 3]);
  });

  it("tells by when a share had arrived", () => {
    expect([within([5, 1, 2, 4, 3, 6, 7, 8, 9, 20], 0.5), within([5, 1, 2, 4, 3, 6, 7, 8, 9, 20], 0.9)]).toEqual([5, 9]);
  });
});
