import { Fragment, useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { StatusMark } from "../../components/StatusMark";
import { TextField } from "../../components/TextField";
import { WebLink } from "../../components/WebLink";
import { showToast } from "../../components/toasts";
import { formatDate, formatTime, toMillis } from "../../i18n/dates";
import { locale, t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { Answer, PurchaseDetail } from "../../ipc/types.gen";
import { SnoozeMenu } from "../inbox/SnoozeMenu";
import styles from "./Purchases.module.css";

/** "3 May 14:03:22", to the second: it is looked up in the supplier's list. */
function exactly(at: string, now: number): string {
  const seconds = new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(toMillis(at) ?? 0);
  return `${formatDate(at, now)} ${seconds}`;
}

/** A sentence as part of another: "the connection broke". Words in capitals keep them. */
const asClause = (sentence: string): string => sentence.replace(/\.$/, "").replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase());

/**
 * The question that only a person can answer. There is no default answer and no key that gives one, since a wrong one
 * either loses the order or has it delivered twice.
 */
export function UnknownCard({ detail, now, onReread }: { detail: PurchaseDetail; now: number; onReread: () => void }): ReactNode {
  const { row, attempts, ask_after: askAfter, send_again_token: token } = detail;
  const [number, setNumber] = useState("");
  const [isThere, setThere] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null);
  const remind = useRef<HTMLButtonElement>(null);
  const { data: supplier } = useCall("supplier", { id: row.supplier_id });
  const answering = useAction("purchase_answer", { failureTitle: t("unknown.notAnswered") });
  const answer = (given: Answer, text: string): void => {
    setAsking(false);
    answering.mutate({ id: row.id, version: row.version, answer: given }, { onSuccess: () => showToast({ text }), onError: onReread });
  };

  // The answer "send again" opens by itself once the supplier must have shown it.
  const opensAt = toMillis(askAfter);
  const isTooEarly = opensAt !== null && now < opensAt;
  const isStale = !isTooEarly && token === null;
  useEffect(() => {
    if (isStale) onReread();
    // Asked once when the time has come, not at every drawing.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isStale]);

  const last = attempts[0];
  const params = { supplier: row.supplier, number: row.number };
  const contact = [supplier?.supplier.website, supplier?.supplier.email, supplier?.supplier.phone].filter((way): way is string => way !== undefined && way !== "");
  return (
    <section className={styles.unknown} aria-labelledby="unknown-title">
      <header>
        <StatusMark mark="warn" size={18} />
        <div>
          <h2 id="unknown-title">{t("unknown.title", params)}</h2>
          <p className="t2">
            {last !== undefined && t("unknown.evidence", { when: exactly(last.started_at, now), evidence: last.evidence === "" ? t("unknown.noEvidence") : asClause(last.evidence) })} {t("unknown.twice")}
          </p>
          {contact.length > 0 && (
            <p className="t2" data-selectable>
              {t("unknown.where")}{" "}
              {contact.map((way, index) => (
                <Fragment key={way}>
                  {index > 0 && ", "}
                  {way.includes("@") ? way : <WebLink address={way} />}
                </Fragment>
              ))}
            </p>
          )}
        </div>
      </header>
      <div className={styles.answers}>
        <Button onPress={() => setThere(true)}>{t("unknown.there")}</Button>
        <Button isDisabled={isTooEarly || token === null} onPress={() => setAsking(true)}>
          {t("unknown.notThere")}
        </Button>
        <Button
          ref={remind}
          onPress={() => {
            const box = remind.current?.getBoundingClientRect();
            setMenu({ x: box?.left ?? 0, y: box?.bottom ?? 0 });
          }}
        >
          {t("unknown.remind")}
        </Button>
      </div>
      {isTooEarly && askAfter !== null && <p className="t2">{t("unknown.early", { time: formatTime(askAfter) })}</p>}
      {isThere && (
        <div className={styles.inline}>
          <TextField label={t("unknown.theirNumber")} help={t("unknown.theirNumberHelp", params)} value={number} onChange={setNumber} maxLength={80} />
          <Button isPending={answering.isPending} onPress={() => answer({ answer: "it_is_there", supplier_number: number.trim() }, t("unknown.saidThere", params))}>
            {t("unknown.record")}
          </Button>
        </div>
      )}
      {isAsking && (
        <Dialog
          title={t("unknown.again", params)}
          isOpen
          role="alertdialog"
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button autoFocus onPress={() => setAsking(false)}>{t("common.cancel")}</Button>
              <Button look="danger" onPress={() => token !== null && answer({ answer: "not_there", token }, t("unknown.saidAgain", params))}>
                {t("unknown.sendAgain")}
              </Button>
            </>
          }
        >
          <p>{t("unknown.againNote", params)}</p>
        </Dialog>
      )}
      {menu !== null && (
        <SnoozeMenu
          at={menu}
          onClose={() => setMenu(null)}
          onSnooze={(at) => {
            setMenu(null);
            answer({ answer: "remind_me", at }, t("unknown.saidRemind"));
          }}
        />
      )}
    </section>
  );
}
