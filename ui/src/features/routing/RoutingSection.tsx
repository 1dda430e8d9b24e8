import { Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Menu } from "../../components/Menu";
import { Skeleton } from "../../components/Skeleton";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { RoutingRuleShape } from "../../ipc/types.gen";
import { useUndoToast } from "../../undo";
import { DutyCard } from "./DutyCard";
import { ReplaySheet } from "./ReplaySheet";
import styles from "./Routing.module.css";
import { RuleList } from "./RuleList";
import { blankRule, PRESETS, withDraft } from "./rules";
import { RuleSheet } from "./RuleSheet";

/** The ordered rules that choose who serves an order, and estimates of duty. */
export function RoutingSection(): ReactNode {
  const { data, error } = useCall("routing_rules", {});
  const [edited, setEdited] = useState<RoutingRuleShape | null>(null);
  const [tried, setTried] = useState<RoutingRuleShape | null>(null);
  const rules = data?.rows ?? [];
  const start = [
    { id: "own", label: t("routing.own"), onAction: () => setEdited(blankRule()) },
    { id: "presets", title: t("routing.presets"), entries: PRESETS.map(({ id, rule }) => ({ id, label: t(`routing.preset.${id}`), onAction: () => setEdited(rule()) })) },
  ];
  return (
    <>
      <p className="t2">{t("routing.intro")}</p>
      <Card
        title={t("routing.rules")}
        padding="none"
        end={
          rules.length > 0 && (
            <Menu label={t("routing.add")} entries={start} placement="bottom end">
              <Button size="sm" icon={Plus} hasPopup>{t("routing.add")}</Button>
            </Menu>
          )
        }
      >
        {error !== null && <p className={styles.row}>{error.message}</p>}
        {data === undefined && error === null && <Skeleton rows={3} />}
        {data !== undefined && rules.length === 0 && <NoRules onStart={setEdited} />}
        {rules.length > 0 && <RuleList rules={rules} onEdit={setEdited} onTry={setTried} />}
      </Card>
      <DutyCard />
      {edited !== null && <RuleSheet start={edited} rules={rules} onClose={() => setEdited(null)} />}
      {tried !== null && <Trial rule={tried} rules={rules} onClose={() => setTried(null)} />}
    </>
  );
}

/** What is decided without rules, and rules to start from. */
function NoRules({ onStart }: { onStart: (rule: RoutingRuleShape) => void }): ReactNode {
  return (
    <div className={styles.none}>
      <div>
        <h3 className="b5">{t("routing.none")}</h3>
        <p className="t2">{t("routing.noneNote")}</p>
      </div>
      <ul className={styles.presets}>
        {PRESETS.map(({ id, rule }) => (
          <li key={id} className={styles.preset}>
            <span className={styles.grow}>
              <span className="b5">{t(`routing.preset.${id}`)}</span>
              <small>{t(`routing.preset.${id}Note`)}</small>
            </span>
            <Button onPress={() => onStart(rule())}>
              {t("routing.preset.use")}
              <span className="sr"> {t(`routing.preset.${id}`)}</span>
            </Button>
          </li>
        ))}
      </ul>
      <div>
        <Button icon={Plus} onPress={() => onStart(blankRule())}>{t("routing.add")}</Button>
      </div>
    </div>
  );
}

/** What a rule would have done, and only then the button that switches it on. */
function Trial({ rule, rules, onClose }: { rule: RoutingRuleShape; rules: readonly RoutingRuleShape[]; onClose: () => void }): ReactNode {
  const say = useUndoToast();
  const enable = useAction("routing_rule_enable", {
    failureTitle: t("routing.switchFailed"),
    onDone: (done) => {
      say(t("routing.switchedOn", { name: rule.name }), done);
      onClose();
    },
  });
  const { id } = rule;
  if (id === null) return null;
  return <ReplaySheet name={rule.name} rules={withDraft(rules, rule)} action={{ label: t("replay.switchOn"), isPending: enable.isPending, onPress: () => enable.mutate({ id, on: true }) }} onClose={onClose} />;
}
