import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { RadioGroup } from "../../components/Choice";
import { ComboField } from "../../components/ComboField";
import { NumberField } from "../../components/NumberField";
import { SelectField } from "../../components/SelectField";
import { SideSheet } from "../../components/SideSheet";
import { TextField } from "../../components/TextField";
import { countryOptions, currencyOptions } from "../../i18n/options";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { SupplierShape } from "../../ipc/types.gen";
import { useUndoToast } from "../../undo";
import { ChannelFields } from "./ChannelFields";
import { ConnectionSheet, isConnected } from "./ConnectionSheet";
import { KINDS, STANDINGS, type Kind } from "./newSupplier";
import { ShippingEditor } from "./ShippingEditor";
import styles from "./Suppliers.module.css";
import { TemplateEditor } from "./TemplateEditor";

/** Whether the supplier gets a file: an interface has its own form, and by hand there is none. */
const hasFile = (channel: string): boolean => channel !== "manual" && channel !== "api";

export interface PartProps {
  supplier: SupplierShape;
  onChange: (part: Partial<SupplierShape>) => void;
  /** Faults are shown after the first try to save. */
  isChecked: boolean;
}

/** Adds a supplier, or changes one. A new way to its server goes on to that server's settings. */
export function SupplierSheet({ start, onClose }: { start: SupplierShape; onClose: () => void }): ReactNode {
  const [supplier, setSupplier] = useState(start);
  const [isChecked, setChecked] = useState(false);
  const [saved, setSaved] = useState<number | null>(null);
  const say = useUndoToast();
  const save = useAction("supplier_save", {
    failureTitle: t("supplier.saveFailed"),
    onDone: (done, { name, channel }) => {
      say(t(start.id === null ? "supplier.added" : "supplier.saved", { name }), done);
      if (isConnected(channel) && (start.id === null || channel !== start.channel)) setSaved(done.id ?? start.id);
      else onClose();
    },
  });
  const isFilled = supplier.name.trim() !== "" && (supplier.channel !== "email" || supplier.email.includes("@"));
  const go = (): void => {
    setChecked(true);
    if (isFilled) save.mutate({ ...supplier, name: supplier.name.trim(), email: supplier.email.trim() });
  };
  const part: PartProps = { supplier, isChecked, onChange: (change) => setSupplier({ ...supplier, ...change }) };
  if (saved !== null) return <ConnectionSheet supplierId={saved} name={supplier.name.trim()} channel={supplier.channel} onClose={onClose} />;
  return (
    <SideSheet
      isOpen
      size="lg"
      title={start.id === null ? t("supplier.add") : start.name}
      onClose={onClose}
      actions={
        <>
          {isChecked && !isFilled && <span className="bad s12" role="alert">{t("supplier.notFilled")}</span>}
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" hotkey="composer.send" isPending={save.isPending} onPress={go}>{t("common.save")}</Button>
        </>
      }
    >
      <Basics {...part} />
      <section className={styles.group}>
        <h3>{t("supplier.orders")}</h3>
        <ChannelFields {...part} />
        {hasFile(supplier.channel) && <TemplateEditor template={supplier.template} onChange={(template) => part.onChange({ template })} />}
      </section>
      <section className={styles.group}>
        <h3>{t("supplier.terms")}</h3>
        <div className={styles.fields}>
          <NumberField label={t("supplier.orderFee")} help={t("supplier.orderFeeHelp")} currency={supplier.currency} places={2} min="0" value={supplier.order_fee === "" ? null : supplier.order_fee} onChange={(fee) => part.onChange({ order_fee: fee ?? "0" })} />
          <NumberField label={t("supplier.minimum")} help={t("supplier.minimumHelp")} currency={supplier.currency} places={2} min="0" value={supplier.minimum_order === "" ? null : supplier.minimum_order} onChange={(minimum) => part.onChange({ minimum_order: minimum ?? "" })} />
        </div>
      </section>
      <section className={styles.group}>
        <h3>{t("supplier.shipping")}</h3>
        <ShippingEditor rates={supplier.shipping} currency={supplier.currency} onChange={(shipping) => part.onChange({ shipping })} />
      </section>
      <Contacts {...part} />
    </SideSheet>
  );
}

function Basics({ supplier, onChange, isChecked }: PartProps): ReactNode {
  return (
    <section className={styles.group}>
      <TextField label={t("supplier.name")} value={supplier.name} autoFocus={supplier.id === null} isRequired error={isChecked && supplier.name.trim() === "" ? t("welcome.supplier.nameMissing") : undefined} onChange={(name) => onChange({ name })} />
      <RadioGroup<Kind> label={t("supplier.kind")} layout="row" value={supplier.kind as Kind} options={KINDS.map((kind) => ({ value: kind, label: t(`supplier.kind.${kind}`) }))} onChange={(kind) => onChange({ kind })} />
      <div className={styles.fields}>
        <SelectField label={t("supplier.standing")} help={t("supplier.standingHelp")} value={supplier.standing} options={STANDINGS.map((standing) => ({ value: standing as string, label: t(`supplier.standing.${standing}`) }))} onChange={(standing) => onChange({ standing })} />
        <ComboField label={t("profit.currency")} options={currencyOptions()} value={supplier.currency} onChange={(currency) => onChange({ currency })} />
        <TextField label={t("supplier.city")} value={supplier.city} onChange={(city) => onChange({ city })} />
        <ComboField label={t("profit.cut.country")} options={countryOptions()} value={supplier.country === "" ? null : supplier.country} onChange={(country) => onChange({ country })} />
      </div>
    </section>
  );
}

function Contacts({ supplier, onChange }: PartProps): ReactNode {
  return (
    <section className={styles.group}>
      <h3>{t("supplier.contacts")}</h3>
      <div className={styles.fields}>
        <TextField label={t("supplier.contact")} value={supplier.contact} onChange={(contact) => onChange({ contact })} />
        {supplier.channel !== "email" && <TextField label={t("supplier.email")} type="email" value={supplier.email} onChange={(email) => onChange({ email })} />}
        <TextField label={t("supplier.phone")} type="tel" value={supplier.phone} onChange={(phone) => onChange({ phone })} />
        <TextField label={t("supplier.website")} type="url" value={supplier.website} onChange={(website) => onChange({ website })} />
        <TextField label={t("supplier.account")} value={supplier.account_number} onChange={(number) => onChange({ account_number: number })} />
        <div className={styles.whole}>
          <TextField label={t("supplier.notes")} rows={3} value={supplier.notes} onChange={(notes) => onChange({ notes })} />
        </div>
      </div>
    </section>
  );
}
