import { FolderOpen } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card, KeyValue } from "../../components/Card";
import { Age } from "../../components/Value";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { ApiError } from "../../ipc/client";
import { showInFolder } from "../../ipc/host";
import { useCall } from "../../ipc/queries";
import { isDesktop } from "../../ipc/window";
import { Logo } from "../../shell/Logo";
import styles from "./Settings.module.css";

/** Which program this is, and where its data lies. */
export function AboutSection(): ReactNode {
  const { data: workspace } = useCall("workspace_state", {});
  if (workspace === undefined) return null;
  const show = (): void => {
    showInFolder(workspace.folder).catch((thrown: unknown) => showToast({ mark: "bad", text: ApiError.from(thrown).message }));
  };
  return (
    <>
      <Card>
        <div className={styles.section}>
          <p className={styles.logo}>
            <Logo size={32} />
            <span className="b6">{t("app.name")}</span>
          </p>
          <KeyValue
            size="md"
            items={[
              { label: t("settings.version"), value: workspace.version },
              { label: t("welcome.data.folder"), value: workspace.folder },
              { label: t("settings.lastImport"), value: <Age at={workspace.last_import_at} /> },
              { label: t("settings.lastBackup"), value: <Age at={workspace.last_backup_at} /> },
            ]}
          />
          {isDesktop && (
            <div className={styles.actions}>
              <Button icon={FolderOpen} onPress={show}>
                {t("settings.showFolder")}
              </Button>
            </div>
          )}
        </div>
      </Card>
      <p className={styles.quiet}>{t("welcome.promise")}</p>
    </>
  );
}
