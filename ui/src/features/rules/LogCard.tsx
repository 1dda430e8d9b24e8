import { RotateCcw } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useNow } from "../../clock";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Skeleton } from "../../components/Skeleton";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { RuleRow } from "../../ipc/types.gen";
import { useUndo } from "../../undo";
import { momentText } from "../orders/moments";
import styles from "./Rules.module.css";
import { deedWord } from "./ruleWords";

const PAGE = 20;

/** Which rule did what, latest first; everything that was done can be taken back. */
export function LogCard({ rule, onAll }: { rule: RuleRow | null; onAll: () => void }): ReactNode {
  const [limit, setLimit] = useState(PAGE);
  const { data, error } = useCall("automation_log", { limit, ...(rule === null ? {} : { rule_id: rule.id }) }, { keepPrevious: true });
  const undo = useUndo();
  const now = useNow();
  const rows = data?.rows ?? [];
  return (
    <Card
      title={rule === null ? t("rules.log") : t("rules.logOf", { name: rule.name })}
      padding="none"
      end={rule !== null && <Button size="sm" look="ghost" onPress={onAll}>{t("rules.logAll")}</Button>}
    >
      {error !== null && <p className={styles.row}>{error.message}</p>}
      {data === undefined && error === null && <Skeleton rows={2} />}
      {data !== undefined && rows.length === 0 && <p className={styles.row}>{t("rules.logNone")}</p>}
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.id} className={styles.row}>
            <span className={styles.grow}>
              <span data-undone={row.undone || undefined}>
                <a href={`#/orders/${row.order_id}`} className="b5">{row.number}</a> {deedWord(row.deed, now)}
              </span>
              <small>
                {row.rule === "" ? t("rules.guard") : row.rule}, <time dateTime={row.at}>{momentText(row.at, now)}</time>
                {row.undone && `, ${t("rules.undone")}`}
              </small>
            </span>
            {row.undo !== null && <Button icon={RotateCcw} look="ghost" size="sm" label={t("rules.takeBack", { number: row.number })} onPress={() => undo({ id: row.undo ?? 0 })} />}
          </li>
        ))}
      </ul>
      {data !== undefined && data.next !== null && limit < 500 && (
        <div className={styles.row}>
          <Button size="sm" onPress={() => setLimit(Math.min(500, limit + 100))}>{t("rules.logMore")}</Button>
        </div>
      )}
    </Card>
  );
}
