import type { Step } from "../../components/StepBar";
import { formatDate } from "../../i18n/dates";
import { formatMoney, formatRange } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { OrderDetail, ShipmentRow } from "../../ipc/types.gen";
import { momentShort } from "../orders/moments";
import { paymentWord } from "../orders/nextStep";

/** Units of the order in these parcels; a parcel without lines holds the whole order. */
function unitsIn(shipments: readonly ShipmentRow[], total: number): number {
  const units = shipments.reduce((sum, { lines }) => sum + (lines.length === 0 ? total : lines.reduce((part, [, quantity]) => part + quantity, 0)), 0);
  return Math.min(units, total);
}

function part(id: Step["id"], title: string, done: number, total: number, noteWhenNone: string): Step {
  if (total > 0 && done >= total) return { id, title, state: "done", note: t("order.allUnits", { count: total }) };
  if (done > 0) return { id, title, state: "half", share: done / total, note: t("order.someUnits", { done, total }) };
  return { id, title, state: "open", note: noteWhenNone };
}

/** When parcels are expected: "11–13 Mar". */
function expected(shipments: readonly ShipmentRow[], now: number): string {
  const days = shipments.flatMap(({ promised_at: at, delivered_at: done }) => (at === null || done !== null ? [] : [at])).sort();
  const [first, last] = [days[0], days.at(-1)];
  return first === undefined || last === undefined ? t("order.notYet") : t("order.expected", { days: formatRange(formatDate(first, now), formatDate(last, now)) });
}

/** The way of the order: placed, paid, forwarded, shipped, delivered. */
export function stepsOf({ row, lines, shipments, paid_at: paidAt, cancelled_at: cancelledAt, gateway }: OrderDetail, now: number): Step[] {
  const ships = lines.filter((line) => line.ships);
  const total = ships.reduce((sum, { quantity }) => sum + quantity, 0);
  const forwarded = ships.reduce((sum, line) => sum + Math.min(line.forwarded, line.quantity), 0);
  const left = shipments.filter(({ state, shipped_at: at }) => at !== null || (state !== "label_made" && state !== "unknown"));
  const isPaid = row.payment === "paid" || row.payment === "partly_refunded" || paidAt !== null;
  const amount = formatMoney(row.total_base ?? row.total);
  const isOff = cancelledAt !== null || row.payment === "voided" || row.payment === "refunded";
  return [
    { id: "placed", title: t("order.step.placed"), state: "done", note: momentShort(row.placed_at, now) },
    isPaid
      ? { id: "paid", title: t("order.step.paid"), state: "done", note: gateway === "" ? amount : t("order.paidBy", { amount, gateway }) }
      : { id: "paid", title: t("order.step.paid"), state: isOff ? "failed" : "current", note: paymentWord(row.payment) },
    part("forwarded", t("order.step.forwarded"), forwarded, total, isOff ? t("order.stopped") : t("order.notYet")),
    part("shipped", t("order.step.shipped"), unitsIn(left, total), total, t("order.notYet")),
    part("delivered", t("order.step.delivered"), unitsIn(shipments.filter(({ delivered_at: at }) => at !== null), total), total, expected(shipments, now)),
  ];
}
