import type { Column } from "../../components/DataTable/columns";
import { StatusChip } from "../../components/StatusMark";
import { formatNumber } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { ProductRow } from "../../ipc/types.gen";
import styles from "./Stock.module.css";

/** "Harborline and 2 more", the first choice first. */
export function servedBy({ mappings }: ProductRow): string {
  const names = [...new Set(mappings.map(({ supplier }) => supplier))];
  const [first = "", ...rest] = names;
  return rest.length === 0 ? first : t("stock.andMore", { supplier: first, count: rest.length });
}

export function productColumns(): Column<ProductRow>[] {
  return [
    {
      id: "title",
      title: t("stock.product"),
      min: 200,
      grow: 2,
      isTitle: true,
      cell: (row) => (
        <span className={styles.two}>
          <span className="b5 el">{row.title}</span>
          <span className={`${styles.sku} el`}>{row.sku === "" ? t("stock.noSku") : row.sku}</span>
        </span>
      ),
      text: (row) => row.title,
    },
    {
      id: "served",
      title: t("stock.served"),
      min: 150,
      cell: (row) =>
        row.mappings.length === 0 ? (
          <StatusChip mark="warn">{t("stock.notMapped")}</StatusChip>
        ) : (
          <span className={styles.two}>
            <span className="el">{servedBy(row)}</span>
            <span className={`${styles.sku} el`}>{row.mappings[0]?.supplier_sku}</span>
          </span>
        ),
      text: servedBy,
    },
    { id: "open", title: t("stock.open"), width: 110, align: "end", hideBelow: 480, cell: (row) => formatNumber(row.open_units), text: (row) => String(row.open_units) },
  ];
}
