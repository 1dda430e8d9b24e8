import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { formatNumber } from "../../i18n/format";
import { t } from "../../i18n/text";
import styles from "./DataTable.module.css";
import type { RowGroup } from "./source";

/** The line above the rows of a group; with `onToggle` it opens and closes them. */
export function GroupHeading({ group, onToggle }: { group: RowGroup; onToggle?: (group: RowGroup) => void }): ReactNode {
  const isClosed = group.collapsed === true;
  return (
    <div className={styles.heading}>
      {onToggle !== undefined && (
        <button
          type="button"
          className={styles.fold}
          data-closed={isClosed || undefined}
          aria-expanded={!isClosed}
          aria-label={t(isClosed ? "table.expand" : "table.collapse", { name: group.title })}
          onClick={() => onToggle(group)}
        >
          <ChevronDown size={14} strokeWidth={2} aria-hidden />
        </button>
      )}
      <span className={styles.headingTitle}>{group.title}</span>
      <span className="num">{formatNumber(group.count)}</span>
      {group.note !== undefined && <span className="el">{group.note}</span>}
    </div>
  );
}
