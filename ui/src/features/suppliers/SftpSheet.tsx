import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Checkbox, RadioGroup } from "../../components/Choice";
import { NumberField } from "../../components/NumberField";
import { SideSheet } from "../../components/SideSheet";
import { Skeleton } from "../../components/Skeleton";
import { TextField } from "../../components/TextField";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { SftpAccountShape } from "../../ipc/types.gen";
import { isElsewhere, isTyped, noSecrets, saveRequest, WAYS_IN, type Secrets, type WayIn } from "./sftp";
import { SftpSeen, type SftpTesting } from "./SftpSeen";
import styles from "./Suppliers.module.css";

export interface SftpSheetProps {
  supplierId: number;
  name: string;
  onClose: () => void;
}

/** Where a supplier takes files by SFTP, what signs in there, and a test of both. */
export function SftpSheet(props: SftpSheetProps): ReactNode {
  const { data, error } = useCall("sftp_account", { id: props.supplierId });
  // Outlives the form, which begins anew with what the core kept.
  const test = useAction("sftp_account_test", { failureTitle: t("sftp.testFailed") });
  if (data !== undefined) return <Form {...props} key={JSON.stringify(data)} start={data} test={test} />;
  return (
    <SideSheet isOpen size="lg" title={t("sftp.server")} note={props.name} onClose={props.onClose}>
      {error === null ? <Skeleton /> : <p className="bad">{error.message}</p>}
    </SideSheet>
  );
}

function Form({ start, test, supplierId, name, onClose }: SftpSheetProps & { start: SftpAccountShape; test: SftpTesting }): ReactNode {
  const [account, setAccount] = useState(start);
  const [secrets, setSecrets] = useState(() => noSecrets(start));
  const save = useAction("sftp_account_save", {
    failureTitle: t("sftp.saveFailed"),
    onDone: () => {
      setSecrets({ ...secrets, password: "", key: "", passphrase: "" });
      test.reset();
      showToast({ text: t("sftp.saved") });
    },
  });
  const isKept = start.signs_in_with === secrets.wayIn && !isElsewhere(account, start);
  const isChanged = isTyped(secrets) || JSON.stringify(account) !== JSON.stringify(start);
  const isFilled = account.host.trim() !== "" && account.user.trim() !== "" && (isKept || isTyped(secrets));
  return (
    <SideSheet
      isOpen
      size="lg"
      title={t("sftp.server")}
      note={name}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.close")}</Button>
          <Button look="primary" hotkey="composer.send" isPending={save.isPending} isDisabled={!isChanged || !isFilled} onPress={() => save.mutate(saveRequest(account, secrets))}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <Place account={account} onChange={(part) => setAccount({ ...account, ...part })} />
      <section className={styles.group}>
        <h3>{t("sftp.signIn")}</h3>
        <TextField label={t("sftp.user")} isRequired autoComplete="username" value={account.user} onChange={(user) => setAccount({ ...account, user })} />
        <SignIn secrets={secrets} isKept={isKept} onChange={(part) => setSecrets({ ...secrets, ...part })} />
      </section>
      <section className={styles.group}>
        <h3>{t("sftp.connection")}</h3>
        <SftpSeen test={test} supplierId={supplierId} start={start} isSaved={!isChanged && start.host !== "" && start.signs_in_with !== ""} />
      </section>
    </SideSheet>
  );
}

function Place({ account, onChange }: { account: SftpAccountShape; onChange: (part: Partial<SftpAccountShape>) => void }): ReactNode {
  return (
    <section className={styles.group}>
      <div className={styles.fields}>
        <TextField label={t("sftp.host")} isRequired placeholder="files.example.com" value={account.host} onChange={(host) => onChange({ host })} />
        <NumberField label={t("sftp.port")} min="1" max="65535" value={String(account.port)} onChange={(port) => onChange({ port: Number(port ?? "22") })} />
        <TextField label={t("sftp.folder")} help={t("sftp.folderHelp")} placeholder="in" value={account.folder} onChange={(folder) => onChange({ folder })} />
        <TextField label={t("sftp.archive")} help={t("sftp.archiveHelp")} value={account.archive} onChange={(archive) => onChange({ archive })} />
        <div className={styles.whole}>
          <Checkbox isSelected={account.taken_away} note={t("sftp.takenAwayNote")} onChange={(isOn) => onChange({ taken_away: isOn })}>
            {t("sftp.takenAwayLabel")}
          </Checkbox>
        </div>
      </div>
    </section>
  );
}

function SignIn({ secrets, isKept, onChange }: { secrets: Secrets; isKept: boolean; onChange: (part: Partial<Secrets>) => void }): ReactNode {
  const help = t(isKept ? "sftp.secretKept" : "sftp.secretHelp");
  return (
    <>
      <RadioGroup<WayIn> label={t("sftp.signIn")} isLabelHidden layout="row" value={secrets.wayIn} options={WAYS_IN.map((way) => ({ value: way, label: t(`sftp.wayIn.${way}`) }))} onChange={(wayIn) => onChange({ wayIn })} />
      {secrets.wayIn === "password" ? (
        <TextField label={t("sftp.password")} type="password" autoComplete="off" help={help} placeholder={isKept ? "\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022" : undefined} value={secrets.password} onChange={(password) => onChange({ password })} />
      ) : (
        <>
          <TextField label={t("sftp.privateKey")} rows={4} help={isKept ? help : t("sftp.privateKeyHelp")} placeholder={isKept ? "\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022" : "-----BEGIN OPENSSH PRIVATE KEY-----"} value={secrets.key} onChange={(key) => onChange({ key })} />
          <TextField label={t("sftp.passphrase")} type="password" autoComplete="off" help={t("sftp.passphraseHelp")} value={secrets.passphrase} onChange={(passphrase) => onChange({ passphrase })} />
        </>
      )}
    </>
  );
}
