import { add } from "../../i18n/decimal";
import type { Amount, EntriesPage, EntryRow, Moved, ProfitAnswer, ProfitRequest, ProfitRow, RecurringShape, FeeRuleShape, RateShape } from "../../ipc/types.gen";
import { STEPS, type Step } from "./figures";

const euro = (amount: string): Amount => ({ amount, currency: "EUR" });
const SUBTOTALS: readonly Step[] = ["net_sales", "after_order_costs", "net_profit"];

type Costs = Partial<Record<Step, string>>;

/** A row whose subtotals are the sums of the steps above them. */
export function profitRow(key: string, id: number | null, orders: number, units: number, costs: Costs, rates: { margin: string | null; refunds: string | null }, estimated: Costs = {}): ProfitRow {
  let running = "0.00";
  const steps = STEPS.map((step) => {
    const isSubtotal = SUBTOTALS.includes(step);
    const own = costs[step] ?? "0.00";
    if (!isSubtotal) running = add(running, own);
    return { step, amount: euro(isSubtotal ? running : own), estimated: euro(estimated[step] ?? "0.00"), subtotal: isSubtotal };
  });
  return { key, id, orders, units, steps, margin: rates.margin, refund_rate: rates.refunds };
}

const PRODUCTS: readonly ProfitRow[] = [
  profitRow("Ridge 28 L daypack", 11, 0, 214, { sales_with_tax: "16742.10", discounts: "-700.00", refunds: "-280.00", tax: "-2520.00", product_cost: "-6118.40", shipping: "-1200.00", payment_fees: "-381.10", ads: "-2140.00" }, { margin: "25.7", refunds: "2.1" }),
  profitRow("Candle trio", 12, 0, 386, { sales_with_tax: "14218.20", discounts: "-520.00", refunds: "-120.00", tax: "-2160.00", product_cost: "-3902.70", shipping: "-1000.00", payment_fees: "-504.80", ads: "-1480.30" }, { margin: "39.7", refunds: "1.0" }, { shipping: "-200.00" }),
  profitRow("Dog harness", 13, 0, 402, { sales_with_tax: "12288.40", discounts: "-510.00", refunds: "-360.00", tax: "-1830.00", product_cost: "-3110.90", shipping: "-1000.00", payment_fees: "-702.20", ads: "-1905.20" }, { margin: "29.9", refunds: "3.6" }),
  profitRow("Linen throw", 14, 0, 168, { sales_with_tax: "11222.60", discounts: "-600.00", refunds: "-250.00", tax: "-1650.00", product_cost: "-4930.10", shipping: "-1000.00", payment_fees: "-740.25", ads: "-1412.00" }, { margin: "7.3", refunds: "2.4" }),
  profitRow("", null, 0, 0, { apps_and_tools: "-486.00", currency: "-214.73", other_costs: "-1128.13" }, { margin: null, refunds: null }),
];

const SHOP_ROWS: readonly ProfitRow[] = [
  profitRow("Maple & Moss", 1, 900, 0, { sales_with_tax: "30000.00", tax: "-5000.00", product_cost: "-10000.00" }, { margin: "60.0", refunds: "2.0" }),
  profitRow("Trailkin", 2, 942, 0, { sales_with_tax: "24471.30", tax: "-3160.00", product_cost: "-8062.10" }, { margin: "62.1", refunds: "2.4" }),
];

function sum(rows: readonly ProfitRow[], orders: number): ProfitRow {
  const step = (name: Step): string => rows.reduce((total, { steps }) => add(total, steps.find((each) => each.step === name)?.amount.amount ?? "0.00"), "0.00");
  const own = Object.fromEntries(STEPS.filter((name) => !SUBTOTALS.includes(name)).map((name) => [name, step(name)]));
  return profitRow("", null, orders, rows.reduce((total, { units }) => total + units, 0), own, { margin: "21.9", refunds: "3.0" }, { shipping: "-200.00" });
}

const FEBRUARY = sum(PRODUCTS, 1842);
const JANUARY: ProfitRow = profitRow(
  "",
  null,
  1685,
  2270,
  { sales_with_tax: "49800.10", discounts: "-2040.10", refunds: "-969.20", tax: "-7570.00", product_cost: "-16420.10", shipping: "-3940.20", payment_fees: "-2120.48", ads: "-6668.30", apps_and_tools: "-486.00", currency: "-188.20", other_costs: "-995.70" },
  { margin: "20.7", refunds: "3.2" },
);

