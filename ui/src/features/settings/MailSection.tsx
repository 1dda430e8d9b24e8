import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { NumberField } from "../../components/NumberField";
import { RadioGroup } from "../../components/Choice";
import { Skeleton } from "../../components/Skeleton";
import { StatusMark } from "../../components/StatusMark";
import { TextField } from "../../components/TextField";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { MailAccountShape } from "../../ipc/types.gen";
import { MailboxSection } from "./MailboxSection";
import styles from "./Settings.module.css";

const SECURITY = ["starttls", "tls", "none"] as const;
type Security = (typeof SECURITY)[number];
const USUAL: Record<Security, number> = { starttls: 587, tls: 465, none: 25 };

/** The account that orders are mailed from, and the mailbox that suppliers answer to. */
export function MailSection(): ReactNode {
  return (
    <>
      <Account />
      <MailboxSection />
    </>
  );
}

function Account(): ReactNode {
  const { data, error } = useCall("mail_account", {});
  if (data === undefined) return error === null ? <Skeleton /> : <p className="bad">{error.message}</p>;
  return <Form key={JSON.stringify(data)} start={data} />;
}

function Form({ start }: { start: MailAccountShape }): ReactNode {
  // Before the first save the core knows neither; the usual ones are proposed.
  const [account, setAccount] = useState<MailAccountShape>({ ...start, security: start.security === "" ? "starttls" : start.security, port: start.port === 0 ? USUAL.starttls : start.port });
  const [password, setPassword] = useState("");
  const test = useAction("mail_account_test", { failureTitle: t("settings.mailTestFailed") });
  const save = useAction("mail_account_save", {
    failureTitle: t("settings.mailFailed"),
    onDone: () => {
      setPassword("");
      showToast({ text: t("settings.mailSaved") });
    },
  });
  const change = (part: Partial<MailAccountShape>): void => setAccount({ ...account, ...part });
  const security = SECURITY.find((each) => each === account.security) ?? "starttls";
  const isChanged = password !== "" || JSON.stringify(account) !== JSON.stringify(start);
  const isSaved = !isChanged && start.host !== "";
  const isFilled = account.host.trim() !== "" && account.from_address.includes("@");
  return (
    <>
      <p className={styles.note}>{t("settings.mailNote")}</p>
      <Card>
        <div className={styles.fields}>
          <TextField label={t("settings.mailFromName")} value={account.from_name} onChange={(name) => change({ from_name: name })} />
          <TextField label={t("settings.mailFrom")} type="email" isRequired value={account.from_address} onChange={(address) => change({ from_address: address })} />
          <TextField label={t("settings.mailHost")} isRequired placeholder="smtp.example.com" value={account.host} onChange={(host) => change({ host })} />
          <NumberField label={t("settings.mailPort")} min="1" max="65535" value={String(account.port)} onChange={(port) => change({ port: Number(port ?? "587") })} />
          <TextField label={t("settings.mailUser")} autoComplete="username" value={account.user} onChange={(user) => change({ user })} />
          <TextField
            label={t("settings.mailPassword")}
            type="password"
            autoComplete="current-password"
            help={t(start.has_password ? "settings.mailPasswordKept" : "settings.mailPasswordHelp")}
            placeholder={start.has_password ? "\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022" : undefined}
            value={password}
            onChange={setPassword}
          />
          <div className={styles.whole}>
            <RadioGroup<Security>
              label={t("settings.mailSecurity")}
              value={security}
              options={SECURITY.map((each) => ({ value: each, label: t(`settings.mailSecurity.${each}`), note: t(`settings.mailSecurity.${each}.note`) }))}
              onChange={(next) => change({ security: next, ...(account.port === USUAL[security] ? { port: USUAL[next] } : {}) })}
            />
          </div>
        </div>
      </Card>
      <div className={styles.actions}>
        <Button look="primary" hotkey="composer.send" isPending={save.isPending} isDisabled={!isChanged || !isFilled} onPress={() => save.mutate({ account, ...(password === "" ? {} : { password }) })}>
          {t("common.save")}
        </Button>
        <Button isPending={test.isPending} isDisabled={!isSaved} hint={!isSaved ? t("settings.mailTestFirst") : undefined} onPress={() => test.mutate({})}>
          {t("settings.mailTest")}
        </Button>
        {test.data !== undefined && isSaved && (
          <span role="status" className={styles.actions}>
            <StatusMark mark={test.data.ok ? "ok" : "bad"} name="" />
            {test.data.message}
          </span>
        )}
      </div>
    </>
  );
}
