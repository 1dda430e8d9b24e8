import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { Done } from "../../ipc/types.gen";

/** Says what was done and offers to take it back. */
export function useUndoToast(): (text: string, done: Done) => void {
  const undo = useAction("undo", { failureTitle: t("undo.failed") });
  return (text, { undo: id }) => showToast({ text, ...(id === null ? {} : { onUndo: () => undo.mutate({ id }) }) });
}
