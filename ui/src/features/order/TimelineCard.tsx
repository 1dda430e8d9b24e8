import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Segmented } from "../../components/Segmented";
import { Timeline } from "../../components/StepBar";
import { formatMoney } from "../../i18n/format";
import { isTextKey, t } from "../../i18n/text";
import type { TimelineRow } from "../../ipc/types.gen";
import { momentText } from "../orders/moments";
import { timelineWords } from "./timelineWords";

const TOPICS = ["all", "parcel", "money", "messages"] as const;
type Topic = (typeof TOPICS)[number];
const FIRST = 30;

/** Who did it; what was read from a file is told by the file's name. */
const actorWord = ({ actor, facts }: TimelineRow): string => {
  if (actor === "file" && (facts["file"] ?? "") !== "") return facts["file"] ?? "";
  const key = `actor.${actor}`;
  return isTextKey(key) ? t(key) : actor;
};

/** Everything that happened, newest first, with who did it. */
export function TimelineCard({ rows, now }: { rows: readonly TimelineRow[]; now: number }): ReactNode {
  const [topic, setTopic] = useState<Topic>("all");
  const [isLong, setLong] = useState(false);
  const fitting = topic === "all" ? rows : rows.filter((row) => row.topic === topic);
  const shown = isLong ? fitting : fitting.slice(0, FIRST);
  return (
    <Card
      title={t("order.timeline")}
      end={<Segmented label={t("order.timeline")} value={topic} onChange={setTopic} options={TOPICS.map((value) => ({ value, label: t(`order.topic.${value}`) }))} />}
    >
      {shown.length === 0 && <p className="t3">{t("order.timelineNone")}</p>}
      <Timeline
        label={t("order.timeline")}
        entries={shown.map((row, index) => {
          const { title, note, icon: Icon, look } = timelineWords(row, now, (amount, currency) => formatMoney({ amount, currency }));
          return {
            id: `${row.at} ${row.kind} ${index}`,
            title,
            ...(note === "" ? {} : { note }),
            when: <time dateTime={row.at}>{momentText(row.at, now)}</time>,
            source: row.kind === "forecast" ? t("order.forecast") : actorWord(row),
            icon: <Icon size={14} strokeWidth={1.85} aria-hidden />,
            look,
          };
        })}
      />
      {fitting.length > shown.length && (
        <Button size="sm" look="ghost" onPress={() => setLong(true)}>
          {t("order.timelineMore", { count: fitting.length - shown.length })}
        </Button>
      )}
    </Card>
  );
}
