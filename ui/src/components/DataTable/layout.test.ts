import { describe, expect, it } from "vitest";
import { leastWidth, nextSort, shownColumns, toTsv, trackList, type Column } from "./columns";
import { RowLayout } from "./RowLayout";
import { MAX_HEIGHT, ScrollMap } from "./ScrollMap";
import { EVERYTHING, NOTHING, isSelected, selectedCount, toggled, withRows } from "./selection";

const GROUPS = [
  { id: "decide", title: "Needs a decision", count: 7 },
  { id: "ready", title: "Ready", count: 33 },
];

describe("headings among rows", () => {
  it("stand before the rows of their group", () => {
    const layout = new RowLayout(40, GROUPS);
    expect(layout.itemCount).toBe(42);
    expect(layout.item(0)).toMatchObject({ kind: "group" });
    expect(layout.item(1)).toEqual({ kind: "row", position: 0 });
    expect(layout.item(8)).toMatchObject({ kind: "group" });
    expect(layout.item(9)).toEqual({ kind: "row", position: 7 });
    expect(layout.item(42)).toBeNull();
    expect(layout.indexOf(39)).toBe(41);
  });

  it("count both ways alike for every row", () => {
    const layout = new RowLayout(45, GROUPS);
    for (let position = 0; position < 45; position += 1) {
      expect(layout.item(layout.indexOf(position))).toEqual({ kind: "row", position });
    }
  });

  it("hide the rows of a closed group, and keys pass over them", () => {
    const layout = new RowLayout(40, [{ ...GROUPS[0]!, collapsed: true }, GROUPS[1]!]);
    expect(layout.itemCount).toBe(35);
    expect(layout.firstRow).toBe(7);
    expect(layout.indexOf(3)).toBe(0);
    expect(layout.move(7, -1)).toBe(7);
    expect(layout.move(7, 1)).toBe(8);
  });

  it("let keys stop at both ends", () => {
    const layout = new RowLayout(40, GROUPS);
    expect(layout.move(6, 1)).toBe(7);
    expect(layout.move(39, 1)).toBe(39);
    expect(layout.move(0, -5)).toBe(0);
    expect(new RowLayout(0).move(0, 1)).toBe(0);
  });

  it("bear counts that do not add up to the total", () => {
    expect(new RowLayout(5, GROUPS).itemCount).toBe(7);
    expect(new RowLayout(50, GROUPS).item(42)).toEqual({ kind: "row", position: 40 });
  });
});

describe("a list higher than an element can be", () => {
  const HEIGHT = 36_000_000;
  const map = (): ScrollMap => {
    const made = new ScrollMap();
    made.resize(HEIGHT, 800);
    return made;
  };

  it("is left alone while it fits", () => {
    const small = new ScrollMap();
    small.resize(36_000, 800);
    small.scrolled(1234);
    expect(small).toMatchObject({ offset: 1234, shift: 0, elementHeight: 36_000, isCapped: false });
  });

  it("has its first and last row at the ends of the bar", () => {
    const capped = map();
    expect(capped.elementHeight).toBe(MAX_HEIGHT);
    capped.scrolled(MAX_HEIGHT - 800);
    expect(capped.offset).toBe(HEIGHT - 800);
    capped.scrolled(0);
    expect(capped.offset).toBe(0);
  });

  it("maps there and back again", () => {
    const capped = map();
    for (const offset of [0, 10, 2_999_999, 3_000_001, 18_000_000, 33_000_000, HEIGHT - 800]) {
      expect(capped.offsetOf(capped.placeOf(offset))).toBeCloseTo(offset, 3);
    }
  });

  it("moves as far as a wheel turns, anywhere", () => {
    const capped = map();
    capped.goTo(18_000_000);
    const shift = capped.shift;
    capped.scrolled(capped.place + 120);
    expect(capped.offset).toBe(18_000_120);
    expect(capped.shift).toBe(shift);
  });

  it("jumps in proportion when the bar is dragged", () => {
    const capped = map();
    capped.scrolled(6_000_000);
    expect(capped.offset).toBeGreaterThan(17_000_000);
    expect(capped.offset).toBeLessThan(19_000_000);
  });

  it("can show every one of a million rows", () => {
    const capped = map();
    for (let row = 0; row < 1_000_000; row += 9973) {
      capped.goTo(row * 36);
      const top = row * 36 + capped.shift - capped.place;
      expect(top).toBeGreaterThanOrEqual(0);
      expect(top).toBeLessThanOrEqual(800);
    }
  });
});

describe("choosing rows", () => {
  it("counts the whole query, less what was taken out again", () => {
    expect(selectedCount(EVERYTHING, 118_402)).toBe(118_402);
    const without = toggled(toggled(EVERYTHING, "a"), "b");
    expect(selectedCount(without, 118_402)).toBe(118_400);
    expect(isSelected(without, "a")).toBe(false);
    expect(isSelected(toggled(without, "a"), "a")).toBe(true);
  });

  it("adds a range to what is chosen", () => {
    const some = withRows(toggled(NOTHING, "a"), ["b", "c"], true);
    expect(selectedCount(some, 10)).toBe(3);
    expect(selectedCount(withRows(some, ["a", "b"], false), 10)).toBe(1);
    expect(isSelected(NOTHING, "a")).toBe(false);
  });
});

describe("columns", () => {
  const columns: Column<{ name: string; note: string }>[] = [
    { id: "name", title: "Name", width: 120, isTitle: true, cell: ({ name }) => name, text: ({ name }) => name },
    { id: "note", title: "Note", min: 140, hideBelow: 600, cell: ({ note }) => note, text: ({ note }) => note },
    { id: "more", title: "More", grow: 2, cell: () => null },
  ];

  it("become tracks of which none is automatic", () => {
    expect(trackList(columns)).toBe("120px minmax(140px, 1fr) minmax(80px, 2fr)");
    expect(leastWidth(columns)).toBe(340);
  });

  it("leave where there is no room, and make room for the arrow of rows that open", () => {
    expect(shownColumns(columns, 599).map(({ id }) => id)).toEqual(["name", "more"]);
    expect(shownColumns(columns, 600, true)[0]?.width).toBe(140);
  });

  it("sort up, then down, then by a further one", () => {
    expect(nextSort([], "name", false)).toEqual([{ column: "name", descending: false }]);
    expect(nextSort([{ column: "name", descending: false }], "name", false)).toEqual([{ column: "name", descending: true }]);
    expect(nextSort([{ column: "name", descending: true }], "note", true)).toHaveLength(2);
  });

  it("are copied with a header, one line for each row", () => {
    expect(toTsv(columns, [{ name: "Rosa", note: "two\tcups\nbroken" }])).toBe("Name\tNote\nRosa\ttwo cups broken");
  });
});
