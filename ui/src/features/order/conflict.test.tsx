import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../i18n/text";
import type { OrderDetail, PurchaseDetail } from "../../ipc/types.gen";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { morning } from "../orders/morning.fixture";
import { DECISIONS, orderDetail } from "../orders/orders.fixture";
import { purchaseDetail, purchaseRow } from "../purchases/purchases.fixture";
import { wayOf } from "./conflict";

vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => setLanguage("en-GB"));

const contact = { email: "orders@example.com", phone: "", website: "" };

describe("the way to a supplier", () => {
  it("is the surest one", () => {
    const way = (state: string, canCancel: boolean, to = contact): string => wayOf(state, { can_cancel_there: canCancel }, to);
    expect(way("queued", true)).toBe("queued");
    expect(way("sending", true)).toBe("sending");
    expect(way("to_hand_over", false)).toBe("hand_over");
    expect([way("unknown", true), way("asking", true)]).toEqual(["doubt", "doubt"]);
    expect([way("placed", true), way("placed", false)]).toEqual(["there", "mail"]);
    expect(way("confirmed", false, { email: "", phone: "+49 30 1", website: "" })).toBe("call");
    expect(way("confirmed", false, { email: "", phone: "", website: "" })).toBe("none");
  });
});

describe("the card", () => {
  let desk: Desk;
  afterEach(() => desk.leave());

  const settings = { name: "Fernhill Goods", margin_floor: "15", outbox_delay_seconds: 10, trading_name: "", trading_address: "", trading_email: "", time_zone: "UTC", base_currency: "EUR" };
  const conflict: OrderDetail["conflict"] = [["address", "Björkgatan 12, Uppsala", "Storgatan 3, Uppsala"], ["line", "2 × LT-OAT", "1 × LT-OAT"]];
  const open = (state: string, change: Partial<PurchaseDetail> = {}, changed = conflict, address = "/orders/1"): void => {
    const row = purchaseRow({ state, supplier_number: "7781" });
    desk = openDesk(
      morning({
        order: () => ({ ...orderDetail(DECISIONS[0]!), conflict: changed, decision: { check: "released", verdict: "decide", facts: { cause: "changed" }, options: [] }, purchases: [row] }),
        purchase: () => purchaseDetail({ row, next: null, ...change }),
        supplier: () => ({ row: {}, supplier: { name: "Nordlicht GmbH", website: "", email: "orders@example.com", phone: "", contact: "" }, folder: "", days_to_door: [] }) as never,
        settings: () => settings,
        purchase_cancel_there: () => ({ count: 1, undo: null, id: 7 }),
      }).answers,
      address,
    );
  };

  it("shows both values and drafts the mail with the PO number and what to change", async () => {
    open("placed");
    await desk.until(() => expect(desk.has("Ask Nordlicht GmbH by mail to change or cancel PO MM-10470-1.")).toBe(true));
    expect(desk.has("Björkgatan 12, Uppsala")).toBe(true);
    desk.find("button", "Draft mail").click();
    await desk.until(() => expect(document.querySelector<HTMLTextAreaElement>("[role=dialog] textarea")?.value ?? "").toContain("please change our PO MM-10470-1 (your order 7781):"));
    expect(document.querySelector<HTMLTextAreaElement>("[role=dialog] textarea")?.value).toContain("- Address: was Björkgatan 12, Uppsala; is now Storgatan 3, Uppsala\n- Item: was 2 × LT-OAT; is now 1 × LT-OAT");
  });

  it("cancels through the supplier's interface only after a question that rests on the safe answer", async () => {
    open("placed", { can_cancel_there: true });
    await desk.until(() => desk.find("button", "Cancel there"));
    desk.find("button", "Cancel there").click();
    await desk.until(() => expect(document.activeElement?.textContent).toBe("Close"));
    desk.find("[role=alertdialog] button", "Cancel there").click();
    await desk.until(() => expect(desk.core.calls.find(({ name }) => name === "purchase_cancel_there")?.request).toEqual({ id: 7 }));
  });

  it("asks for a cancellation alone where the customer cancelled, and Done records it", async () => {
    open("placed", {}, [["cancelled_at", "", "2026-03-09T06:00:00Z"]]);
    await desk.until(() => expect(desk.has("Ask Nordlicht GmbH by mail to cancel PO MM-10470-1.")).toBe(true));
    expect(desk.has("2026-03-09T06")).toBe(false);
    expect([...document.querySelectorAll("button")].some(({ textContent }) => textContent === "Draft mail")).toBe(false);
    desk.find("button", "Done").click();
    await desk.until(() => expect(desk.core.calls.find(({ name }) => name === "order_fix")?.request).toMatchObject({ order_id: 1, fix: { kind: "accept", check: "released" } }));
  });

  it("is not settled from the inbox by Enter, which leads to the steps", async () => {
    open("placed", {}, conflict, "/inbox");
    await desk.until(() => desk.find("button", "See what to do"));
    expect(desk.has("is now Storgatan 3, Uppsala")).toBe(true);
    await desk.press("mod+home", "enter");
    await desk.until(() => desk.find("h3", "What to do"));
    expect(desk.core.calls.some(({ name }) => name === "order_fix")).toBe(false);
  });

  it("says which part of a bundle will not come, and how the rest is called off", async () => {
    open("placed", {}, [["part", "Floor lamp: Shade (Weber, 10470-2)", "cancelled"]]);
    await desk.until(() => expect(desk.has("Part of a bundle will not come")).toBe(true));
    expect(desk.has("Floor lamp: Shade (Weber, 10470-2)")).toBe(true);
    await desk.until(() => expect(desk.has("Ask Nordlicht GmbH by mail to cancel PO MM-10470-1.")).toBe(true));
    expect(desk.has("changed this order")).toBe(false);
  });
});
