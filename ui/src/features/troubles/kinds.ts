import type { Held, SendingRow } from "../../ipc/types.gen";

export type TroubleKind = "signed_out" | "stopped" | "limited";

/** What stands in the way first: without a key nothing else matters. */
export const kindOf = (row: SendingRow): TroubleKind => (row.signed_out_since !== null ? "signed_out" : row.stopped_since !== null ? "stopped" : "limited");

/** What would hold a purchase for this supplier back. */
export const heldOf = (row: SendingRow): Held => ({ why: kindOf(row), since: row.signed_out_since ?? row.stopped_since, until: row.limited_until });
