import { X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { t } from "../i18n/text";
import { Button } from "./Button";
import { KeyCap } from "./KeyCap";
import { StatusMark } from "./StatusMark";
import { closeToast, currentToast, watchToast, type ShownToast } from "./toasts";
import styles from "./ToastRegion.module.css";

const SECONDS = 10;

/** Where toasts appear, and where screen readers hear what happened. Drawn once, by the shell. */
export function ToastRegion(): ReactNode {
  const toast = useSyncExternalStore(watchToast, currentToast);
  return (
    <>
      <div className="sr" role="status" aria-live="polite" data-live="polite" />
      <div className="sr" role="alert" aria-live="assertive" data-live="assertive" />
      {toast !== null && <ToastCard key={toast.id} toast={toast} />}
    </>
  );
}

function ToastCard({ toast }: { toast: ShownToast }): ReactNode {
  const { id, onUndo, action, mark = "ok" } = toast;
  const [left, setLeft] = useState(toast.seconds ?? SECONDS);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1000);
    return () => clearInterval(timer);
  }, [isHeld]);
  useEffect(() => {
    if (left <= 0) closeToast(id, false);
  }, [left, id]);

  return (
    <div
      role="group"
      aria-label={toast.text}
      className={styles.toast}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <StatusMark mark={mark} name="" />
      <span className={styles.text}>{toast.text}</span>
      {onUndo !== undefined && (
        <span className={styles.left} aria-hidden>
          {t("time.seconds", { count: Math.max(0, left) })}
        </span>
      )}
      {onUndo !== undefined && (
        <button type="button" className={styles.action} onClick={() => closeToast(id, true)}>
          {t("common.undo")} <KeyCap of="app.undo" look="inverse" />
        </button>
      )}
      {action !== undefined && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            closeToast(id, false);
            action.onPress();
          }}
        >
          {action.label}
        </button>
      )}
      {onUndo === undefined && <Button icon={X} look="ghost" size="sm" label={t("common.close")} onPress={() => closeToast(id, false)} />}
    </div>
  );
}
