import { ChevronLeft } from "lucide-react";
import type { FormEvent, ReactNode } from "react";
import { Button } from "../../components/Button";
import { t } from "../../i18n/text";
import styles from "./Onboarding.module.css";
import { STEPS, type StepId } from "./steps";

export interface StepFrameProps {
  step: StepId;
  title: string;
  lead: string;
  onBack: (() => void) | null;
  /** The blue button; Enter presses it. Absent where the content has its own. */
  primary?: { label: string; onPress: () => void; isPending?: boolean; isDisabled?: boolean };
  isWide?: boolean;
  /** Beside the blue button: what can still be changed afterwards. */
  later?: string;
  children: ReactNode;
}

/** One step: what is asked, the answers, and the way on. */
export function StepFrame({ step, title, lead, onBack, primary, isWide = false, later = t("welcome.later"), children }: StepFrameProps): ReactNode {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (primary !== undefined && primary.isDisabled !== true && primary.isPending !== true) primary.onPress();
  };
  const foot = (
    <footer className={styles.foot}>
      {onBack !== null && (
        <Button look="ghost" size="lg" icon={ChevronLeft} onPress={onBack}>
          {t("common.back")}
        </Button>
      )}
      {primary !== undefined && (
        <>
          <span className={styles.later}>{later}</span>
          <Button type="submit" look="primary" size="lg" keysOf="decision.apply" isPending={primary.isPending} isDisabled={primary.isDisabled}>
            {primary.label}
          </Button>
        </>
      )}
    </footer>
  );
  const head = (
    <header>
      <p className={styles.count}>{t("welcome.stepOf", { step: STEPS.indexOf(step) + 1, total: STEPS.length })}</p>
      <h1 className={`${styles.title} display`}>{title}</h1>
      <p className={styles.lead}>{lead}</p>
    </header>
  );
  // Content with fields and buttons of its own must not sit in this form: its Enter means something else.
  return primary === undefined ? (
    <div className={styles.column} data-wide={isWide || undefined}>
      {head}
      <div className={styles.body}>{children}</div>
      {foot}
    </div>
  ) : (
    <form className={styles.column} data-wide={isWide || undefined} onSubmit={submit} noValidate>
      {head}
      <div className={styles.body}>{children}</div>
      {foot}
    </form>
  );
}
