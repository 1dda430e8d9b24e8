import { Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Menu } from "../../components/Menu";
import { Segmented } from "../../components/Segmented";
import { Skeleton } from "../../components/Skeleton";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { RuleRow, RuleShape } from "../../ipc/types.gen";
import { AskingBanner } from "./AskingBanner";
import { AutomaticCard } from "./AutomaticCard";
import { DraftsCard } from "./DraftsCard";
import { LogCard } from "./LogCard";
import { blankRule, EVENTS, EXAMPLES, type EventName } from "./ruleParts";
import { RuleList } from "./RuleList";
import styles from "./Rules.module.css";
import { RuleSheet } from "./RuleSheet";
import { eventWord } from "./ruleWords";
import { TrialSheet } from "./TrialSheet";

/** The ordered rules that work on orders, to whom they may forward, and what they did. */
export function RulesSection(): ReactNode {
  const { data, error } = useCall("automation", {});
  const [edited, setEdited] = useState<RuleShape | null>(null);
  const [tried, setTried] = useState<RuleShape | null>(null);
  const [logged, setLogged] = useState<RuleRow | null>(null);
  const start = [
    { id: "own", label: t("rules.own"), onAction: () => setEdited(blankRule()) },
    { id: "examples", title: t("rules.examples"), entries: EXAMPLES.map(({ id, rule }) => ({ id, label: t(`rules.example.${id}`), onAction: () => setEdited(rule()) })) },
  ];
  const used = EVENTS.filter((event) => data?.rules.some((rule) => rule.event === event));
  return (
    <>
      <p className="t2">{t("rules.intro")}</p>
      {data?.asking !== null && data?.asking !== undefined && <AskingBanner asking={data.asking} />}
      {error !== null && <p className={styles.bad}>{error.message}</p>}
      {data === undefined && error === null && <Skeleton rows={3} />}
      {data !== undefined && data.rules.length === 0 && <NoRules onStart={setEdited} />}
      {used.map((event) => (
        <EventCard key={event} event={event} rules={data?.rules.filter((rule) => rule.event === event) ?? []} isFirstOnly={data?.first_only.includes(event) ?? false} onEdit={setEdited} onTry={setTried} onLog={setLogged} />
      ))}
      {data !== undefined && data.rules.length > 0 && (
        <div>
          <Menu label={t("rules.add")} entries={start} placement="bottom start">
            <Button icon={Plus} hasPopup>{t("rules.add")}</Button>
          </Menu>
        </div>
      )}
      {data !== undefined && <AutomaticCard automation={data} />}
      {data !== undefined && data.drafts > 0 && <DraftsCard />}
      <LogCard key={logged?.id ?? 0} rule={logged} onAll={() => setLogged(null)} />
      {edited !== null && <RuleSheet start={edited} places={data?.places ?? []} onClose={() => setEdited(null)} />}
      {tried !== null && <SwitchOn rule={tried} onClose={() => setTried(null)} />}
    </>
  );
}

interface EventCardProps {
  event: EventName;
  rules: readonly RuleRow[];
  isFirstOnly: boolean;
  onEdit: (rule: RuleShape) => void;
  onTry: (rule: RuleShape) => void;
  onLog: (rule: RuleRow) => void;
}

/** The rules that listen to one event, and whether the first or all of them act. */
function EventCard({ event, rules, isFirstOnly, ...props }: EventCardProps): ReactNode {
  const mode = useAction("automation_mode", { failureTitle: t("rules.modeFailed") });
  return (
    <Card
      title={t("rules.whenTitle", { when: eventWord(event) })}
      padding="none"
      end={
        rules.length > 1 && (
          <Segmented label={t("rules.mode")} value={isFirstOnly ? "first" : "all"} options={[{ value: "all", label: t("rules.modeAll") }, { value: "first", label: t("rules.modeFirst") }]} onChange={(value) => mode.mutate({ event, first_only: value === "first" })} />
        )
      }
    >
      <RuleList rules={rules} {...props} />
    </Card>
  );
}

/** What rules are for, and some to start from. */
function NoRules({ onStart }: { onStart: (rule: RuleShape) => void }): ReactNode {
  return (
    <Card title={t("rules.none")}>
      <div className={styles.none}>
        <p className="t2">{t("rules.noneNote")}</p>
        <ul className={styles.examples}>
          {EXAMPLES.map(({ id, rule }) => (
            <li key={id} className={styles.row}>
              <span className={styles.grow}>
                <span className="b5">{t(`rules.example.${id}`)}</span>
                <small>{t(`rules.example.${id}Note`)}</small>
              </span>
              <Button onPress={() => onStart(rule())}>
                {t("rules.use")}
                <span className="sr"> {t(`rules.example.${id}`)}</span>
              </Button>
            </li>
          ))}
        </ul>
        <div>
          <Button icon={Plus} onPress={() => onStart(blankRule())}>{t("rules.own")}</Button>
        </div>
      </div>
    </Card>
  );
}

/** What a rule would have done, and only then the button that switches it on. */
function SwitchOn({ rule, onClose }: { rule: RuleShape; onClose: () => void }): ReactNode {
  const enable = useAction("automation_rule_enable", {
    failureTitle: t("rules.switchFailed"),
    onDone: () => {
      showToast({ text: t("rules.switchedOn", { name: rule.name }) });
      onClose();
    },
  });
  return <TrialSheet rule={rule} action={{ label: t("rules.switchOn"), isPending: enable.isPending, onPress: () => enable.mutate({ id: rule.id, on: true }) }} onClose={onClose} />;
}
