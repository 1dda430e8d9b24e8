import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../i18n/text";
import type { Answers } from "../../ipc/fake";
import type { AlarmRow, ForwardingState, Outbox, SendingRow } from "../../ipc/types.gen";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { morning } from "../orders/morning.fixture";
import { MORNING, workspace } from "../orders/orders.fixture";
import { purchaseRow } from "../purchases/purchases.fixture";
import { alarmLetter, cancelLetter, changeLetter } from "./letters";

vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => setLanguage("en-GB"));
let desk: Desk;
afterEach(() => desk.leave());

const HOUR = 3_600_000;
const ago = (ms: number): string => new Date(MORNING - ms).toISOString();
const supplier = (change: Partial<SendingRow> = {}): SendingRow => ({ supplier_id: 3, supplier: "Nordlicht", stopped_since: null, signed_out_since: null, limited_until: null, unknown_run: 0, waiting: 4, ...change });
const alarm = (change: Partial<AlarmRow> = {}): AlarmRow => ({ id: 5, kind: "twice_there", supplier_id: 3, supplier: "Nordlicht", purchase_id: 7, facts: { number: "1042-A", ids: "7781, 7790", reference: "ABCDEFGHIJKLMNOPQRSTUVWXYZ" }, found_at: ago(60_000), ...change });
const outbox: Outbox = { queued: 0, sends_at: null, waiting_for_word: 0, unknown: 0, asking: 0, to_hand_over: 0, follow_ups: 0 };
const done = () => ({ count: 1, undo: null, id: null });
const page = { row: { id: 3, name: "Nordlicht", standing: "approved", kind: "wholesaler" }, supplier: { name: "Nordlicht", contact: "Jana Holm", website: "https://nordlicht.example", email: "orders@example.com", phone: "" }, folder: "", days_to_door: [] } as never;
const settings = { name: "Fernhill Goods", margin_floor: "15", outbox_delay_seconds: 10, trading_name: "Fernhill Ltd", trading_address: "", trading_email: "", time_zone: "UTC", base_currency: "EUR" };

const open = (change: Answers, address = "/inbox"): void => {
  desk = openDesk(morning({ supplier: () => page, settings: () => settings, supplier_go_on: done, alarm_settle: done, forwarding_resume: done, ...change }).answers, address);
};
const sending = (suppliers: SendingRow[], alarms: AlarmRow[] = []): Answers => ({ sending: () => ({ suppliers, alarms }) });
const called = (name: string): unknown[] => desk.core.calls.filter((each) => each.name === name).map(({ request }) => request);

describe("a supplier that nothing leaves for", () => {
  it("is named with the cause, and goes on by the merchant's word", async () => {
    open(sending([supplier({ stopped_since: ago(HOUR), unknown_run: 2 })]));
    await desk.until(() => expect(desk.has("Sending to Nordlicht is stopped: 2 purchases in a row ended without an answer.")).toBe(true));
    expect(desk.has("4 purchases wait; nothing is lost.")).toBe(true);
    desk.find("button", "Let it go on").click();
    await desk.until(() => expect(called("supplier_go_on")).toEqual([{ id: 3 }]));
  });

  it("that no longer accepts our key leads to where it is signed in", async () => {
    open({ ...sending([supplier({ signed_out_since: ago(HOUR), stopped_since: ago(HOUR) })]), offers: () => ({ total: 0, rows: [], next: null }) });
    await desk.until(() => expect(desk.has("Nordlicht no longer accepts our key since")).toBe(true));
    desk.find("button", "Sign in again").click();
    await desk.until(() => expect(window.location.hash).toContain("/suppliers/3?edit=true"));
  });

  it("that only asked us to wait does not interrupt the inbox, and is told in Activity", async () => {
    const limited = sending([supplier({ limited_until: new Date(MORNING + HOUR).toISOString() })]);
    open(limited);
    await desk.until(() => desk.find("[role=row]", "MM-10482"));
    expect(document.querySelector("[role=alert][data-look=bad]")).toBeNull();
    expect(desk.has("Nordlicht waits until")).toBe(true);
    desk.leave();
    open({ ...limited, activity: () => ({ total: 0, rows: [], next: null }), outbox: () => outbox }, "/activity");
    await desk.until(() => expect(desk.has("Nordlicht asked us to wait until")).toBe(true));
  });
});

