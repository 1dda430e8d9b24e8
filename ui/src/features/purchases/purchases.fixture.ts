import type { NextStep, PurchaseDetail, PurchaseRow } from "../../ipc/types.gen";
import { MORNING, euro } from "../orders/orders.fixture";

export const SENT_AT = "2026-03-09T07:41:22+01:00";

export function purchaseRow(change: Partial<PurchaseRow> = {}): PurchaseRow {
  return {
    id: 7, number: "MM-10470-1", order_id: 1, order_number: "MM-10470", supplier_id: 3, supplier: "Nordlicht GmbH", state: "asking", channel: "email", version: 4,
    created_at: SENT_AT, sends_at: null, waits_for_word: false, placed_at: null, supplier_number: "", goods: euro("29.20"), shipping: euro("2.40"), fee: euro("0.00"), total: euro("31.60"),
    items: "1 × Linen throw, oat", reason: "The connection broke before the answer.", document: "PO MM-10470-1.pdf", held: null, doubt_since: SENT_AT, remind_at: null, ship_by: null, raised_at: null, why: "first", ...change,
  };
}

/** What happens next about a purchase in doubt; without a change it is the person's turn. */
export const nextStep = (change: Partial<NextStep> = {}): NextStep => ({ step: "ask", at: null, class: "blind", why: null, looks: 0, first_sent_at: SENT_AT, key_expired_at: null, key_lifetime_ms: null, ...change });

/** A purchase whose outcome nobody knows; the answer "send again" is open unless `change` says otherwise. */
export function purchaseDetail(change: Partial<PurchaseDetail> = {}): PurchaseDetail {
  return {
    row: purchaseRow(),
    lines: [{ supplier_sku: "NL-2210", sku: "LT-OAT", title: "Linen throw, oat", units: 1, unit_cost: euro("29.20"), order_line_id: 4, part: "", quantity: 1, refused: 0 }],
    attempts: [{ id: 1, n: 1, started_at: SENT_AT, finished_at: SENT_AT, outcome: "unknown", evidence: "The connection broke before the answer.", kind: "place", status: null, sent: "", received: "" }],
    fields: [["po_number", "MM-10470-1"], ["item", "1 × NL-2210"], ["name", "Ingrid Solberg"], ["line1", "Björkgatan 12"], ["postal_code", "753 28"], ["city", "Uppsala"], ["country", "SE"]],
    destination: "orders@example.com",
    ask_after: new Date(MORNING - 60_000).toISOString(),
    next: nextStep(),
    can_look: false,
    can_cancel_there: false,
    following: null,
    send_again_token: "a1b2c3",
    ended_there: false,
    ...change,
  };
}
