import { call } from "../../ipc/client";
import type { OrderQuery } from "./useOrderSource";

/** The list an order was opened from, and its place there, so that [ and ] lead to its neighbours. */
interface Trail {
  query: OrderQuery;
  position: number;
}

let trail: Trail | null = null;

export function leaveTrail(query: OrderQuery, position: number): void {
  trail = { query, position };
}

export const hasTrail = (): boolean => trail !== null;

/** The neighbour of an order in the list it was opened from; null at its ends and without a list. */
export async function neighbour(orderId: number, step: 1 | -1): Promise<number | null> {
  if (trail === null) return null;
  const { query, position } = trail;
  // The list may have moved meanwhile, so the order is looked for around its place.
  const from = Math.max(0, position - 2);
  const page = await call("orders", { ...query, at: from, limit: 5 });
  const at = page.rows.findIndex(({ id }) => id === orderId);
  const wanted = at < 0 ? position - from + (step === 1 ? 0 : -1) : at + step;
  const row = page.rows[wanted];
  if (row === undefined || wanted < 0) return null;
  trail = { query, position: from + wanted };
  return row.id;
}
