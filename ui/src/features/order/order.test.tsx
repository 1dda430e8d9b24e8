import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { formatMoney } from "../../i18n/format";
import { setLanguage } from "../../i18n/text";
import type { TimelineRow } from "../../ipc/types.gen";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { morning } from "../orders/morning.fixture";
import { DECISIONS, MORNING, orderDetail, quote } from "../orders/orders.fixture";
import { purchaseRow } from "../purchases/purchases.fixture";
import { stepsOf } from "./steps";
import { timelineWords } from "./timelineWords";

vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => setLanguage("en-GB"));

const KINDS = ["ordered", "paid", "cancelled", "imported", "changed", "accepted", "snoozed", "asked_customer", "closed", "opened", "supplier_approved", "mapped", "rerouted", "address_edited", "routed", "queued", "sent", "to_hand_over", "placed", "placed_at_supplier", "confirmed", "rejected", "not_sent", "unknown", "raised", "asking", "found_there", "not_found_there", "cancelled_there", "not_cancelled_there", "missing_there", "twice_there", "draft_cleared", "split_there", "lines_unclear", "unknown_here", "resent", "units_refused", "settled", "purchase_cancelled", "ended_there", "taken_back", "send_again", "queued_again", "parcel", "parcel_removed", "tracking", "note", "forecast", "cost", "refunded", "fixed"];
const FACTS = { total: "64.90 EUR", amount: "3.00 EUR", gateway: "card", shop: "Maple & Moss", check: "margin", until: "2026-03-10T08:00:00Z", text: "Hello", supplier: "Harborline", sku: "HL-2210", number: "MM-10482-1", rule: "Cheapest", words: "Accepted.", destination: "orders@example.com", carrier: "Parcelane", state: "in_transit", reason: "", place: "Leipzig", of: "MM-10482-1", units: "2", why: "Arrived broken" };
const row = (kind: string, facts: Record<string, string> = FACTS): TimelineRow => ({ at: "2026-03-09T07:00:00Z", kind, topic: "order", actor: "you", facts });
const words = (each: TimelineRow) => timelineWords(each, MORNING, (amount, currency) => formatMoney({ amount, currency }));

