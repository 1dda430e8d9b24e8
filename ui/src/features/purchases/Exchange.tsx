import { ChevronRight, Copy } from "lucide-react";
import { useState, type ReactNode } from "react";
import { announce } from "../../components/announce";
import { Button } from "../../components/Button";
import { showToast } from "../../components/toasts";
import { formatNumber } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { AttemptRow } from "../../ipc/types.gen";
import styles from "./Exchange.module.css";

/** Longer texts are folded: a page of an error helps nobody at first sight. */
const FOLDED = 1200;

type Traced = Pick<AttemptRow, "sent" | "received" | "status" | "finished_at">;

/** True where anything of it was kept; an attempt by hand or from before has nothing to show. */
export const hasExchange = ({ sent, received }: Traced): boolean => sent !== "" || received !== "";

/** Opens to what was sent and what came back. */
export function Folded({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <details className={styles.exchange}>
      <summary aria-label={name}>
        <ChevronRight size={12} strokeWidth={2} aria-hidden />
        {t("exchange.title")}
      </summary>
      {children}
    </details>
  );
}

/** What was sent and what came back in one attempt. Secrets were removed before it was kept. */
export function Exchange({ attempt }: { attempt: Traced }): ReactNode {
  const { sent, received, status } = attempt;
  return (
    <div className={styles.both}>
      {sent !== "" && <Text title={t("exchange.sent")} text={sent} />}
      <Text title={status === null ? t("exchange.received") : t("exchange.receivedStatus", { status: String(status) })} text={received} />
      <p className="t3 s11">{t("exchange.note")}</p>
    </div>
  );
}

function Text({ title, text }: { title: string; text: string }): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > FOLDED;
  const shown = isLong && !isWhole ? `${text.slice(0, FOLDED).trimEnd()} \u2026` : text;
  const copy = (): void => void navigator.clipboard.writeText(text).then(
    () => announce(t("purchase.copied", { name: title })),
    () => showToast({ mark: "warn", text: t("exchange.notCopied") }),
  );
  return (
    <section className={styles.text} aria-label={title}>
      <header>
        <h4>{title}</h4>
        {text !== "" && <Button icon={Copy} look="ghost" size="sm" label={t("purchase.copy", { name: title })} onPress={copy} />}
      </header>
      {text === "" ? <p className="t3 s12">{t("exchange.nothing")}</p> : <pre data-selectable>{shown}</pre>}
      {isLong && (
        <div>
          <Button size="sm" look="ghost" onPress={() => setWhole(!isWhole)}>
            {isWhole ? t("exchange.fold") : t("exchange.unfold", { count: formatNumber(text.length) })}
          </Button>
        </div>
      )}
    </section>
  );
}
