import { History, Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { RadioGroup } from "../../components/Choice";
import { Segmented } from "../../components/Segmented";
import { SelectField } from "../../components/SelectField";
import { SideSheet } from "../../components/SideSheet";
import { TextField } from "../../components/TextField";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { RuleBody, RuleShape } from "../../ipc/types.gen";
import { ActionEditor } from "./ActionEditor";
import { ConditionEditor } from "./ConditionEditor";
import { EMPTY_TESTS, EVENTS, type EventName } from "./ruleParts";
import styles from "./Rules.module.css";
import { eventWord, ruleSentence } from "./ruleWords";
import { TrialSheet } from "./TrialSheet";
import { useNames } from "./useNames";

export interface RuleSheetProps {
  start: RuleShape;
  places: readonly string[];
  onClose: () => void;
}

/** One rule: when, if, then, and the sentence that it makes. One that is on is tried before a change is kept. */
export function RuleSheet({ start, places, onClose }: RuleSheetProps): ReactNode {
  const [rule, setRule] = useState(start);
  const [isChecked, setChecked] = useState(false);
  const [isTrying, setTrying] = useState(false);
  const [seen, setSeen] = useState<string | null>(null);
  const names = useNames();
  const save = useAction("automation_rule_save", {
    failureTitle: t("rules.saveFailed"),
    onDone: (_, { name, enabled }) => {
      showToast({ text: t(enabled ? "rules.saved" : "rules.savedOff", { name }) });
      onClose();
    },
  });
  const draft = { ...rule, name: rule.name.trim() };
  const body = (part: Partial<RuleBody>): void => setRule({ ...rule, rule: { ...rule.rule, ...part } });
  const { conditions, actions } = rule.rule;
  const hasName = draft.name !== "";
  const needsTrial = rule.enabled && seen !== JSON.stringify(draft);
  const whenNamed = (go: () => void): void => {
    setChecked(true);
    if (hasName) go();
  };
  return (
    <>
      <SideSheet
        isOpen
        size="lg"
        title={start.id === 0 ? t("rules.add") : start.name}
        onClose={onClose}
        actions={
          <>
            <Button onPress={onClose}>{t("common.cancel")}</Button>
            <Button icon={History} onPress={() => whenNamed(() => setTrying(true))}>{t("rules.try")}</Button>
            <Button look="primary" hotkey="composer.send" isPending={save.isPending} isDisabled={needsTrial} onPress={() => whenNamed(() => save.mutate(draft))}>
              {t("common.save")}
            </Button>
          </>
        }
      >
        <p className={styles.sentence} aria-live="polite">{ruleSentence(rule, names)}</p>
        {needsTrial && <p className={styles.notice}>{t("rules.tryFirst")}</p>}
        <TextField label={t("rules.ruleName")} value={rule.name} autoFocus isRequired error={isChecked && !hasName ? t("rules.nameMissing") : undefined} onChange={(name) => setRule({ ...rule, name })} />
        <SelectField<EventName> label={t("rules.when")} value={EVENTS.find((event) => event === rule.event) ?? "came_in"} options={EVENTS.map((event) => ({ value: event, label: eventWord(event) }))} onChange={(event) => setRule({ ...rule, event })} />
        <RadioGroup label={t("rules.scope")} layout="row" value={rule.rule.scope === "line" ? "line" : "order"} options={[{ value: "order", label: t("rules.scope.order") }, { value: "line", label: t("rules.scope.line"), note: t("rules.scope.lineNote") }]} onChange={(scope) => body({ scope })} />
        <fieldset className={styles.parts}>
          <legend>{t("rules.conditions")}</legend>
          {conditions.length > 1 && <Segmented label={t("rules.conditions")} value={rule.rule.any ? "any" : "all"} options={[{ value: "all", label: t("rules.all") }, { value: "any", label: t("rules.any") }]} onChange={(value) => body({ any: value === "any" })} />}
          {conditions.length === 0 && <p className={styles.hint}>{t("rules.everyOrder")}</p>}
          {conditions.map((condition, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <ConditionEditor key={`${index} of ${conditions.length}`} n={index + 1} condition={condition} onChange={(next) => body({ conditions: conditions.with(index, next) })} onRemove={() => body({ conditions: conditions.filter((_, at) => at !== index) })} />
          ))}
          <div>
            <Button size="sm" icon={Plus} isDisabled={conditions.length >= 20} onPress={() => body({ conditions: [...conditions, { not: false, test: EMPTY_TESTS.to }] })}>{t("rules.conditionAdd")}</Button>
          </div>
        </fieldset>
        <fieldset className={styles.parts}>
          <legend>{t("rules.actions")}</legend>
          {actions.map((action, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <ActionEditor key={`${index} of ${actions.length}`} n={index + 1} action={action} places={places} canRemove={actions.length > 1} onChange={(next) => body({ actions: actions.with(index, next) })} onRemove={() => body({ actions: actions.filter((_, at) => at !== index) })} />
          ))}
          <div>
            <Button size="sm" icon={Plus} isDisabled={actions.length >= 10} onPress={() => body({ actions: [...actions, { kind: "hold" }] })}>{t("rules.actionAdd")}</Button>
          </div>
        </fieldset>
      </SideSheet>
      {isTrying && <TrialSheet rule={draft} onSeen={() => setSeen(JSON.stringify(draft))} onClose={() => setTrying(false)} />}
    </>
  );
}
