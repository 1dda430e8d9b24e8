import { X } from "lucide-react";
import type { ReactNode } from "react";
import { formatNumber } from "../i18n/format";
import { t } from "../i18n/text";
import styles from "./FilterChip.module.css";

export interface FilterChipProps {
  children: string;
  count?: number;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  /** Shows a cross while on, for a filter that goes away when it is switched off. */
  onRemove?: () => void;
}

/** One filter as a pill. */
export function FilterChip({ children, count, isOn, onChange, onRemove }: FilterChipProps): ReactNode {
  return (
    <span className={styles.chip} data-on={isOn || undefined}>
      <button type="button" aria-pressed={isOn} className={styles.press} onClick={() => onChange(!isOn)}>
        {children}
        {count !== undefined && <span className="num">{formatNumber(count)}</span>}
      </button>
      {isOn && onRemove !== undefined && (
        <button type="button" aria-label={t("common.remove", { name: children })} className={styles.remove} onClick={onRemove}>
          <X size={13} strokeWidth={2} aria-hidden />
        </button>
      )}
    </span>
  );
}

/** Keeps chips on one line that scrolls, or breaks where there is room below. */
export function FilterBar({ label, children, end }: { label: string; children: ReactNode; end?: ReactNode }): ReactNode {
  return (
    <div role="group" aria-label={label} className={styles.bar}>
      {children}
      {end !== undefined && <span className={styles.end}>{end}</span>}
    </div>
  );
}
