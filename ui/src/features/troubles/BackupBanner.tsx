import type { ReactNode } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { WorkspaceState } from "../../ipc/types.gen";

/** There is no copy of today, and why. A copy of another folder can be made in the settings. */
export function BackupBanner({ state: { backup_refused: refused } }: { state: WorkspaceState }): ReactNode {
  const making = useAction("backup", { failureTitle: t("settings.backupFailed") });
  if (refused === null) return null;
  return (
    <Banner
      look="bad"
      title={t("banner.backup")}
      action={
        <Button size="sm" isPending={making.isPending} onPress={() => making.mutate({})}>
          {t("settings.backupNow")}
        </Button>
      }
    >
      {t("banner.backupWhy", { words: refused })} {t("banner.backupNote")}
    </Banner>
  );
}
