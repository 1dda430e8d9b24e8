import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { StatusChip } from "../../components/StatusMark";
import { Money } from "../../components/Value";
import { t, type TextKey } from "../../i18n/text";
import type { PurchaseRow } from "../../ipc/types.gen";
import { momentShort } from "../orders/moments";
import { purchaseMark, purchaseWord } from "../orders/nextStep";
import { whyWaits } from "../purchases/heldWords";
import { useDocument } from "../purchases/useDocument";
import styles from "./Order.module.css";

const isOver = ({ state }: PurchaseRow): boolean => state === "cancelled" || state === "rejected";

/** What was sent to suppliers for an order, and where it stands there; what was taken back or refused comes last. */
export function PurchasesCard({ purchases, now }: { purchases: readonly PurchaseRow[]; now: number }): ReactNode {
  const document = useDocument();
  if (purchases.length === 0) return null;
  return (
    <Card title={t("pane.purchases")}>
      {[...purchases].sort((a, b) => Number(isOver(a)) - Number(isOver(b))).map((purchase) => (
        <PurchaseBlock key={purchase.id} purchase={purchase} now={now} onSave={document.save} />
      ))}
    </Card>
  );
}

const pressWord = (state: string): TextKey => (state === "asking" ? "purchase.answer" : state === "to_hand_over" ? "purchase.handOver" : "purchase.open");

function PurchaseBlock({ purchase, now, onSave }: { purchase: PurchaseRow; now: number; onSave: (purchase: PurchaseRow) => void }): ReactNode {
  const navigate = useNavigate();
  const why = whyWaits(purchase, now);
  return (
    <div className={styles.purchase}>
      <div className={styles.between}>
        <span className="b5 el">{purchase.supplier}</span>
        <StatusChip mark={purchaseMark(purchase.state)}>{purchaseWord(purchase.state)}</StatusChip>
      </div>
      <div className="t2 s12" data-selectable>
        {[purchase.number, purchase.supplier_number === "" ? null : t("order.supplierNumber", { number: purchase.supplier_number })].filter(Boolean).join(" \u00b7 ")}
        {" \u00b7 "}
        <Money value={purchase.total} />
      </div>
      <div className="t3 s12">
        {momentShort(purchase.placed_at ?? purchase.created_at, now)}
        {why !== "" && `, ${why}`}
      </div>
      <div className={styles.actions}>
        <Button size="sm" onPress={() => void navigate({ to: "/purchases/$id", params: { id: String(purchase.id) } })}>
          {t(pressWord(purchase.state))}
        </Button>
        {purchase.document !== "" && (
          <Button size="sm" look="ghost" onPress={() => onSave(purchase)}>
            {t("purchase.saveDocument")}
          </Button>
        )}
      </div>
    </div>
  );
}
