import type { Step } from "../../components/StepBar";
import { formatDate } from "../../i18n/dates";
import { formatMoney, formatRange } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { LineShape, OrderDetail, ShipmentRow } from "../../ipc/types.gen";
import { momentShort } from "../orders/moments";
import { paymentWord } from "../orders/nextStep";

/** Units of a line in these parcels; a parcel without lines may hold any of the order. */
const unitsIn = (shipments: readonly ShipmentRow[], { id, quantity }: LineShape): number =>
  shipments.reduce((sum, { lines }) => sum + (lines.length === 0 ? quantity : lines.reduce((part, [line, units]) => part + (line === id ? units : 0), 0)), 0);

/** Units of the order that are certain to lie in parcels of this kind: what another parcel may hold as well does not count. */
function certain(shipments: readonly ShipmentRow[], ships: readonly LineShape[], isSo: (shipment: ShipmentRow) => boolean): number {
  const others = shipments.filter((shipment) => !isSo(shipment));
  return ships.reduce((sum, line) => sum + Math.max(0, Math.min(unitsIn(shipments.filter(isSo), line), line.quantity - unitsIn(others, line))), 0);
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
  const hasLeft = ({ state, shipped_at: at }: ShipmentRow): boolean => at !== null || (state !== "label_made" && state !== "unknown");
  const isPaid = row.payment === "paid" || row.payment === "partly_refunded" || paidAt !== null;
  const amount = formatMoney(row.total_base ?? row.total);
  const isOff = cancelledAt !== null || row.payment === "voided" || row.payment === "refunded";
  return [
    { id: "placed", title: t("order.step.placed"), state: "done", note: momentShort(row.placed_at, now) },
    isPaid
      ? { id: "paid", title: t("order.step.paid"), state: "done", note: gateway === "" ? amount : t("order.paidBy", { amount, gateway }) }
      : { id: "paid", title: t("order.step.paid"), state: isOff ? "failed" : "current", note: paymentWord(row.payment) },
    part("forwarded", t("order.step.forwarded"), forwarded, total, isOff ? t("order.stopped") : t("order.notYet")),
    part("shipped", t("order.step.shipped"), certain(shipments, ships, hasLeft), total, t("order.notYet")),
    part("delivered", t("order.step.delivered"), certain(shipments, ships, ({ delivered_at: at }) => at !== null), total, expected(shipments, now)),
  ];
}
