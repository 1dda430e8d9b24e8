import { Copy } from "lucide-react";
import { useState, type ReactNode } from "react";
import { announce } from "../../components/announce";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { TextField } from "../../components/TextField";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { Letter, Sender } from "./letters";
import styles from "./Troubles.module.css";

export interface LetterDialogProps {
  supplierId: number;
  write: (sender: Sender) => Letter;
  onClose: () => void;
}

/** A drafted message to a supplier: read, changed, copied. The merchant sends it from their own mail program. */
export function LetterDialog({ supplierId, write, onClose }: LetterDialogProps): ReactNode {
  const { data: supplier } = useCall("supplier", { id: supplierId });
  const { data: settings } = useCall("settings", {});
  if (supplier === undefined || settings === undefined) return null;
  const { contact, email } = supplier.supplier;
  const letter = write({ contact, name: settings.trading_name === "" ? settings.name : settings.trading_name });
  return <LetterForm letter={letter} email={email} supplier={supplier.supplier.name} onClose={onClose} />;
}

const copy = (text: string, name: string): void => void navigator.clipboard.writeText(text).then(
  () => {
    announce(t("purchase.copied", { name }));
    showToast({ text: t("purchase.copied", { name }) });
  },
  () => showToast({ mark: "warn", text: t("exchange.notCopied") }),
);

function LetterForm({ letter, email, supplier, onClose }: { letter: Letter; email: string; supplier: string; onClose: () => void }): ReactNode {
  const [text, setText] = useState(letter.text);
  return (
    <Dialog
      title={t("letter.title", { supplier })}
      isOpen
      size="lg"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.close")}</Button>
          <Button look="primary" icon={Copy} onPress={() => copy(text, t("letter.body"))}>
            {t("letter.copy")}
          </Button>
        </>
      }
    >
      <div className={styles.letter}>
        <dl className={styles.envelope}>
          {email !== "" && <Line label={t("letter.to")} value={email} />}
          <Line label={t("letter.subject")} value={letter.subject} />
        </dl>
        <TextField label={t("letter.body")} help={t("letter.help")} rows={12} value={text} onChange={setText} maxLength={10_000} />
      </div>
    </Dialog>
  );
}

function Line({ label, value }: { label: string; value: string }): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span data-selectable>{value}</span>
        <Button icon={Copy} look="ghost" size="sm" label={t("purchase.copy", { name: label })} onPress={() => copy(value, label)} />
      </dd>
    </div>
  );
}
