import { X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Checkbox } from "../../components/Choice";
import { NumberField } from "../../components/NumberField";
import { Segmented } from "../../components/Segmented";
import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { ConditionShape, TestShape } from "../../ipc/types.gen";
import { checkWord } from "../orders/checkWords";
import { CHECKS, EMPTY_TESTS, PAYMENTS, splitWords, TEST_KINDS } from "./ruleParts";
import styles from "./Rules.module.css";
import { paymentName } from "./ruleWords";

export interface ConditionEditorProps {
  /** Its place, counted from 1, for readers. */
  n: number;
  condition: ConditionShape;
  onChange: (condition: ConditionShape) => void;
  onRemove: () => void;
}

/** One condition: about what, whether it must hold or must not, and its values. */
export function ConditionEditor({ n, condition: { not, test }, onChange, onRemove }: ConditionEditorProps): ReactNode {
  return (
    <div role="group" aria-label={t("rules.conditionN", { n })} className={styles.part}>
      <div className={styles.head}>
        <SelectField isLabelHidden label={t("rules.about")} value={test.kind} options={TEST_KINDS.map((kind) => ({ value: kind, label: t(`rules.kind.${kind}`) }))} onChange={(kind) => onChange({ not, test: EMPTY_TESTS[kind] })} />
        <Segmented label={t("rules.holds")} value={not ? "not" : "is"} options={[{ value: "is", label: t("rules.is") }, { value: "not", label: t("rules.isNot") }]} onChange={(value) => onChange({ not: value === "not", test })} />
        <Button icon={X} look="ghost" size="sm" label={t("rules.conditionRemove", { n })} onPress={onRemove} />
      </div>
      <TestValues key={test.kind} test={test} onChange={(next) => onChange({ not, test: next })} />
    </div>
  );
}

function TestValues({ test, onChange }: { test: TestShape; onChange: (test: TestShape) => void }): ReactNode {
  const { data: workspace } = useCall("workspace_state", {});
  const { data: suppliers } = useCall("suppliers", {});
  switch (test.kind) {
    case "to":
      return <Words label={t("rules.zones")} help={t("rules.zonesHelp")} words={test.zones} onChange={(zones) => onChange({ ...test, zones: zones.map((zone) => zone.toUpperCase()) })} />;
    case "tag":
      return <Words label={t("rules.tags")} help={t("rules.wordsHelp")} words={test.tags} onChange={(tags) => onChange({ ...test, tags })} />;
    case "risk":
      return <Words label={t("rules.risks")} help={t("rules.risksHelp")} words={test.words} onChange={(words) => onChange({ ...test, words })} />;
    case "goods":
      return <Words label={t("rules.goods")} help={t("rules.goodsHelp")} words={test.patterns} onChange={(patterns) => onChange({ ...test, patterns })} />;
    case "shop":
      return <Several label={t("rules.kind.shop")} options={(workspace?.shops ?? []).flatMap(({ id, name }) => (id === null ? [] : [{ value: id, label: name }]))} chosen={test.shop_ids} onChange={(shop_ids) => onChange({ ...test, shop_ids })} />;
    case "supplier":
      return <Several label={t("rules.kind.supplier")} options={(suppliers?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))} chosen={test.supplier_ids} onChange={(supplier_ids) => onChange({ ...test, supplier_ids })} />;
    case "payment":
      return <Several label={t("rules.kind.payment")} options={PAYMENTS.map((value) => ({ value: value as string, label: paymentName(value) }))} chosen={test.states} onChange={(states) => onChange({ ...test, states })} />;
    case "fails":
      return <Several label={t("rules.kind.fails")} options={CHECKS.map((value) => ({ value: value as string, label: checkWord(value, true) }))} chosen={test.checks} onChange={(checks) => onChange({ ...test, checks })} />;
    case "total":
      return <Range from={test.from} to={test.to} currency={workspace?.base_currency ?? "EUR"} onChange={(from, to) => onChange({ ...test, from, to })} />;
    case "margin":
      return <Range from={test.from} to={test.to} unit="%" onChange={(from, to) => onChange({ ...test, from, to })} />;
    case "units":
    case "age":
      return <Range from={text(test.from)} to={text(test.to)} unit={test.kind === "age" ? t("rules.hoursUnit") : undefined} onChange={(from, to) => onChange({ ...test, from: whole(from), to: whole(to) })} />;
    case "known_customer":
      return <p className={styles.hint}>{t("rules.knownHelp")}</p>;
  }
}

const text = (value: number | null): string | null => (value === null ? null : String(value));
const whole = (value: string | null): number | null => (value === null ? null : Math.round(Number(value)));

function Words({ label, help, words, onChange }: { label: string; help: string; words: readonly string[]; onChange: (words: string[]) => void }): ReactNode {
  const [typed, setTyped] = useState(words.join(", "));
  return (
    <TextField
      label={label}
      help={help}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        onChange(splitWords(next));
      }}
    />
  );
}

function Several<Value extends string | number>({ label, options, chosen, onChange }: { label: string; options: readonly { value: Value; label: string }[]; chosen: readonly Value[]; onChange: (chosen: Value[]) => void }): ReactNode {
  return (
    <div role="group" aria-label={label} className={styles.choices}>
      {options.map(({ value, label: name }) => (
        <Checkbox key={value} isSelected={chosen.includes(value)} onChange={(isOn) => onChange(isOn ? [...chosen, value] : chosen.filter((each) => each !== value))}>
          {name}
        </Checkbox>
      ))}
    </div>
  );
}

interface RangeProps {
  from: string | null;
  to: string | null;
  currency?: string;
  unit?: string | undefined;
  onChange: (from: string | null, to: string | null) => void;
}

function Range({ from, to, currency, unit, onChange }: RangeProps): ReactNode {
  const look = { ...(currency === undefined ? {} : { currency, places: 2 }), ...(unit === undefined ? {} : { unit }) };
  return (
    <div className={styles.fields}>
      <NumberField label={t("rules.from")} {...look} value={from} onChange={(value) => onChange(value, to)} />
      <NumberField label={t("rules.to")} {...look} value={to} onChange={(value) => onChange(from, value)} />
    </div>
  );
}
