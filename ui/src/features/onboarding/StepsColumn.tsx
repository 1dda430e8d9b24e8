import type { ReactNode } from "react";
import { StatusMark } from "../../components/StatusMark";
import { t } from "../../i18n/text";
import { Logo } from "../../shell/Logo";
import { DataDrawing } from "./DataDrawing";
import styles from "./Onboarding.module.css";
import { STEPS, type StepId } from "./steps";

/** Where the person is among the steps, and what the program is. */
export function StepsColumn({ current }: { current: StepId }): ReactNode {
  const at = STEPS.indexOf(current);
  return (
    <aside className={styles.side} data-tauri-drag-region>
      <p className={styles.brand}>
        <Logo size={26} />
        <b>{t("app.name")}</b>
      </p>
      <ol className={styles.steps} aria-label={t("welcome.steps")}>
        {STEPS.map((step, index) => {
          const state = index < at ? "done" : index === at ? "current" : "open";
          return (
            <li key={step} className={styles.step} data-state={state} aria-current={state === "current" ? "step" : undefined}>
              <StatusMark mark={state === "done" ? "ok" : state === "current" ? "ready" : "empty"} size={16} name={state === "current" ? t("step.current") : t(state === "done" ? "status.ok" : "status.empty")} />
              <div>
                <div className={styles.stepTitle}>{t(`welcome.step.${step}`)}</div>
                <div className={styles.stepNote}>{t(`welcome.step.${step}.note`)}</div>
              </div>
            </li>
          );
        })}
      </ol>
      <div className={styles.promise}>
        <DataDrawing />
        <p>{t("welcome.promise")}</p>
      </div>
    </aside>
  );
}