const MONTHS = ["9.9", "10.4", "11.9", "11.2", "10.7", "12.6", "13.4", "14.1", "21.8", "19.9", "8.4", "9.6"];

function months(to: string): ProfitRow[] {
  return MONTHS.map((thousands, index) => {
    const day = new Date(Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5, 7)) - 12 + index, 1)).toISOString().slice(0, 7);
    return profitRow(day, null, 1000 + index * 40, 1200, { sales_with_tax: `${Number(thousands) * 1000}.00` }, { margin: (17 + ((index * 7) % 6)).toFixed(1), refunds: "3.0" });
  });
}

/** A report of the made-up merchant. The rows of a breakdown add up to its total. */
export function profitAnswer(request: ProfitRequest): ProfitAnswer {
  const isBefore = request.to < "2026-03-01" && request.by !== "month";
  const rows = request.by === "month" ? months(request.to) : request.by === "shop" ? SHOP_ROWS : PRODUCTS;
  return {
    basis: {
      from: request.from,
      to: request.to,
      time_zone: "Europe/Berlin",
      currency: "EUR",
      shops: "all shops",
      as_of: "2026-03-09T08:38:00Z",
      rules: [
        "An order counts on the day it was placed.",
        "A refund counts on the day it was given.",
        "Amounts are without the tax you hand on.",
        "Amounts in other currencies use the rate of their day.",
        "What a supplier was paid for a refunded order stays a cost unless the supplier gives it back.",
      ],
      without_rate: [],
    },
    rows: [...rows],
    total: isBefore ? JANUARY : FEBRUARY,
    final_costs: "96.2",
  };
}

export const movedFixture: Moved = {
  change: euro("1286.15"),
  causes: [
    { cause: "orders", amount: euro("789.20") },
    { cause: "ads", amount: euro("612.40") },
    { cause: "sales_per_order", amount: euro("286.15") },
    { cause: "product_cost", amount: euro("-283.20") },
    { cause: "refunds", amount: euro("-118.40") },
  ],
};

const entry = (id: number, part: Partial<EntryRow>): EntryRow => ({
  id,
  day: "2026-02-14",
  account: "ads",
  amount: euro("-1000.00"),
  base: euro("-1000.00"),
  rate: "",
  estimated: false,
  source: "february-ads.csv",
  order_id: null,
  order_number: "",
  purchase_id: null,
  supplier: "",
  product: "",
  shop: "Trailkin",
  ...part,
});

/** Entries whose sum is the figure that is asked for. */
export const entriesFixture = (sum: string): EntriesPage => ({
  total: 2,
  sum: euro(sum),
  rows: [
    entry(1, { amount: { amount: "-1090.00", currency: "USD" }, base: euro("-1000.00"), rate: "0.9174", estimated: true }),
    entry(2, { account: "goods", order_id: 482, order_number: "#10482", product: "Candle trio", supplier: "Harborline", base: euro(add(sum, "1000.00")), amount: euro(add(sum, "1000.00")), source: "purchase MM-10482-1" }),
  ],
  next: null,
});

export const RECURRING: readonly RecurringShape[] = [
  { id: 1, name: "Shopify Basic", amount: { amount: "36.00", currency: "USD" }, every: "month", from: "2025-01-01", to: null, shop_id: 1 },
  { id: 2, name: "Mail templates", amount: euro("12.00"), every: "month", from: "2025-04-01", to: "2025-12-31", shop_id: null },
];

export const FEES: readonly FeeRuleShape[] = [
  { id: 1, shop_id: 1, kind: "payment", gateway: "stripe", percent: "1.5", fixed: "0.25", per: "order", above: "", above_percent: "", small: "", small_fixed: "", min: "", max: "", on_items: true, on_shipping: true, on_tax: true, from: "2025-01-01", to: "", source: "stripe.com/pricing, 2026" },
  { id: 2, shop_id: 3, kind: "commission", gateway: "", percent: "6.5", fixed: "0", per: "order", above: "", above_percent: "", small: "", small_fixed: "", min: "", max: "", on_items: true, on_shipping: true, on_tax: false, from: "", to: "", source: "etsy.com/legal/fees, 2026" },
];

export const RATES: readonly RateShape[] = [
  { day: "2026-03-09", base: "USD", quote: "EUR", value: "0.9174", source: "rates.csv" },
  { day: "2026-03-06", base: "USD", quote: "EUR", value: "0.9188", source: "by hand" },
];
