import { compare, divide, negate, percentOf, sign, subtract, type Decimal } from "../../i18n/decimal";
import { formatMoney, formatNumber, formatPercent } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { Change } from "../../components/MetricStrip";
import type { Amount, ProfitRow, StepAmount } from "../../ipc/types.gen";

/** The steps of the statement, from what customers paid to what is left. */
export const STEPS = [
  "sales_with_tax",
  "discounts",
  "refunds",
  "tax",
  "net_sales",
  "product_cost",
  "shipping",
  "payment_fees",
  "commissions",
  "after_order_costs",
  "ads",
  "apps_and_tools",
  "currency",
  "other_costs",
  "net_profit",
] as const;
export type Step = (typeof STEPS)[number];

/** A step of a row; zero in the row's own currency where the core left it out. */
export function stepOf({ steps }: ProfitRow, step: Step): StepAmount {
  const found = steps.find((each) => each.step === step);
  if (found !== undefined) return found;
  const zero: Amount = { amount: "0.00", currency: steps[0]?.amount.currency ?? "EUR" };
  return { step, amount: zero, estimated: zero, subtotal: false };
}

export const amountOf = (row: ProfitRow, step: Step): Amount => stepOf(row, step).amount;
export const isEstimated = (step: StepAmount): boolean => sign(step.estimated.amount) !== 0;
export const absolute = (value: Decimal): Decimal => (sign(value) < 0 ? negate(value) : value);

/** How much more a value is than before, in percent of what it was; null where there was nothing. */
export const growth = (now: Decimal, before: Decimal): Decimal | null => (sign(before) === 0 ? null : percentOf(subtract(now, before), absolute(before)));

/** Net profit for each order, to the cent. */
export function perOrder(row: ProfitRow): Amount | null {
  const net = amountOf(row, "net_profit");
  const each = divide(net.amount, String(row.orders), net.amount.split(".")[1]?.length ?? 0);
  return each === null ? null : { amount: each, currency: net.currency };
}

const change = (difference: Decimal, text: string, since: string, isMoreGood: boolean): Change => {
  const direction = sign(difference);
  return { direction, text, since, ...(direction === 0 ? {} : { isGood: direction > 0 === isMoreGood }) };
};

/** "▲ 16.2% from Jan"; absent where there is nothing to compare with. */
export function growthChange(now: Decimal, before: Decimal, since: string, isMoreGood = true): Change | undefined {
  const percent = growth(now, before);
  return percent === null ? undefined : change(percent, formatPercent(absolute(percent), { unit: "percent" }), since, isMoreGood);
}

/** "▲ 1.2 points from Jan", for what is a percentage itself. */
export function pointsChange(now: Decimal | null, before: Decimal | null, since: string, isMoreGood = true): Change | undefined {
  if (now === null || before === null) return undefined;
  const points = subtract(now, before);
  return change(points, t("profit.points", { points: formatNumber(absolute(points), { places: 1 }) }), since, isMoreGood);
}

/** "▲ €0.53 from Jan". */
export function moneyChange(now: Amount | null, before: Amount | null, since: string): Change | undefined {
  if (now === null || before === null || now.currency !== before.currency) return undefined;
  const difference = subtract(now.amount, before.amount);
  return change(difference, formatMoney({ amount: absolute(difference), currency: now.currency }), since, true);
}

/** Whether a margin lies under the floor, both in percent. */
export const isUnder = (margin: Decimal | null, floor: Decimal | undefined): boolean => margin !== null && floor !== undefined && floor !== "" && compare(margin, floor) < 0;
