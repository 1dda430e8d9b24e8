import type { ReactNode } from "react";
import { add, negate } from "../../i18n/decimal";
import { formatList, formatMoney, formatNumber, MISSING } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { ReplayRow } from "../../ipc/types.gen";
import styles from "./Routing.module.css";

function costText({ cost_before: before, cost_after: after }: ReplayRow): string {
  if (before === null || after === null) return MISSING;
  return formatMoney({ amount: add(after.amount, negate(before.amount)), currency: after.currency }, { signed: true });
}

function daysText({ days_before: before, days_after: after }: ReplayRow): string {
  return before === null || after === null ? MISSING : formatNumber(after - before, { signed: true });
}

/** Orders that would have gone elsewhere or would wait, latest first. */
export function ReplayRows({ rows }: { rows: readonly ReplayRow[] }): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a part that scrolls has to be reached by keys
    <div className={styles.scroll} role="region" aria-label={t("replay.figures")} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("replay.order")}</th>
            <th scope="col">{t("replay.before")}</th>
            <th scope="col">{t("replay.after")}</th>
            <th scope="col">{t("replay.rule")}</th>
            <th scope="col" data-end>{t("replay.costShort")}</th>
            <th scope="col" data-end>{t("replay.daysShort")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.order_id}>
              <th scope="row"><span className="b5 num">{row.number}</span> <span className="t3 s12">{row.country}</span></th>
              <td>{row.before.length === 0 ? t("replay.nobody") : formatList(row.before)}</td>
              <td className={row.fits ? undefined : "warn"}>{row.fits ? formatList(row.after) : t("replay.waits")}</td>
              <td className="t2">{row.rule ?? t("replay.byRanking")}</td>
              <td data-end className="num">{row.fits ? costText(row) : MISSING}</td>
              <td data-end className="num">{row.fits ? daysText(row) : MISSING}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
