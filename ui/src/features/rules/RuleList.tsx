import { ChevronDown, ChevronUp, Pencil, ScrollText, X } from "lucide-react";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { announce } from "../../components/announce";
import { Button } from "../../components/Button";
import { Switch } from "../../components/Choice";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { RuleRow, RuleShape } from "../../ipc/types.gen";
import styles from "./Rules.module.css";
import { ruleSentence } from "./ruleWords";
import { useNames } from "./useNames";

export interface RuleListProps {
  rules: readonly RuleRow[];
  onEdit: (rule: RuleShape) => void;
  /** Asked to be switched on: tried first. */
  onTry: (rule: RuleShape) => void;
  onLog: (rule: RuleRow) => void;
}

/** The rules of one event in their order. Alt and an arrow move the one that has the focus. */
export function RuleList({ rules, onEdit, onTry, onLog }: RuleListProps): ReactNode {
  const names = useNames();
  const move = useAction("automation_rule_move", { failureTitle: t("rules.moveFailed") });
  const enable = useAction("automation_rule_enable", { failureTitle: t("rules.switchFailed") });
  const remove = useAction("automation_rule_remove", { failureTitle: t("rules.removeFailed") });
  const restore = useAction("automation_rule_save", { failureTitle: t("rules.saveFailed") });
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<{ id: number; by: -1 | 1 } | null>(null);

  // The focus goes with the rule that was moved, to the button that moves it on.
  useEffect(() => {
    const last = moved.current;
    if (last === null) return;
    moved.current = null;
    const at = rules.findIndex(({ id }) => id === last.id);
    const buttons = [...(list.current?.children[at]?.querySelectorAll<HTMLButtonElement>("[data-move] button") ?? [])];
    const wanted = buttons[last.by === -1 ? 0 : 1];
    (wanted?.disabled === true ? buttons.find((button) => !button.disabled) : wanted)?.focus();
    if (at >= 0) announce(t("rules.place", { n: at + 1 }));
  }, [rules]);

  const shift = (rule: RuleRow, index: number, by: -1 | 1): void => {
    const place = index + by;
    if (place < 0 || place >= rules.length || move.isPending) return;
    moved.current = { id: rule.id, by };
    move.mutate({ id: rule.id, to: place + 1 });
  };
  const onKeyDown = (event: KeyboardEvent, rule: RuleRow, index: number): void => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    shift(rule, index, event.key === "ArrowUp" ? -1 : 1);
  };
  const turn = (row: RuleRow, isOn: boolean): void => {
    if (!isOn) enable.mutate({ id: row.id, on: false });
    else if (row.rule !== null) onTry(row.rule);
  };
  const drop = ({ id, name, rule }: RuleRow): void =>
    remove.mutate(
      { id },
      {
        // It comes back switched off and at the end: what happened meanwhile is not known.
        onSuccess: () => showToast({ text: t("rules.removed", { name }), ...(rule === null ? {} : { onUndo: () => restore.mutate({ ...rule, id: 0, enabled: false }) }) }),
      },
    );
  return (
    <ol ref={list} className={styles.list}>
      {rules.map((row, index) => (
        <li key={row.id} className={styles.row} data-off={!row.enabled || undefined} onKeyDown={(event) => onKeyDown(event, row, index)}>
          <span className={styles.place} aria-hidden>{index + 1}</span>
          <span className={styles.grow}>
            <span className="b5">{row.name}</span>
            {row.rule !== null && <small>{ruleSentence(row.rule, names)}</small>}
            {row.fault !== "" && <small className={styles.bad}>{row.fault}</small>}
          </span>
          <Switch isSelected={row.enabled} isDisabled={row.rule === null && !row.enabled} onChange={(isOn) => turn(row, isOn)}>
            <span className="sr">{t("rules.switch", { name: row.name })}</span>
          </Switch>
          <span className={styles.tools}>
            <span data-move>
              <Button icon={ChevronUp} look="ghost" size="sm" label={t("rules.up", { name: row.name })} isDisabled={index === 0} onPress={() => shift(row, index, -1)} />
              <Button icon={ChevronDown} look="ghost" size="sm" label={t("rules.down", { name: row.name })} isDisabled={index === rules.length - 1} onPress={() => shift(row, index, 1)} />
            </span>
            <Button icon={ScrollText} look="ghost" size="sm" label={t("rules.logOf", { name: row.name })} onPress={() => onLog(row)} />
            <Button icon={Pencil} look="ghost" size="sm" label={t("costs.editOf", { name: row.name })} isDisabled={row.rule === null} onPress={() => row.rule !== null && onEdit(row.rule)} />
            <Button icon={X} look="ghost" size="sm" label={t("common.remove", { name: row.name })} onPress={() => drop(row)} />
          </span>
        </li>
      ))}
    </ol>
  );
}
