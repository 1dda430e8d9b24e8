import { describe, expect, it, vi } from "vitest";
import { PageWindow } from "./PageWindow";
import type { Page, RowSource } from "./source";

interface Row {
  id: number;
}

const LIMITS = { pageSize: 10, keep: 4, atOnce: 2 };

/** A source whose pages are answered when the test says so. */
function controlled(total: number, change: Partial<RowSource<Row>> = {}) {
  const waiting: { asked: string; answer: () => void; refuse: (reason: Error) => void }[] = [];
  const page = (from: number, limit: number): Page<Row> => {
    const end = Math.min(total, from + limit);
    return { rows: Array.from({ length: Math.max(0, end - from) }, (_, index) => ({ id: from + index })), next: end < total ? `after ${end}` : null };
  };
  const later = (asked: string, from: number, limit: number): Promise<Page<Row>> =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, answer: () => resolve(page(from, limit)), refuse: reject });
    });
  const source: RowSource<Row> = {
    id: "all",
    total,
    fetchPage: (after, limit) => later(`after ${after ?? "nothing"}`, after === null ? 0 : Number(after.slice(6)), limit),
    jump: (position, limit) => later(`jump ${position}`, position, limit),
    ...change,
  };
  const settle = async (): Promise<void> => {
    for (const { answer } of waiting.splice(0)) answer();
    await vi.waitFor(() => undefined);
    await Promise.resolve();
  };
  return { source, waiting, settle };
}

const asked = (waiting: { asked: string }[]): string[] => waiting.map((each) => each.asked);

describe("the window of pages", () => {
  it("goes on by key where it knows the page before, and jumps where it does not", async () => {
    const { source, waiting, settle } = controlled(1000);
    const pages = new PageWindow<Row>(LIMITS);
    pages.setSource(source);
    pages.need(0, 5);
    expect(asked(waiting)).toEqual(["after nothing"]);
    await settle();
    expect(pages.row(5)).toEqual({ id: 5 });
    pages.need(5, 15);
    expect(asked(waiting)).toEqual(["after after 10"]);
    await settle();
    pages.need(500, 505);
    expect(asked(waiting)).toEqual(["jump 500"]);
    await settle();
    expect(pages.row(503)).toEqual({ id: 503 });
    expect(pages.row(300)).toBeUndefined();
  });

  it("keeps a few pages around the view and forgets the rest", async () => {
    const { source, settle } = controlled(1000);
    const pages = new PageWindow<Row>(LIMITS);
    pages.setSource(source);
    for (let from = 0; from <= 90; from += 10) {
      pages.need(from, from + 9);
      await settle();
    }
    expect(pages.pagesInMemory).toBe(4);
    expect(pages.row(95)).toBeDefined();
    expect(pages.row(5)).toBeUndefined();
  });

  it("reads only where a dragged scroll bar comes to rest", async () => {
    const { source, waiting, settle } = controlled(100_000);
    const pages = new PageWindow<Row>(LIMITS);
    pages.setSource(source);
    for (let from = 0; from < 100_000; from += 1000) pages.need(from, from + 9);
    expect(waiting.length).toBe(LIMITS.atOnce);
    await settle();
    expect(asked(waiting)).toEqual(["jump 99000"]);
  });

  it("shows old rows until a new version of them is there", async () => {
    const { source, settle } = controlled(100);
    const pages = new PageWindow<Row>(LIMITS);
    pages.setSource(source);
    pages.need(0, 9);
    await settle();
    const changed = controlled(100, { version: 2 });
    pages.setSource(changed.source);
    expect(pages.row(0)).toEqual({ id: 0 });
    expect(pages.isFresh).toBe(false);
    pages.need(0, 9);
    await changed.settle();
    expect(pages.isFresh).toBe(true);
  });

  it("throws an answer to an older question away", async () => {
    const old = controlled(100);
    const pages = new PageWindow<Row>(LIMITS);
    pages.setSource(old.source);
    pages.need(0, 9);
    pages.setSource(controlled(50, { id: "other" }).source);
    await old.settle();
    expect(pages.row(0)).toBeUndefined();
  });

  it("tells of a refusal, does not ask again by itself, and asks again when told", async () => {
    const { source, waiting, settle } = controlled(100);
    const pages = new PageWindow<Row>(LIMITS);
    pages.setSource(source);
    pages.need(0, 9);
    waiting.splice(0).forEach(({ refuse }) => refuse(new Error("busy")));
    await vi.waitFor(() => expect(pages.failure).toEqual(new Error("busy")));
    pages.need(0, 9);
    expect(waiting).toEqual([]);
    pages.retry();
    await settle();
    expect(pages.failure).toBeNull();
    expect(pages.row(9)).toEqual({ id: 9 });
  });

  it("reads a range beyond what is in memory without keeping it", async () => {
    const { source, waiting } = controlled(100);
    const pages = new PageWindow<Row>(LIMITS);
    pages.setSource({ ...source, jump: (position, limit) => Promise.resolve({ rows: Array.from({ length: limit }, (_, index) => ({ id: position + index })), next: null }) });
    const rows = await pages.range(15, 38);
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 24 }, (_, index) => 15 + index));
    expect(waiting).toEqual([]);
    expect(pages.pagesInMemory).toBe(0);
  });
});
