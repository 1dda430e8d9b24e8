import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { AddressShape, OrderDetail } from "../../ipc/types.gen";
import { countries } from "../orders/countries";
import styles from "./Dialogs.module.css";

export interface AddressDialogProps {
  detail: OrderDetail;
  onClose: () => void;
  /** After it was saved, when the order no longer waits for it. */
  onSaved?: () => void;
}

/** Corrects where the parcel goes. The shop's own address is kept and can be put back. */
export function AddressDialog({ detail, onClose, onSaved }: AddressDialogProps): ReactNode {
  const { row } = detail;
  const [address, setAddress] = useState(detail.ship_to);
  const undo = useAction("undo", { failureTitle: t("undo.failed") });
  const saving = useAction("order_address_save", { failureTitle: t("act.notAddress") });
  const save = (next: AddressShape | null): void =>
    saving.mutate(
      { order_id: row.id, address: next },
      {
        onSuccess: ({ undo: id }) => {
          showToast({ text: t("act.addressSaved", { name: row.number }), ...(id === null ? {} : { onUndo: () => undo.mutate({ id }) }) });
          onClose();
          onSaved?.();
        },
      },
    );
  const field = (key: keyof AddressShape, label: string, options: { isRequired?: boolean; autoFocus?: boolean } = {}): ReactNode => (
    <TextField label={label} value={address[key]} onChange={(value) => setAddress({ ...address, [key]: value })} onEnter={() => save(address)} maxLength={200} {...options} />
  );
  const fault = detail.address_fault;
  return (
    <Dialog
      title={t("address.title", { number: row.number })}
      isOpen
      onClose={onClose}
      actions={
        <>
          {detail.address_edited && <Button onPress={() => save(null)}>{t("address.own")}</Button>}
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" hotkey="composer.send" isPending={saving.isPending} onPress={() => save(address)}>
            {t("address.save")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {field("name", t("address.name"), { autoFocus: fault === "no_name" || fault === null })}
        {field("company", t("address.company"))}
        {field("line1", t("address.line1"), { autoFocus: fault === "no_street" || fault === "no_house_number" })}
        {field("line2", t("address.line2"))}
        <div className={styles.pair}>
          {field("postal_code", t("address.postal"), { autoFocus: fault === "no_postal_code" })}
          {field("city", t("address.city"), { autoFocus: fault === "no_city" })}
        </div>
        {field("region", t("address.region"))}
        <SelectField
          label={t("address.country")}
          value={address.country === "" ? null : address.country}
          onChange={(country) => setAddress({ ...address, country })}
          options={countries().map(({ code, name }) => ({ value: code, label: name }))}
          help={address.country === "" && address.country_text !== "" ? t("address.written", { text: address.country_text }) : undefined}
        />
        {field("phone", t("address.phone"))}
      </div>
    </Dialog>
  );
}
