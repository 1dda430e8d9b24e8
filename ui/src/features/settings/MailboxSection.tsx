import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Checkbox, RadioGroup } from "../../components/Choice";
import { NumberField } from "../../components/NumberField";
import { Skeleton } from "../../components/Skeleton";
import { StatusMark } from "../../components/StatusMark";
import { TextField } from "../../components/TextField";
import { showToast } from "../../components/toasts";
import { useNow } from "../../clock";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { MailboxShape } from "../../ipc/types.gen";
import { momentText } from "../orders/moments";
import styles from "./Settings.module.css";

const SECURITY = ["tls", "starttls", "none"] as const;
type Security = (typeof SECURITY)[number];
const USUAL: Record<Security, number> = { tls: 993, starttls: 143, none: 143 };

/** The mailbox that suppliers answer to. */
export function MailboxSection(): ReactNode {
  const { data, error } = useCall("mailbox", {});
  if (data === undefined) return error === null ? <Skeleton /> : <p className="bad">{error.message}</p>;
  // What is only reported does not begin the form anew while somebody types.
  const { read_at: _, trouble: __, next_at: ___, signed_out: ____, ...settings } = data;
  return (
    <>
      <h3>{t("mailbox.title")}</h3>
      <p className={styles.note}>{t("mailbox.note")}</p>
      <Standing mailbox={data} />
      <Form key={JSON.stringify(settings)} start={data} />
    </>
  );
}

/** Whether it is read, and what keeps it from being read. */
function Standing({ mailbox }: { mailbox: MailboxShape }): ReactNode {
  const now = useNow();
  const look = useAction("mailbox_look", { failureTitle: t("mailbox.notRead"), onDone: ({ count }) => showToast({ text: t("mailbox.looked", { count }) }) });
  if (mailbox.host === "") return null;
  const isWrong = mailbox.trouble !== "";
  return (
    <div className={styles.actions} role="status">
      <StatusMark mark={isWrong ? "warn" : "ok"} name="" />
      <span className={isWrong ? "warn" : "t2"}>
        {isWrong ? mailbox.trouble : mailbox.read_at === null ? t("mailbox.notYet") : t("mailbox.readAt", { when: momentText(mailbox.read_at, now) })}
        {mailbox.signed_out && ` ${t("mailbox.signedOut")}`}
        {mailbox.next_at !== null && ` ${t("mailbox.nextAt", { when: momentText(mailbox.next_at, now) })}`}
      </span>
      <Button size="sm" isPending={look.isPending} onPress={() => look.mutate({})}>{t("mailbox.look")}</Button>
    </div>
  );
}

function Form({ start }: { start: MailboxShape }): ReactNode {
  const [mailbox, setMailbox] = useState(start);
  const [password, setPassword] = useState("");
  const test = useAction("mailbox_test", { failureTitle: t("settings.mailTestFailed") });
  const save = useAction("mailbox_save", {
    failureTitle: t("mailbox.notSaved"),
    onDone: () => {
      setPassword("");
      test.reset();
      showToast({ text: t("mailbox.saved") });
    },
  });
  const change = (part: Partial<MailboxShape>): void => setMailbox({ ...mailbox, ...part });
  const security = SECURITY.find((each) => each === mailbox.security) ?? "tls";
  const isChanged = password !== "" || JSON.stringify(mailbox) !== JSON.stringify(start);
  const isSaved = !isChanged && start.host !== "";
  const isElsewhere = mailbox.host !== start.host || mailbox.port !== start.port || mailbox.user !== start.user;
  const isKept = start.has_password && !isElsewhere;
  const isFilled = mailbox.host.trim() !== "" && mailbox.user.trim() !== "" && (isKept || password !== "");
  return (
    <>
      <Card>
        <div className={styles.fields}>
          <TextField label={t("mailbox.host")} placeholder="imap.example.com" value={mailbox.host} onChange={(host) => change({ host })} />
          <NumberField label={t("mailbox.port")} min="1" max="65535" value={String(mailbox.port)} onChange={(port) => change({ port: Number(port ?? "993") })} />
          <TextField label={t("mailbox.user")} autoComplete="username" value={mailbox.user} onChange={(user) => change({ user })} />
          <TextField label={t("mailbox.password")} type="password" autoComplete="current-password" help={t(isKept ? "settings.mailPasswordKept" : "mailbox.passwordHelp")} placeholder={isKept ? "\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022" : undefined} value={password} onChange={setPassword} />
          <TextField label={t("mailbox.folder")} placeholder="INBOX" value={mailbox.folder} onChange={(folder) => change({ folder })} />
          <TextField label={t("mailbox.sent")} help={t("mailbox.sentHelp")} placeholder="Sent" value={mailbox.sent} onChange={(sent) => change({ sent, ...(sent.trim() === "" ? { keeps_sent: false } : {}) })} />
          <div className={styles.whole}>
            <Checkbox isSelected={mailbox.keeps_sent} isDisabled={mailbox.sent.trim() === ""} note={t("mailbox.keepsSentNote")} onChange={(isOn) => change({ keeps_sent: isOn })}>
              {t("mailbox.keepsSent")}
            </Checkbox>
          </div>
          <div className={styles.whole}>
            <RadioGroup<Security>
              label={t("mailbox.security")}
              value={security}
              options={SECURITY.map((each) => ({ value: each, label: t(`settings.mailSecurity.${each}`), note: t(`settings.mailSecurity.${each}.note`) }))}
              onChange={(next) => change({ security: next, ...(mailbox.port === USUAL[security] ? { port: USUAL[next] } : {}) })}
            />
          </div>
        </div>
      </Card>
      <div className={styles.actions}>
        <Button look="primary" isPending={save.isPending} isDisabled={!isChanged || !isFilled} onPress={() => save.mutate({ mailbox, ...(password === "" ? {} : { password }) })}>
          {t("mailbox.save")}
        </Button>
        <Button isPending={test.isPending} isDisabled={!isSaved} hint={isSaved ? undefined : t("settings.mailTestFirst")} onPress={() => test.mutate({})}>
          {t("mailbox.test")}
        </Button>
        {start.host !== "" && <Button look="ghost" isPending={save.isPending} onPress={() => save.mutate({ mailbox: { ...start, host: "" } })}>{t("mailbox.remove")}</Button>}
        {test.data !== undefined && isSaved && (
          <span role="status" className={styles.actions}>
            <StatusMark mark={test.data.ok ? "ok" : "bad"} name="" />
            {test.data.message}
            {test.data.folders.length > 0 && <span className="t3">{t("mailbox.folders", { folders: test.data.folders.slice(0, 12).join(", ") })}</span>}
          </span>
        )}
      </div>
    </>
  );
}
