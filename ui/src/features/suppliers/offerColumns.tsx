import type { Column } from "../../components/DataTable/columns";
import { Age } from "../../components/Value";
import { compare, type Decimal } from "../../i18n/decimal";
import { MISSING, formatMoney, formatNumber } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { OfferShape } from "../../ipc/types.gen";

/** "€4.20" for one price, "€3.10–€4.20" for several. A price may have more places than its currency. */
export function costText({ prices, currency }: OfferShape): string {
  const costs = prices.map(({ unit_cost: cost }) => cost).sort(compare);
  const write = (cost: Decimal): string => formatMoney({ amount: cost, currency });
  const low = costs[0];
  const high = costs.at(-1);
  if (low === undefined || high === undefined) return MISSING;
  return compare(low, high) === 0 ? write(low) : `${write(low)}\u2013${write(high)}`;
}

export function offerColumns(): Column<OfferShape>[] {
  return [
    { id: "sku", title: t("offer.sku"), min: 140, isTitle: true, cell: (row) => <span className="b5 el">{row.supplier_sku}</span>, text: (row) => row.supplier_sku },
    { id: "title", title: t("offer.title"), min: 180, grow: 2, hideBelow: 620, cell: (row) => <span className="el">{row.title}</span>, text: (row) => row.title },
    { id: "cost", title: t("offer.unitCost"), width: 150, align: "end", cell: costText, text: costText },
    { id: "stock", title: t("offer.stock"), width: 84, align: "end", cell: (row) => (row.stock === null ? <span className="t3">{t("offer.stockUnknown")}</span> : <span className={row.stock === 0 ? "bad b5" : undefined}>{formatNumber(row.stock)}</span>), text: (row) => String(row.stock ?? "") },
    { id: "stockAt", title: t("offer.told"), width: 92, hideBelow: 900, cell: (row) => (row.stock_at === null ? <span className="t3">{MISSING}</span> : <Age at={row.stock_at} />), text: (row) => row.stock_at ?? "" },
    { id: "lead", title: t("offer.lead"), width: 92, align: "end", hideBelow: 760, cell: (row) => formatNumber(row.lead_days), text: (row) => String(row.lead_days) },
    { id: "least", title: t("offer.least"), width: 92, align: "end", hideBelow: 980, cell: (row) => formatNumber(row.min_quantity), text: (row) => String(row.min_quantity) },
    { id: "mapped", title: t("offer.mapped"), width: 92, align: "end", hideBelow: 700, cell: (row) => formatNumber(row.mapped), text: (row) => String(row.mapped) },
  ];
}
