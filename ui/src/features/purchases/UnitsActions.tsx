import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { PurchaseDetail } from "../../ipc/types.gen";
import { useUndoToast } from "../../undo";
import { UnitsDialog } from "./UnitsDialog";

/** For a purchase that is with its supplier: units that are sent once more, and units that the supplier will not send. */
export function UnitsActions({ detail }: { detail: PurchaseDetail }): ReactNode {
  const { row, lines } = detail;
  const [open, setOpen] = useState<"again" | "refused" | null>(null);
  const say = useUndoToast();
  const params = { number: row.number, supplier: row.supplier };
  const resending = useAction("purchase_resend", { failureTitle: t("units.notResent"), onDone: (done) => say(t("units.resent", params), done) });
  const refusing = useAction("purchase_refused", { failureTitle: t("purchase.notChanged"), onDone: () => showToast({ text: t("units.refused", params) }) });
  const close = (): void => setOpen(null);
  return (
    <>
      <Button onPress={() => setOpen("again")}>{t("units.again")}</Button>
      <Button onPress={() => setOpen("refused")}>{t("units.refuse")}</Button>
      {open === "again" && (
        <UnitsDialog
          title={t("units.againTitle", params)}
          note={t("units.againNote", params)}
          whyLabel={t("units.why")}
          confirm={t("units.againConfirm")}
          lines={lines}
          isPending={resending.isPending}
          onClose={close}
          onConfirm={(chosen, why) => resending.mutate({ id: row.id, lines: chosen, why }, { onSuccess: close })}
        />
      )}
      {open === "refused" && (
        <UnitsDialog
          title={t("units.refuseTitle", params)}
          note={t("units.refuseNote", params)}
          whyLabel={t("units.theirWords")}
          confirm={t("units.refuseConfirm")}
          lines={lines}
          isPending={refusing.isPending}
          onClose={close}
          onConfirm={(chosen, why) => refusing.mutate({ id: row.id, version: row.version, lines: chosen, why }, { onSuccess: close })}
        />
      )}
    </>
  );
}
