import type { ReactNode } from "react";
import { StatusMark } from "../../components/StatusMark";
import { t } from "../../i18n/text";
import type { OrderRow } from "../../ipc/types.gen";
import { checksOf } from "../orders/checkWords";
import styles from "./Pane.module.css";

/** Every check of the order; a failed one leads to what mends it. */
export function ChecksGrid({ checks, onFix }: { checks: OrderRow["checks"]; onFix: (check: string) => void }): ReactNode {
  return (
    <ul className={styles.checks} aria-label={t("pane.checks")}>
      {checksOf(checks).map(({ check, mark, word, isFailed, verdict }) => (
        <li key={check} data-verdict={verdict}>
          <StatusMark mark={mark} name={verdict === "open" ? t("check.open") : ""} />
          {isFailed ? (
            <button type="button" className={styles.failed} onClick={() => onFix(check)}>
              {word}
            </button>
          ) : (
            <span className={verdict === "open" ? "t3" : "t2"}>{word}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