describe("the timeline", () => {
  it("has words for every kind, without gaps", () => {
    for (const kind of KINDS) {
      const { title, note } = words(row(kind));
      expect(title, kind).not.toBe(kind.replaceAll("_", " "));
      expect(`${title} ${note}`, kind).not.toMatch(/\{|undefined|null/);
    }
  });

  it("never calls the unknown failed", () => {
    expect(words(row("unknown")).title).toBe("We do not know whether Harborline received PO MM-10482-1");
    for (const kind of KINDS) expect(words(row(kind)).title).not.toMatch(/fail/i);
  });

  it("shows what a carrier wrote where its state is not known", () => {
    expect(words(row("tracking", { state: "unknown", text: "Sendung sortiert", place: "Leipzig" }))).toMatchObject({ title: "Sendung sortiert", note: "Leipzig" });
  });

  it("keeps the name of a kind that came later", () => {
    expect(words(row("weighed_again")).title).toBe("weighed again");
  });
});

describe("the steps", () => {
  const detail = orderDetail(DECISIONS[0]!);
  it("are half where part of the units is on its way", () => {
    const [line] = detail.lines;
    const half = stepsOf({ ...detail, lines: [{ ...line!, quantity: 1, forwarded: 1 }, { ...line!, id: 2, quantity: 3, forwarded: 0 }] }, MORNING);
    expect(half.find(({ id }) => id === "forwarded")).toMatchObject({ state: "half", share: 0.25, note: "1 of 4 units" });
  });

  it("call delivered what certainly is, parcel by parcel", () => {
    const [line] = detail.lines;
    const two = { ...detail, lines: [{ ...line!, id: 1, quantity: 1, forwarded: 1 }, { ...line!, id: 2, quantity: 3, forwarded: 3 }] };
    const parcel = (id: number, delivered: boolean, lines: [number, number][]) => ({
      id, order_id: 1, purchase_id: null, supplier: null, carrier: "", number: String(id), checked: false, url: null, state: delivered ? "delivered" : "in_transit", since: null, shipped_at: null, delivered_at: delivered ? "2026-03-12T10:00:00Z" : null, promised_at: null, late: false, lines, events: [],
    });
    const delivered = (...shipments: ReturnType<typeof parcel>[]) => stepsOf({ ...two, shipments }, MORNING).find(({ id }) => id === "delivered");
    expect(delivered(parcel(1, true, [[1, 1]]), parcel(2, false, [[2, 3]]))).toMatchObject({ state: "half", note: "1 of 4 units" });
    expect(delivered(parcel(1, true, []), parcel(2, false, []))).toMatchObject({ state: "open" });
    expect(delivered(parcel(1, true, []), parcel(2, true, []))).toMatchObject({ state: "done" });
  });

  it("do not call an unpaid order paid", () => {
    const unpaid = stepsOf({ ...detail, paid_at: null, row: { ...detail.row, payment: "authorised" } }, MORNING);
    expect(unpaid.find(({ id }) => id === "paid")).toMatchObject({ state: "current", note: "authorised" });
  });
});

describe("the page", () => {
  let desk: Desk;
  afterEach(() => desk.leave());

  it("chooses another supplier by digit and forwards with F", async () => {
    const day = morning();
    desk = openDesk(day.answers, "/orders/1");
    await desk.until(() => desk.find("button", "Forward to Harborline"));
    await desk.press("1");
    await desk.until(() => expect(document.querySelector("button[data-look=primary]")).toBeNull());
    await desk.press("2");
    await desk.until(() => desk.find("button", "Forward to Harborline"));
    await desk.press("f");
    await desk.until(() => expect(day.forwarded).toEqual([[1]]));
    const fix = desk.core.calls.find(({ name }) => name === "order_fix")?.request;
    expect(fix).toEqual({ order_id: 1, fix: { kind: "use_offer", line_id: 10, part: "", offer_id: 2 }, remember: false });
  });

  it("leads to the neighbours in the list it was opened from", async () => {
    desk = openDesk(morning().answers, "/orders");
    await desk.until(() => desk.find("[role=row]", "MM-10482"));
    await desk.press("mod+home", "o");
    await desk.until(() => desk.find("h1", "MM-10482"));
    await desk.press("]");
    await desk.until(() => desk.find("h1", "TK-20831"));
    await desk.press("[");
    await desk.until(() => desk.find("h1", "MM-10482"));
  });

  it("shows each part of a bundle with its supplier, and routes the one that is still open", async () => {
    const day = morning();
    const whole = orderDetail(DECISIONS[0]!);
    const [line] = whole.lines;
    const [foot, shade] = [quote({ supplier: "Nordlicht" }), quote({ offer_id: 5, supplier: "Weber", chosen: false, rank: 2 })];
    const parts = [{ part: "Foot", forwarded: 1, purchase_ids: [7], quotes: [] }, { part: "Shade", forwarded: 0, purchase_ids: [], quotes: [quote({ offer_id: 4, supplier: "Yarrow Home" }), shade] }];
    const purchases = [purchaseRow({ supplier: foot.supplier })];
    desk = openDesk({ ...day.answers, order: () => ({ ...whole, row: { ...whole.row, queue: "ready" }, decision: null, purchases, lines: [{ ...line!, forwarded: 0, quotes: parts[1]!.quotes, parts }] }) }, "/orders/1");
    await desk.until(() => desk.find("button", "Forward to"));
    for (const text of ["Foot", "Nordlicht", "Shade", "Yarrow Home", "Not forwarded"]) expect(desk.has(text)).toBe(true);
    await desk.press("2");
    await desk.until(() => desk.find("button", "Forward to Weber"));
    await desk.press("f");
    await desk.until(() => expect(desk.core.calls.find(({ name }) => name === "order_fix")?.request).toMatchObject({ fix: { kind: "use_offer", line_id: 10, part: "Shade", offer_id: 5 } }));
  });

  it("marks nothing as shipped that may not be there, unless the parcel shows that it is", async () => {
    const day = morning();
    const added: unknown[] = [];
    desk = openDesk(
      {
        ...day.answers,
        order: () => ({ ...orderDetail(DECISIONS[0]!), purchases: [purchaseRow({ state: "asking", supplier: "Nordlicht" })] }),
        tracking_number: () => ({ matches: [] }),
        shipment_add: (request) => {
          added.push(request);
          return { count: 1, undo: null, id: 1 };
        },
      },
      "/orders/1",
    );
    await desk.until(() => desk.find("button", "Add tracking number").click());
    await desk.until(() => desk.find("[role=dialog]", "We do not know whether Nordlicht received"));
    const field = document.querySelector<HTMLInputElement>("[role=dialog] input:not([type=checkbox])");
    desk.type(field!, "JJD000390007882222222");
    const save = (): HTMLElement => desk.find("[role=dialog] button", "Add parcel");
    expect(save().hasAttribute("disabled")).toBe(true);
    desk.find("[role=dialog] input[type=checkbox]").click();
    await desk.until(() => expect(save().hasAttribute("disabled")).toBe(false));
    save().click();
    await desk.until(() => expect(added).toMatchObject([{ purchase_id: 7, it_is_there: true }]));
  });
});
