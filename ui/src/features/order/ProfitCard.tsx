import type { ReactNode } from "react";
import { Waterfall, type WaterfallRow } from "../../charts/Waterfall";
import { Card } from "../../components/Card";
import { Estimate, Money } from "../../components/Value";
import { formatMoney, formatPercent } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { OrderDetail } from "../../ipc/types.gen";
import { isCosted, stepWord } from "../inbox/ProfitSlip";
import styles from "./Order.module.css";

const HIDDEN = new Set(["net_sales", "after_order_costs"]);

/** What is left of this order, step by step; each amount is final or carries the sign of an estimate. */
export function ProfitCard({ detail }: { detail: OrderDetail }): ReactNode {
  const { profit } = detail;
  const hasGoods = isCosted(detail);
  const rows = profit.rows
    .filter(({ step }) => !HIDDEN.has(step))
    .map(({ step, amount, estimated }): WaterfallRow => ({ id: step, label: step === "net_profit" && !hasGoods ? t("pane.beforeGoods") : stepWord(step), kind: step === "net_profit" ? "result" : step === "sales_with_tax" ? "sum" : "change", value: amount, isEstimate: estimated }));
  const isEstimate = profit.rows.some(({ estimated }) => estimated);
  return (
    <Card title={t("order.profit")} end={isEstimate ? t("order.estimateNote") : t("order.final")}>
      <p className={styles.big}>
        <span className="display">
          <Money value={profit.net} />
          {isEstimate && <Estimate />}
        </span>
        {profit.margin !== null && <span className="t2">{t("order.ofNetSales", { percent: formatPercent(profit.margin, { unit: "percent" }) })}</span>}
      </p>
      <Waterfall sentence={t("order.profitSentence", { amount: formatMoney(profit.net) })} rows={rows} size="compact" />
      {!hasGoods && <p className="t3 s12">{t("pane.beforeGoodsNote")}</p>}
      {profit.incomplete && <p className="t3 s12">{t("pane.profitMissing")}</p>}
    </Card>
  );
}
