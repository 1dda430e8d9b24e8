import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { WebLink } from "../../components/WebLink";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { PurchaseRow, SupplierShape } from "../../ipc/types.gen";
import { cancelLetter, changeLetter, type Difference } from "../troubles/letters";
import { LetterDialog } from "../troubles/LetterDialog";
import { wayOf, type Way } from "./conflict";
import styles from "./Order.module.css";

export interface ConflictStepProps {
  row: PurchaseRow;
  differences: readonly Difference[];
  /** The whole order was cancelled in the shop. */
  isCancelled: boolean;
}

/** What to do about one purchase after the shop changed the order: the exact step at that supplier, with its button. */
export function ConflictStep({ row, differences, isCancelled }: ConflictStepProps): ReactNode {
  const { data: detail } = useCall("purchase", { id: row.id });
  const { data: supplier } = useCall("supplier", { id: row.supplier_id });
  if (detail === undefined || supplier === undefined) return null;
  const way = wayOf(row.state, detail, supplier.supplier);
  return (
    <li>
      <p>{sentence(way, row, isCancelled)}</p>
      {way === "call" && <Contact supplier={supplier.supplier} />}
      {(way === "mail" || way === "call") && <p className="t2 s12">{t("conflict.then")}</p>}
      <div className={styles.actions}>
        {way === "queued" && <PutBack row={row} />}
        {way === "there" && <CancelThere row={row} />}
        {(way === "mail" || way === "there") && <Drafts row={row} differences={differences} isCancelled={isCancelled} />}
        <OpenPurchase row={row} />
      </div>
    </li>
  );
}

function sentence(way: Way, { number, supplier }: PurchaseRow, isCancelled: boolean): string {
  const params = { number, supplier };
  switch (way) {
    case "queued":
      return t("conflict.queued", params);
    case "sending":
      return t("conflict.sending", params);
    case "hand_over":
      return t("conflict.handOver", params);
    case "doubt":
      return t("conflict.doubt", params);
    case "there":
      return t(isCancelled ? "conflict.thereOnly" : "conflict.there", params);
    case "mail":
      return t(isCancelled ? "conflict.mailCancel" : "conflict.mail", params);
    case "call":
      return t("conflict.call", params);
    default:
      return t("conflict.noWay", params);
  }
}

function Contact({ supplier }: { supplier: SupplierShape }): ReactNode {
  const { phone, website } = supplier;
  return (
    <p className="t2" data-selectable>
      {phone}
      {phone !== "" && website !== "" && ", "}
      {website !== "" && <WebLink address={website} />}
    </p>
  );
}

function OpenPurchase({ row }: { row: PurchaseRow }): ReactNode {
  const navigate = useNavigate();
  return (
    <Button size="sm" look="ghost" onPress={() => void navigate({ to: "/purchases/$id", params: { id: String(row.id) } })}>
      {t("conflict.openPurchase")}
    </Button>
  );
}

function PutBack({ row }: { row: PurchaseRow }): ReactNode {
  const cancelling = useAction("purchase_cancel", { failureTitle: t("purchase.notChanged"), onDone: () => showToast({ text: t("conflict.takenBack", { number: row.number }) }) });
  return (
    <Button size="sm" isPending={cancelling.isPending} onPress={() => cancelling.mutate({ id: row.id })}>
      {t("conflict.putBack")}
    </Button>
  );
}

/** Cancelling cannot be taken back, so it is asked for once, with the safe answer first. */
function CancelThere({ row }: { row: PurchaseRow }): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const params = { number: row.number, supplier: row.supplier, theirs: row.supplier_number };
  const cancelling = useAction("purchase_cancel_there", { failureTitle: t("conflict.notCancelled"), onDone: () => showToast({ text: t("conflict.cancelled", params) }) });
  return (
    <>
      <Button size="sm" isPending={cancelling.isPending} onPress={() => setAsking(true)}>
        {t("conflict.cancelThere")}
      </Button>
      {isAsking && (
        <Dialog
          title={t("conflict.cancelTitle", params)}
          isOpen
          role="alertdialog"
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button autoFocus onPress={() => setAsking(false)}>{t("common.close")}</Button>
              <Button
                look="danger"
                onPress={() => {
                  setAsking(false);
                  cancelling.mutate({ id: row.id });
                }}
              >
                {t("conflict.cancelThere")}
              </Button>
            </>
          }
        >
          <p>{t("conflict.cancelNote", params)}</p>
        </Dialog>
      )}
    </>
  );
}

function Drafts({ row, differences, isCancelled }: ConflictStepProps): ReactNode {
  const [draft, setDraft] = useState<"change" | "cancel" | null>(null);
  return (
    <>
      {!isCancelled && (
        <Button size="sm" onPress={() => setDraft("change")}>
          {t("conflict.draftChange")}
        </Button>
      )}
      <Button size="sm" onPress={() => setDraft("cancel")}>
        {t("conflict.draftCancel")}
      </Button>
      {draft !== null && <LetterDialog supplierId={row.supplier_id} write={(sender) => (draft === "change" ? changeLetter(row, differences, sender) : cancelLetter(row, sender))} onClose={() => setDraft(null)} />}
    </>
  );
}
