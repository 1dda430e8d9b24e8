import { showToast } from "../components/toasts";
import { t } from "../i18n/text";
import { ApiError } from "../ipc/client";
import { openWorkspace, showInFolder } from "../ipc/host";

const tell = (lead: string) => (thrown: unknown): void => {
  const { message, action } = ApiError.from(thrown);
  showToast({ mark: "bad", text: [lead, message, action].filter(Boolean).join(" ") });
};

/** Shows a file or folder in the file manager, or says why that does not work. */
export const showFile = (path: string): void => void showInFolder(path).catch(tell(t("file.notShown")));

/** Lets the person choose another workspace for this window, or says why it cannot be opened. */
export const openAnother = (): void => void openWorkspace(t("workspace.openTitle")).catch(tell(t("workspace.openFailed")));
