import type { ReactNode } from "react";
import { t } from "../i18n/text";
import { StatusMark, type Mark } from "./StatusMark";
import styles from "./StepBar.module.css";

export interface Step {
  id: string;
  title: string;
  /** Date, count or what is expected. */
  note?: ReactNode;
  state: "done" | "half" | "current" | "open" | "failed";
  /** For "half": how much of it, 0 to 1. */
  share?: number;
}

const MARKS: Record<Step["state"], Mark> = { done: "ok", half: "half", current: "ready", open: "empty", failed: "bad" };

/** The way of an order or a test, from left to right. */
export function StepBar({ label, steps }: { label: string; steps: readonly Step[] }): ReactNode {
  const current = steps.findIndex(({ state }) => state === "half" || state === "current" || state === "failed");
  return (
    <ol aria-label={label} className={styles.steps}>
      {steps.map((step, index) => {
        const share = step.state === "done" ? 1 : step.state === "half" ? (step.share ?? 0.5) : 0;
        return (
          <li key={step.id} className={styles.step} data-state={step.state} aria-current={index === current ? "step" : undefined}>
            <span className={styles.line} aria-hidden>
              <span style={{ width: `${share * 100}%` }} />
            </span>
            <span className={styles.title}>
              <StatusMark mark={MARKS[step.state]} size={15} />
              <span className="el">{step.title}</span>
              {index === current && <span className="sr">, {t("step.current")}</span>}
            </span>
            {step.note !== undefined && <span className={`${styles.note} el`}>{step.note}</span>}
          </li>
        );
      })}
    </ol>
  );
}

export interface TimelineEntry {
  id: string;
  title: ReactNode;
  /** The cause, in a second line. */
  note?: ReactNode;
  /** At the right: when, and below it who or what. */
  when: ReactNode;
  source?: string;
  icon: ReactNode;
  look?: "plain" | "bad" | "forecast";
}

/** What happened, newest first; a forecast stands on top with a dashed ring. */
export function Timeline({ label, entries }: { label: string; entries: readonly TimelineEntry[] }): ReactNode {
  return (
    <ol aria-label={label} className={styles.timeline}>
      {entries.map((entry) => (
        <li key={entry.id} className={styles.entry} data-look={entry.look}>
          <span className={styles.ring} aria-hidden>
            {entry.icon}
          </span>
          <div className={styles.what}>
            <div className={styles.entryTitle}>{entry.title}</div>
            {entry.note !== undefined && <div className={styles.cause}>{entry.note}</div>}
          </div>
          <div className={styles.when}>
            <div>{entry.when}</div>
            {entry.source !== undefined && <div>{entry.source}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
