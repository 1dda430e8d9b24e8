import { History } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Checkbox, RadioGroup } from "../../components/Choice";
import { NumberField } from "../../components/NumberField";
import { SelectField } from "../../components/SelectField";
import { SideSheet } from "../../components/SideSheet";
import { TextField } from "../../components/TextField";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { RoutingLimits, RoutingRuleShape, RoutingWhen } from "../../ipc/types.gen";
import { useUndoToast } from "../../undo";
import { PlaceList } from "./PlaceList";
import { ReplaySheet } from "./ReplaySheet";
import styles from "./Routing.module.css";
import { splitWords, withDraft } from "./rules";

const HOW = ["rank", "cheapest", "fastest", "preferred"] as const;
type How = (typeof HOW)[number];

export interface RuleSheetProps {
  start: RoutingRuleShape;
  rules: readonly RoutingRuleShape[];
  onClose: () => void;
}

const numberText = (value: number | null): string | null => (value === null ? null : String(value));
const whole = (text: string | null): number | null => (text === null ? null : Math.round(Number(text)));

/** One rule: which orders, how it chooses, what it does not allow. One that is on is tried before it is saved. */
export function RuleSheet({ start, rules, onClose }: RuleSheetProps): ReactNode {
  const [rule, setRule] = useState(start);
  const [goods, setGoods] = useState(start.when.goods.join(", "));
  const [tags, setTags] = useState(start.when.tags.join(", "));
  const [isChecked, setChecked] = useState(false);
  const [isTrying, setTrying] = useState(false);
  const [seen, setSeen] = useState<string | null>(null);
  const { data: workspace } = useCall("workspace_state", {});
  const { data: suppliers } = useCall("suppliers", {});
  const say = useUndoToast();
  const save = useAction("routing_rule_save", {
    failureTitle: t("routing.saveFailed"),
    onDone: (done, { name }) => {
      say(t("routing.saved", { name: name ?? "" }), done);
      onClose();
    },
  });
  const draft: RoutingRuleShape = { ...rule, name: rule.name.trim(), when: { ...rule.when, goods: splitWords(goods), tags: splitWords(tags) } };
  const when = (part: Partial<RoutingWhen>): void => setRule({ ...rule, when: { ...rule.when, ...part } });
  const limit = (part: Partial<RoutingLimits>): void => setRule({ ...rule, limits: { ...rule.limits, ...part } });
  const hasName = draft.name !== "";
  const hasSupplier = rule.how !== "preferred" || rule.preferred_supplier_id !== null;
  const needsTrial = rule.enabled && seen !== JSON.stringify(draft);
  const whenFit = (go: () => void): void => {
    setChecked(true);
    if (hasName && hasSupplier) go();
  };
  const shops = workspace?.shops ?? [];
  const currency = workspace?.base_currency ?? "EUR";
  return (
    <>
      <SideSheet
        isOpen
        size="lg"
        title={start.id === null ? t("routing.add") : start.name}
        note={t("routing.editNote")}
        onClose={onClose}
        actions={
          <>
            <Button onPress={onClose}>{t("common.cancel")}</Button>
            <Button icon={History} onPress={() => whenFit(() => setTrying(true))}>{t("routing.try")}</Button>
            <Button look="primary" hotkey="composer.send" isPending={save.isPending} isDisabled={needsTrial} onPress={() => whenFit(() => save.mutate(draft))}>
              {t("common.save")}
            </Button>
          </>
        }
      >
        {needsTrial && <p className={styles.notice}>{t("routing.tryFirst")}</p>}
        <TextField label={t("routing.name")} value={rule.name} autoFocus isRequired maxLength={80} error={isChecked && !hasName ? t("routing.nameMissing") : undefined} onChange={(name) => setRule({ ...rule, name })} />
        <fieldset className={styles.part}>
          <legend>{t("routing.which")}</legend>
          <PlaceList label={t("routing.to")} places={rule.when.to} onChange={(to) => when({ to })} />
          {shops.length > 1 && (
            <div role="group" aria-label={t("routing.shops")} className={styles.places}>
              <span className={styles.label}>{t("routing.shops")}</span>
              <span className={styles.choices}>
                {shops.map(({ id, name }) =>
                  id === null ? null : (
                    <Checkbox key={id} isSelected={rule.when.shop_ids.includes(id)} onChange={(isOn) => when({ shop_ids: isOn ? [...rule.when.shop_ids, id] : rule.when.shop_ids.filter((each) => each !== id) })}>
                      {name}
                    </Checkbox>
                  ),
                )}
              </span>
            </div>
          )}
          <div className={styles.fields}>
            <TextField label={t("routing.goods")} help={t("routing.goodsHelp")} value={goods} onChange={setGoods} />
            <TextField label={t("routing.tags")} help={t("routing.tagsHelp")} value={tags} onChange={setTags} />
            {splitWords(goods).length > 0 && (
              <div className={styles.whole}>
                <Checkbox isSelected={rule.when.every_line} onChange={(isOn) => when({ every_line: isOn })}>{t("routing.everyLine")}</Checkbox>
              </div>
            )}
            <NumberField label={t("routing.valueFrom")} currency={currency} places={2} min="0" value={rule.when.value_from === "" ? null : rule.when.value_from} onChange={(value) => when({ value_from: value ?? "" })} />
            <NumberField label={t("routing.valueTo")} currency={currency} places={2} min="0" value={rule.when.value_to === "" ? null : rule.when.value_to} onChange={(value) => when({ value_to: value ?? "" })} />
          </div>
        </fieldset>
        <RadioGroup<How> label={t("routing.how")} value={HOW.find((how) => how === rule.how) ?? "rank"} options={HOW.map((how) => ({ value: how, label: t(`routing.how.${how}`), note: t(`routing.how.${how}Note`) }))} onChange={(how) => setRule({ ...rule, how })} />
        {rule.how === "preferred" && (
          <SelectField
            label={t("routing.supplier")}
            value={rule.preferred_supplier_id === null ? null : String(rule.preferred_supplier_id)}
            options={(suppliers?.rows ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
            error={isChecked && !hasSupplier ? t("routing.supplierMissing") : undefined}
            onChange={(id) => setRule({ ...rule, preferred_supplier_id: Number(id) })}
          />
        )}
        <fieldset className={styles.part}>
          <legend>{t("routing.limits")}</legend>
          <PlaceList label={t("routing.from")} places={rule.limits.from} onChange={(from) => limit({ from })} />
          <Checkbox isSelected={rule.limits.approved_only} note={t("routing.approvedOnlyNote")} onChange={(isOn) => limit({ approved_only: isOn })}>{t("routing.approvedOnly")}</Checkbox>
          <Checkbox isSelected={rule.limits.minimum_orders} note={t("routing.minimumOrdersNote")} onChange={(isOn) => limit({ minimum_orders: isOn })}>{t("routing.minimumOrders")}</Checkbox>
          <div className={styles.fields}>
            <NumberField label={t("routing.mostDays")} min="1" max="365" value={numberText(rule.limits.most_days)} onChange={(days) => limit({ most_days: whole(days) })} />
            <NumberField label={t("routing.stockLeft")} help={t("routing.stockLeftHelp")} min="1" max="1000000" value={numberText(rule.limits.stock_left)} onChange={(units) => limit({ stock_left: whole(units) })} />
            <NumberField label={t("routing.mostSuppliers")} help={t("routing.mostSuppliersHelp")} min="1" max="100" value={numberText(rule.limits.most_suppliers)} onChange={(count) => limit({ most_suppliers: whole(count) })} />
          </div>
        </fieldset>
      </SideSheet>
      {isTrying && <ReplaySheet name={draft.name} rules={withDraft(rules, draft)} onSeen={() => setSeen(JSON.stringify(draft))} onClose={() => setTrying(false)} />}
    </>
  );
}
