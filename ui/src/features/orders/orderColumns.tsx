import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Column } from "../../components/DataTable/columns";
import { ShopTile, toneOf, type TileTone } from "../../components/ShopTile";
import { StatusMark } from "../../components/StatusMark";
import { Age, DateText, Money, Percent } from "../../components/Value";
import { compare, isDecimal } from "../../i18n/decimal";
import { currencySign, formatMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { OrderRow } from "../../ipc/types.gen";
import { nextStep, type NextStep } from "./nextStep";
import styles from "./orderColumns.module.css";

export interface ColumnFacts {
  /** Base currency of the workspace, for the header of amounts. */
  currency: string;
  /** Colour of a shop by its id. */
  tiles: ReadonlyMap<number, TileTone>;
  now: number;
  /** Little room: what is left is shared by names and next steps. */
  isNarrow?: boolean;
}

/** "Linen throw, oat", "Merino socks × 3", "Desk tray + 1 more". */
export function itemsOf(row: OrderRow): string {
  const [first, ...others] = row.lines;
  if (first === undefined) return "";
  const name = first.variant === "" ? first.title : `${first.title}, ${first.variant}`;
  if (others.length > 0) return t("orders.more", { item: name, count: others.length });
  return first.quantity > 1 ? `${name} \u00d7 ${first.quantity}` : name;
}

/** True when the margin is known and under the floor that holds for the order. */
export const isThin = ({ margin, floor }: OrderRow): boolean => margin !== null && isDecimal(margin) && isDecimal(floor) && compare(margin, floor) < 0;

export function Step({ step }: { step: NextStep }): ReactNode {
  return (
    <span className={styles.step} data-tone={step.tone}>
      {step.isRoute && <ArrowRight size={13} strokeWidth={2} aria-hidden />}
      <span className="el" title={step.text}>
        {step.text}
      </span>
    </span>
  );
}

export function ColourDot({ colour }: { colour: string }): ReactNode {
  return colour === "" ? null : <span className={styles.colour} data-colour={colour} role="img" aria-label={t("orders.colourIs", { colour })} />;
}

/** One line that says what the row is. */
export const orderName = (row: OrderRow, now: number): string =>
  [row.number, row.customer, nextStep(row, now).text, formatMoney(row.total_base ?? row.total)].join(", ");

type Id = "state" | "order" | "customer" | "items" | "next" | "supplier" | "tags" | "total" | "profit" | "margin" | "age" | "placed";

/** In the base currency where it counts as sold and has a rate; else what the shop asks, with its sign where that differs. */
function Total({ row, currency }: { row: OrderRow; currency: string }): ReactNode {
  if (row.total_base !== null) return <Money value={row.total_base} bare />;
  if (row.total.currency === currency) return <Money value={row.total} bare />;
  return (
    <span className="s12">
      <Money value={row.total} />
    </span>
  );
}

/** The columns that lists of orders are made of; each list takes those it needs. */
export function orderColumns(ids: readonly Id[], { currency, tiles, now, isNarrow = false }: ColumnFacts): Column<OrderRow>[] {
  const sign = currencySign(currency);
  const all: Record<Id, Column<OrderRow>> = {
    state: { id: "state", title: t("orders.state"), header: <span className="sr">{t("orders.state")}</span>, width: 38, isMark: true, cell: (row) => <StateMark step={nextStep(row, now)} />, text: (row) => nextStep(row, now).name },
    order: {
      id: "order",
      title: t("orders.order"),
      width: isNarrow ? 130 : 122,
      isTitle: true,
      isSticky: true,
      cell: (row) => (
        <>
          <ShopTile name={row.shop} tone={tiles.get(row.shop_id) ?? toneOf(row.shop)} />
          <span className="num b5 el">{row.number}</span>
          <ColourDot colour={row.colour} />
        </>
      ),
      text: (row) => row.number,
    },
    customer: {
      id: "customer",
      title: t("orders.customer"),
      ...(isNarrow ? { min: 118, grow: 3 } : { width: 142 }),
      cell: (row) => (
        <span className="el" title={row.customer}>
          {row.customer} <span className={styles.country}>{row.country}</span>
        </span>
      ),
      text: (row) => `${row.customer} ${row.country}`.trim(),
    },
    items: { id: "items", title: t("orders.items"), min: 100, grow: 4, hideBelow: 690, cell: (row) => <span className="t2 el" title={itemsOf(row)}>{itemsOf(row)}</span>, text: itemsOf },
    next: { id: "next", title: t("orders.next"), ...(isNarrow ? { min: 132, grow: 3 } : { width: 164 }), cell: (row) => <Step step={nextStep(row, now)} />, text: (row) => nextStep(row, now).text },
    supplier: { id: "supplier", title: t("orders.supplier"), min: 110, grow: 2, hideBelow: 980, cell: (row) => <span className="t2 el">{row.suppliers.join(", ")}</span>, text: (row) => row.suppliers.join(", ") },
    tags: { id: "tags", title: t("orders.tags"), min: 80, grow: 1, hideBelow: 1080, cell: (row) => <span className="t3 s12 el">{row.tags.join(", ")}</span>, text: (row) => row.tags.join(", ") },
    total: { id: "total", title: t("orders.total", { sign }), width: 78, align: "end", sortable: true, cell: (row) => <Total row={row} currency={currency} />, text: (row) => (row.total_base ?? row.total).amount },
    profit: { id: "profit", title: t("orders.profit", { sign }), width: 78, align: "end", hideBelow: 860, cell: (row) => <Money value={row.profit} bare />, text: (row) => row.profit?.amount ?? "" },
    margin: {
      id: "margin",
      title: t("orders.margin"),
      width: isNarrow ? 84 : 72,
      align: "end",
      sortable: true,
      cell: (row) => (
        <span className={isThin(row) ? "warn b5" : "t2"}>
          <Percent value={row.margin} unit="percent" bare />
        </span>
      ),
      text: (row) => row.margin ?? "",
    },
    age: { id: "age", title: t("orders.age"), width: 74, align: "end", sortable: true, cell: (row) => <span className="t3"><Age at={row.placed_at} /></span>, text: (row) => row.placed_at },
    placed: { id: "placed", title: t("orders.placed"), width: 92, align: "end", sortable: true, cell: (row) => <span className="t3"><DateText at={row.placed_at} /></span>, text: (row) => row.placed_at },
  };
  return ids.map((id) => all[id]);
}

function StateMark({ step }: { step: NextStep }): ReactNode {
  return <StatusMark mark={step.mark} name={step.name} />;
}
