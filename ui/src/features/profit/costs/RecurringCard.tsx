import { Pencil, Plus, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { ComboField } from "../../../components/ComboField";
import { NumberField } from "../../../components/NumberField";
import { SelectField } from "../../../components/SelectField";
import { SideSheet } from "../../../components/SideSheet";
import { TextField } from "../../../components/TextField";
import { formatMoney } from "../../../i18n/format";
import { currencyOptions } from "../../../i18n/options";
import { t } from "../../../i18n/text";
import { useAction, useCall } from "../../../ipc/queries";
import type { RecurringShape } from "../../../ipc/types.gen";
import { useUndoToast } from "../../../undo";
import type { CostsProps } from "./CostsTab";
import styles from "./Costs.module.css";
import { validText } from "./validText";

const EVERY = ["day", "week", "month", "year"] as const;
type Every = (typeof EVERY)[number];

/** Plans, apps and whatever is paid again and again. Accrued by the day. */
export function RecurringCard({ workspace, today }: CostsProps): ReactNode {
  const { data } = useCall("recurring", {});
  const [edited, setEdited] = useState<RecurringShape | null>(null);
  const say = useUndoToast();
  const remove = useAction("recurring_remove", { failureTitle: t("costs.removeFailed") });
  const rows = data?.rows ?? [];
  const shopName = (id: number | null): string => workspace.shops.find((shop) => shop.id === id)?.name ?? t("nav.allShops");
  const add = (): void => setEdited({ id: null, name: "", amount: { amount: "0.00", currency: workspace.base_currency }, every: "month", from: today, to: null, shop_id: null });
  return (
    <Card title={t("costs.recurring")} padding="none" end={<Button size="sm" icon={Plus} onPress={add}>{t("costs.recurringAdd")}</Button>}>
      {rows.length === 0 ? (
        <p className={styles.none}>{t("costs.recurringNone")}</p>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t("costs.name")}</th>
                <th scope="col">{t("profit.cut.shop")}</th>
                <th scope="col" data-end>{t("profit.amount")}</th>
                <th scope="col">{t("costs.every")}</th>
                <th scope="col">{t("costs.valid")}</th>
                <th scope="col"><span className="sr">{t("common.edit")}</span></th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} data-over={(row.to !== null && row.to < today) || undefined}>
                  <th scope="row" className="b5">{row.name}</th>
                  <td>{shopName(row.shop_id)}</td>
                  <td data-end>{formatMoney(row.amount)}</td>
                  <td>{t(`costs.every.${row.every as Every}`)}</td>
                  <td>{validText(row.from, row.to ?? "")}</td>
                  <td>
                    <Button icon={Pencil} look="ghost" size="sm" label={t("costs.editOf", { name: row.name })} onPress={() => setEdited(row)} />
                    <Button icon={X} look="ghost" size="sm" label={t("common.remove", { name: row.name })} onPress={() => row.id !== null && remove.mutate({ id: row.id }, { onSuccess: (done) => say(t("costs.removedOf", { name: row.name }), done) })} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {edited !== null && <RecurringSheet start={edited} shops={workspace.shops.flatMap(({ id, name }) => (id === null ? [] : [{ value: String(id), label: name }]))} onClose={() => setEdited(null)} />}
    </Card>
  );
}

function RecurringSheet({ start, shops, onClose }: { start: RecurringShape; shops: { value: string; label: string }[]; onClose: () => void }): ReactNode {
  const [cost, setCost] = useState(start);
  const [isChecked, setChecked] = useState(false);
  const say = useUndoToast();
  const save = useAction("recurring_save", {
    failureTitle: t("costs.saveFailed"),
    onDone: (done, { name }) => {
      say(t("costs.savedOf", { name }), done);
      onClose();
    },
  });
  const change = (part: Partial<RecurringShape>): void => setCost({ ...cost, ...part });
  const go = (): void => {
    setChecked(true);
    if (cost.name.trim() !== "") save.mutate({ ...cost, name: cost.name.trim() });
  };
  return (
    <SideSheet
      isOpen
      title={t(start.id === null ? "costs.recurringAdd" : "costs.recurringEdit")}
      note={t("costs.recurringNote")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" hotkey="composer.send" isPending={save.isPending} onPress={go}>{t("common.save")}</Button>
        </>
      }
    >
      <TextField label={t("costs.name")} value={cost.name} autoFocus isRequired error={isChecked && cost.name.trim() === "" ? t("costs.nameMissing") : undefined} onChange={(name) => change({ name })} />
      <div className={styles.fields}>
        <NumberField label={t("profit.amount")} places={2} min="0" value={cost.amount.amount} onChange={(amount) => change({ amount: { ...cost.amount, amount: amount ?? "0.00" } })} />
        <ComboField label={t("profit.currency")} options={currencyOptions()} value={cost.amount.currency} onChange={(currency) => change({ amount: { ...cost.amount, currency } })} />
        <SelectField<Every> label={t("costs.every")} value={cost.every as Every} options={EVERY.map((every) => ({ value: every, label: t(`costs.every.${every}`) }))} onChange={(every) => change({ every })} />
        <SelectField label={t("profit.cut.shop")} value={cost.shop_id === null ? "" : String(cost.shop_id)} options={[{ value: "", label: t("nav.allShops") }, ...shops]} onChange={(id) => change({ shop_id: id === "" ? null : Number(id) })} />
        <TextField type="date" label={t("costs.firstDay")} value={cost.from} onChange={(from) => change({ from })} />
        <TextField type="date" label={t("costs.lastDay")} help={t("costs.lastDayHelp")} value={cost.to ?? ""} onChange={(to) => change({ to: to === "" ? null : to })} />
      </div>
    </SideSheet>
  );
}
