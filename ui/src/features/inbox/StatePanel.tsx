import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { StatusMark } from "../../components/StatusMark";
import { Age } from "../../components/Value";
import { t } from "../../i18n/text";
import type { OrderDetail } from "../../ipc/types.gen";
import { nextStep, parcelMark, parcelWord, purchaseMark, purchaseWord } from "../orders/nextStep";
import styles from "./Pane.module.css";

export interface StatePanelProps {
  detail: OrderDetail;
  now: number;
  onWake: () => void;
  onPurchase: (id: number) => void;
}

/** Where an order stands that needs no decision now: what was sent, and where its parcels are. */
export function StatePanel({ detail, now, onWake, onPurchase }: StatePanelProps): ReactNode {
  const { row, purchases, shipments } = detail;
  const step = nextStep(row, now);
  return (
    <section className={styles.card} aria-label={step.text}>
      <header className={styles.cardHead}>
        <StatusMark mark={step.mark} name="" size={16} />
        <h2>{step.text}</h2>
      </header>
      <ul className={styles.routes}>
        {purchases.map((purchase) => (
          <li key={`purchase ${purchase.id}`}>
            <StatusMark mark={purchaseMark(purchase.state)} name="" />
            <div className={styles.grow}>
              <button type="button" className="link" onClick={() => onPurchase(purchase.id)}>
                {purchase.supplier}
              </button>
              <div className="t2 s12 el">
                {purchaseWord(purchase.state)} · {purchase.number}
              </div>
            </div>
            <span className="t3 s12">
              <Age at={purchase.placed_at ?? purchase.created_at} />
            </span>
          </li>
        ))}
        {shipments.map((shipment) => (
          <li key={`parcel ${shipment.id}`}>
            <StatusMark mark={shipment.late ? "warn" : parcelMark(shipment.state)} name="" />
            <div className={styles.grow}>
              <div className="b5 el">{parcelWord(shipment.state)}</div>
              <div className="t2 s12 el" data-selectable>
                {[shipment.carrier, shipment.number].filter(Boolean).join(" \u00b7 ")}
              </div>
            </div>
            <span className="t3 s12">
              <Age at={shipment.since} />
            </span>
          </li>
        ))}
      </ul>
      {row.queue === "snoozed" && (
        <div className={styles.cardActions}>
          <Button isWide onPress={onWake}>
            {t("snooze.back")}
          </Button>
        </div>
      )}
    </section>
  );
}
