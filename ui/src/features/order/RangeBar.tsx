import type { ReactNode } from "react";
import styles from "./Order.module.css";

/** From the quickest to the slowest day on a scale that all bars of a table share. */
export function RangeBar({ from, to, most, isChosen }: { from: number; to: number; most: number; isChosen: boolean }): ReactNode {
  const percent = (days: number): number => (most === 0 ? 0 : (days / most) * 100);
  const width = Math.max(6, percent(to) - percent(from));
  return (
    <svg className={styles.range} aria-hidden>
      <line x1="0" x2="100%" y1="50%" y2="50%" />
      <rect x={`${Math.min(percent(from), 100 - width)}%`} width={`${width}%`} y="3" height="4" rx="2" data-chosen={isChosen || undefined} />
    </svg>
  );
}
