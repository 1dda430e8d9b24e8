import { Info } from "lucide-react";
import type { ReactNode } from "react";
import { formatDate, formatExact } from "../../i18n/dates";
import { formatRange } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { Basis } from "../../ipc/types.gen";
import styles from "./ProfitPage.module.css";

/** The rules a report used: folded away on screen, written out on paper. */
export function RulesNote({ basis }: { basis: Basis }): ReactNode {
  const rules = (
    <div className={styles.rulesBody}>
      <p>
        {t("profit.basis", {
          days: formatRange(formatDate(basis.from, 0), formatDate(basis.to, 0)),
          zone: basis.time_zone.replaceAll("_", " "),
          currency: basis.currency,
          shops: basis.shops,
          at: formatExact(basis.as_of, basis.time_zone),
        })}
      </p>
      <ul>
        {basis.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </div>
  );
  return (
    <>
      <details className={styles.rules}>
        <summary>
          <Info size={14} strokeWidth={2} aria-hidden />
          {t("profit.rules")}
        </summary>
        {rules}
      </details>
      <div className={styles.printed} aria-hidden>
        {rules}
      </div>
    </>
  );
}
