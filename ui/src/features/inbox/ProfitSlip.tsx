import type { ReactNode } from "react";
import { AmountList, Section } from "../../components/Card";
import { Money } from "../../components/Value";
import { isTextKey, t } from "../../i18n/text";
import type { DecisionOption, OrderDetail } from "../../ipc/types.gen";
import { boughtApart } from "../orders/parts";
import { quoteOf, routeNow } from "./decisionWords";
import { slipRows, slipWith } from "./profitWith";

export function stepWord(step: string): string {
  if (step === "supplier_cost") return t("pane.supplierCost");
  const key = `step.${step}`;
  return isTextKey(key) ? t(key) : step.replaceAll("_", " ");
}

/** False while an item has no offer: what is left then is no profit yet, since the goods have no cost. */
export const isCosted = ({ lines }: OrderDetail): boolean => boughtApart(lines).every(({ ships, forwarded, quantity, quotes }) => !ships || forwarded >= quantity || quotes.some(({ chosen }) => chosen));

/** What the order earns, as it would be with the chosen answer. */
export function ProfitSlip({ detail, option }: { detail: OrderDetail; option: DecisionOption | null }): ReactNode {
  const now = routeNow(detail)?.quote ?? null;
  const then = option === null ? null : (quoteOf(detail, option)?.quote ?? null);
  const other = then === null || then.offer_id === now?.offer_id ? null : slipWith(detail, now, then);
  const slip = other ?? { rows: slipRows(detail.profit.rows), net: detail.profit.net };
  const supplier = (other === null ? now : then)?.supplier;
  const hasGoods = other !== null || isCosted(detail);
  const isEstimate = other !== null || detail.profit.rows.some(({ estimated }) => estimated);
  return (
    <Section title={supplier === undefined ? t("pane.profit") : t("pane.profitWith", { supplier })} end={isEstimate ? t("common.estimate") : undefined}>
      <AmountList
        lines={[
          ...slip.rows.map(({ step, amount }) => ({ label: stepWord(step), value: <Money value={amount} bare /> })),
          { label: hasGoods ? stepWord("net_profit") : t("pane.beforeGoods"), value: <Money value={slip.net} />, isTotal: true },
        ]}
      />
      {detail.profit.incomplete && <p className="t3 s12">{t("pane.profitMissing")}</p>}
    </Section>
  );
}
