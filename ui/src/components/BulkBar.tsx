import { Ellipsis, X } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "../i18n/text";
import { Button } from "./Button";
import styles from "./BulkBar.module.css";
import { Menu, type MenuEntry } from "./Menu";

export interface BulkBarProps {
  count: number;
  /** Beside the count: the sum of what is chosen. */
  sum?: ReactNode;
  /** Two buttons with their keys. */
  children: ReactNode;
  more?: readonly MenuEntry[];
  onClear: () => void;
}

/** Height that a table has to keep free below its focused row while the bar is there. */
export const BULK_BAR_SPACE = 68;

/** Floats over the end of the list while rows are chosen. */
export function BulkBar({ count, sum, children, more = [], onClear }: BulkBarProps): ReactNode {
  if (count === 0) return null;
  return (
    <div role="toolbar" aria-label={t("bulk.actions")} className={styles.bar} data-bulk>
      <span className="b6">{t("bulk.selected", { count })}</span>
      {sum !== undefined && <span className={styles.sum}>{sum}</span>}
      <span className={styles.actions}>
        {children}
        {more.length > 0 && (
          <Menu label={t("bulk.actions")} entries={more}>
            <Button icon={Ellipsis} look="ghost" size="sm" label={t("common.more")} hasPopup />
          </Menu>
        )}
        <Button icon={X} look="ghost" size="sm" label={t("bulk.clear")} hotkey="app.close" onPress={onClear} />
      </span>
    </div>
  );
}
