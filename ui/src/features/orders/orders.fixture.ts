import type { AddressShape, Amount, Decision, OrderDetail, OrderRow, OrdersPage, OrdersRequest, QuoteShape, RouteCost, WorkspaceState } from "../../ipc/types.gen";

/** A morning of an invented merchant: 7 decisions and 33 orders that are ready. Used by tests and the workshop only. */

export const MORNING = Date.parse("2026-03-09T08:12:00+01:00");
export const euro = (amount: string): Amount => ({ amount, currency: "EUR" });
const minutesAgo = (minutes: number): string => new Date(MORNING - minutes * 60_000).toISOString();

const SHOPS = [
  { id: 1, name: "Maple & Moss", prefix: "MM", next: 10486 },
  { id: 2, name: "Trailkin", prefix: "TK", next: 20834 },
  { id: 3, name: "Pawberry", prefix: "PB", next: 3310 },
] as const;
const shop = (id: number): (typeof SHOPS)[number] => SHOPS[id - 1] ?? SHOPS[0];

const ALL_PASS: Record<string, string> = { outcome: "pass", accepted: "pass", released: "pass", address: "pass", mapped: "pass", ships_there: "pass", in_stock: "pass", approved: "pass", paid: "pass", duplicate: "pass", margin: "pass" };

interface Seed {
  id: number;
  shop: number;
  number: string;
  customer: string;
  country: string;
  item: string;
  quantity?: number;
  total: string;
  margin: string | null;
  age: number;
  supplier?: string;
  flag?: string;
  verdict?: "decide" | "block";
  payment?: string;
}

export function orderRow(seed: Seed): OrderRow {
  const isReady = seed.flag === undefined;
  return {
    id: seed.id,
    number: seed.number,
    shop: shop(seed.shop).name,
    shop_id: seed.shop,
    placed_at: minutesAgo(seed.age),
    payment: seed.payment ?? "paid",
    fulfilment: "unfulfilled",
    customer: seed.customer,
    country: seed.country,
    total: euro(seed.total),
    total_base: euro(seed.total),
    lines: [{ id: seed.id * 10, sku: `SKU-${seed.id}`, title: seed.item, variant: "", quantity: seed.quantity ?? 1, total: euro(seed.total) }],
    checks: seed.flag === undefined ? ALL_PASS : { ...ALL_PASS, [seed.flag]: seed.verdict ?? "decide" },
    flag: seed.flag ?? null,
    queue: isReady ? "ready" : "decide",
    suppliers: seed.supplier === undefined ? [] : [seed.supplier],
    purchase: null,
    parcel: null,
    margin: seed.margin,
    profit: seed.margin === null ? null : euro("9.57"),
    floor: "15",
    snoozed_until: null,
    tags: [],
    colour: "",
  };
}

export const DECISIONS: readonly OrderRow[] = (
  [
    { id: 1, shop: 1, number: "MM-10482", customer: "Ingrid Solberg", country: "SE", item: "Linen throw, oat", total: "64.90", margin: "6.1", age: 60, supplier: "Yarrow Home", flag: "margin" },
    { id: 2, shop: 2, number: "TK-20831", customer: "Lukas Brandl", country: "DE", item: "Ridge 28 L daypack", total: "74.00", margin: null, age: 70, flag: "mapped", verdict: "block" },
    { id: 3, shop: 3, number: "PB-3307", customer: "Noor Haddad", country: "FR", item: "Cat window perch", total: "39.50", margin: "31.2", age: 121, supplier: "Oakbridge Pets", flag: "address", verdict: "block" },
    { id: 4, shop: 2, number: "TK-20828", customer: "Camille Roux", country: "FR", item: "Merino socks", quantity: 3, total: "47.40", margin: "28.8", age: 182, supplier: "Kestrel Outdoor", flag: "in_stock", verdict: "block" },
    { id: 5, shop: 1, number: "MM-10479", customer: "Eszter Kővári", country: "HU", item: "Rattan pendant", total: "118.00", margin: "24.5", age: 301, supplier: "Vela Ceramics", flag: "paid", payment: "authorised" },
    { id: 6, shop: 3, number: "PB-3304", customer: "Oliver Thane", country: "IE", item: "Slow-feed bowl", quantity: 2, total: "31.80", margin: "27.0", age: 540, supplier: "Oakbridge Pets", flag: "duplicate" },
    { id: 7, shop: 1, number: "MM-10474", customer: "Sofia Matos", country: "PT", item: "Ceramic pour-over", total: "52.00", margin: "9.8", age: 660, supplier: "Vela Ceramics", flag: "margin" },
  ] satisfies Seed[]
).map(orderRow);

