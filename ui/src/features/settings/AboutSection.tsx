import { FolderOpen } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card, KeyValue } from "../../components/Card";
import { Age } from "../../components/Value";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import { isDesktop } from "../../ipc/window";
import { showFile } from "../../shell/folders";
import { Logo } from "../../shell/Logo";
import styles from "./Settings.module.css";

/** Which program this is, and where its data lies. */
export function AboutSection(): ReactNode {
  const { data: workspace } = useCall("workspace_state", {});
  if (workspace === undefined) return null;
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
              <Button icon={FolderOpen} onPress={() => showFile(workspace.folder)}>
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
