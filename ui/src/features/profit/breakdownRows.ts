import type { Decimal } from "../../i18n/decimal";
import { compare } from "../../i18n/decimal";
import { countryName } from "../../i18n/options";
import { t } from "../../i18n/text";
import type { EntriesRequest, ProfitBy, ProfitRow } from "../../ipc/types.gen";
import { amountOf, type Step } from "./figures";

/** How the breakdown can be cut. */
export const CUTS = ["product", "supplier", "shop", "country"] as const satisfies readonly ProfitBy[];
export type Cut = (typeof CUTS)[number];

export const isCut = (by: ProfitBy): by is Cut => CUTS.some((cut) => cut === by);

/** The amounts of the breakdown, left to right. */
export const AMOUNTS = ["net_sales", "product_cost", "shipping", "ads", "net_profit"] as const satisfies readonly Step[];

export type SortKey = "name" | "units" | "refunds" | "margin" | (typeof AMOUNTS)[number];

/** The name of a row; what belongs to none has a name too. */
export function rowName(row: ProfitRow, cut: Cut): string {
  if (cut === "country") return row.key === "" ? t("profit.none.country") : countryName(row.key);
  return row.id === null || row.key === "" ? t(`profit.none.${cut}`) : row.key;
}

/** Which entries a row is made of; null where they cannot be asked for. */
export function filterOf(row: ProfitRow, cut: Cut): Partial<EntriesRequest> | null {
  if (cut === "country") return { country: row.key };
  if (cut === "product") return { product_id: row.id ?? 0 };
  if (cut === "supplier") return { supplier_id: row.id ?? 0 };
  return row.id === null ? null : { shop_id: row.id };
}

const valueOf = (row: ProfitRow, key: Exclude<SortKey, "name">): Decimal | null => {
  if (key === "units") return String(row.units);
  if (key === "refunds") return row.refund_rate;
  return key === "margin" ? row.margin : amountOf(row, key).amount;
};

/** The rows sorted; those without a value stand last either way. */
export function sorted(rows: readonly ProfitRow[], cut: Cut, key: SortKey, isDescending: boolean): ProfitRow[] {
  const way = isDescending ? -1 : 1;
  return [...rows].sort((a, b) => {
    if (key === "name") return way * rowName(a, cut).localeCompare(rowName(b, cut));
    const left = valueOf(a, key);
    const right = valueOf(b, key);
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    return way * compare(left, right);
  });
}
