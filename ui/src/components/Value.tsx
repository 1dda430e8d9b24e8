import type { ReactNode } from "react";
import { useNow } from "../clock";
import { formatAge, formatDate, formatExact, toMillis, type Instant } from "../i18n/dates";
import type { Decimal } from "../i18n/decimal";
import { MISSING, formatMoney, formatPercent, type Amount, type MoneyOptions, type PercentOptions } from "../i18n/format";
import { t } from "../i18n/text";
import styles from "./Value.module.css";

/** Stands after a number that is not final. */
export function Estimate(): ReactNode {
  return (
    <span className={styles.estimate}>
      <span aria-hidden> ~</span>
      <span className="sr"> {t("common.estimate")}</span>
    </span>
  );
}

function Missing(): ReactNode {
  return (
    <span className={styles.missing}>
      <span aria-hidden>{MISSING}</span>
      <span className="sr">{t("common.missing")}</span>
    </span>
  );
}

export interface MoneyProps extends MoneyOptions {
  value: Amount | null | undefined;
  isEstimate?: boolean;
  /** The amount in the order's own currency, where that is another one. */
  original?: Amount | null;
  /** The rate used and its day, for the tooltip of `original`. */
  rate?: { rate: string; day: string };
}

/** The only way an amount is drawn. */
export function Money({ value, isEstimate = false, original, rate, ...options }: MoneyProps): ReactNode {
  if (value == null) return <Missing />;
  const originalText = original == null ? null : formatMoney(original);
  const rateText = originalText === null || rate === undefined ? undefined : t("money.original", { amount: originalText, rate: rate.rate, date: rate.day });
  return (
    <span className={styles.value}>
      {formatMoney(value, options)}
      {isEstimate && <Estimate />}
      {originalText !== null && (
        <span className={styles.original} title={rateText}>
          ({originalText})
        </span>
      )}
    </span>
  );
}

export interface PercentProps extends PercentOptions {
  value: Decimal | number | null | undefined;
  isEstimate?: boolean;
}

export function Percent({ value, isEstimate = false, ...options }: PercentProps): ReactNode {
  if (value == null) return <Missing />;
  return (
    <span className={styles.value}>
      {formatPercent(value, options)}
      {isEstimate && <Estimate />}
    </span>
  );
}

export interface AgeProps {
  at: Instant | null | undefined;
  /** IANA name; the system's zone unless said. */
  zone?: string;
}

/** "12 m", "3 h", then the date; the exact time for screen readers and on hover. */
export function Age({ at, zone }: AgeProps): ReactNode {
  const now = useNow();
  const millis = toMillis(at);
  if (at == null || millis === null) return <Missing />;
  const exact = formatExact(at, zone);
  return (
    <time className={styles.value} dateTime={new Date(millis).toISOString()} title={exact}>
      <span aria-hidden>{formatAge(at, now, zone)}</span>
      <span className="sr">{exact}</span>
    </time>
  );
}

/** "9 Mar", with the year when it is not this one. */
export function DateText({ at, zone }: AgeProps): ReactNode {
  const now = useNow();
  const millis = toMillis(at);
  if (at == null || millis === null) return <Missing />;
  return (
    <time className={styles.value} dateTime={typeof at === "string" ? at : new Date(millis).toISOString()} title={formatExact(at, zone)}>
      {formatDate(at, now, zone)}
    </time>
  );
}
