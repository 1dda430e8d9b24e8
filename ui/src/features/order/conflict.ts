import { formatDateHeading, formatTime, toMillis } from "../../i18n/dates";
import { formatMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { OrderDetail, PurchaseDetail } from "../../ipc/types.gen";
import type { Difference } from "../troubles/letters";
import { purchaseWord } from "../orders/nextStep";
import { fieldWord } from "./timelineWords";

type Conflict = OrderDetail["conflict"];

/** "64.90 EUR" and moments as people write them; everything else as the shop told it. */
function readable(field: string, value: string, now: number): string {
  const [, amount, currency] = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(value) ?? [];
  if (amount !== undefined && currency !== undefined) return formatMoney({ amount, currency });
  if (field === "part") return purchaseWord(value);
  return field.endsWith("_at") && toMillis(value) !== null ? `${formatDateHeading(value, now)}, ${formatTime(value)}` : value;
}

/** True when nothing changed in the shop, and a part of a bundle will not come while others do. */
export const isPartLost = (conflict: Conflict): boolean => conflict.length > 0 && conflict.every(([field]) => field === "part");

export const conflictTitle = ({ conflict, row }: Pick<OrderDetail, "conflict" | "row">): string => (isPartLost(conflict) ? t("conflict.partTitle") : t("conflict.title", { shop: row.shop }));

/** What the shop changed, field by field, in words. */
export const differencesOf = (conflict: Conflict, now: number): Difference[] =>
  conflict.map(([field, before, after]) => ({ what: fieldWord(field), before: field === "part" ? before : readable(field, before, now), after: readable(field, after, now) }));

/** True while the order waits because its shop changed it after it was forwarded. */
export const isConflict = ({ conflict, decision }: Pick<OrderDetail, "conflict" | "decision">): boolean => conflict.length > 0 && decision?.check === "released";

/** True when the customer no longer wants anything of it. */
export const isCancellation = (conflict: Conflict): boolean => conflict.some(([field, , after]) => field === "cancelled_at" && after !== "");

/** How a purchase is changed or cancelled where it is now. */
export type Way = "queued" | "sending" | "hand_over" | "doubt" | "there" | "mail" | "call" | "none";

/** The surest way: what has not left is put back; what a program can cancel is cancelled by it; else a person is told. */
export function wayOf(state: string, detail: Pick<PurchaseDetail, "can_cancel_there"> | undefined, contact: { email: string; phone: string; website: string }): Way {
  if (state === "queued") return "queued";
  if (state === "sending") return "sending";
  if (state === "to_hand_over") return "hand_over";
  if (state === "unknown" || state === "asking") return "doubt";
  if (detail?.can_cancel_there === true) return "there";
  if (contact.email !== "") return "mail";
  return contact.phone !== "" || contact.website !== "" ? "call" : "none";
}
