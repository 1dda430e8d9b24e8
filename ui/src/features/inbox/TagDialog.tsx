import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { FilterChip } from "../../components/FilterChip";
import { TextField } from "../../components/TextField";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import styles from "./Dialogs.module.css";

export interface TagDialogProps {
  /** "MM-10482" or "4 orders". */
  name: string;
  /** Tags that all of them have already. */
  has: readonly string[];
  onTag: (tag: string, on: boolean) => void;
  onClose: () => void;
}

/** Adds and takes off tags; those in use are offered while one is typed. */
export function TagDialog({ name, has, onTag, onClose }: TagDialogProps): ReactNode {
  const { data } = useCall("tags", {});
  const [text, setText] = useState("");
  const words = text.trim().toLowerCase();
  const known = (data?.rows ?? []).filter((tag) => tag.toLowerCase().includes(words)).slice(0, 30);
  const add = (tag: string): void => {
    if (tag === "") return;
    onTag(tag, true);
    onClose();
  };
  return (
    <Dialog
      title={t("tags.title", { name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" isDisabled={words === ""} onPress={() => add(text.trim())}>
            {t("tags.add")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <TextField label={t("tags.field")} value={text} onChange={setText} autoFocus maxLength={40} onEnter={() => add(text.trim())} />
        {known.length > 0 && (
          <div className={styles.chips} role="group" aria-label={t("tags.known")}>
            {known.map((tag) => (
              <FilterChip key={tag} isOn={has.includes(tag)} onChange={(on) => { onTag(tag, on); onClose(); }}>
                {tag}
              </FilterChip>
            ))}
          </div>
        )}
      </div>
    </Dialog>
  );
}
