import type { Mark } from "../../components/StatusMark";
import { formatDateHeading, formatTime } from "../../i18n/dates";
import { isTextKey, t } from "../../i18n/text";
import type { OrderRow } from "../../ipc/types.gen";
import { checkWord } from "./checkWords";

export interface NextStep {
  mark: Mark;
  /** Says the mark: "Needs a decision". */
  name: string;
  text: string;
  /** The cell that is wrong is coloured, not the row. */
  tone: "warn" | "bad" | "plain";
  /** An arrow before the supplier it would go to. */
  isRoute: boolean;
}

const word = (prefix: string, value: string): string => {
  const key = `${prefix}.${value}`;
  return isTextKey(key) ? t(key) : value.replaceAll("_", " ");
};

export const purchaseWord = (state: string): string => word("purchaseState", state);
export const parcelWord = (state: string): string => word("parcel", state);
export const paymentWord = (state: string): string => word("payment", state);

const PURCHASE_MARKS: Record<string, Mark> = {
  queued: "wait",
  sending: "half",
  unknown: "half",
  asking: "warn",
  to_hand_over: "warn",
  placed: "wait",
  confirmed: "move",
  rejected: "bad",
  cancelled: "empty",
};
export const purchaseMark = (state: string): Mark => PURCHASE_MARKS[state] ?? "wait";

const PARCEL_MARKS: Record<string, Mark> = { delivered: "ok", problem: "bad", attempt_failed: "warn", unknown: "empty", label_made: "wait" };
export const parcelMark = (state: string): Mark => PARCEL_MARKS[state] ?? "move";

function suppliersOf({ suppliers }: OrderRow): string {
  const [first, ...others] = suppliers;
  if (first === undefined) return t("next.noSupplier");
  return others.length === 0 ? first : t("next.suppliers", { supplier: first, count: others.length });
}

function waiting(row: OrderRow): NextStep {
  const plain = { tone: "plain", isRoute: false } as const;
  if (row.parcel !== null && row.parcel !== "unknown") return { ...plain, mark: parcelMark(row.parcel), name: t("queue.waiting"), text: parcelWord(row.parcel) };
  if (row.purchase === "asking" || row.purchase === "to_hand_over") {
    return { ...plain, tone: "warn", mark: "warn", name: t("queue.decide"), text: purchaseWord(row.purchase) };
  }
  const text = row.purchase === "placed" || row.purchase === "confirmed" ? t(`next.${row.purchase}`, { supplier: suppliersOf(row) }) : row.purchase === null ? t("queue.waiting") : purchaseWord(row.purchase);
  return { ...plain, mark: row.purchase === null ? "wait" : purchaseMark(row.purchase), name: t("queue.waiting"), text };
}

/** What has to be decided. What the shop did to an order that is with a supplier already is a change, not a hold. */
function decisionText({ flag, purchase }: OrderRow): string {
  if (flag === null) return t("queue.decide");
  return flag === "released" && purchase !== null ? t("next.changed") : checkWord(flag, true);
}

/** What comes next for an order, in the words and with the mark of a list. */
export function nextStep(row: OrderRow, now: number): NextStep {
  switch (row.queue) {
    case "decide": {
      const isBlocked = row.flag !== null && row.checks[row.flag] === "block";
      return { mark: isBlocked ? "bad" : "warn", name: t(isBlocked ? "queue.blocked" : "queue.decide"), text: decisionText(row), tone: isBlocked ? "bad" : "warn", isRoute: false };
    }
    case "ready":
      return { mark: "ready", name: t("queue.ready"), text: suppliersOf(row), tone: "plain", isRoute: true };
    case "snoozed":
      return { mark: "hold", name: t("queue.snoozed"), text: row.snoozed_until === null ? t("queue.snoozed") : t("next.until", { when: `${formatDateHeading(row.snoozed_until, now)}, ${formatTime(row.snoozed_until)}` }), tone: "plain", isRoute: false };
    case "late":
      return { mark: "warn", name: t("queue.late"), text: row.parcel === null ? t("queue.late") : t("next.late", { state: parcelWord(row.parcel) }), tone: "warn", isRoute: false };
    case "done":
      return { mark: row.fulfilment === "cancelled" || row.purchase === "cancelled" ? "empty" : "ok", name: t("queue.done"), text: row.parcel === "delivered" ? parcelWord("delivered") : t("queue.done"), tone: "plain", isRoute: false };
    default:
      return waiting(row);
  }
}
