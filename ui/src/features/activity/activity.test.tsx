import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../i18n/text";
import type { ActivityRow } from "../../ipc/types.gen";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { morning } from "../orders/morning.fixture";
import { MORNING } from "../orders/orders.fixture";
import { purchaseRow } from "../purchases/purchases.fixture";
import { activityDuration, activityTitle, forSupport } from "./activityWords";

vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => setLanguage("en-GB"));

const row = (change: Partial<ActivityRow>): ActivityRow => ({ id: 1, kind: "attempt", at: "2026-03-09T07:00:00Z", direction: "out", subject: "MM-10482-1", result: "accepted", facts: {}, order_id: 1, purchase_id: 7, undo: null, ...change });
const ATTEMPT = row({ facts: { supplier: "Harborline", attempt: "1", evidence: "Written to /home/mira/outbox/MM-10482-1.pdf for ingrid@example.com", milliseconds: "1840" } });
const IMPORT = row({ id: 2, kind: "import", direction: "in", subject: "orders_of_ingrid.csv", result: "done", facts: { what: "orders", shop: "Maple & Moss", read: "40", added: "38", rejected: "2" }, order_id: null, purchase_id: null });
const ACTION = row({ id: 3, kind: "action", direction: "here", subject: "forward", result: "done", facts: { count: "33" }, order_id: null, purchase_id: null, undo: 12 });

describe("what happened", () => {
  it("is told in a line", () => {
    expect([ATTEMPT, IMPORT, ACTION].map(activityTitle)).toEqual(["PO MM-10482-1 to Harborline", "Orders from orders_of_ingrid.csv", "Forwarded, 33 orders"]);
    const action = (subject: string) => activityTitle({ ...ACTION, subject });
    expect(["fee", "rate", "recurring", "offer"].map(action)).toEqual(["Fees", "Exchange rate", "Recurring cost", "Offer"]);
    expect(["undo forward", "undo undo forward", "undo fee"].map(action)).toEqual(["Taken back: Forwarded, 33 orders", "Done again: Forwarded, 33 orders", "Taken back: Fees"]);
    expect(activityDuration(ATTEMPT)).toBe("2 s");
    expect(activityDuration(ACTION)).toBe("");
  });

  it("is given to support without anybody's name, address, file or number", () => {
    const text = forSupport([ATTEMPT, IMPORT, ACTION], "0.1.0");
    expect(text).toContain("Stockless 0.1.0");
    expect(text).toContain("read=40");
    expect(text).toContain("forward  done  count=33");
    expect(text).not.toMatch(/ingrid|mira|Harborline|Maple|MM-10482|csv|@/i);
  });
});

describe("the page", () => {
  let desk: Desk;
  afterEach(() => desk.leave());

  it("counts the outbox down, sends now, and takes an action back", async () => {
    desk = openDesk(
      morning({
        activity: () => ({ total: 3, rows: [ATTEMPT, IMPORT, ACTION], next: null }),
        outbox: () => ({ queued: 1, sends_at: new Date(MORNING + 8000).toISOString(), waiting_for_word: 0, unknown: 0, asking: 0, to_hand_over: 0, follow_ups: 0 }),
        purchases: () => ({ total: 1, rows: [purchaseRow({ state: "queued" })], next: null }),
        outbox_send: () => ({ count: 1, undo: null, id: null }),
      }).answers,
      "/activity",
    );
    await desk.until(() => expect(desk.has("leaves in 8 s")).toBe(true));
    desk.find("button", "Send now").click();
    await desk.until(() => expect(desk.core.calls.some(({ name }) => name === "outbox_send")).toBe(true));
    await desk.until(() => desk.find("[role=row] button", "Undo"));
    desk.find("[role=row] button", "Undo").click();
    await desk.until(() => expect(desk.core.calls.find(({ name }) => name === "undo")?.request).toEqual({ id: 12 }));
  });
});
