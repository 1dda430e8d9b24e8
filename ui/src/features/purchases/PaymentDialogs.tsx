import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { NumberField } from "../../components/NumberField";
import { TextField } from "../../components/TextField";
import { t } from "../../i18n/text";
import type { FollowWord, PurchaseDetail } from "../../ipc/types.gen";
import styles from "./Purchases.module.css";

interface DialogProps {
  detail: PurchaseDetail;
  now: number;
  say: (says: FollowWord, text: string) => void;
  onClose: () => void;
}

/** The day of a moment in the merchant's own zone, as fields of days take it. */
export function dayOf(moment: number): string {
  const at = new Date(moment);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** What was paid, and when. The agreed amount and today are proposed. */
export function PaidDialog({ detail: { row }, now, say, onClose }: DialogProps): ReactNode {
  const [amount, setAmount] = useState<string | null>(row.total.amount);
  const [on, setOn] = useState(dayOf(now));
  const record = (): void => {
    if (amount === null) return;
    say({ word: "paid", amount: { amount, currency: row.total.currency }, on }, t("follow.saidPaid", { number: row.number }));
    onClose();
  };
  return (
    <Dialog
      title={t("follow.payTitle", { number: row.number })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" isDisabled={amount === null || on === ""} onPress={record}>{t("follow.record")}</Button>
        </>
      }
    >
      <div className={styles.stack}>
        <NumberField label={t("follow.amount")} min="0" places={2} currency={row.total.currency} value={amount} onChange={setAmount} />
        <TextField type="date" label={t("follow.paidOn")} value={on} onChange={setOn} />
      </div>
    </Dialog>
  );
}

/** Until when the supplier keeps an order that is not paid yet, or that it has dropped it. */
export function KeptDialog({ detail: { row }, now, say, onClose }: DialogProps): ReactNode {
  const [until, setUntil] = useState("");
  const params = { number: row.number, supplier: row.supplier };
  const at = until === "" ? NaN : new Date(`${until}T23:59:00`).getTime();
  return (
    <Dialog
      title={t("follow.stillOpenTitle", params)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button
            look="primary"
            isDisabled={Number.isNaN(at) || at <= now}
            onPress={() => {
              say({ word: "pay_until", at: new Date(at).toISOString() }, t("follow.saidKept", params));
              onClose();
            }}
          >
            {t("follow.record")}
          </Button>
        </>
      }
    >
      <TextField type="date" label={t("follow.keptUntil")} value={until} onChange={setUntil} />
    </Dialog>
  );
}
