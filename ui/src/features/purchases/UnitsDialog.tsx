import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import { t } from "../../i18n/text";
import type { PurchaseDetail, Units } from "../../ipc/types.gen";
import { lineName } from "./lineName";
import styles from "./Purchases.module.css";

export interface UnitsDialogProps {
  title: string;
  /** What it does, in a sentence. */
  note: string;
  /** What the reason is: the merchant's, or the supplier's words. */
  whyLabel: string;
  confirm: string;
  lines: PurchaseDetail["lines"];
  isPending: boolean;
  onConfirm: (lines: Units[], why: string) => void;
  onClose: () => void;
}

/** Chooses units of a purchase, line by line, with a reason. None is chosen beforehand. */
export function UnitsDialog({ title, note, whyLabel, confirm, lines, isPending, onConfirm, onClose }: UnitsDialogProps): ReactNode {
  const [units, setUnits] = useState<ReadonlyMap<string, Units>>(new Map());
  const [why, setWhy] = useState("");
  const chosen = [...units.values()].filter(({ quantity }) => quantity > 0);
  const isReady = chosen.length > 0 && why.trim() !== "";
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" isDisabled={!isReady} isPending={isPending} onPress={() => onConfirm(chosen, why.trim())}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <p>{note}</p>
        {lines.map((line) => {
          const most = line.quantity - line.refused;
          const choices = Array.from({ length: Math.max(0, most) + 1 }, (_, count) => ({ value: String(count), label: t("units.of", { count, total: most }) }));
          const { order_line_id, part } = line;
          const key = `${order_line_id} ${part}`;
          return (
            <SelectField
              key={key}
              label={lineName(line)}
              value={String(units.get(key)?.quantity ?? 0)}
              onChange={(value) => setUnits(new Map(units).set(key, { order_line_id, part, quantity: Number(value) }))}
              options={choices}
            />
          );
        })}
        <TextField label={whyLabel} value={why} onChange={setWhy} maxLength={500} />
      </div>
    </Dialog>
  );
}
