import type { ReactNode } from "react";
import { Card } from "../../components/Card";
import { StatusMark, type Mark } from "../../components/StatusMark";
import { isTextKey, t } from "../../i18n/text";
import type { AttemptRow } from "../../ipc/types.gen";
import { momentText } from "../orders/moments";
import { Exchange, Folded, hasExchange } from "./Exchange";
import styles from "./Purchases.module.css";

const OUTCOME_MARKS: Record<string, Mark> = { accepted: "ok", rejected: "bad", definite_no: "wait", unknown: "warn", running: "half" };

const worded = (prefix: string, value: string): string => {
  const key = `${prefix}.${value}`;
  return isTextKey(key) ? t(key) : value.replaceAll("_", " ");
};

/** "Look into their records: not there": looks and cancellations end in other words than what was sent. */
export function outcomeWord({ kind, outcome }: Pick<AttemptRow, "kind" | "outcome">): string {
  const own = `attempt.${kind}.${outcome ?? "running"}`;
  return isTextKey(own) ? t(own) : worded("attempt", outcome ?? "running");
}

export const attemptWord = (kind: string): string => worded("attemptKind", kind);

const markOf = ({ kind, outcome }: AttemptRow): Mark => (kind === "look" && outcome === "definite_no" ? "empty" : (OUTCOME_MARKS[outcome ?? "running"] ?? "wait"));

/** Every attempt, newest first, each with what was sent and what came back. */
export function AttemptsCard({ attempts, now }: { attempts: readonly AttemptRow[]; now: number }): ReactNode {
  return (
    <Card title={t("purchase.attempts")} end={t("purchase.attemptCount", { count: attempts.length })}>
      {attempts.length === 0 && <p className="t3">{t("purchase.noAttempt")}</p>}
      <ol className={styles.attempts}>
        {attempts.map((attempt) => (
          <li key={attempt.id}>
            <StatusMark mark={markOf(attempt)} name="" />
            <div className={styles.grow}>
              <div className={styles.attemptHead}>
                <span className="b5">{t("purchase.attempt", { n: attempt.n, kind: attemptWord(attempt.kind), outcome: outcomeWord(attempt) })}</span>
                <span className="t3 s12">{momentText(attempt.started_at, now)}</span>
              </div>
              {attempt.evidence !== "" && <div className="t2 s12" data-selectable>{attempt.evidence}</div>}
              {hasExchange(attempt) && (
                <Folded name={t("exchange.of", { n: attempt.n })}>
                  <Exchange attempt={attempt} />
                </Folded>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
