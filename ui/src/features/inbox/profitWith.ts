import { add, negate } from "../../i18n/decimal";
import type { Amount } from "../../i18n/format";
import type { OrderDetail, OrderProfitRow, QuoteShape } from "../../ipc/types.gen";

export interface SlipRow {
  /** Step of the waterfall, or "supplier_cost" for goods and shipping in one. */
  step: string;
  amount: Amount;
  estimated: boolean;
}

const SUBTOTALS = new Set(["net_sales", "after_order_costs", "net_profit"]);

const minus = (a: string, b: string): string => add(a, negate(b));

/** The rows of an order's arithmetic without subtotals, as on a till slip. */
export const slipRows = (rows: readonly OrderProfitRow[]): SlipRow[] => rows.filter(({ step }) => !SUBTOTALS.has(step));

/**
 * The same arithmetic as if another offer were chosen. What the customer pays and what ads and fees take stays; the
 * rest, goods and shipping, is what the core's figure for that offer leaves. Null when the core gives no figure.
 */
export function slipWith({ profit }: OrderDetail, now: QuoteShape | null, then: QuoteShape): { rows: SlipRow[]; net: Amount } | null {
  const net = then.order_profit;
  if (net === null || net.currency !== profit.net.currency) return null;
  const rows = slipRows(profit.rows);
  const isSupplier = ({ step }: SlipRow): boolean => step === "product_cost" || step === "shipping";
  const others = rows.filter((row) => !isSupplier(row));
  const rest = others.reduce((sum, { amount }) => add(sum, amount.amount), "0");
  const cost = minus(net.amount, rest);
  const goods = rows.find(({ step }) => step === "product_cost");
  const sending = rows.find(({ step }) => step === "shipping");
  const split = splitOf(goods, sending, now, then, cost);
  const at = rows.findIndex(isSupplier);
  const inserted: SlipRow[] = split ?? [{ step: "supplier_cost", amount: { amount: cost, currency: net.currency }, estimated: true }];
  const before = at < 0 ? others.length : at;
  return { rows: [...others.slice(0, before), ...inserted, ...others.slice(before)], net };
}

/** Goods and shipping apart, where both offers are priced in the currency of the report and the sums agree. */
function splitOf(goods: SlipRow | undefined, sending: SlipRow | undefined, now: QuoteShape | null, then: QuoteShape, cost: string): SlipRow[] | null {
  const currency = goods?.amount.currency;
  const amounts = [now?.goods, now?.shipping, then.goods, then.shipping];
  if (goods === undefined || sending === undefined || amounts.some((amount) => amount == null || amount.currency !== currency)) return null;
  const [goodsNow, sendingNow, goodsThen, sendingThen] = amounts.map((amount) => amount?.amount ?? "0") as [string, string, string, string];
  const product = add(goods.amount.amount, minus(goodsNow, goodsThen));
  const shipping = add(sending.amount.amount, minus(sendingNow, sendingThen));
  if (minus(add(product, shipping), cost).replace(/[-0.]/g, "") !== "") return null;
  return [
    { step: "product_cost", amount: { amount: product, currency: goods.amount.currency }, estimated: true },
    { step: "shipping", amount: { amount: shipping, currency: goods.amount.currency }, estimated: true },
  ];
}
