import { Info } from "lucide-react";
import type { ReactNode } from "react";
import { Waterfall, type WaterfallRow } from "../../charts/Waterfall";
import { Card } from "../../components/Card";
import { percentOf } from "../../i18n/decimal";
import { currencySign, formatMoney, formatPercent } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { ProfitAnswer } from "../../ipc/types.gen";
import { STEPS, absolute, amountOf, growth, isEstimated, stepOf, type Step } from "./figures";
import { shift, type Period } from "./period";
import { periodPlain } from "./periodWords";
import styles from "./ProfitPage.module.css";

export interface StatementProps {
  now: ProfitAnswer;
  before: ProfitAnswer | undefined;
  period: Period;
  onOpen: (step: Step, title: string) => void;
  onOpenEstimates: () => void;
}

const kindOf = (step: Step, isSubtotal: boolean): WaterfallRow["kind"] => (step === "net_profit" ? "result" : isSubtotal || step === "sales_with_tax" ? "sum" : "change");

/** From what customers paid to what is left: the bars and the statement are the same rows. */
export function Statement({ now, before, period, onOpen, onOpenEstimates }: StatementProps): ReactNode {
  const net = amountOf(now.total, "net_sales");
  const rows = STEPS.map((name): WaterfallRow => {
    const step = stepOf(now.total, name);
    const label = t(`profit.step.${name}`);
    const was = before === undefined ? null : absolute(amountOf(before.total, name).amount);
    const change = was === null ? null : growth(absolute(step.amount.amount), was);
    return {
      id: name,
      label,
      kind: kindOf(name, step.subtotal),
      value: step.amount,
      isEstimate: isEstimated(step),
      cells: [
        formatPercent(percentOf(absolute(step.amount.amount), net.amount), { unit: "percent", bare: true }),
        formatPercent(change, { unit: "percent", bare: true, signed: true }),
      ],
      onPress: () => onOpen(name, label),
    };
  });
  const sentence = t("profit.sentence", { profit: formatMoney(amountOf(now.total, "net_profit")), sales: formatMoney(net) });
  return (
    <Card
      title={t("profit.statement")}
      end={
        <>
          <Info size={14} strokeWidth={2} aria-hidden />
          <span>{t("profit.orderCount", { count: now.total.orders })}</span>
          {now.final_costs !== null && (
            <button type="button" className={styles.final} onClick={onOpenEstimates}>
              {t("profit.final", { percent: formatPercent(now.final_costs, { unit: "percent", places: 0 }) })}
            </button>
          )}
        </>
      }
    >
      <Waterfall
        sentence={sentence}
        rows={rows}
        columns={[`${periodPlain(period)} ${currencySign(net.currency)}`, t("profit.ofNetSales"), t("profit.versus", { period: periodPlain(shift(period, -1)) })]}
      />
    </Card>
  );
}
