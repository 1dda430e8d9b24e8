import type { ReactNode } from "react";
import { StatusMark } from "../../components/StatusMark";
import { formatMoney, formatPercent, formatRange } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { RoutingSummary } from "../../ipc/types.gen";
import { costParts } from "../routing/routingWords";
import styles from "./Order.module.css";

/** Who decides where the open items go, and what that comes to: cost in its parts, days, margin. */
export function RouteSummary({ routing }: { routing: RoutingSummary }): ReactNode {
  const { rule, cost, days_from: from, days_to: to, margin } = routing;
  const figures = [
    cost === null ? null : `${t("route.cost")} ${formatMoney(cost.total)} (${costParts(cost)})`,
    from === null || to === null ? null : t("route.eta", { days: formatRange(from, to) }),
    margin === null ? null : t("route.margin", { percent: formatPercent(margin, { unit: "percent" }) }),
  ].filter((figure) => figure !== null);
  return (
    <div className={styles.summary}>
      <div className={styles.supplier}>
        <StatusMark mark={routing.fits ? "ready" : "warn"} name="" size={14} />
        <span className="b5">{rule === null ? t("route.byRanking") : t(routing.fits ? "route.byRule" : "route.nothingFits", { rule })}</span>
      </div>
      {figures.length > 0 && <div className="t2 s12">{figures.join(" \u00b7 ")}</div>}
      {!routing.exact && <div className="t3 s12">{t("route.notExact")}</div>}
    </div>
  );
}
