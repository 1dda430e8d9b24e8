import { useEffect, useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Checkbox } from "../../components/Choice";
import { Dialog } from "../../components/Dialog";
import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { OrderDetail } from "../../ipc/types.gen";
import { parcelWord } from "../orders/nextStep";
import styles from "./Order.module.css";

const STATES = ["in_transit", "label_made", "handed_over", "customs", "out_for_delivery", "ready_to_collect", "delivered", "problem"] as const;
const LEAST = 6;
const TYPING_MS = 150;

/** Adds a parcel by its tracking number; the carrier is recognised while it is typed. */
export function ParcelDialog({ detail, onClose }: { detail: OrderDetail; onClose: () => void }): ReactNode {
  const placed = detail.purchases.filter(({ state }) => state !== "cancelled" && state !== "rejected");
  const [number, setNumber] = useState("");
  const [asked, setAsked] = useState("");
  const [carrier, setCarrier] = useState("");
  const [state, setState] = useState<string>("in_transit");
  const [purchase, setPurchase] = useState<string | null>(placed.length === 1 ? String(placed[0]?.id) : null);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(number.replace(/\s/g, "")), TYPING_MS);
    return () => clearTimeout(timer);
  }, [number]);
  const { data } = useCall("tracking_number", { number: asked }, { enabled: asked.length >= LEAST, keepPrevious: true });
  const best = asked.length >= LEAST ? data?.matches[0] : undefined;
  const undo = useAction("undo", { failureTitle: t("undo.failed") });
  const adding = useAction("shipment_add", { failureTitle: t("parcel.notAdded") });
  const doubtful = placed.find(({ id, state: standing }) => (standing === "unknown" || standing === "asking") && (purchase === null || purchase === String(id)));
  const [isThere, setThere] = useState(false);
  const isReady = (number.trim() !== "" || carrier.trim() !== "") && (doubtful === undefined || isThere);
  const save = (): void => {
    if (!isReady) return;
    adding.mutate(
      { order_id: detail.row.id, number: number.trim(), state, ...(carrier.trim() === "" ? {} : { carrier: carrier.trim() }), ...(doubtful !== undefined ? { purchase_id: doubtful.id, it_is_there: true } : purchase === null ? {} : { purchase_id: Number(purchase) }) },
      {
        onSuccess: ({ undo: id }) => {
          showToast({ text: t("parcel.added", { name: detail.row.number }), ...(id === null ? {} : { onUndo: () => undo.mutate({ id }) }) });
          onClose();
        },
      },
    );
  };
  const recognised = best === undefined ? (asked.length >= LEAST && data !== undefined ? t("parcel.unrecognised") : t("parcel.numberHelp")) : t(best.checked ? "parcel.recognisedChecked" : "parcel.recognised", { carrier: best.carrier });
  return (
    <Dialog
      title={t("parcel.addTitle", { number: detail.row.number })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" isDisabled={!isReady} isPending={adding.isPending} onPress={save}>
            {t("parcel.save")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <TextField label={t("parcel.number")} value={number} onChange={setNumber} help={recognised} autoFocus maxLength={60} onEnter={save} />
        <TextField label={t("parcel.carrier")} value={carrier} onChange={setCarrier} placeholder={best?.carrier ?? ""} maxLength={60} onEnter={save} />
        <SelectField label={t("orders.state")} value={state} onChange={setState} options={STATES.map((value) => ({ value: value as string, label: parcelWord(value) }))} />
        {doubtful !== undefined && (
          <Checkbox isSelected={isThere} onChange={setThere} note={t("parcel.unknownNote", { supplier: doubtful.supplier, number: doubtful.number })}>
            {t("parcel.itIsThere", { supplier: doubtful.supplier, number: doubtful.number })}
          </Checkbox>
        )}
        {placed.length > 1 && <SelectField label={t("orders.supplier")} value={purchase} onChange={setPurchase} options={placed.map(({ id, supplier, number: po }) => ({ value: String(id), label: supplier, note: po }))} />}
      </div>
    </Dialog>
  );
}
