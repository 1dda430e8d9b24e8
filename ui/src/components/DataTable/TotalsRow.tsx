import type { ReactNode } from "react";
import type { Column } from "./columns";
import styles from "./DataTable.module.css";

export interface TotalsRowProps<Row> {
  columns: readonly Column<Row>[];
  totals: Partial<Record<string, ReactNode>>;
  rowIndex: number;
  height: number;
  isCard: boolean;
}

/** The last line, which covers the whole query and never only the rows that are drawn. */
export function TotalsRow<Row>({ columns, totals, rowIndex, height, isCard }: TotalsRowProps<Row>): ReactNode {
  return (
    <div role="rowgroup" className={styles.foot}>
      <div role="row" aria-rowindex={rowIndex} className={isCard ? styles.card : styles.row} style={{ height }}>
        {columns.map((column, index) => (
          <div
            key={column.id}
            role="gridcell"
            aria-colindex={index + 1}
            className={styles.cell}
            data-align={column.align}
            data-sticky={column.isSticky}
            data-title={column.isTitle}
            data-label={column.title}
          >
            {totals[column.id]}
          </div>
        ))}
      </div>
    </div>
  );
}
