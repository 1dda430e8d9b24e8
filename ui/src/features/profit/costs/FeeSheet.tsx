import { useState, type ReactNode } from "react";
import { Button } from "../../../components/Button";
import { Checkbox } from "../../../components/Choice";
import { NumberField } from "../../../components/NumberField";
import { SelectField } from "../../../components/SelectField";
import { SideSheet } from "../../../components/SideSheet";
import { TextField } from "../../../components/TextField";
import { t } from "../../../i18n/text";
import { useAction } from "../../../ipc/queries";
import type { FeeRuleShape } from "../../../ipc/types.gen";
import { useUndoToast } from "../../../undo";
import styles from "./Costs.module.css";

const KINDS = ["payment", "commission"] as const;
const PER = ["order", "line", "item"] as const;
type Per = (typeof PER)[number];

const kindName = (kind: string): string => (kind === "commission" ? t("costs.fee.commission") : kind === "payment" ? t("costs.fee.payment") : kind);

/** One fee: how much, of what, from when. */
export function FeeSheet({ start, shop, currency, onClose }: { start: FeeRuleShape; shop: string; currency: string; onClose: () => void }): ReactNode {
  const [rule, setRule] = useState(start);
  const say = useUndoToast();
  const save = useAction("fee_rule_save", {
    failureTitle: t("costs.saveFailed"),
    onDone: (done, { kind }) => {
      say(t("costs.savedOf", { name: t("costs.feeOf", { fee: kindName(kind), shop }) }), done);
      onClose();
    },
  });
  const change = (part: Partial<FeeRuleShape>): void => setRule({ ...rule, ...part });
  const kinds = KINDS.some((kind) => kind === rule.kind) ? KINDS : [...KINDS, rule.kind];
  const limit = (text: string): string | null => (text === "" ? null : text);
  return (
    <SideSheet
      isOpen
      title={t(start.id === null ? "costs.feeOwn" : "costs.feeEdit")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" hotkey="composer.send" isPending={save.isPending} onPress={() => save.mutate(rule)}>{t("common.save")}</Button>
        </>
      }
    >
      <div className={styles.fields}>
        <SelectField label={t("profit.account")} value={rule.kind} options={kinds.map((kind) => ({ value: kind, label: kindName(kind) }))} onChange={(kind) => change({ kind })} />
        <TextField label={t("costs.gateway")} help={t("costs.gatewayHelp")} value={rule.gateway} onChange={(gateway) => change({ gateway })} />
        <NumberField label={t("costs.percent")} unit="%" min="0" step="0.1" value={rule.percent} onChange={(percent) => change({ percent: percent ?? "0" })} />
        <NumberField label={t("costs.fixed")} currency={currency} places={2} min="0" step="0.05" value={rule.fixed} onChange={(fixed) => change({ fixed: fixed ?? "0" })} />
        <NumberField label={t("costs.least")} currency={currency} places={2} min="0" value={rule.min === "" ? null : rule.min} onChange={(min) => change({ min: min ?? "" })} />
        <NumberField label={t("costs.most")} currency={currency} places={2} min="0" value={rule.max === "" ? null : rule.max} onChange={(max) => change({ max: max ?? "" })} />
      </div>
      <fieldset>
        <legend className={styles.note}>{t("costs.steps")}</legend>
        <div className={styles.fields}>
          <SelectField<Per> label={t("costs.per")} value={(PER.find((per) => per === rule.per) ?? "order")} options={PER.map((per) => ({ value: per, label: t(`costs.per.${per}`) }))} onChange={(per) => change({ per })} />
          <span />
          <NumberField label={t("costs.above")} help={t("costs.aboveHelp")} currency={currency} places={2} min="0" value={limit(rule.above)} onChange={(above) => change({ above: above ?? "", ...(above === null ? { above_percent: "" } : {}) })} />
          {rule.above !== "" && <NumberField label={t("costs.percentOfRest")} unit="%" min="0" step="0.1" value={limit(rule.above_percent)} onChange={(percent) => change({ above_percent: percent ?? "" })} />}
          {rule.above === "" && <span />}
          <NumberField label={t("costs.small")} help={t("costs.smallHelp")} currency={currency} places={2} min="0" value={limit(rule.small)} onChange={(small) => change({ small: small ?? "", ...(small === null ? { small_fixed: "" } : {}) })} />
          {rule.small !== "" && <NumberField label={t("costs.smallFixed")} currency={currency} places={2} min="0" step="0.05" value={limit(rule.small_fixed)} onChange={(fixed) => change({ small_fixed: fixed ?? "" })} />}
        </div>
      </fieldset>
      <fieldset>
        <legend className={styles.note}>{t("costs.base")}</legend>
        <div><Checkbox isSelected={rule.on_items} onChange={(on) => change({ on_items: on })}>{t("costs.onItems")}</Checkbox></div>
        <div><Checkbox isSelected={rule.on_shipping} onChange={(on) => change({ on_shipping: on })}>{t("costs.onShipping")}</Checkbox></div>
        <div><Checkbox isSelected={rule.on_tax} onChange={(on) => change({ on_tax: on })}>{t("costs.onTax")}</Checkbox></div>
      </fieldset>
      <div className={styles.fields}>
        <TextField type="date" label={t("costs.firstDay")} help={t("costs.firstDayHelp")} value={rule.from} onChange={(from) => change({ from })} />
        <TextField type="date" label={t("costs.lastDay")} help={t("costs.lastDayHelp")} value={rule.to} onChange={(to) => change({ to })} />
        <div className={styles.whole}>
          <TextField label={t("costs.source")} help={t("costs.sourceHelp")} value={rule.source} onChange={(source) => change({ source })} />
        </div>
      </div>
    </SideSheet>
  );
}
