import type { ReactNode } from "react";
import { ChartFigure } from "./ChartFigure";
import { niceScale } from "./scale";
import styles from "./Columns.module.css";

export interface HistogramProps {
  sentence: string;
  /** How many took 1, 2, 3 … days; the last bin holds all that took longer. */
  counts: readonly number[];
  /** In days, with what is written beside the line: "half by 3.4". */
  p50: number;
  p50Text: string;
  p90: number;
  p90Text: string;
  names: { day: string; count: string };
  height?: number;
}

const TOP = 20;
const BOTTOM = 18;
/** Room of a label, in percent of the width. */
const LABEL = 22;

/** How long it takes: bars by day, lines where half and nine in ten had arrived. Bars fade past each line. */
export function Histogram({ sentence, counts, p50, p50Text, p90, p90Text, names, height = 84 }: HistogramProps): ReactNode {
  const most = Math.max(1, ...counts);
  const step = 100 / Math.max(1, counts.length);
  const base = height - BOTTOM;
  const label = (index: number): string => (index === counts.length - 1 ? `${index + 1}+` : String(index + 1));
  // A bar stands over the days that end with its number, so day 3.4 lies inside the fourth.
  const x = (days: number): number => Math.min(100, days * step);
  // The first label gives way to the left where the second line is too near for both.
  const isNear = x(p90) - x(p50) < LABEL;
  const line = (days: number, text: string, isLeft: boolean): ReactNode => (
    <g>
      <line x1={`${x(days)}%`} x2={`${x(days)}%`} y1={2} y2={base} stroke="var(--c-text)" strokeWidth={1.2} />
      <text x={`${x(days)}%`} dx={isLeft ? -5 : 5} y={11} textAnchor={isLeft ? "end" : "start"} className={styles.note}>
        {text}
      </text>
    </g>
  );
  return (
    <ChartFigure sentence={sentence} data={{ columns: [names.day, names.count], rows: counts.map((count, index) => [label(index), String(count)]) }}>
      <svg width="100%" height={height} className={styles.chart}>
        {counts.map((count, index) => {
          const barHeight = Math.max(count > 0 ? 1.5 : 0, (count / most) * (base - TOP));
          return (
            <g key={label(index)}>
              <rect x={`${index * step + step * 0.06}%`} width={`${step * 0.88}%`} y={base - barHeight} height={barHeight} rx={1.5} fill="var(--c-chart-1)" opacity={index + 1 <= p50 ? 1 : index + 1 <= p90 + 1 && index < p90 ? 0.62 : 0.32} />
              <text x={`${(index + 0.5) * step}%`} y={height - 3} textAnchor="middle" className={styles.axis}>
                {label(index)}
              </text>
            </g>
          );
        })}
        <line x1="0" x2="100%" y1={base} y2={base} className={styles.zero} />
        {line(p50, p50Text, (isNear && x(p50) >= LABEL) || x(p50) > 70)}
        {line(p90, p90Text, x(p90) > 70 && !(isNear && x(p50) < LABEL))}
      </svg>
    </ChartFigure>
  );
}

export interface StepSeries {
  id: string;
  label: string;
  values: readonly number[];
  tone: "accent" | "slate";
}

export interface StepLinesProps {
  sentence: string;
  series: readonly StepSeries[];
  /** Under the axis, at the start, in the middle and at the end. */
  marks: readonly [string, string, string];
  names: { point: string };
  pointNames: readonly string[];
  height?: number;
}

/** Whether two stocks agreed: steps, since stock jumps. Up to three series are labelled at their ends. */
export function StepLines({ sentence, series, marks, names, pointNames, height = 118 }: StepLinesProps): ReactNode {
  const { high, ticks } = niceScale(0, Math.max(1, ...series.flatMap(({ values }) => values)), 3);
  const base = height - BOTTOM;
  const y = (value: number): number => 8 + ((high - value) / high) * (base - 8);
  const path = (values: readonly number[]): string =>
    values.map((value, index) => `${index === 0 ? "M" : "H"}${((index / Math.max(1, values.length - 1)) * 100).toFixed(2)}${index === 0 ? ` ${y(value)}` : `V${y(value)}`}`).join("");
  return (
    <ChartFigure
      sentence={sentence}
      data={{ columns: [names.point, ...series.map(({ label }) => label)], rows: pointNames.map((name, index) => [name, ...series.map(({ values }) => String(values[index] ?? ""))]) }}
    >
      <div className={styles.plot} data-labels>
        <svg width="100%" height={height} className={styles.chart}>
          {ticks.map((tick) => (
            <text key={tick} x="100%" y={y(tick) + 4} textAnchor="end" className={styles.axis}>
              {tick}
            </text>
          ))}
        </svg>
        <div className={styles.layers}>
          <svg width="100%" height={height} viewBox={`0 0 100 ${height}`} preserveAspectRatio="none">
            {ticks.map((tick) => (
              <line key={tick} x1="0" x2="100" y1={y(tick)} y2={y(tick)} vectorEffect="non-scaling-stroke" className={tick === 0 ? styles.zero : styles.grid} />
            ))}
            {series.map(({ id, values, tone }) => (
              <path key={id} d={path(values)} fill="none" stroke={tone === "accent" ? "var(--c-chart-1)" : "var(--c-chart-5)"} strokeWidth={1.6} vectorEffect="non-scaling-stroke" />
            ))}
          </svg>
          <svg width="100%" height={height}>
            {marks.map((mark, index) => (
              <text key={mark} x={`${index * 50}%`} y={height - 3} textAnchor={index === 0 ? "start" : index === 1 ? "middle" : "end"} className={styles.axis}>
                {mark}
              </text>
            ))}
          </svg>
        </div>
        <svg width="100%" height={height} className={styles.chart}>
          {series.map(({ id, label, values, tone }, index) => (
            <text key={id} x={0} y={y(values.at(-2) ?? 0) + (index === 0 ? -2 : 13)} className={tone === "accent" ? styles.nameAccent : styles.axis}>
              {label}
            </text>
          ))}
        </svg>
      </div>
    </ChartFigure>
  );
}
