import type { UseMutationResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { StatusMark } from "../../components/StatusMark";
import { t } from "../../i18n/text";
import type { ApiError } from "../../ipc/client";
import { useAction } from "../../ipc/queries";
import type { SftpAccountShape, SftpTest } from "../../ipc/types.gen";
import { findings } from "./sftp";
import styles from "./Suppliers.module.css";

export type SftpTesting = UseMutationResult<SftpTest, ApiError, { id: number }>;

export interface SftpSeenProps {
  test: SftpTesting;
  supplierId: number;
  /** As it is kept. */
  start: SftpAccountShape;
  isSaved: boolean;
}

/** The key of the server, and what a test of the connection saw. */
export function SftpSeen({ test, supplierId, start, isSaved }: SftpSeenProps): ReactNode {
  const accept = useAction("sftp_account_save", { failureTitle: t("sftp.saveFailed"), onDone: () => test.mutate({ id: supplierId }) });
  const seen = isSaved ? test.data : undefined;
  return (
    <>
      <p className={styles.note}>{start.host_key === "" ? t("sftp.keyNone") : t("sftp.keyAccepted")}</p>
      {start.host_key !== "" && <p className={`mono ${styles.key}`}>{start.host_key}</p>}
      <div className={styles.test}>
        <Button isPending={test.isPending} isDisabled={!isSaved} hint={isSaved ? undefined : t("sftp.testFirst")} onPress={() => test.mutate({ id: supplierId })}>
          {t("sftp.test")}
        </Button>
      </div>
      {seen !== undefined && (
        <div role="status" className={styles.lines}>
          {findings(seen).map(({ id, mark, text }) => (
            <span key={id} className={styles.finding}>
              <StatusMark mark={mark} name="" />
              {text}
            </span>
          ))}
          {seen.other_key === "" ? (
            seen.message !== "" && <p className={styles.note}>{seen.message}</p>
          ) : (
            <div className={styles.otherKey} role="group" aria-label={t("sftp.key")}>
              <p className={styles.finding}>
                <StatusMark mark="warn" name="" />
                {t(start.host_key === "" ? "sftp.keyNew" : "sftp.keyChanged")}
              </p>
              <p className={`mono ${styles.key}`}>{seen.other_key}</p>
              <Button isPending={accept.isPending} onPress={() => accept.mutate({ account: { ...start, host_key: seen.other_key } })}>
                {t(start.host_key === "" ? "sftp.keyAccept" : "sftp.keyAcceptNew")}
              </Button>
            </div>
          )}
        </div>
      )}
    </>
  );
}
