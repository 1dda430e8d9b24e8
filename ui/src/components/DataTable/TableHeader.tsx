import { ArrowDown, ArrowUp, Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "../../i18n/text";
import type { Column, Sort } from "./columns";
import styles from "./DataTable.module.css";

export interface TableHeaderProps<Row> {
  columns: readonly Column<Row>[];
  sort: readonly Sort[];
  onSort: (column: string, extend: boolean) => void;
  /** Undefined where nothing can be chosen. */
  selection: "none" | "some" | "all" | undefined;
  onSelectAll: () => void;
}

function SelectAll({ state, onPress }: { state: "none" | "some" | "all"; onPress: () => void }): ReactNode {
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={state === "some" ? "mixed" : state === "all"}
      aria-label={t("key.list.selectAll")}
      tabIndex={-1}
      className={styles.check}
      onClick={onPress}
    >
      <span className={styles.box}>
        {state === "all" && <Check size={11} strokeWidth={3} aria-hidden />}
        {state === "some" && <Minus size={11} strokeWidth={3} aria-hidden />}
      </span>
    </button>
  );
}

/** The line of column names. A press sorts, and with Shift sorts by a further column. */
export function TableHeader<Row>({ columns, sort, onSort, selection, onSelectAll }: TableHeaderProps<Row>): ReactNode {
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        {columns.map((column, index) => {
          const sorted = sort.find((each) => each.column === column.id);
          const Arrow = sorted?.descending === true ? ArrowDown : ArrowUp;
          const name = column.header ?? column.title;
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={sorted === undefined ? undefined : sorted.descending ? "descending" : "ascending"}
              className={styles.cell}
              data-align={column.align}
              data-sticky={column.isSticky}
              data-mark={column.isMark}
              data-choosing={selection !== undefined && selection !== "none" ? true : undefined}
            >
              {column.isMark === true ? (
                <>
                  <span className="sr">{column.title}</span>
                  {selection !== undefined && <SelectAll state={selection} onPress={onSelectAll} />}
                </>
              ) : column.sortable === true ? (
                <button
                  type="button"
                  tabIndex={-1}
                  className={styles.sort}
                  title={t("table.sortBy", { name: column.title })}
                  onClick={(event) => onSort(column.id, event.shiftKey)}
                >
                  <span className="el">{name}</span>
                  {sorted !== undefined && <Arrow size={12} strokeWidth={2} aria-hidden />}
                </button>
              ) : (
                <span className="el">{name}</span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
