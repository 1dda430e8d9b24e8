import { Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button, LinkButton } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { ComboField } from "../../../components/ComboField";
import { NumberField } from "../../../components/NumberField";
import { SelectField } from "../../../components/SelectField";
import { SideSheet } from "../../../components/SideSheet";
import { TextField } from "../../../components/TextField";
import { showToast } from "../../../components/toasts";
import { sign } from "../../../i18n/decimal";
import { formatMoney } from "../../../i18n/format";
import { currencyOptions } from "../../../i18n/options";
import { t } from "../../../i18n/text";
import { useAction, useCall } from "../../../ipc/queries";
import type { CostAdd } from "../../../ipc/types.gen";
import type { CostsProps } from "./CostsTab";
import styles from "./Costs.module.css";

const ACCOUNTS = ["goods", "supplier_shipping", "supplier_fees", "duty", "payment_fees", "commissions", "ads", "chargebacks", "samples", "other"] as const;

/** Costs that come as a bill: one by hand, or many as a file. */
export function HandCard({ workspace, today }: CostsProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <Card title={t("costs.hand")} padding="none" end={<Button size="sm" icon={Plus} onPress={() => setOpen(true)}>{t("costs.handAdd")}</Button>}>
      <p className={styles.none}>{t("costs.handNote")}</p>
      <div className={styles.links}>
        <LinkButton size="sm" href="/imports/costs">{t("costs.importCosts")}</LinkButton>
        <LinkButton size="sm" href="/imports/ads">{t("costs.importAds")}</LinkButton>
      </div>
      {isOpen && <CostSheet workspace={workspace} today={today} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function CostSheet({ workspace, today, onClose }: CostsProps & { onClose: () => void }): ReactNode {
  const [cost, setCost] = useState<CostAdd>({ day: today, account: "other", amount: { amount: "0.00", currency: workspace.base_currency }, note: "" });
  const [isChecked, setChecked] = useState(false);
  const { data: suppliers } = useCall("suppliers", {});
  const add = useAction("cost_add", {
    failureTitle: t("costs.saveFailed"),
    onDone: () => {
      showToast({ text: t("costs.added", { amount: formatMoney(cost.amount) }) });
      onClose();
    },
  });
  const change = (part: Partial<CostAdd>): void => setCost({ ...cost, ...part });
  const hasAmount = sign(cost.amount.amount) > 0;
  const pick = (key: "shop_id" | "supplier_id", value: string): void => {
    const { [key]: _, ...rest } = cost;
    setCost(value === "" ? rest : { ...rest, [key]: Number(value) });
  };
  const go = (): void => {
    setChecked(true);
    if (hasAmount) add.mutate(cost);
  };
  return (
    <SideSheet
      isOpen
      title={t("costs.handAdd")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" hotkey="composer.send" isPending={add.isPending} onPress={go}>{t("common.add")}</Button>
        </>
      }
    >
      <div className={styles.fields}>
        <TextField type="date" label={t("profit.day")} value={cost.day} onChange={(day) => change({ day })} />
        <SelectField label={t("profit.account")} value={cost.account} options={ACCOUNTS.map((account) => ({ value: account as string, label: t(`profit.account.${account}`) }))} onChange={(account) => change({ account })} />
        <NumberField label={t("profit.amount")} places={2} min="0" value={cost.amount.amount} isRequired error={isChecked && !hasAmount ? t("costs.amountMissing") : undefined} onChange={(amount) => change({ amount: { ...cost.amount, amount: amount ?? "0.00" } })} />
        <ComboField label={t("profit.currency")} options={currencyOptions()} value={cost.amount.currency} onChange={(currency) => change({ amount: { ...cost.amount, currency } })} />
        <SelectField label={t("profit.cut.shop")} value={String(cost.shop_id ?? "")} options={[{ value: "", label: t("nav.allShops") }, ...workspace.shops.map(({ id, name }) => ({ value: String(id), label: name }))]} onChange={(id) => pick("shop_id", id)} />
        <SelectField label={t("profit.cut.supplier")} value={String(cost.supplier_id ?? "")} options={[{ value: "", label: t("profit.none.supplier") }, ...(suppliers?.rows ?? []).map(({ id, name }) => ({ value: String(id), label: name }))]} onChange={(id) => pick("supplier_id", id)} />
        <div className={styles.whole}>
          <TextField label={t("costs.note")} value={cost.note} onChange={(note) => change({ note })} />
        </div>
      </div>
    </SideSheet>
  );
}
