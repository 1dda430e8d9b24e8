import type { ReactNode } from "react";
import { forDrawing } from "../i18n/decimal";
import { formatMoney, type Amount } from "../i18n/format";
import styles from "./Bars.module.css";
import { ChartFigure } from "./ChartFigure";

export interface DivergingRow {
  id: string;
  label: string;
  value: Amount;
}

export interface DivergingBarsProps {
  sentence: string;
  /** Drawn as given; the core sorts by size. */
  rows: readonly DivergingRow[];
  /** Headers of the table. */
  names: { label: string; value: string };
}

/** What changed it: bars to both sides of zero, blue adds and orange takes. */
export function DivergingBars({ sentence, rows, names }: DivergingBarsProps): ReactNode {
  const values = rows.map(({ value }) => forDrawing(value.amount));
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const span = high - low || 1;
  const zero = (-low / span) * 100;
  return (
    <ChartFigure sentence={sentence} data={{ columns: [names.label, names.value], rows: rows.map(({ label, value }) => [label, formatMoney(value, { signed: true })]) }}>
      <ul className={styles.rows}>
        {rows.map(({ id, label, value }, index) => {
          const size = ((values[index] ?? 0) / span) * 100;
          return (
            <li key={id} className={styles.row}>
              <span className="el">{label}</span>
              <svg width="100%" height={16} className={styles.svg}>
                <rect x={`${Math.min(zero, zero + size)}%`} width={`${Math.max(0.6, Math.abs(size))}%`} y={3} height={10} rx={1.5} fill={size < 0 ? "var(--c-chart-neg)" : "var(--c-chart-pos)"} />
                <line x1={`${zero}%`} x2={`${zero}%`} y1={0} y2={16} stroke="var(--c-line-control)" />
              </svg>
              <span className={styles.value}>{formatMoney(value, { bare: true, signed: true })}</span>
            </li>
          );
        })}
      </ul>
    </ChartFigure>
  );
}

export interface SparklineProps {
  /** What it shows and where it ended: "Stock over 14 days, now 0". */
  sentence: string;
  values: readonly number[];
  /** Dashed line. */
  limit?: number;
  tone?: "plain" | "accent" | "bad";
  width?: number;
}

const SPARK = 18;

/** Whether it drifts: no axis, the last point marked; the value stands in the next column. */
export function Sparkline({ sentence, values, limit, tone = "accent", width = 60 }: SparklineProps): ReactNode {
  if (values.length === 0) return null;
  const all = limit === undefined ? values : [...values, limit];
  const low = Math.min(...all);
  const high = Math.max(...all);
  const x = (index: number): number => 1 + (values.length === 1 ? width - 4 : (index / (values.length - 1)) * (width - 5));
  const y = (value: number): number => (high === low ? SPARK / 2 : 3 + ((high - value) / (high - low)) * (SPARK - 6));
  const last = values.at(-1) ?? 0;
  return (
    <svg role="img" aria-label={sentence} width={width} height={SPARK} className={styles.spark} data-tone={tone}>
      {limit !== undefined && <line x1={0} x2={width} y1={y(limit)} y2={y(limit)} className={styles.limit} />}
      <polyline points={values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(" ")} className={styles.line} />
      <circle cx={x(values.length - 1)} cy={y(last)} r={2} className={styles.last} />
    </svg>
  );
}

export interface RangeBarProps {
  sentence: string;
  from: number;
  to: number;
  /** End of the scale, the same for all bars of a column. */
  max: number;
  tone?: "plain" | "accent";
  width?: number;
}

/** How sure a window is: from p50 to p90 on a fixed scale. */
export function RangeBar({ sentence, from, to, max, tone = "plain", width = 86 }: RangeBarProps): ReactNode {
  const x = (value: number): number => (Math.min(value, max) / max) * width;
  return (
    <svg role="img" aria-label={sentence} width={width} height={12}>
      <line x1={0} x2={width} y1={6} y2={6} stroke="var(--c-chart-muted)" strokeWidth={2} strokeLinecap="round" />
      <rect x={x(from)} width={Math.max(4, x(to) - x(from))} y={3.5} height={5} rx={2.5} fill={tone === "accent" ? "var(--c-chart-1)" : "var(--c-chart-total)"} />
    </svg>
  );
}

export interface TargetBarProps {
  label: string;
  value: number;
  max?: number;
  target?: number;
  /** As written at the right; the rounded value unless said. */
  text?: string;
}

/** Above or below target: a bar with the target as a tick. */
export function TargetBar({ label, value, max = 100, target, text = String(Math.round(value)) }: TargetBarProps): ReactNode {
  const share = (part: number): string => `${Math.max(0, Math.min(1, part / max)) * 100}%`;
  return (
    <div className={styles.target}>
      <span className="el">{label}</span>
      <svg width="100%" height={14} aria-hidden>
        <rect width="100%" y={4} height={6} rx={3} fill="var(--c-active)" />
        <rect width={share(value)} y={4} height={6} rx={3} fill="var(--c-chart-1)" />
        {target !== undefined && <line x1={share(target)} x2={share(target)} y1={1} y2={13} stroke="var(--c-text)" strokeWidth={2} />}
      </svg>
      <span className={styles.value}>{text}</span>
    </div>
  );
}
