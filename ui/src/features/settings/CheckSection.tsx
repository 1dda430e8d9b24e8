import { ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { StatusMark } from "../../components/StatusMark";
import { isTextKey, t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import styles from "./Settings.module.css";

const checkName = (name: string): string => (isTextKey(`settings.check.${name}`) ? t(`settings.check.${name}` as "settings.check.file") : name.replaceAll("_", " "));

/** Proves that the workspace is whole, point by point. */
export function CheckSection(): ReactNode {
  const check = useAction("check", { failureTitle: t("settings.checkFailed") });
  return (
    <>
      <p className={styles.note}>{t("settings.checkNote")}</p>
      <div className={styles.actions}>
        <Button look="primary" icon={ShieldCheck} isPending={check.isPending} onPress={() => check.mutate({})}>
          {t("settings.checkNow")}
        </Button>
        <span role="status" className={styles.actions}>
          {check.data !== undefined && (
            <>
              <StatusMark mark={check.data.ok ? "ok" : "bad"} name="" size={16} />
              {t(check.data.ok ? "settings.checkOk" : "settings.checkBad")}
            </>
          )}
        </span>
      </div>
      {check.data !== undefined && (
        <Card padding="none">
          <ul className={styles.list}>
            {check.data.checks.map(({ name, ok, detail }) => (
              <li key={name} className={styles.row}>
                <StatusMark mark={ok ? "ok" : "bad"} name={t(ok ? "settings.holds" : "settings.broken")} />
                <span className={styles.grow}>
                  <span className="b5">{checkName(name)}</span>
                  <small>{detail}</small>
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