describe("an alarm", () => {
  it("says what is twice there, drafts the mail, and is settled", async () => {
    open(sending([], [alarm()]));
    await desk.until(() => expect(desk.has("Nordlicht has 2 orders for PO 1042-A (7781, 7790).")).toBe(true));
    desk.find("button", "Draft cancellation mail").click();
    await desk.until(() => expect(document.querySelector<HTMLTextAreaElement>("[role=dialog] textarea")?.value ?? "").toContain("Please keep 7781, cancel 7790, and confirm that it is cancelled."));
    expect(document.querySelector<HTMLTextAreaElement>("[role=dialog] textarea")?.value).toMatch(/^Hello Jana Holm,[^]*Fernhill Ltd$/);
    desk.find("[role=dialog] footer button", "Close").click();
    await desk.until(() => expect(document.querySelector("[role=dialog]")).toBeNull());
    desk.find("button", "Settled").click();
    await desk.until(() => expect(called("alarm_settle")).toEqual([{ id: 5 }]));
  });

  it("says how much of a purchase is not taken, and asks instead of cancelling", async () => {
    const words = "1 of 3 Lamp (out of stock)";
    open(sending([], [alarm({ id: 1, kind: "split_there", facts: { number: "1042-A", ids: "7781", words } }), alarm({ id: 2, kind: "lines_unclear", facts: { number: "1043-A", ids: "", words: "it takes 3 of K-100, and 2 were ordered" } })]));
    await desk.until(() => expect(desk.has(`Nordlicht does not take all of PO 1042-A, though it says that it never splits an order: ${words}.`)).toBe(true));
    expect(desk.has("Its answer: it takes 3 of K-100, and 2 were ordered.")).toBe(true);
    expect(desk.has("Draft cancellation mail")).toBe(false);
    desk.find("button", "Draft mail").click();
    await desk.until(() => expect(document.querySelector<HTMLTextAreaElement>("[role=dialog] textarea")?.value ?? "").toContain("as your order 7781, and we cannot tell from your answer how many of each item you will send."));
  });

  it("has words for every kind, and the first two stand above the list", async () => {
    open(sending([supplier({ stopped_since: ago(HOUR), unknown_run: 2 })], [alarm({ id: 1, kind: "missing_there" }), alarm({ id: 2, kind: "unknown_here", purchase_id: null, facts: { ids: "7790", reference: "KEY" } }), alarm({ id: 3, kind: "unknown_here" })]));
    await desk.until(() => expect(desk.has("Nordlicht does not show PO 1042-A any more, though it took it.")).toBe(true));
    expect(desk.has("Nordlicht has an order with our reference that is not known here (7790).")).toBe(true);
    expect(desk.has("2 more things stand in the way.")).toBe(true);
    expect(desk.has("which is cancelled here")).toBe(false);
  });
});

describe("purchases that only the merchant can find out about", () => {
  const asking = (change: Parameters<typeof purchaseRow>[0], count = 1): Answers => ({
    workspace_state: () => workspace({ outbox: { ...outbox, unknown: count, asking: count } }),
    purchases: () => ({ total: count, rows: [purchaseRow(change)], next: null }),
  });

  it("are raised in red after four hours", async () => {
    open(asking({ doubt_since: ago(HOUR) }));
    await desk.until(() => expect(desk.has("We do not know whether Nordlicht GmbH received PO MM-10470-1.")).toBe(true));
    expect(document.querySelector("[role=alert][data-look=bad]")).toBeNull();
    desk.leave();
    open(asking({ doubt_since: ago(5 * HOUR) }));
    await desk.until(() => expect(document.querySelector("[role=alert][data-look=bad]")?.textContent ?? "").toContain("Open for 5 h."));
  });

  it("stay away until the reminder, and come back with it", async () => {
    open(asking({ doubt_since: ago(5 * HOUR), remind_at: new Date(MORNING + HOUR).toISOString() }));
    await desk.until(() => expect(called("purchases").length).toBeGreaterThan(0));
    await desk.until(() => desk.find("[role=row]", "MM-10482"));
    expect(desk.has("We do not know whether")).toBe(false);
    desk.leave();
    open(asking({ doubt_since: ago(5 * HOUR), remind_at: ago(60_000) }));
    await desk.until(() => expect(desk.has("We do not know whether")).toBe(true));
  });

  it("are raised in red when the order has to leave soon, however young they are", async () => {
    open(asking({ doubt_since: ago(HOUR), ship_by: new Date(MORNING + 20 * HOUR).toISOString(), raised_at: ago(60_000) }));
    await desk.until(() => expect(document.querySelector("[role=alert][data-look=bad]")?.textContent ?? "").toContain("The shop wants it shipped by"));
  });

  it("are counted beside Activity", async () => {
    open({ ...asking({}, 3), ...sending([], [alarm()]) });
    await desk.until(() => expect(desk.find("nav a", "Activity").textContent).toContain("4"));
  });
});

