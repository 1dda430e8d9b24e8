import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { fileName, pickSave } from "../../ipc/host";
import { useAction } from "../../ipc/queries";
import type { PurchaseRow } from "../../ipc/types.gen";
import { showFile } from "../../shell/folders";

/** Saves the document of a purchase where the person says. */
export function useDocument(): { save: (purchase: Pick<PurchaseRow, "id" | "document">) => void } {
  const writing = useAction("purchase_document", {
    failureTitle: t("purchase.notSaved"),
    onDone: ({ path }) => showToast({ text: t("purchase.saved", { name: fileName(path) }), action: { label: t("purchase.show"), onPress: () => showFile(path) } }),
  });
  const save = async ({ id, document }: Pick<PurchaseRow, "id" | "document">): Promise<void> => {
    const { value, hasDialog } = await pickSave(t("purchase.saveDocument"), document);
    if (value !== null) writing.mutate({ id, path: value });
    else if (!hasDialog) showToast({ mark: "warn", text: t("purchase.noDialog") });
  };
  return { save: (purchase) => void save(purchase) };
}
