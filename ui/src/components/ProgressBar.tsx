import type { ReactNode } from "react";
import { formatNumber } from "../i18n/format";
import { t } from "../i18n/text";
import styles from "./ProgressBar.module.css";

export interface ProgressBarProps {
  label: string;
  done: number;
  /** Null while it is not known. */
  total: number | null;
  /** "thin" is the line under a header, without words. */
  look?: "thin" | "full";
  action?: ReactNode;
}

/** How far long work is: a line, and "1,240 of about 5,600". */
export function ProgressBar({ label, done, total, look = "full", action }: ProgressBarProps): ReactNode {
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  const words = total === null ? formatNumber(done) : t("progress.of", { done, total });
  const bar = (
    <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={total ?? undefined} aria-valuenow={total === null ? undefined : done} aria-valuetext={words} className={styles.track}>
      <span className={styles.fill} data-unknown={share === null || undefined} style={share === null ? undefined : { width: `${share * 100}%` }} />
    </div>
  );
  if (look === "thin") return bar;
  return (
    <div className={styles.progress}>
      <div className={styles.words}>
        <span>
          <span className="b5">{label}</span> <span className="t2 num">{words}</span>
        </span>
        {action}
      </div>
      {bar}
    </div>
  );
}