const NAMES = ["Jonas Weidlich DE", "Aoife Brennan IE", "Elodie Charbon FR", "Hanna Virtala FI", "Marco Bellandi IT", "Greta Sandqvist SE", "Bram de Wilder NL", "Tomasz Lisek PL", "Niamh Corrigan IE", "Mateo Ferrand ES", "Priya Raman DE", "Wim Aerts BE"];
const ITEMS = ["Ridge 28 L daypack", "Candle trio", "Desk tray", "Dog harness, M", "Titanium mug", "Bamboo organiser", "Slow-feed bowl", "Merino socks", "Cat window perch", "Rattan pendant"];
const SUPPLIERS = ["Kestrel Outdoor", "Harborline", "Oakbridge Pets", "Sunpeak Sourcing", "Yarrow Home", "Vela Ceramics"];
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

export const READY: readonly OrderRow[] = Array.from({ length: 33 }, (_, index) => {
  const of = shop((index % 3) + 1);
  const name = pick(NAMES, index);
  const total = (28.9 + ((index * 1370) % 8900) / 100).toFixed(2);
  return orderRow({ id: 100 + index, shop: of.id, number: `${of.prefix}-${of.next - index}`, customer: name.slice(0, -3), country: name.slice(-2), item: pick(ITEMS, index), total, margin: (25.1 + (index % 18)).toFixed(1), age: 12 + index * 9, supplier: pick(SUPPLIERS, index) });
});

export const cost = (goods: string, shipping: string, total: string, duty = "0.00"): RouteCost => ({ goods: euro(goods), shipping: euro(shipping), fee: euro("0.00"), duty: euro(duty), total: euro(total) });

export function quote(change: Partial<QuoteShape>): QuoteShape {
  return {
    offer_id: 1, supplier_id: 1, supplier: "Yarrow Home", supplier_kind: "wholesaler", place: "Leeds GB", standing: "approved", supplier_sku: "YH-THROW-OAT", stock: 140, units: 1,
    unit_cost: euro("33.60"), goods: euro("33.60"), shipping: euro("4.40"), days_min: 9, days_max: 14, days_from: 9, days_to: 14, days_parcels: null, cost: cost("33.60", "4.40", "38.00"), lost: [], order_profit: euro("3.17"), margin: "6.1", obstacles: [], chosen: true, rank: 1, ...change,
  };
}

const HARBORLINE = quote({ offer_id: 2, supplier_id: 2, supplier: "Harborline", place: "Rotterdam NL", supplier_sku: "HL-2210", stock: 212, unit_cost: euro("29.20"), goods: euro("29.20"), shipping: euro("2.40"), days_min: 3, days_max: 5, days_from: 3, days_to: 5, days_parcels: 24, cost: cost("29.20", "2.40", "31.60"), lost: [{ reason: "ranked_lower", facts: { rank: "2", chosen: "1" } }], order_profit: euro("9.57"), margin: "18.4", chosen: false, rank: 2 });

const option = (change: Partial<Decision["options"][number]> & Pick<Decision["options"][number], "fix">): Decision["options"][number] => ({ facts: {}, margin: null, suggested: false, can_remember: false, ...change });

function decisionOf(row: OrderRow): Decision | null {
  const line_id = row.id * 10;
  const wait = option({ fix: { kind: "snooze", until: "2026-03-10T08:00:00+01:00" } });
  const verdict = row.checks[row.flag ?? ""] ?? "decide";
  switch (row.flag) {
    case "margin":
      return { check: "margin", verdict, facts: { margin: "6.1", floor: "15", supplier: "Yarrow Home", supplier_sku: "YH-THROW-OAT", title: "Linen throw", stock: "140", goods: "33.60", currency: "EUR" }, options: [option({ fix: { kind: "use_offer", line_id, part: "", offer_id: 2 }, margin: "18.4", suggested: true, can_remember: true }), option({ fix: { kind: "accept", check: "margin" }, margin: "6.1" }), wait] };
    case "mapped":
      return { check: "mapped", verdict, facts: { sku: "RDG-28", title: "Ridge 28 L daypack" }, options: [option({ fix: { kind: "map", line_id, part: "", offer_id: 9, factor: 1 }, facts: { supplier: "Kestrel Outdoor", supplier_sku: "RDG-28-GRN", likeness: "94", goods: "31.40", currency: "EUR", stock: "58", days_min: "2", days_max: "4" }, margin: "29.4", suggested: true }), wait] };
    case "address":
      return { check: "address", verdict, facts: { fault: "no_house_number" }, options: [option({ fix: { kind: "ask_customer", text: "Dear Noor Haddad, your address has no house number. Which one is it?" }, suggested: true, margin: row.margin }), option({ fix: { kind: "edit_address" }, margin: row.margin }), option({ fix: { kind: "accept", check: "address" }, margin: row.margin })] };
    case "in_stock":
      return { check: "in_stock", verdict, facts: { supplier: "Kestrel Outdoor", stock: "0", units: "3", line: "Merino socks" }, options: [wait, option({ fix: { kind: "use_offer", line_id, part: "", offer_id: 2 }, margin: "22.0", suggested: true, can_remember: true }), option({ fix: { kind: "close" } })] };
    case "paid":
      return { check: "paid", verdict, facts: {}, options: [option({ fix: { kind: "accept", check: "paid" }, margin: row.margin, suggested: true }), wait] };
    case "duplicate":
      return { check: "duplicate", verdict, facts: { twin: "PB-3308", twin_id: "102" }, options: [option({ fix: { kind: "close" }, margin: null, suggested: true }), option({ fix: { kind: "accept", check: "duplicate" }, margin: row.margin })] };
    default:
      return null;
  }
}

