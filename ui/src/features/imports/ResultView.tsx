import type { ReactNode } from "react";
import { Button, LinkButton } from "../../components/Button";
import { Card } from "../../components/Card";
import { MetricStrip } from "../../components/MetricStrip";
import { StatusMark } from "../../components/StatusMark";
import { formatNumber } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { ImportAnswer, ImportKind } from "../../ipc/types.gen";
import styles from "./ImportWizard.module.css";
import { RejectionList } from "./RejectionList";
import { countOf } from "./words";

export interface ResultViewProps {
  kind: ImportKind;
  answer: ImportAnswer;
  onAnother: () => void;
  /** In place of "Go to the inbox", where the import is a step of something else. */
  next?: ReactNode;
}

/** What an import did. */
export function ResultView({ kind, answer, onAnother, next }: ResultViewProps): ReactNode {
  const { read, added, changed, unchanged, rejected, notes, stopped } = answer;
  const what = countOf(kind, read);
  return (
    <Card>
      <div className={styles.stack}>
        <header className={styles.done} role="status">
          <StatusMark mark={stopped ? "hold" : "ok"} name="" size={22} />
          <div>
            <h2 className="display">{t(stopped ? "imports.doneStopped" : "imports.done", { what })}</h2>
            <p className="t2">{stopped ? t("imports.stoppedNote") : t("imports.doneNote", { added, changed, unchanged })}</p>
          </div>
        </header>
        <MetricStrip
          label={t("imports.found")}
          metrics={[
            { id: "new", label: t("imports.new"), value: formatNumber(added) },
            { id: "changed", label: t("imports.changed"), value: formatNumber(changed) },
            { id: "unchanged", label: t("imports.unchanged"), value: formatNumber(unchanged) },
            { id: "rejected", label: t("imports.rejected"), value: <span className={rejected.length > 0 ? "warn" : undefined}>{formatNumber(rejected.length)}</span> },
          ]}
        />
        <RejectionList title={t("imports.rejections", { count: rejected.length })} note={t("imports.rejectionsNote")} rows={rejected} />
        <RejectionList title={t("imports.remarks", { count: notes.length })} rows={notes} />
        <div className={styles.actions}>
          <Button onPress={onAnother}>{t("imports.another")}</Button>
          {next ?? (
            <LinkButton look="primary" href="/inbox">
              {t("imports.toInbox")}
            </LinkButton>
          )}
        </div>
      </div>
    </Card>
  );
}
