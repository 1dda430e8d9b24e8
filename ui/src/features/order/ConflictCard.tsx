import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { StatusMark } from "../../components/StatusMark";
import { t } from "../../i18n/text";
import type { OrderDetail } from "../../ipc/types.gen";
import { ConflictStep } from "./ConflictStep";
import { conflictTitle, differencesOf, isCancellation, isPartLost } from "./conflict";
import styles from "./Order.module.css";

export interface ConflictCardProps {
  detail: OrderDetail;
  now: number;
  onAccept: () => void;
}

/** What the shop changed after the order was forwarded, or which part of a bundle will not come. Nothing changes silently. */
export function ConflictCard({ detail, now, onAccept }: ConflictCardProps): ReactNode {
  if (detail.conflict.length === 0) return null;
  const differences = differencesOf(detail.conflict, now);
  const isPart = isPartLost(detail.conflict);
  const held = detail.purchases.filter(({ state }) => state !== "cancelled" && state !== "rejected");
  return (
    <Card title={conflictTitle(detail)} end={<StatusMark mark="warn" name="" size={16} />}>
      <table className={styles.conflict}>
        <thead>
          <tr>
            <th scope="col">{t("conflict.field")}</th>
            <th scope="col">{t(isPart ? "conflict.partBefore" : "conflict.before")}</th>
            <th scope="col">{t(isPart ? "conflict.partAfter" : "conflict.after")}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ what, before, after }) => (
            <tr key={`${what} ${before} ${after}`}>
              <th scope="row">{what}</th>
              <td data-selectable>{before}</td>
              <td className="b5" data-selectable>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {held.length > 0 && (
        <>
          <h3 className={styles.stepsHead}>{t(isPart ? "conflict.partSteps" : "conflict.steps")}</h3>
          <ol className={styles.conflictSteps}>
            {held.map((purchase) => (
              <ConflictStep key={purchase.id} row={purchase} differences={differences} isCancelled={isPart || isCancellation(detail.conflict)} />
            ))}
          </ol>
        </>
      )}
      <p className="t2 s12">{t(isPart ? "conflict.partNote" : "conflict.note")}</p>
      <div className={styles.conflictActions}>
        <Button size="sm" onPress={onAccept}>
          {t("conflict.settled")}
        </Button>
      </div>
    </Card>
  );
}
