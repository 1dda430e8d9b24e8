import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { NumberField } from "../../components/NumberField";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { Totals } from "../../ipc/types.gen";
import styles from "./Settings.module.css";

/** How much is forwarded at once without a second word. */
export function BatchLimit(): ReactNode {
  const { data } = useCall("forward_limit", {});
  return data === undefined ? null : <Fields key={JSON.stringify(data)} start={data} />;
}

function Fields({ start }: { start: Totals }): ReactNode {
  const [orders, setOrders] = useState(String(start.orders));
  const [amount, setAmount] = useState(start.to_pay.amount);
  const save = useAction("forward_limit_save", { failureTitle: t("settings.saveFailed"), onDone: () => showToast({ text: t("settings.saved") }) });
  const isChanged = orders !== String(start.orders) || amount !== start.to_pay.amount;
  return (
    <fieldset className={styles.limit}>
      <legend className="b5">{t("settings.batch")}</legend>
      <p className={styles.note}>{t("settings.batchNote")}</p>
      <div className={styles.fields}>
        <NumberField label={t("settings.batchOrders")} min="0" max="100000" value={orders} onChange={(value) => setOrders(value ?? "0")} />
        <NumberField label={t("settings.batchAmount")} currency={start.to_pay.currency} places={2} min="0" value={amount} onChange={(value) => setAmount(value ?? "0")} />
      </div>
      {isChanged && (
        <div className={styles.actions}>
          <Button isPending={save.isPending} onPress={() => save.mutate({ orders: Math.round(Number(orders)), to_pay: { amount, currency: start.to_pay.currency } })}>{t("settings.batchSave")}</Button>
        </div>
      )}
    </fieldset>
  );
}
