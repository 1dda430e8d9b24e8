import type { ReactNode } from "react";
import { Estimate } from "../components/Value";
import { forDrawing } from "../i18n/decimal";
import { formatMoney, type Amount } from "../i18n/format";
import { t } from "../i18n/text";
import styles from "./Waterfall.module.css";

export interface WaterfallRow {
  id: string;
  label: string;
  /** "sum" stands on zero, "result" is the last sum, "change" hangs where the one before ended. */
  kind: "sum" | "change" | "result";
  value: Amount;
  isEstimate?: boolean;
  /** One for each further column: share of net sales, change. */
  cells?: readonly ReactNode[];
  /** Opens the entries behind the amount. */
  onPress?: () => void;
}

export interface WaterfallProps {
  /** The result in one sentence. */
  sentence: string;
  rows: readonly WaterfallRow[];
  /** Headers of the amount and of the further columns; without them the rows stand alone. */
  columns?: readonly string[];
  /** "compact" for a pane. */
  size?: "normal" | "compact";
}

export interface Bar {
  from: number;
  to: number;
  /** Where the next row begins. */
  end: number;
}

/** Bars in the unit of the amounts: each change begins where the row before it ended. */
export function barsOf(rows: readonly Pick<WaterfallRow, "kind" | "value">[]): Bar[] {
  let running = 0;
  return rows.map(({ kind, value }) => {
    const amount = forDrawing(value.amount);
    const start = kind === "change" ? running : 0;
    running = kind === "change" ? running + amount : amount;
    return { from: Math.min(start, running), to: Math.max(start, running), end: running };
  });
}

/** Where the money goes: the bars and the statement are the same rows. */
export function Waterfall({ sentence, rows, columns, size = "normal" }: WaterfallProps): ReactNode {
  const bars = barsOf(rows);
  const low = Math.min(0, ...bars.map(({ from }) => from));
  const high = Math.max(0, ...bars.map(({ to }) => to));
  const span = high - low || 1;
  const percent = (value: number): string => `${(((value - low) / span) * 100).toFixed(3)}%`;

  return (
    <div className={styles.box}>
    <table className={styles.waterfall} data-size={size} aria-label={sentence}>
      {columns !== undefined && (
        <thead>
          <tr>
            <td />
            <td />
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row, index) => {
          const bar = bars[index];
          const before = bars[index - 1];
          const tone = row.kind === "result" ? "result" : row.kind === "sum" ? "sum" : forDrawing(row.value.amount) < 0 ? "takes" : "adds";
          const amount = (
            <>
              {formatMoney(row.value, { bare: true })}
              {row.isEstimate === true && <Estimate />}
            </>
          );
          return (
            <tr key={row.id} data-kind={row.kind}>
              <th scope="row">{row.label}</th>
              <td className={styles.bar} aria-hidden>
                {bar !== undefined && (
                  <svg width="100%" height="100%">
                    {before !== undefined && <line x1={percent(before.end)} x2={percent(before.end)} y1="0" y2={bar.to > bar.from ? "20%" : "80%"} className={styles.link} />}
                    {bar.to > bar.from && <rect x={percent(bar.from)} width={`${Math.max(0.35, ((bar.to - bar.from) / span) * 100).toFixed(3)}%`} y="20%" height="60%" rx={1.5} data-tone={tone} className={styles.mark} />}
                    {index < rows.length - 1 && <line x1={percent(bar.end)} x2={percent(bar.end)} y1="80%" y2="100%" className={styles.link} />}
                  </svg>
                )}
              </td>
              <td className={styles.amount}>
                {row.onPress === undefined ? (
                  amount
                ) : (
                  <button type="button" className={styles.open} onClick={row.onPress} aria-label={`${row.label}, ${formatMoney(row.value)}${row.isEstimate === true ? `, ${t("common.estimate")}` : ""}`}>
                    {amount}
                  </button>
                )}
              </td>
              {row.cells?.map((cell, at) => (
                // oxlint-disable-next-line react/no-array-index-key
                <td key={at} className={styles.further}>
                  {cell}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
    </div>
  );
}
