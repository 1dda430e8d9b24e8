import { useQueryClient } from "@tanstack/react-query";
import { FolderX } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../components/Button";
import { EmptyState } from "../components/EmptyState";
import { t } from "../i18n/text";
import { ApiError } from "../ipc/client";
import { isDesktop } from "../ipc/window";
import { openAnother } from "./folders";

/** In place of every page while the workspace is not open: why, and what a person can do. */
export function WorkspaceRefused({ error }: { error: unknown }): ReactNode {
  const client = useQueryClient();
  const { message, action } = ApiError.from(error);
  return (
    <EmptyState
      icon={FolderX}
      title={t("workspace.refused")}
      actions={isDesktop ? <Button look="primary" onPress={openAnother}>{t("workspace.open")}</Button> : <Button look="primary" onPress={() => void client.refetchQueries()}>{t("common.retry")}</Button>}
    >
      {message.endsWith(".") ? message : `${message}.`} {action}
    </EmptyState>
  );
}
