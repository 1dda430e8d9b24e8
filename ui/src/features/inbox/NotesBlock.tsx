import { useState, type ReactNode, type Ref } from "react";
import { Button } from "../../components/Button";
import { TextField } from "../../components/TextField";
import { showToast } from "../../components/toasts";
import { Age } from "../../components/Value";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { OrderDetail } from "../../ipc/types.gen";
import styles from "./Pane.module.css";

export interface NotesBlockProps {
  detail: OrderDetail;
  fieldRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
  /** After a note was saved or given up: the focus goes back to the list. */
  onDone?: () => void;
}

/** Notes of an order, and a field for another. Ctrl Enter saves. */
export function NotesBlock({ detail, fieldRef, onDone }: NotesBlockProps): ReactNode {
  const { id, number } = detail.row;
  const [written, setWritten] = useState({ id, text: "" });
  const text = written.id === id ? written.text : "";
  const undo = useAction("undo", { failureTitle: t("undo.failed") });
  const adding = useAction("order_note_add", { failureTitle: t("act.notNoted") });
  const save = (): void => {
    if (text.trim() === "") return;
    adding.mutate(
      { order_id: id, text: text.trim() },
      {
        onSuccess: ({ undo: back }) => {
          setWritten({ id, text: "" });
          showToast({ text: t("act.noteAdded", { name: number }), ...(back === null ? {} : { onUndo: () => undo.mutate({ id: back }) }) });
          onDone?.();
        },
      },
    );
  };
  return (
    <>
      {detail.notes.length > 0 && (
        <ul className={styles.notes}>
          {detail.notes.map((note) => (
            <li key={note.id}>
              {note.text}
              <div className="t3 s12">
                <Age at={note.at} />
              </div>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.noteForm}>
        <TextField ref={fieldRef} label={t("pane.noteAdd")} isLabelHidden placeholder={t("pane.noteAdd")} rows={2} value={text} onChange={(next) => setWritten({ id, text: next })} onEnter={save} maxLength={4000} />
        {text !== "" && (
          <div className={styles.noteActions}>
            <Button size="sm" isPending={adding.isPending} onPress={save}>
              {t("pane.noteSave")}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}
