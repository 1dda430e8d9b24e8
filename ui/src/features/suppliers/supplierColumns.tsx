import type { ReactNode } from "react";
import type { Column } from "../../components/DataTable/columns";
import { ShopTile } from "../../components/ShopTile";
import { StatusChip } from "../../components/StatusMark";
import { MISSING, formatNumber, formatPercent } from "../../i18n/format";
import { percentOf } from "../../i18n/decimal";
import { t } from "../../i18n/text";
import type { SupplierRow } from "../../ipc/types.gen";
import { ENOUGH } from "./directory";
import styles from "./Suppliers.module.css";
import { channelName, kindName, markOf, placeOf, standingName } from "./words";

/** "96.1%" over "49 of 51"; with too few parcels only the count, and a dash where there are none. */
export function OnTime({ row, isInline = false }: { row: SupplierRow; isInline?: boolean }): ReactNode {
  const { delivered_90: all, on_time_90: good } = row;
  if (all === 0) return <span className="t3">{MISSING}</span>;
  const count = t("supplier.of", { good, all });
  if (all < ENOUGH) return <span className={isInline ? undefined : styles.thin}>{count}<small>{t("supplier.thin")}</small></span>;
  return (
    <span className={isInline ? undefined : styles.thin}>
      {formatPercent(percentOf(String(good), String(all)), { unit: "percent" })}
      <small>{count}</small>
    </span>
  );
}

export function supplierColumns(): Column<SupplierRow>[] {
  return [
    {
      id: "name",
      title: t("supplier.name"),
      min: 200,
      grow: 2,
      isTitle: true,
      cell: (row) => (
        <span className={styles.who}>
          <ShopTile name={row.name} size="md" isDecorative />
          <span className={styles.two}>
            <span className="b5 el">{row.name}</span>
            <span className={`${styles.place} el`}>{placeOf(row)}</span>
          </span>
        </span>
      ),
      text: (row) => row.name,
    },
    { id: "kind", title: t("supplier.kind"), width: 112, hideBelow: 640, cell: (row) => kindName(row.kind), text: (row) => kindName(row.kind) },
    { id: "standing", title: t("supplier.standing"), width: 118, cell: (row) => <StatusChip mark={markOf(row.standing)}>{standingName(row.standing)}</StatusChip>, text: (row) => standingName(row.standing) },
    { id: "channel", title: t("supplier.channel"), width: 92, hideBelow: 760, cell: (row) => channelName(row.channel), text: (row) => channelName(row.channel) },
    { id: "offers", title: t("supplier.offers"), width: 74, align: "end", hideBelow: 790, cell: (row) => formatNumber(row.offers), text: (row) => String(row.offers) },
    { id: "purchases", title: t("supplier.purchases"), width: 92, align: "end", hideBelow: 560, cell: (row) => formatNumber(row.purchases_90), text: (row) => String(row.purchases_90) },
    { id: "onTime", title: t("supplier.onTime"), width: 104, align: "end", cell: (row) => <OnTime row={row} />, text: (row) => t("supplier.of", { good: row.on_time_90, all: row.delivered_90 }) },
  ];
}
