import type { ReactNode } from "react";
import { t } from "../i18n/text";
import styles from "./MetricStrip.module.css";

export interface Change {
  direction: -1 | 0 | 1;
  /** "16.2%", "€0.53", "1.2 points". */
  text: string;
  /** "from Jan". */
  since: string;
  /** Whether this is to the good; fewer refunds are, fewer orders are not. */
  isGood?: boolean;
}

export interface Metric {
  id: string;
  label: string;
  value: ReactNode;
  change?: Change;
  /** Opens what the number is made of. */
  onPress?: () => void;
}

/** The few numbers of a report, in one card. */
export function MetricStrip({ label, metrics }: { label: string; metrics: readonly Metric[] }): ReactNode {
  return (
    <ul aria-label={label} className={styles.strip}>
      {metrics.map(({ id, label: name, value, change, onPress }) => {
        const content = (
          <>
            <span className={styles.label}>{name}</span>
            <span className={`${styles.value} display`}>{value}</span>
            {change !== undefined && <ChangeText change={change} />}
          </>
        );
        return (
          <li key={id} className={styles.metric}>
            {onPress === undefined ? (
              <div className={styles.inner}>{content}</div>
            ) : (
              <button type="button" className={styles.inner} onClick={onPress}>
                {content}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function ChangeText({ change }: { change: Change }): ReactNode {
  const { direction, text, since, isGood } = change;
  const word = direction > 0 ? t("change.up") : direction < 0 ? t("change.down") : t("change.same");
  return (
    <span className={styles.change}>
      <span className={isGood === undefined ? undefined : isGood ? "good" : "bad"}>
        <span aria-hidden>{direction > 0 ? "\u25b2 " : direction < 0 ? "\u25bc " : ""}</span>
        <span className="sr">{word} </span>
        {text}
      </span>{" "}
      {since}
    </span>
  );
}
