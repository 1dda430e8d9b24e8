import { ChevronDown, ChevronUp, Pencil, X } from "lucide-react";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { announce } from "../../components/announce";
import { Button } from "../../components/Button";
import { Switch } from "../../components/Choice";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { RoutingRuleShape } from "../../ipc/types.gen";
import { useUndoToast } from "../../undo";
import styles from "./Routing.module.css";
import { ruleText, type Names } from "./routingWords";

export interface RuleListProps {
  rules: readonly RoutingRuleShape[];
  onEdit: (rule: RoutingRuleShape) => void;
  /** Asked to be switched on: tried first. */
  onTry: (rule: RoutingRuleShape) => void;
}

function useRuleNames(): Names {
  const { data: workspace } = useCall("workspace_state", {});
  const { data: suppliers } = useCall("suppliers", {});
  return {
    currency: workspace?.base_currency ?? "EUR",
    shop: (id) => workspace?.shops.find((shop) => shop.id === id)?.name ?? String(id),
    supplier: (id) => suppliers?.rows.find((supplier) => supplier.id === id)?.name ?? String(id),
  };
}

/** The rules in the order in which they are asked. Alt and an arrow move the one that has the focus. */
export function RuleList({ rules, onEdit, onTry }: RuleListProps): ReactNode {
  const names = useRuleNames();
  const say = useUndoToast();
  const move = useAction("routing_rule_move", { failureTitle: t("routing.moveFailed") });
  const enable = useAction("routing_rule_enable", { failureTitle: t("routing.switchFailed") });
  const remove = useAction("routing_rule_remove", { failureTitle: t("routing.removeFailed") });
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<{ id: number; by: -1 | 1 } | null>(null);

  // The focus goes with the rule that was moved, to the button that moves it on.
  useEffect(() => {
    const last = moved.current;
    if (last === null) return;
    moved.current = null;
    const at = rules.findIndex(({ id }) => id === last.id);
    const row = list.current?.children[at];
    const buttons = [...(row?.querySelectorAll<HTMLButtonElement>("[data-move] button") ?? [])];
    const wanted = buttons[last.by === -1 ? 0 : 1];
    (wanted?.disabled === true ? buttons.find((button) => !button.disabled) : wanted)?.focus();
    if (at >= 0) announce(t("routing.place", { n: at + 1 }));
  }, [rules]);

  const shift = (rule: RoutingRuleShape, index: number, by: -1 | 1): void => {
    const place = index + by;
    if (rule.id === null || place < 0 || place >= rules.length || move.isPending) return;
    moved.current = { id: rule.id, by };
    move.mutate({ id: rule.id, place }, { onSuccess: (done) => say(t("routing.moved", { name: rule.name }), done) });
  };
  const onKeyDown = (event: KeyboardEvent, rule: RoutingRuleShape, index: number): void => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    shift(rule, index, event.key === "ArrowUp" ? -1 : 1);
  };
  const turn = (rule: RoutingRuleShape, isOn: boolean): void => {
    if (isOn) onTry(rule);
    else if (rule.id !== null) enable.mutate({ id: rule.id, on: false }, { onSuccess: (done) => say(t("routing.switchedOff", { name: rule.name }), done) });
  };
  const drop = (rule: RoutingRuleShape): void => {
    if (rule.id !== null) remove.mutate({ id: rule.id }, { onSuccess: (done) => say(t("routing.removed", { name: rule.name }), done) });
  };
  return (
    <ol ref={list} className={styles.list}>
      {rules.map((rule, index) => (
        <li key={rule.id} className={styles.row} data-off={!rule.enabled || undefined} onKeyDown={(event) => onKeyDown(event, rule, index)}>
          <span className={styles.place} aria-hidden>{index + 1}</span>
          <span className={styles.grow}>
            <span className="b5">{rule.name}</span>
            <small className={rule.unreadable ? "bad" : undefined}>{rule.unreadable ? t("routing.unreadable") : ruleText(rule, names)}</small>
          </span>
          <Switch isSelected={rule.enabled} isDisabled={rule.unreadable && !rule.enabled} onChange={(isOn) => turn(rule, isOn)}>
            <span className="sr">{t("routing.switch", { name: rule.name })}</span>
          </Switch>
          <span className={styles.tools}>
            <span data-move>
              <Button icon={ChevronUp} look="ghost" size="sm" label={t("routing.up", { name: rule.name })} isDisabled={index === 0} onPress={() => shift(rule, index, -1)} />
              <Button icon={ChevronDown} look="ghost" size="sm" label={t("routing.down", { name: rule.name })} isDisabled={index === rules.length - 1} onPress={() => shift(rule, index, 1)} />
            </span>
            <Button icon={Pencil} look="ghost" size="sm" label={t("costs.editOf", { name: rule.name })} onPress={() => onEdit(rule)} />
            <Button icon={X} look="ghost" size="sm" label={t("common.remove", { name: rule.name })} onPress={() => drop(rule)} />
          </span>
        </li>
      ))}
    </ol>
  );
}
