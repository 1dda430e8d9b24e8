import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Switch } from "../../components/Choice";
import { NumberField } from "../../components/NumberField";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { Automation } from "../../ipc/types.gen";
import styles from "./Rules.module.css";

/** To whom rules may forward, and how much without asking. */
export function AutomaticCard({ automation }: { automation: Automation }): ReactNode {
  const turn = useAction("automation_supplier", { failureTitle: t("rules.supplierFailed") });
  return (
    <Card title={t("rules.automatic")}>
      <div className={styles.stack}>
        <p className="t2">{t("rules.automaticNote")}</p>
        {automation.suppliers.length === 0 && <p className={styles.hint}>{t("rules.automaticNone")}</p>}
        <div role="group" aria-label={t("rules.automatic")} className={styles.choices}>
          {automation.suppliers.map(({ supplier_id, supplier, on }) => (
            <Switch key={supplier_id} isSelected={on} onChange={(isOn) => turn.mutate({ supplier_id, on: isOn })}>
              {supplier}
            </Switch>
          ))}
        </div>
        <LimitFields key={`${automation.most_orders} ${automation.most_to_pay.amount}`} automation={automation} />
        {automation.planned > 0 && <p className={styles.hint}>{t("rules.planned", { count: automation.planned })}</p>}
      </div>
    </Card>
  );
}

function LimitFields({ automation: { most_orders, most_to_pay } }: { automation: Automation }): ReactNode {
  const [orders, setOrders] = useState(String(most_orders));
  const [amount, setAmount] = useState(most_to_pay.amount);
  const save = useAction("automation_limit", { failureTitle: t("rules.limitFailed"), onDone: () => showToast({ text: t("rules.limitSaved") }) });
  const isChanged = orders !== String(most_orders) || amount !== most_to_pay.amount;
  return (
    <fieldset className={styles.parts}>
      <legend>{t("rules.limit")}</legend>
      <div className={styles.fields}>
        <NumberField label={t("rules.limitOrders")} min="0" max="100000" value={orders} onChange={(value) => setOrders(value ?? "0")} />
        <NumberField label={t("rules.limitAmount")} currency={most_to_pay.currency} places={2} min="0" value={amount} onChange={(value) => setAmount(value ?? "0")} />
      </div>
      <p className={styles.hint}>{t("rules.limitNote")}</p>
      {isChanged && (
        <div>
          <Button isPending={save.isPending} onPress={() => save.mutate({ orders: Math.round(Number(orders)), to_pay: { amount, currency: most_to_pay.currency } })}>{t("common.save")}</Button>
        </div>
      )}
    </fieldset>
  );
}
