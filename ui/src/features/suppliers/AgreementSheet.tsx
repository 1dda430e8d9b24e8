import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Checkbox, RadioGroup } from "../../components/Choice";
import { NumberField } from "../../components/NumberField";
import { SideSheet } from "../../components/SideSheet";
import { TextField } from "../../components/TextField";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { ExpectationShape } from "../../ipc/types.gen";
import { useUndoToast } from "../../undo";
import { DAY_HOURS, linesOf, unitOf, type Unit } from "./agreement";
import styles from "./Suppliers.module.css";

const UNITS = ["days", "hours"] as const;
const PAID_BY = ["card", "per_order", "invoice"] as const;
const WHERE = ["", "folder", "sftp"] as const;
type Where = (typeof WHERE)[number];
type PaidBy = (typeof PAID_BY)[number];

export interface AgreementSheetProps {
  start: ExpectationShape;
  name: string;
  onClose: () => void;
}

/** What a supplier agreed to: when it confirms, whose mails are its own, and how it is paid. */
export function AgreementSheet({ start, name, onClose }: AgreementSheetProps): ReactNode {
  const [terms, setTerms] = useState(start);
  const [senders, setSenders] = useState(start.senders.join("\n"));
  const say = useUndoToast();
  const save = useAction("supplier_expectation_save", {
    failureTitle: t("agreement.save.failed"),
    onDone: (done) => {
      say(t("agreement.saved", { name }), done);
      onClose();
    },
  });
  const change = (part: Partial<ExpectationShape>): void => setTerms({ ...terms, ...part });
  const next: ExpectationShape = { ...terms, senders: linesOf(senders) };
  return (
    <SideSheet
      isOpen
      size="lg"
      title={t("agreement.title")}
      note={name}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.close")}</Button>
          <Button look="primary" hotkey="composer.send" isPending={save.isPending} isDisabled={JSON.stringify(next) === JSON.stringify(start)} onPress={() => save.mutate(next)}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <Confirming terms={terms} onChange={change} />
      <section className={styles.group}>
        <h3>{t("agreement.replies")}</h3>
        <Checkbox isSelected={terms.reply_confirms} note={t("agreement.replyConfirmsNote")} onChange={(isOn) => change({ reply_confirms: isOn })}>
          {t("agreement.replyConfirms")}
        </Checkbox>
        <TextField label={t("agreement.senders")} rows={3} help={t("agreement.sendersHelp")} value={senders} onChange={setSenders} maxLength={10_000} />
      </section>
      <Files terms={terms} onChange={change} />
      <Paying terms={terms} onChange={change} />
    </SideSheet>
  );
}

interface PartProps {
  terms: ExpectationShape;
  onChange: (part: Partial<ExpectationShape>) => void;
}

function Confirming({ terms: { confirm_hours: hours }, onChange }: PartProps): ReactNode {
  const [unit, setUnit] = useState<Unit>(unitOf(hours));
  const each = unit === "days" ? DAY_HOURS : 1;
  return (
    <section className={styles.group}>
      <h3>{t("agreement.confirms")}</h3>
      <Checkbox isSelected={hours !== null} note={t("agreement.chaseNote")} onChange={(isOn) => onChange({ confirm_hours: isOn ? 2 * DAY_HOURS : null })}>
        {t("agreement.confirms")}
      </Checkbox>
      {hours !== null && (
        <div className={styles.fields}>
          <NumberField label={t("agreement.within")} help={t("agreement.withinHelp")} min="1" max={String(2160 / each)} value={String(Math.max(1, Math.round(hours / each)))} onChange={(value) => onChange({ confirm_hours: Math.max(1, Math.min(2160, Math.round(Number(value ?? "1")) * each)) })} />
          <RadioGroup<Unit>
            label={t("agreement.unit")}
            layout="row"
            value={unit}
            options={UNITS.map((value) => ({ value, label: t(`agreement.unit.${value}`) }))}
            onChange={(next) => {
              setUnit(next);
              onChange({ confirm_hours: Math.max(1, Math.round(hours / each)) * (next === "days" ? DAY_HOURS : 1) });
            }}
          />
        </div>
      )}
    </section>
  );
}

function Files({ terms: { files, files_folder: folder }, onChange }: PartProps): ReactNode {
  return (
    <section className={styles.group}>
      <h3>{t("agreement.files")}</h3>
      <RadioGroup<Where> label={t("agreement.files")} isLabelHidden value={WHERE.find((where) => where === files) ?? ""} options={WHERE.map((where) => ({ value: where, label: t(`agreement.files.${where === "" ? "none" : where}`) }))} onChange={(next) => onChange({ files: next })} />
      {files !== "" && <TextField label={t("agreement.filesFolder")} isRequired help={t("agreement.filesHelp")} value={folder} onChange={(next) => onChange({ files_folder: next })} maxLength={1_000} />}
    </section>
  );
}

function Paying({ terms: { paid_by: paidBy, pay_days: days, lapses }, onChange }: PartProps): ReactNode {
  return (
    <section className={styles.group}>
      <h3>{t("agreement.payment")}</h3>
      <RadioGroup<PaidBy>
        label={t("agreement.payment")}
        isLabelHidden
        value={PAID_BY.find((value) => value === paidBy) ?? "card"}
        options={PAID_BY.map((value) => ({ value, label: t(`agreement.paid.${value}`), ...(value === "card" ? { note: t("agreement.paid.card.note") } : {}) }))}
        onChange={(next) => onChange({ paid_by: next })}
      />
      {paidBy !== "card" && (
        <>
          <NumberField label={t("agreement.payDays")} unit={t("agreement.payDaysUnit")} min="1" max="365" value={days === null ? null : String(days)} onChange={(value) => onChange({ pay_days: value === null ? null : Math.max(1, Math.min(365, Math.round(Number(value)))) })} />
          <Checkbox isSelected={lapses} isDisabled={days === null} note={t("agreement.lapsesNote")} onChange={(isOn) => onChange({ lapses: isOn })}>
            {t("agreement.lapses")}
          </Checkbox>
        </>
      )}
    </section>
  );
}
