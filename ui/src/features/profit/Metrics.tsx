import type { ReactNode } from "react";
import { MetricStrip, type Change } from "../../components/MetricStrip";
import { formatMoney, formatNumber, formatPercent } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { ProfitAnswer } from "../../ipc/types.gen";
import { amountOf, growthChange, moneyChange, perOrder, pointsChange, type Step } from "./figures";
import { shift, type Period } from "./period";
import { periodShort } from "./periodWords";

export interface MetricsProps {
  now: ProfitAnswer;
  before: ProfitAnswer | undefined;
  period: Period;
  onOpen: (step: Step, title: string) => void;
}

/** The six numbers at the top, each against the period before. */
export function Metrics({ now, before, period, onOpen }: MetricsProps): ReactNode {
  const since = t("profit.since", { period: periodShort(shift(period, -1)) });
  const is = now.total;
  const was = before?.total;
  const growth = (step: Step): Change | undefined => (was === undefined ? undefined : growthChange(amountOf(is, step).amount, amountOf(was, step).amount, since));
  const metric = (id: string, label: string, value: string, change: Change | undefined, step: Step) => ({
    id,
    label,
    value,
    ...(change === undefined ? {} : { change }),
    onPress: () => onOpen(step, label),
  });
  return (
    <MetricStrip
      label={t("profit.metrics")}
      metrics={[
        metric("profit", t("profit.step.net_profit"), formatMoney(amountOf(is, "net_profit")), growth("net_profit"), "net_profit"),
        metric("margin", t("profit.netMargin"), formatPercent(is.margin, { unit: "percent" }), was === undefined ? undefined : pointsChange(is.margin, was.margin, since), "net_profit"),
        metric("sales", t("profit.step.net_sales"), formatMoney(amountOf(is, "net_sales")), growth("net_sales"), "net_sales"),
        metric("orders", t("nav.orders"), formatNumber(is.orders), was === undefined ? undefined : growthChange(String(is.orders), String(was.orders), since), "sales_with_tax"),
        metric("each", t("profit.perOrder"), formatMoney(perOrder(is)), was === undefined ? undefined : moneyChange(perOrder(is), perOrder(was), since), "net_profit"),
        metric("refunds", t("profit.refundRate"), formatPercent(is.refund_rate, { unit: "percent" }), was === undefined ? undefined : pointsChange(is.refund_rate, was.refund_rate, since, false), "refunds"),
      ]}
    />
  );
}
