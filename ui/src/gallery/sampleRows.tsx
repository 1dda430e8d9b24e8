import { ArrowRight } from "lucide-react";
import { currentTime } from "../clock";
import type { Column } from "../components/DataTable/columns";
import { memorySource, type Page, type RowSource } from "../components/DataTable/source";
import { ShopTile, toTone } from "../components/ShopTile";
import { StatusMark, type Mark } from "../components/StatusMark";
import { Age, Money, Percent } from "../components/Value";
import type { Amount } from "../i18n/format";

/** Invented orders for the gallery. */
export interface SampleOrder {
  id: string;
  number: string;
  shop: string;
  tile: number;
  customer: string;
  country: string;
  items: string;
  mark: Mark;
  step: string;
  total: Amount;
  margin: string | null;
  at: number;
}

const SHOPS = [
  ["MM", "Maple & Moss"],
  ["TK", "Trailkin"],
  ["PB", "Pawberry"],
] as const;
const PEOPLE = ["Ingrid Solberg SE", "Lukas Brandl DE", "Noor Haddad FR", "Camille Roux FR", "Eszter Kővári HU", "Oliver Thane IE", "Sofia Matos PT", "Jonas Weidlich DE", "Aoife Brennan IE"];
const GOODS = ["Linen throw, oat", "Ridge 28 L daypack", "Cat window perch", "Merino socks × 3", "Rattan pendant", "Slow-feed bowl × 2", "Ceramic pour-over", "Candle trio"];
const PROBLEMS: readonly [Mark, string][] = [
  ["warn", "Supplier price rise"],
  ["bad", "SKU not mapped"],
  ["bad", "No house number"],
  ["bad", "Out of stock"],
  ["warn", "Payment not captured"],
  ["warn", "Possible duplicate"],
  ["warn", "Margin under floor"],
];
const SUPPLIERS = ["Kestrel Outdoor", "Harborline", "Oakbridge Pets", "Sunpeak Sourcing", "Yarrow Home"];
const NOW = currentTime();
const pick = <T,>(list: readonly T[], index: number): T => list[index % list.length] as T;

function order(index: number, isDecision: boolean): SampleOrder {
  const [code, shop] = pick(SHOPS, index);
  const person = pick(PEOPLE, index * 5);
  const [mark, step] = isDecision ? pick(PROBLEMS, index) : (["ready", pick(SUPPLIERS, index)] as const);
  return {
    id: String(index),
    number: `${code}-${10482 + index}`,
    shop,
    tile: (index % 3) + 1,
    customer: person.slice(0, -3),
    country: person.slice(-2),
    items: pick(GOODS, index * 3),
    mark,
    step,
    total: { amount: `${20 + ((index * 37) % 90)}.${(index * 13) % 90 < 10 ? "0" : ""}${(index * 13) % 90}`, currency: "EUR" },
    margin: isDecision && index === 1 ? null : String(((index * 7) % 40) / 100 + 0.06),
    at: NOW - (index + 1) * 1_500_000,
  };
}

const rows = Array.from({ length: 40 }, (_, index) => order(index, index < 7));
export const sampleOrders: RowSource<SampleOrder> = memorySource(rows, {
  id: "new",
  groups: [
    { id: "decide", title: "Needs a decision", count: 7 },
    { id: "ready", title: "Ready to forward", count: 33, note: "to 6 suppliers, €986.20 to pay" },
  ],
});

const TOTAL = 1_000_000;
const later = <T,>(value: T): Promise<T> => new Promise((resolve) => setTimeout(resolve, 12, value));
const part = (from: number, limit: number): Page<SampleOrder> => {
  const end = Math.min(TOTAL, from + limit);
  return { rows: Array.from({ length: Math.max(0, end - from) }, (_, index) => order(from + index, (from + index) % 9 === 0)), next: end < TOTAL ? String(end) : null };
};
export const millionOrders: RowSource<SampleOrder> = {
  id: "million",
  total: TOTAL,
  fetchPage: (after, limit) => later(part(after === null ? 0 : Number(after), limit)),
  jump: (position, limit) => later(part(position, limit)),
};

const isTrouble = (mark: Mark): boolean => mark === "warn" || mark === "bad";

export const COLUMNS: readonly Column<SampleOrder>[] = [
  { id: "state", title: "State", width: 38, isMark: true, cell: ({ mark, step }) => <StatusMark mark={mark} name={step} /> },
  {
    id: "order",
    title: "Order",
    width: 124,
    isTitle: true,
    isSticky: true,
    sortable: true,
    text: ({ number }) => number,
    cell: ({ shop, tile, number }) => (
      <>
        <ShopTile name={shop} tone={toTone(tile)} />
        <span className="num b5 el">{number}</span>
      </>
    ),
  },
  {
    id: "customer",
    title: "Customer",
    width: 150,
    sortable: true,
    text: ({ customer }) => customer,
    cell: ({ customer, country }) => (
      <span className="el">
        {customer} <span className="s11 t3">{country}</span>
      </span>
    ),
  },
  { id: "items", title: "Items", min: 120, hideBelow: 720, text: ({ items }) => items, cell: ({ items }) => <span className="el t2">{items}</span> },
  {
    id: "step",
    title: "Next step",
    min: 164,
    grow: 1.1,
    text: ({ step }) => step,
    cell: ({ mark, step }) =>
      isTrouble(mark) ? (
        <span className={`el b5 ${mark}`}>{step}</span>
      ) : (
        <>
          <ArrowRight size={13} strokeWidth={2} aria-hidden />
          <span className="el">{step}</span>
        </>
      ),
  },
  { id: "total", title: "Total €", width: 76, align: "end", sortable: true, text: ({ total }) => total.amount, cell: ({ total }) => <Money value={total} bare /> },
  {
    id: "margin",
    title: "Margin %",
    width: 76,
    align: "end",
    sortable: true,
    text: ({ margin }) => margin ?? "",
    cell: ({ margin }) => (
      <span className={margin !== null && Number(margin) < 0.15 ? "warn b5" : "t2"}>
        <Percent value={margin} bare />
      </span>
    ),
  },
  { id: "age", title: "Age", width: 72, align: "end", hideBelow: 720, sortable: true, cell: ({ at }) => <span className="t3"><Age at={at} /></span> },
];
