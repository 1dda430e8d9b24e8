import { isTextKey, t } from "../../i18n/text";
import type { ExpectationShape } from "../../ipc/types.gen";

/** Working hours in a working day, as the core counts them. */
export const DAY_HOURS = 24;

export type Unit = "hours" | "days";

/** How a time to confirm is shown: in days where it is whole days. */
export const unitOf = (hours: number | null): Unit => (hours === null || hours % DAY_HOURS === 0 ? "days" : "hours");

/** "within 2 working days". */
export function confirmsWords({ confirm_hours: hours }: Pick<ExpectationShape, "confirm_hours">): string {
  if (hours === null) return t("agreement.confirmsNot");
  return unitOf(hours) === "days" ? t("agreement.confirmsDays", { count: hours / DAY_HOURS }) : t("agreement.confirmsHours", { count: hours });
}

/** "Each order by itself, within 7 days, or it lapses". */
export function paysWords({ paid_by: paidBy, pay_days: days, lapses }: Pick<ExpectationShape, "paid_by" | "pay_days" | "lapses">): string {
  const key = `agreement.paid.${paidBy}`;
  const by = isTextKey(key) ? t(key) : paidBy;
  if (paidBy === "card") return by;
  return [by, days === null ? t("agreement.payNotWatched") : t("agreement.payWithin", { count: days }), days !== null && lapses ? t("agreement.lapsesShort") : ""].filter(Boolean).join(", ");
}

/** One a line, without empty ones. */
export const linesOf = (text: string): string[] => text.split(/[\n,;]/).map((line) => line.trim()).filter((line) => line !== "");