describe("forwarding that is stopped altogether", () => {
  const stopped = (forwarding: Partial<ForwardingState>): Answers => ({ workspace_state: () => workspace({ forwarding: { state: "paused", since: ago(HOUR), facts: {}, ...forwarding } }) });
  const behind = (facts: Record<string, string>): Answers => stopped({ facts: { reason: "journal_knows_more", total: "12", checked: "9", checking: "0", asking: "3", missing: "0", ...facts } });

  it("counts what is checked after a restore, and goes on only when nothing needs the merchant", async () => {
    open(behind({}));
    await desk.until(() => expect(desk.has("This backup is older than your last forwards (12 purchases).")).toBe(true));
    expect(desk.has("Forwarding is paused until they are checked: 9 checked, 3 need you.")).toBe(true);
    expect([...document.querySelectorAll("button")].some(({ textContent }) => textContent === "Go on forwarding")).toBe(false);
    desk.leave();
    open(behind({ checked: "12", asking: "0" }));
    await desk.until(() => desk.find("button", "Go on forwarding"));
    desk.find("button", "Go on forwarding").click();
    await desk.until(() => expect(called("forwarding_resume")).toHaveLength(1));
  });

  it("says in the sheet what would wait behind a supplier", async () => {
    const behindSupplier = sending([supplier({ supplier_id: 1, stopped_since: ago(HOUR), unknown_run: 2 })]);
    open(behindSupplier);
    await desk.until(() => desk.find("[role=row]", "MM-10482"));
    await desk.press("shift+f");
    await desk.until(() => expect(document.querySelector("[role=dialog]")?.textContent ?? "").toContain("Waits, because sending to Nordlicht is stopped."));
  });

  it("tells what the disk said, and since when nothing was sent", async () => {
    open(stopped({ facts: { reason: "cannot_write", words: "No space is left on the disk." } }));
    await desk.until(() => expect(desk.has("Forwarding is paused: we cannot write down what we send. Nothing has been sent since")).toBe(true));
    expect(desk.has("No space is left on the disk.")).toBe(true);
    expect(desk.has("cannot_write")).toBe(false);
    expect([...document.querySelectorAll("button")].some(({ textContent }) => textContent === "Go on forwarding")).toBe(false);
    desk.find("button", "Try again").click();
    await desk.until(() => expect(called("forwarding_try_again")).toHaveLength(1));
  });

  it("says that there is no backup of today, why, and makes one when asked", async () => {
    const state = { ...workspace(), backup_refused: "the backup could not be made: database or disk is full" };
    open({ workspace_state: () => state, backup: () => ({ path: "b", at: ago(0), bytes: 1, reason: "on_demand" }) });
    await desk.until(() => expect(desk.has("Today's backup could not be made.")).toBe(true));
    expect(desk.has("database or disk is full")).toBe(true);
    desk.find("button", "Back up now").click();
    await desk.until(() => expect(called("backup")).toHaveLength(1));
  });

  it("tells what was accepted and is not written down, and that a lost journal was made anew", async () => {
    open(stopped({ facts: { reason: "cannot_write", words: "No space is left.", accepted: "1042-A (7781)" } }));
    await desk.until(() => expect(desk.has("Accepted, and not written down yet: 1042-A (7781). Leave Stockless open until it is.")).toBe(true));
    desk.leave();
    open(stopped({ state: "ready", since: null, facts: { journal_made_anew: ago(HOUR) } }));
    await desk.until(() => expect(desk.has("The journal of what was sent was missing. It has been made anew from the workspace.")).toBe(true));
    desk.find("button", "I have seen it").click();
    await desk.until(() => expect(called("forwarding_resume")).toHaveLength(1));
  });

  it("says who is in charge where this window can only read", async () => {
    open(stopped({ state: "read_only" }));
    await desk.until(() => expect(desk.has("Stockless is already running and in charge of forwarding. This window can only read.")).toBe(true));
  });
});

describe("a drafted mail", () => {
  const sender = { contact: "", name: "Fernhill Ltd" };
  it("names both values of what changed", () => {
    desk = openDesk(morning().answers, "/inbox");
    const letter = changeLetter({ number: "1042-A", supplier_number: "7781" }, [{ what: "Item", before: "2 × LT-OAT", after: "1 × LT-OAT" }, { what: "Item", before: "", after: "1 × MUG" }], sender);
    expect(letter.subject).toBe("PO 1042-A: please change it");
    expect(letter.text).toContain("please change our PO 1042-A (your order 7781):\n\n- Item: was 2 × LT-OAT; is now 1 × LT-OAT\n- Item: new: 1 × MUG");
    expect(cancelLetter({ number: "1042-A", supplier_number: "" }, sender).text).toBe("Hello,\n\nplease cancel our PO 1042-A, and confirm that it is cancelled. If it has left already, please tell us.\n\nThank you\nFernhill Ltd");
    for (const kind of ["twice_there", "missing_there", "unknown_here", "split_there", "lines_unclear"]) {
      for (const purchase of [7, null]) expect(Object.values(alarmLetter(alarm({ kind, purchase_id: purchase }), sender)).join(" ")).not.toMatch(/\{|undefined/);
    }
  });
});
