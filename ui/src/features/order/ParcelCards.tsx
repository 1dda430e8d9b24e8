import { Copy, ExternalLink, Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { announce } from "../../components/announce";
import { Button } from "../../components/Button";
import { Card, KeyValue } from "../../components/Card";
import { StatusChip, StatusMark } from "../../components/StatusMark";
import { showToast } from "../../components/toasts";
import { WebLink } from "../../components/WebLink";
import { formatDateHeading } from "../../i18n/dates";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { OrderDetail, ShipmentRow } from "../../ipc/types.gen";
import { momentShort } from "../orders/moments";
import { parcelMark, parcelWord } from "../orders/nextStep";
import styles from "./Order.module.css";
import { ParcelDialog } from "./ParcelDialog";

/** The parcels of an order, and the way to add one. */
export function ParcelCards({ detail, now }: { detail: OrderDetail; now: number }): ReactNode {
  const [isAdding, setAdding] = useState(false);
  const { shipments } = detail;
  const canAdd = detail.purchases.length > 0 || shipments.length > 0;
  return (
    <>
      {shipments.map((shipment, index) => (
        <ParcelCard key={shipment.id} shipment={shipment} n={index + 1} total={shipments.length} now={now} />
      ))}
      {canAdd && (
        <div>
          <Button icon={Plus} look="ghost" onPress={() => setAdding(true)}>
            {t("parcel.add")}
          </Button>
        </div>
      )}
      {isAdding && <ParcelDialog detail={detail} onClose={() => setAdding(false)} />}
    </>
  );
}

function ParcelCard({ shipment, n, total, now }: { shipment: ShipmentRow; n: number; total: number; now: number }): ReactNode {
  const undo = useAction("undo", { failureTitle: t("undo.failed") });
  const removing = useAction("shipment_remove", { failureTitle: t("parcel.notRemoved") });
  const remove = (): void =>
    removing.mutate({ id: shipment.id }, { onSuccess: ({ undo: id }) => showToast({ text: t("parcel.removed", { number: shipment.number }), ...(id === null ? {} : { onUndo: () => undo.mutate({ id }) }) }) });
  const expected = shipment.delivered_at ?? shipment.promised_at;
  return (
    <Card title={t("parcel.title", { n, total })} end={<StatusChip mark={shipment.late ? "warn" : parcelMark(shipment.state)}>{shipment.late ? t("next.late", { state: parcelWord(shipment.state) }) : parcelWord(shipment.state)}</StatusChip>}>
      <div className={styles.stack}>
        <KeyValue
          items={[
            { label: t("parcel.carrier"), value: shipment.carrier === "" ? t("parcel.noCarrier") : shipment.carrier },
            {
              label: t("parcel.number"),
              value: (
                <>
                  <span className="num" data-selectable>{shipment.number === "" ? t("parcel.noNumber") : shipment.number}</span>
                  {shipment.checked && <StatusMark mark="ok" name={t("parcel.checked")} size={13} />}
                  {shipment.number !== "" && <Button icon={Copy} look="ghost" size="sm" label={t("parcel.copy")} onPress={() => void navigator.clipboard.writeText(shipment.number).then(() => announce(t("common.copied")))} />}
                  {shipment.url !== null && (
                    <WebLink address={shipment.url}>
                      <ExternalLink size={13} strokeWidth={2} aria-label={t("parcel.page")} />
                    </WebLink>
                  )}
                </>
              ),
            },
            { label: shipment.delivered_at === null ? t("parcel.expected") : t("parcel.arrived"), value: expected === null ? t("order.notYet") : `${formatDateHeading(expected, now)}${shipment.late ? `, ${t("parcel.late")}` : ""}` },
            ...(shipment.supplier === null ? [] : [{ label: t("orders.supplier"), value: shipment.supplier }]),
          ]}
        />
        {shipment.events.length > 0 && (
          <ul className={styles.events}>
            {shipment.events.slice(0, 5).map((event) => (
              <li key={`${event.at} ${event.text}`}>
                <span className="t2">{[event.state === "unknown" ? event.text : parcelWord(event.state), event.place].filter(Boolean).join(", ")}</span>
                <span className="t3">{momentShort(event.at, now)}</span>
              </li>
            ))}
          </ul>
        )}
        <div className={styles.actions}>
          <Button size="sm" look="ghost" onPress={remove} isPending={removing.isPending}>
            {t("parcel.remove")}
          </Button>
        </div>
      </div>
    </Card>
  );
}
