import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

export interface EmptyStateProps {
  icon: LucideIcon;
  /** "good" after work that is done. */
  tone?: "neutral" | "good";
  title: string;
  children?: ReactNode;
  /** One primary button and at most one other. */
  actions?: ReactNode;
}

/** In place of a list with nothing in it: what will be here, or what was achieved, and the way on. */
export function EmptyState({ icon: Icon, tone = "neutral", title, children, actions }: EmptyStateProps): ReactNode {
  return (
    <div className={styles.empty}>
      <span className={styles.mark} data-tone={tone}>
        <Icon size={21} strokeWidth={1.85} aria-hidden />
      </span>
      <h2 className={`${styles.title} display`}>{title}</h2>
      {children !== undefined && <p className="t2">{children}</p>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
