import type { ReactNode } from "react";
import { t } from "../i18n/text";
import styles from "./Skeleton.module.css";

export interface SkeletonProps {
  rows?: number;
  /** Widths of the shapes of a row, in percent of the line. */
  shapes?: readonly number[];
}

/** Shapes where text will be. Tables draw their own, in the real columns. */
export function Skeleton({ rows = 5, shapes = [30, 45, 15] }: SkeletonProps): ReactNode {
  return (
    <div role="status" aria-label={t("table.loading")} className={styles.skeleton}>
      {Array.from({ length: rows }, (_, row) => (
        // oxlint-disable-next-line react/no-array-index-key
        <div key={row} className={styles.row}>
          {shapes.map((width, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <span key={index} className={styles.shape} style={{ width: `${width - ((row * 7 + index * 5) % 9)}%` }} />
          ))}
        </div>
      ))}
    </div>
  );
}