export const ADDRESS: AddressShape = { name: "Ingrid Solberg", company: "", line1: "Björkgatan 12", line2: "", city: "Uppsala", region: "", postal_code: "753 28", country: "SE", country_text: "Sweden", phone: "+46 18 000 000" };

export function orderDetail(row: OrderRow, change: Partial<OrderDetail> = {}): OrderDetail {
  const step = (name: string, amount: string, estimated = true): OrderDetail["profit"]["rows"][number] => ({ step: name, amount: euro(amount), estimated });
  const isUnmapped = row.flag === "mapped";
  return {
    row,
    version: 1,
    paid_at: row.placed_at,
    cancelled_at: null,
    gateway: "card",
    payment_text: row.payment,
    fulfilment_text: "unfulfilled",
    service: "Standard",
    risk: "low",
    email: "customer@example.com",
    other_orders: 2,
    customer_note: "",
    ship_to: { ...ADDRESS, name: row.customer, ...(row.flag === "address" ? { line1: "Rue des Tilleuls", city: "Nantes", postal_code: "44000", country: "FR" } : {}) },
    address_edited: false,
    address_fault: row.flag === "address" ? "no_house_number" : null,
    lines: row.lines.map((line) => ({ ...line, product_id: row.id, forwarded: 0, ships: true, purchase_ids: [], quotes: isUnmapped ? [] : [quote({ supplier: row.suppliers[0] ?? "Yarrow Home", stock: row.flag === "in_stock" ? 0 : 140, obstacles: row.flag === "in_stock" ? ["out_of_stock"] : [] }), HARBORLINE], parts: [] })),
    routing: { rule_id: null, rule: null, fits: true, exact: true, cost: cost("33.60", "4.40", "38.00"), days_from: 9, days_to: 14, profit: euro("3.17"), margin: "6.1" },
    decision: decisionOf(row),
    profit: { rows: [step("sales_with_tax", "64.90", false), step("tax", "-12.98", false), step("net_sales", "51.92", false), step("product_cost", "-33.60"), step("shipping", "-4.40"), step("payment_fees", "-2.85"), step("after_order_costs", "11.07"), step("ads", "-7.90"), step("net_profit", "3.17")], net: euro("3.17"), margin: "6.1", incomplete: false },
    purchases: [],
    shipments: [],
    timeline: [],
    notes: [],
    conflict: [],
    raw: "Name,Email\n#10482,customer@example.com",
    ...change,
  };
}

/** The answer to `orders` for rows that are all in memory, decisions first. */
export function ordersPage(all: readonly OrderRow[], { at = 0, key, limit = 100, filter }: OrdersRequest, latest = 0): OrdersPage {
  const until = filter?.until_order ?? Infinity;
  const rows = all.filter(({ id }) => id <= until);
  const from = key === undefined ? at : Number(key);
  const decide = rows.filter(({ queue }) => queue === "decide").length;
  const ready = rows.filter(({ queue }) => queue === "ready").length;
  return { total: rows.length, decide, ready, ready_suppliers: Math.min(6, ready), ready_to_pay: euro(ready === 33 ? "986.20" : (ready * 29.88).toFixed(2)), rows: rows.slice(from, from + limit), next: from + limit < rows.length ? String(from + limit) : null, latest, arrived: all.length - rows.length };
}

export function workspace(change: Partial<WorkspaceState> = {}): WorkspaceState {
  return {
    set_up: true, name: "Fernhill Goods", folder: "/home/mira/fernhill", base_currency: "EUR", time_zone: "Europe/Berlin", sample: false,
    shops: SHOPS.map(({ id, name }) => ({ id, name, kind: "shopify", currency: "EUR", time_zone: "Europe/Berlin", tax_included: true, margin_floor: "", pays_on_delivery: [], tile: id })),
    suppliers: 7,
    counts: { new: 40, decide: 7, ready: 33, late: 5, waiting: 18, snoozed: 4, all: 1840, older: 0, unknown: 0, to_hand_over: 0 },
    outbox: { queued: 0, sends_at: null, waiting_for_word: 0, unknown: 0, asking: 0, to_hand_over: 0, follow_ups: 0 },
    forwarding: { state: "ready", since: null, facts: {} },
    last_import_at: minutesAgo(1), last_backup_at: minutesAgo(600), backup_refused: null, version: "0.1.0", now: new Date(MORNING).toISOString(), look: {},
    ...change,
  };
}
