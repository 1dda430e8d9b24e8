import type { PurchaseDetail, PurchaseRow } from "../../ipc/types.gen";
import { MORNING, euro } from "../orders/orders.fixture";

export const SENT_AT = "2026-03-09T07:41:22+01:00";

export function purchaseRow(change: Partial<PurchaseRow> = {}): PurchaseRow {
  return {
    id: 7, number: "MM-10470-1", order_id: 1, order_number: "MM-10470", supplier_id: 3, supplier: "Nordlicht GmbH", state: "unknown", channel: "email", version: 4,
    created_at: SENT_AT, sends_at: null, waits_for_word: false, placed_at: null, supplier_number: "", goods: euro("29.20"), shipping: euro("2.40"), fee: euro("0.00"), total: euro("31.60"),
    items: "1 × Linen throw, oat", reason: "The connection broke before the answer.", document: "PO MM-10470-1.pdf", ...change,
  };
}

/** A purchase whose outcome nobody knows; the answer "send again" is open unless `change` says otherwise. */
export function purchaseDetail(change: Partial<PurchaseDetail> = {}): PurchaseDetail {
  return {
    row: purchaseRow(),
    lines: [{ supplier_sku: "NL-2210", sku: "LT-OAT", title: "Linen throw, oat", units: 1, unit_cost: euro("29.20"), quantity: 1 }],
    attempts: [{ id: 1, n: 1, started_at: SENT_AT, finished_at: SENT_AT, outcome: "unknown", evidence: "The connection broke before the answer.", kind: "place", status: null, sent: "", received: "" }],
    fields: [["po_number", "MM-10470-1"], ["item", "1 × NL-2210"], ["name", "Ingrid Solberg"], ["line1", "Björkgatan 12"], ["postal_code", "753 28"], ["city", "Uppsala"], ["country", "SE"]],
    destination: "orders@example.com",
    ask_after: new Date(MORNING - 60_000).toISOString(),
    next: { step: "ask", at: null, class: "blind", key_expired_at: null },
    can_look: false,
    can_cancel_there: false,
    send_again_token: "a1b2c3",
    ...change,
  };
}
