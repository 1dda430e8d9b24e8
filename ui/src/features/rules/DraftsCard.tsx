import { Copy, X } from "lucide-react";
import type { ReactNode } from "react";
import { useNow } from "../../clock";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { DraftRow } from "../../ipc/types.gen";
import { useUndoToast } from "../../undo";
import { momentText } from "../orders/moments";
import styles from "./Rules.module.css";

/** Messages that rules wrote: read, copied into a mail, and put away. Nothing is sent from here. */
export function DraftsCard(): ReactNode {
  const { data } = useCall("drafts", {});
  const say = useUndoToast();
  const now = useNow();
  const remove = useAction("draft_remove", { failureTitle: t("rules.draftFailed"), onDone: (done) => say(t("rules.draftGone"), done) });
  const copy = async ({ address, subject, text }: DraftRow): Promise<void> => {
    await navigator.clipboard.writeText([address, subject, "", text].join("\n"));
    showToast({ text: t("rules.draftCopied") });
  };
  return (
    <Card title={t("rules.drafts")} padding="none">
      <ul className={styles.list}>
        {data?.rows.map((row) => (
          <li key={row.id} className={styles.row}>
            <details className={styles.grow}>
              <summary>
                <span className="b5">{row.subject}</span>
                <small>
                  {[row.address === "" ? t("rules.noAddress") : row.address, row.rule, momentText(row.created_at, now)].join(", ")}
                </small>
              </summary>
              <p className={styles.message}>{row.text}</p>
              <a href={`#/orders/${row.order_id}`}>{row.number}</a>
            </details>
            <Button icon={Copy} look="ghost" size="sm" label={t("rules.draftCopy", { number: row.number })} onPress={() => void copy(row)} />
            <Button icon={X} look="ghost" size="sm" label={t("rules.draftRemove", { number: row.number })} onPress={() => remove.mutate({ id: row.id })} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
