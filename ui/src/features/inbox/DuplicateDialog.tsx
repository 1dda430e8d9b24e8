import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Skeleton } from "../../components/Skeleton";
import { useNow } from "../../clock";
import { formatDateHeading, formatTime } from "../../i18n/dates";
import { formatMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { OrderDetail } from "../../ipc/types.gen";
import { nextStep, paymentWord } from "../orders/nextStep";
import { addressLine } from "./decisionWords";
import styles from "./Dialogs.module.css";

export interface DuplicateDialogProps {
  detail: OrderDetail;
  onKeep: () => void;
  onDrop: () => void;
  onClose: () => void;
}

/** The id of the other order, as the decision's facts name it. */
function otherId({ decision }: OrderDetail): number | null {
  const id = Number(decision?.facts["twin_id"]);
  return Number.isInteger(id) && id > 0 ? id : null;
}

/** Two orders side by side; what differs is set apart. */
export function DuplicateDialog({ detail, onKeep, onDrop, onClose }: DuplicateDialogProps): ReactNode {
  const now = useNow();
  const named = otherId(detail);
  // Where the check passed there is no twin; the customer's other order may still be meant.
  const found = useCall("orders", { tab: "all", filter: { search: detail.row.customer }, limit: 20 }, { enabled: named === null });
  const guess = found.data?.rows.find(({ id, customer }) => id !== detail.row.id && customer === detail.row.customer);
  const id = named ?? guess?.id ?? null;
  const { data: other, isLoading } = useCall("order", { id: id ?? 0 }, { enabled: id !== null });

  const lines: { name: string; of: (order: OrderDetail) => string }[] = [
    { name: t("twice.placed"), of: ({ row }) => `${formatDateHeading(row.placed_at, now)}, ${formatTime(row.placed_at)}` },
    { name: t("twice.customer"), of: ({ row }) => row.customer },
    { name: t("twice.contact"), of: ({ email }) => email },
    { name: t("twice.address"), of: addressLine },
    { name: t("twice.items"), of: ({ lines: items }) => items.map(({ title, variant, quantity }) => `${quantity} \u00d7 ${[title, variant].filter(Boolean).join(", ")}`).join("; ") },
    { name: t("twice.total"), of: ({ row }) => formatMoney(row.total) },
    { name: t("twice.payment"), of: ({ row }) => paymentWord(row.payment) },
    { name: t("twice.state"), of: ({ row }) => nextStep(row, now).text },
  ];
  return (
    <Dialog
      title={t("twice.title")}
      isOpen
      onClose={onClose}
      size="lg"
      actions={
        <>
          <Button autoFocus onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="danger" onPress={onDrop}>{t("twice.drop")}</Button>
          <Button onPress={onKeep}>{t("twice.keep")}</Button>
        </>
      }
    >
      {other === undefined ? (
        isLoading || found.isLoading ? <Skeleton rows={6} /> : <p className="t2">{t("twice.notFound")}</p>
      ) : (
        <table className={styles.twice}>
          <thead>
            <tr>
              <td />
              <th scope="col">{`${t("twice.this")}, ${detail.row.number}`}</th>
              <th scope="col">{`${t("twice.other")}, ${other.row.number}`}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ name, of }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{of(detail)}</td>
                <td data-differs={of(detail) !== of(other) || undefined}>{of(detail) === of(other) ? <span className="t3">{t("twice.same")}</span> : of(other)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}
