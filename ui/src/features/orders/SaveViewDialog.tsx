import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { TextField } from "../../components/TextField";
import { t } from "../../i18n/text";

export interface SaveViewDialogProps {
  /** The list and its filter in words. */
  what: string;
  suggestion: string;
  isSaving: boolean;
  onSave: (name: string) => void;
  onClose: () => void;
}

/** Gives the list of now, with its filter and sort, a name and a tab. */
export function SaveViewDialog({ what, suggestion, isSaving, onSave, onClose }: SaveViewDialogProps): ReactNode {
  const [name, setName] = useState(suggestion);
  const isReady = name.trim() !== "";
  const save = (): void => {
    if (isReady) onSave(name.trim());
  };
  return (
    <Dialog
      title={t("view.title")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" isDisabled={!isReady} isPending={isSaving} onPress={save}>
            {t("view.save")}
          </Button>
        </>
      }
    >
      <TextField label={t("view.name")} help={t("view.note", { what })} value={name} onChange={setName} maxLength={60} autoFocus onEnter={save} />
    </Dialog>
  );
}
