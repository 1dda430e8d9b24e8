import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { StatusMark } from "../../components/StatusMark";
import { t } from "../../i18n/text";
import type { OrderDetail } from "../../ipc/types.gen";
import styles from "./Order.module.css";
import { fieldWord } from "./timelineWords";

export interface ConflictCardProps {
  detail: OrderDetail;
  onAccept: () => void;
  onPurchase: (id: number) => void;
}

/** What the shop changed after the order was forwarded, both values side by side. Nothing changes silently. */
export function ConflictCard({ detail, onAccept, onPurchase }: ConflictCardProps): ReactNode {
  if (detail.conflict.length === 0) return null;
  const placed = detail.purchases.find(({ state }) => state === "placed" || state === "confirmed" || state === "to_hand_over" || state === "queued");
  return (
    <Card title={t("conflict.title", { shop: detail.row.shop })} end={<StatusMark mark="warn" size={16} />}>
      <table className={styles.conflict}>
        <thead>
          <tr>
            <th scope="col">{t("conflict.field")}</th>
            <th scope="col">{t("conflict.before")}</th>
            <th scope="col">{t("conflict.after")}</th>
          </tr>
        </thead>
        <tbody>
          {detail.conflict.map(([field, before, after]) => (
            <tr key={`${field} ${before} ${after}`}>
              <th scope="row">{fieldWord(field)}</th>
              <td>{before}</td>
              <td className="b5">{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="t2 s12">{t("conflict.note")}</p>
      <div className={styles.conflictActions}>
        {placed !== undefined && (
          <Button size="sm" onPress={() => onPurchase(placed.id)}>
            {t("conflict.purchase", { supplier: placed.supplier })}
          </Button>
        )}
        <Button size="sm" onPress={onAccept}>
          {t("conflict.settled")}
        </Button>
      </div>
    </Card>
  );
}
