import { useEffect, useRef, useState, type ReactNode } from "react";
import { useNow } from "../../clock";
import { Button } from "../../components/Button";
import { ProgressBar } from "../../components/ProgressBar";
import { SideSheet } from "../../components/SideSheet";

import { formatDateHeading } from "../../i18n/dates";
import { formatNumber } from "../../i18n/format";
import { t } from "../../i18n/text";
import { ApiError, call } from "../../ipc/client";
import type { RuleDryRunRow, RuleShape } from "../../ipc/types.gen";
import styles from "./Rules.module.css";
import { deedWord, ruleSentence } from "./ruleWords";
import { useNames } from "./useNames";

/** Orders shown; the others are counted. */
const SHOWN = 100;

interface Trial {
  total: number;
  looked: number;
  matched: number;
  rows: RuleDryRunRow[];
  isDone: boolean;
  error: string | null;
}

const START: Trial = { total: 0, looked: 0, matched: 0, rows: [], isDone: false, error: null };

/** Looks part by part, so that a long past can be left at any time. */
function useTrial(rule: RuleShape): Trial {
  const [trial, setTrial] = useState(START);
  const tried = useRef(rule);
  useEffect(() => {
    let isLeft = false;
    const look = async (key: string | null, before: Trial): Promise<void> => {
      const part = await call("automation_dry_run", { rule: tried.current, ...(key === null ? {} : { key }) });
      if (isLeft) return;
      const next = { total: part.total, looked: before.looked + part.looked, matched: before.matched + part.matched, rows: [...before.rows, ...part.rows].slice(0, SHOWN), isDone: part.next === null, error: null };
      setTrial(next);
      if (part.next !== null) await look(part.next, next);
    };
    look(null, START).catch((error: unknown) => {
      if (!isLeft) setTrial({ ...START, error: ApiError.from(error).message });
    });
    return () => {
      isLeft = true;
    };
  }, []);
  return trial;
}

export interface TrialSheetProps {
  rule: RuleShape;
  /** The whole past was looked at. */
  onSeen?: () => void;
  /** What follows, once it was seen. */
  action?: { label: string; isPending: boolean; onPress: () => void };
  onClose: () => void;
}

/** What a rule would have done with the orders of the last ninety days. Nothing is changed. */
export function TrialSheet({ rule, onSeen, action, onClose }: TrialSheetProps): ReactNode {
  const { total, looked, matched, rows, isDone, error } = useTrial(rule);
  const names = useNames();
  const now = useNow();
  const seen = useRef(onSeen);
  seen.current = onSeen;
  useEffect(() => {
    if (isDone) seen.current?.();
  }, [isDone]);
  return (
    <SideSheet
      isOpen
      size="lg"
      title={t("rules.trial")}
      note={ruleSentence(rule, names)}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.close")}</Button>
          {action !== undefined && (
            <Button look="primary" isDisabled={!isDone} isPending={action.isPending} onPress={action.onPress}>
              {action.label}
            </Button>
          )}
        </>
      }
    >
      {error !== null && <p className={styles.bad} role="alert">{error}</p>}
      {!isDone && error === null && <ProgressBar label={t("rules.looking")} done={looked} total={total === 0 ? null : total} />}
      {isDone && (
        <p className="b5" role="status">
          {matched === 0 ? t("rules.trialNone", { total: formatNumber(looked) }) : t("rules.trialSome", { count: matched, total: formatNumber(looked) })}
        </p>
      )}
      <p className={styles.hint}>{t("rules.trialNote")}</p>
      <ul className={styles.found}>
        {rows.map((row) => (
          <li key={row.order_id}>
            <a href={`#/orders/${row.order_id}`} className="b5">{row.number}</a> <small>{formatDateHeading(row.placed_at, now)}</small>
            <ul>
              {row.did.map((deed, index) => (
                // oxlint-disable-next-line react/no-array-index-key
                <li key={index} data-none={deed.did === "nothing" || undefined}>{deedWord(deed, now)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {matched > rows.length && <p className={styles.hint}>{t("rules.trialMore", { count: matched - rows.length })}</p>}
    </SideSheet>
  );
}
