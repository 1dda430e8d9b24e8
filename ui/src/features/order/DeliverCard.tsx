import type { ReactNode } from "react";
import { Card, KeyValue } from "../../components/Card";
import { StatusMark } from "../../components/StatusMark";
import { isTextKey, t } from "../../i18n/text";
import type { OrderDetail } from "../../ipc/types.gen";
import { AddressText, EditButton } from "../inbox/DeliverTo";
import styles from "./Order.module.css";

const faultWord = (fault: string): string => {
  const key = `cause.address.${fault}.title`;
  return isTextKey(key) ? t(key) : fault.replaceAll("_", " ");
};

/** Where the parcel goes, whether a carrier can find it, and who the customer is. */
export function DeliverCard({ detail, onEdit }: { detail: OrderDetail; onEdit: () => void }): ReactNode {
  const { address_fault: fault, address_edited: isEdited, other_orders: others, email, ship_to: to, service } = detail;
  return (
    <Card title={t("pane.deliver")} end={<EditButton onPress={onEdit} />}>
      <div className={styles.stack}>
        <AddressText address={to} />
        <KeyValue
          items={[
            {
              label: t("order.address"),
              value: (
                <>
                  <StatusMark mark={fault === null ? "ok" : "warn"} name="" />
                  <span className={fault === null ? undefined : "warn"}>{fault === null ? t("order.addressValid") : faultWord(fault)}</span>
                  {isEdited && <span className="t3">{t("pane.corrected")}</span>}
                </>
              ),
            },
            { label: t("orders.customer"), value: others === 0 ? t("order.firstOrder") : t("order.otherOrders", { count: others }) },
            ...(email === "" ? [] : [{ label: t("order.contact"), value: <span data-selectable>{email}</span> }]),
            ...(to.phone === "" ? [] : [{ label: t("address.phone"), value: <span data-selectable>{to.phone}</span> }]),
            ...(service === "" ? [] : [{ label: t("order.service"), value: service }]),
          ]}
        />
      </div>
    </Card>
  );
}
