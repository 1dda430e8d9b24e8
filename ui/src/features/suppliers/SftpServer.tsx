import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { KeyValue, Section } from "../../components/Card";
import { Skeleton } from "../../components/Skeleton";
import { StatusMark } from "../../components/StatusMark";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import { SftpSheet } from "./SftpSheet";
import styles from "./Suppliers.module.css";

/** The server a supplier takes files on, and whether anything keeps them from going there. */
export function SftpServer({ supplierId, name }: { supplierId: number; name: string }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { data, error } = useCall("sftp_account", { id: supplierId });
  const title = t("sftp.server");
  if (data === undefined) return <Section title={title}>{error === null ? <Skeleton /> : <p className="bad">{error.message}</p>}</Section>;
  const isSet = data.host !== "";
  const missing = !isSet ? "server" : data.signs_in_with === "" ? "secret" : data.host_key === "" ? "key" : null;
  return (
    <Section title={title} end={<Button size="sm" onPress={() => setOpen(true)}>{t(isSet ? "common.edit" : "sftp.setUp")}</Button>}>
      {missing !== null && (
        <p className={styles.missing}>
          <StatusMark mark="warn" name="" />
          {t(`sftp.missing.${missing}`)}
        </p>
      )}
      {isSet && (
        <KeyValue
          items={[
            { label: t("sftp.host"), value: `${data.host}:${data.port}` },
            { label: t("sftp.user"), value: data.user },
            { label: t("sftp.folder"), value: data.folder === "" ? t("sftp.folderStart") : data.folder },
            ...(data.archive === "" ? [] : [{ label: t("sftp.archive"), value: data.archive }]),
            { label: t("sftp.takenAway"), value: t(data.taken_away ? "sftp.takenAwayYes" : "sftp.takenAwayNo") },
          ]}
        />
      )}
      {isOpen && <SftpSheet supplierId={supplierId} name={name} onClose={() => setOpen(false)} />}
    </Section>
  );
}
