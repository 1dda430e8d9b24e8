import { expect, it } from "vitest";
import { keyedSource } from "./keyedSource";

const ALL = Array.from({ length: 1300 }, (_, index) => index);

it("walks to a position by keys, once", async () => {
  const reads: [string | null, number][] = [];
  const source = keyedSource<number>({ id: "all", version: 1, total: ALL.length }, (key, limit) => {
    reads.push([key, limit]);
    const from = Number(key ?? 0);
    const rows = ALL.slice(from, from + limit);
    return Promise.resolve({ total: ALL.length, rows, next: from + limit < ALL.length ? String(from + limit) : null });
  });
  expect((await source.jump(1100, 50)).rows[0]).toBe(1100);
  const walked = reads.length;
  expect((await source.jump(1100, 50)).rows).toHaveLength(50);
  expect(reads.length).toBe(walked + 1);
  expect((await source.jump(5000, 50)).rows).toEqual([]);
});

it("does not read the first page twice", async () => {
  const first = { total: 3, rows: [1, 2], next: "2" };
  const reads: (string | null)[] = [];
  const source = keyedSource<number>({ id: "all", version: 1, total: 3, first }, (key) => {
    reads.push(key);
    return Promise.resolve({ total: 3, rows: [3], next: null });
  });
  expect(await source.fetchPage(null, 2)).toBe(first);
  expect(reads).toEqual([]);
  await source.fetchPage("2", 2);
  await source.fetchPage(null, 3);
  expect(reads).toEqual(["2", null]);
});
