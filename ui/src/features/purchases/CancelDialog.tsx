import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { PurchaseRow } from "../../ipc/types.gen";

/** Records that a supplier no longer has a purchase, or gives a refused one up; its items are free again then. */
export function CancelDialog({ row, onClose }: { row: PurchaseRow; onClose: () => void }): ReactNode {
  const cancelling = useAction("purchase_cancel", { failureTitle: t("purchase.notChanged") });
  const params = { number: row.number, supplier: row.supplier };
  const isOut = row.state === "placed" || row.state === "confirmed";
  const cancel = (): void =>
    cancelling.mutate({ id: row.id }, {
      onSuccess: () => {
        onClose();
        showToast({ text: t("purchase.cancelledOne", params) });
      },
    });
  return (
    <Dialog
      title={t(isOut ? "purchase.cancelTitle" : "purchase.giveUpTitle", params)}
      isOpen
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>{t("common.close")}</Button>
          <Button look="danger" isPending={cancelling.isPending} onPress={cancel}>
            {t(isOut ? "purchase.cancelled" : "purchase.giveUp")}
          </Button>
        </>
      }
    >
      <p>{t(isOut ? "purchase.cancelNote" : "purchase.giveUpNote", params)}</p>
    </Dialog>
  );
}
