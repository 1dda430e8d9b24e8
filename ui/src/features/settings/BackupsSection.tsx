import { ArchiveRestore, Save } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Dialog } from "../../components/Dialog";
import { PathField } from "../../components/PathField";
import { Skeleton } from "../../components/Skeleton";
import { showToast } from "../../components/toasts";
import { formatExact } from "../../i18n/dates";
import { formatNumber } from "../../i18n/format";
import { isTextKey, t } from "../../i18n/text";
import { fileName, pickFiles, type Picked } from "../../ipc/host";
import { useAction, useCall } from "../../ipc/queries";
import type { BackupRow } from "../../ipc/types.gen";
import { showFile } from "../../shell/folders";
import styles from "./Settings.module.css";

const reasonName = (reason: string): string => (isTextKey(`settings.backup.${reason}`) ? t(`settings.backup.${reason}` as "settings.backup.daily") : reason);

/** "4.2 MB": sizes of files, in steps of a thousand. */
const sizeText = (bytes: number): string => t("settings.megabytes", { size: formatNumber(bytes / 1_000_000, { places: 1 }) });

async function pickBackup(): Promise<Picked<string>> {
  const { value, hasDialog } = await pickFiles(t("welcome.restore.choose"));
  return { value: value?.[0] ?? null, hasDialog };
}

/** Copies of the whole workspace: make one, see those there are, go back to one. */
export function BackupsSection(): ReactNode {
  const { data, error } = useCall("backups", {});
  const [restored, setRestored] = useState<string | null>(null);
  const [path, setPath] = useState("");
  const make = useAction("backup", {
    failureTitle: t("settings.backupFailed"),
    onDone: ({ path: file }) => showToast({ text: t("settings.backupMade", { file: fileName(file) }), action: { label: t("profit.show"), onPress: () => showFile(file) } }),
  });
  return (
    <>
      <p className={styles.note}>{t("settings.backupsNote")}</p>
      <div className={styles.actions}>
        <Button look="primary" icon={Save} isPending={make.isPending} onPress={() => make.mutate({})}>
          {t("settings.backupNow")}
        </Button>
      </div>
      <Card title={t("settings.backupsThere")} padding="none">
        {error !== null && <p className={styles.row}>{error.message}</p>}
        {data === undefined && error === null && <Skeleton rows={3} />}
        {data?.rows.length === 0 && <p className={styles.row}>{t("settings.backupsNone")}</p>}
        <ul className={styles.list}>
          {data?.rows.map((row) => (
            <BackupLine key={row.path} row={row} onRestore={() => setRestored(row.path)} />
          ))}
        </ul>
      </Card>
      <Card title={t("settings.restoreOther")}>
        <div className={styles.section}>
          <PathField label={t("welcome.restore.file")} value={path} onChange={setPath} pick={pickBackup} />
          <div className={styles.actions}>
            <Button icon={ArchiveRestore} isDisabled={path.trim() === ""} onPress={() => setRestored(path.trim())}>
              {t("settings.restore")}
            </Button>
          </div>
        </div>
      </Card>
      {restored !== null && <RestoreDialog path={restored} onClose={() => setRestored(null)} />}
    </>
  );
}

function BackupLine({ row, onRestore }: { row: BackupRow; onRestore: () => void }): ReactNode {
  const when = formatExact(row.at);
  return (
    <li className={styles.row}>
      <span className={styles.grow}>
        <span className="b5">{when}</span>
        <small className="el">{[reasonName(row.reason), sizeText(row.bytes), row.path].join(", ")}</small>
      </span>
      <Button size="sm" onPress={onRestore}>
        {t("settings.restore")}
        <span className="sr"> {when}</span>
      </Button>
    </li>
  );
}

function RestoreDialog({ path, onClose }: { path: string; onClose: () => void }): ReactNode {
  const restore = useAction("restore", {
    failureTitle: t("welcome.restore.failed"),
    onDone: ({ to_look_at: count }) => {
      showToast(count > 0 ? { mark: "warn", text: t("settings.restoredOlder", { count }), seconds: 30 } : { text: t("welcome.restore.done") });
      onClose();
    },
  });
  return (
    <Dialog
      role="alertdialog"
      isOpen
      title={t("settings.restoreTitle")}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t("common.cancel")}
          </Button>
          <Button look="destroy" isPending={restore.isPending} onPress={() => restore.mutate({ path })}>
            {t("settings.restore")}
          </Button>
        </>
      }
    >
      <p>{t("settings.restoreNote")}</p>
      <p>{t("settings.restoreForwards")}</p>
      <p className="mono s12">{path}</p>
    </Dialog>
  );
}
