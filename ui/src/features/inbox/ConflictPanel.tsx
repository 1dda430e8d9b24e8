import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { StatusMark } from "../../components/StatusMark";
import { t } from "../../i18n/text";
import type { OrderDetail } from "../../ipc/types.gen";
import { conflictTitle, differencesOf } from "../order/conflict";
import styles from "./Pane.module.css";

/** What the shop changed after the order was forwarded. It is settled on the page of the order, where the steps are. */
export function ConflictPanel({ detail, now, onOpen }: { detail: OrderDetail; now: number; onOpen: () => void }): ReactNode {
  return (
    <section className={styles.card} aria-labelledby="conflict-title">
      <header className={styles.cardHead}>
        <StatusMark mark="warn" name="" size={16} />
        <h2 id="conflict-title">{conflictTitle(detail)}</h2>
      </header>
      <ul className={`${styles.routes} ${styles.changes}`}>
        {differencesOf(detail.conflict, now).map(({ what, before, after }) => (
          <li key={`${what} ${before} ${after}`}>
            <div className={styles.grow}>
              <div className="t3 s12">{what}</div>
              {before !== "" && <div className="t2 s12">{t("conflict.was", { value: before })}</div>}
              {after !== "" && <div className="b5">{t("conflict.is", { value: after })}</div>}
            </div>
          </li>
        ))}
      </ul>
      <div className={styles.cardActions}>
        <Button look="primary" isWide hotkey="decision.apply" onPress={onOpen}>
          {t("conflict.open")}
        </Button>
      </div>
    </section>
  );
}
