import { useState, type ReactNode } from "react";
import { useElementSize } from "../components/useElementSize";
import { ChartFigure } from "./ChartFigure";
import styles from "./Columns.module.css";
import { niceScale } from "./scale";

export interface ColumnPoint {
  id: string;
  /** Under the column: "Feb". */
  label: string;
  value: number;
  /** As written: "16.5" above the column, "€16,505.55" in the table. */
  text: string;
  fullText: string;
  /** A rate of the same period, on a line of its own below. */
  rate?: number;
  rateText?: string;
  /** A period that is not over is hatched. */
  isPartial?: boolean;
}

export interface ColumnsProps {
  sentence: string;
  points: readonly ColumnPoint[];
  /** The one in the accent colour; the last unless said. */
  current?: string;
  /** Headers for the table: what a point is, what it measures, and the rate. */
  names: { point: string; value: string; rate?: string };
  /** Writes a tick of the axis. */
  tick: (value: number) => string;
  height?: number;
}

const TOP = 18;
/** Room that the name of a column takes, in pixels. */
const LABEL = 30;
const BOTTOM = 20;

/** The points whose value is written: the current one, the one before it, and the best. */
function labelled(points: readonly { id: string }[], values: readonly number[], current: number): Set<number> {
  const best = values.reduce((top, value, index) => (value > (values[top] ?? -Infinity) ? index : top), 0);
  return new Set([current, current - 1, best].filter((index) => index >= 0 && index < points.length));
}

/** How it develops: a column for each period from zero, the current one in accent. */
export function Columns({ sentence, points, current, names, tick, height = 132 }: ColumnsProps): ReactNode {
  const at = current === undefined ? points.length - 1 : points.findIndex(({ id }) => id === current);
  const values = points.map(({ value }) => value);
  const { low, high, ticks } = niceScale(Math.min(0, ...values), Math.max(0, ...values), 3);
  const plot = height - TOP - BOTTOM;
  const y = (value: number): number => TOP + ((high - value) / (high - low || 1)) * plot;
  const step = 100 / Math.max(1, points.length);
  const [plotElement, setPlotElement] = useState<SVGSVGElement | null>(null);
  const { width } = useElementSize(plotElement);
  // Names that do not fit stand under every second column, counted from the current one.
  const every = width === 0 ? 1 : Math.max(1, Math.ceil((LABEL * points.length) / width));
  const written = labelled(points, values, at);
  const rates = points.map(({ rate }) => rate ?? null);
  const hasRate = rates.some((rate) => rate !== null);
  const rateNames = names.rate === undefined ? [] : [names.rate];

  return (
    <ChartFigure
      sentence={sentence}
      data={{
        columns: [names.point, names.value, ...rateNames],
        rows: points.map(({ label, fullText, rateText }) => [label, fullText, ...(names.rate === undefined ? [] : [rateText ?? ""])]),
      }}
    >
      <div className={styles.plot}>
        <svg width="100%" height={height} className={styles.chart}>
          {ticks.map((value) => (
            <text key={value} x="100%" y={y(value) + 4} textAnchor="end" className={styles.axis}>
              {tick(value)}
            </text>
          ))}
        </svg>
        <svg ref={setPlotElement} width="100%" height={height} className={styles.chart}>
          <defs>
            <pattern id="columns-hatch" width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width={2.5} height={5} fill="var(--c-chart-pos)" />
            </pattern>
          </defs>
          {ticks.map((value) => (
            <line key={value} x1="0" x2="100%" y1={y(value)} y2={y(value)} className={value === 0 ? styles.zero : styles.grid} />
          ))}
          {points.map((point, index) => (
            <g key={point.id}>
              <rect
                x={`${index * step + step * 0.11}%`}
                width={`${step * 0.78}%`}
                y={Math.min(y(0), y(point.value))}
                height={Math.max(1, Math.abs(y(point.value) - y(0)))}
                rx={2}
                className={styles.column}
                fill={index !== at ? "var(--c-chart-muted)" : point.isPartial === true ? "url(#columns-hatch)" : "var(--c-chart-pos)"}
                stroke={index === at && point.isPartial === true ? "var(--c-chart-pos)" : undefined}
              />
              {written.has(index) && (every === 1 || index !== at - 1) && (
                <text x={`${(index + 0.5) * step}%`} y={(point.value < 0 ? y(point.value) + 16 : y(point.value)) - 5} textAnchor="middle" className={styles.value}>
                  {point.text}
                </text>
              )}
              {(at - index) % every === 0 && (
                <text x={`${(index + 0.5) * step}%`} y={height - 4} textAnchor="middle" className={index === at ? styles.axisCurrent : styles.axis}>
                  {point.label}
                </text>
              )}
            </g>
          ))}
        </svg>
      </div>
      {hasRate && <RateLine points={points} at={at} step={step} name={names.rate ?? ""} />}
    </ChartFigure>
  );
}

const RATE_HEIGHT = 46;

function RateLine({ points, at, step, name }: { points: readonly ColumnPoint[]; at: number; step: number; name: string }): ReactNode {
  const known = points.flatMap(({ rate }, index) => (rate === undefined ? [] : [{ rate, index }]));
  const values = known.map(({ rate }) => rate);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const y = (rate: number): number => 20 + ((high - rate) / (high - low || 1)) * 16;
  const x = (index: number): number => (index + 0.5) * step;
  const best = known.find(({ rate }) => rate === high);
  const dots = new Set([known[0]?.index, best?.index, at]);
  return (
    <>
      <p className={styles.rateName}>{name}</p>
      <div className={styles.rateBox}>
        <svg width="100%" height={RATE_HEIGHT} viewBox={`0 0 100 ${RATE_HEIGHT}`} preserveAspectRatio="none">
          <polyline points={known.map(({ rate, index }) => `${x(index)},${y(rate)}`).join(" ")} className={styles.rate} />
        </svg>
        <svg width="100%" height={RATE_HEIGHT}>
          {known
            .filter(({ index }) => dots.has(index))
            .map(({ rate, index }) => (
              <g key={index}>
                <circle cx={`${x(index)}%`} cy={y(rate)} r={2.5} className={styles.dot} />
                <text x={`${x(index)}%`} y={y(rate) - 7} textAnchor="middle" className={styles.value}>
                  {points[index]?.rateText}
                </text>
              </g>
            ))}
        </svg>
      </div>
    </>
  );
}
