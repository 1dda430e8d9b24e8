import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { ViewShape } from "../../ipc/types.gen";

export interface Views {
  views: readonly ViewShape[];
  save: (view: ViewShape, onSaved: (id: number | null) => void) => void;
  remove: (view: ViewShape) => void;
  isSaving: boolean;
}

const NONE: readonly ViewShape[] = [];

/** The merchant's own tabs. */
export function useViews(): Views {
  const { data } = useCall("views", {});
  const saving = useAction("view_save", { failureTitle: t("view.failed") });
  const removing = useAction("view_remove", { failureTitle: t("view.failed") });
  return {
    views: data?.rows ?? NONE,
    isSaving: saving.isPending,
    save: (view, onSaved) =>
      saving.mutate(view, {
        onSuccess: ({ id }) => {
          showToast({ text: t("view.saved", { name: view.name }) });
          onSaved(id);
        },
      }),
    remove: (view) => {
      if (view.id === null) return;
      removing.mutate({ id: view.id }, {
        onSuccess: () => showToast({ text: t("view.removed", { name: view.name }), onUndo: () => saving.mutate({ ...view, id: null }) }),
      });
    },
  };
}
