import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { TextField } from "../../components/TextField";
import { showToast } from "../../components/toasts";
import { toMillis } from "../../i18n/dates";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { Answer, PurchaseDetail } from "../../ipc/types.gen";
import { SnoozeMenu } from "../inbox/SnoozeMenu";
import { clockTime } from "./doubtWords";
import { SiteButton } from "./SiteButton";
import styles from "./Purchases.module.css";

/** What a person may say about a purchase in doubt. None of the buttons is the default one, and Enter presses none. */
export function DoubtAnswers({ detail, now, onReread }: { detail: PurchaseDetail; now: number; onReread: () => void }): ReactNode {
  const { row, next, ask_after: askAfter, send_again_token: token, ended_there: isEnded } = detail;
  const [number, setNumber] = useState("");
  const [isThere, setThere] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null);
  const remind = useRef<HTMLButtonElement>(null);
  const answering = useAction("purchase_answer", { failureTitle: t("unknown.notAnswered") });
  const params = { supplier: row.supplier, number: row.number };
  const answer = (given: Answer, text: string): void => {
    setAsking(false);
    answering.mutate({ id: row.id, version: row.version, answer: given }, { onSuccess: () => showToast({ text }), onError: onReread });
  };
  const isOurs = row.state === "asking";

  // What happens by itself is read again when its time has come; a change in the core is told anyway.
  const dueAt = toMillis(next?.at ?? askAfter);
  const isDue = !isOurs && dueAt !== null && now >= dueAt;
  useEffect(() => {
    if (isDue) onReread();
    // Asked once when the time has come, not at every drawing.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isDue]);

  return (
    <>
      <div className={styles.answers}>
        <SiteButton supplierId={row.supplier_id} />
        <Button onPress={() => setThere(true)}>{t("unknown.there")}</Button>
        {isOurs && (
          <Button isDisabled={token === null} onPress={() => setAsking(true)}>
            {t(isEnded ? "ended.anew" : "unknown.notThere")}
          </Button>
        )}
        {isOurs && detail.can_look && (
          <Button isPending={answering.isPending} onPress={() => answer({ answer: "look_again" }, t("unknown.saidLook", params))}>
            {t("unknown.lookAgain")}
          </Button>
        )}
        {isOurs && (
          <Button
            ref={remind}
            onPress={() => {
              const box = remind.current?.getBoundingClientRect();
              setMenu({ x: box?.left ?? 0, y: box?.bottom ?? 0 });
            }}
          >
            {t("unknown.remind")}
          </Button>
        )}
      </div>
      {row.remind_at !== null && toMillis(row.remind_at) !== null && <p className="t2">{t("unknown.reminds", { time: clockTime(row.remind_at, now) })}</p>}
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
          title={t(isEnded ? "ended.ask" : "unknown.again", params)}
          isOpen
          role="alertdialog"
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button autoFocus onPress={() => setAsking(false)}>{t("common.cancel")}</Button>
              <Button look="danger" onPress={() => token !== null && answer({ answer: "not_there", token }, t(isEnded ? "ended.said" : "unknown.saidAgain", params))}>
                {t(isEnded ? "ended.anew" : "unknown.sendAgain")}
              </Button>
            </>
          }
        >
          <p>{t(isEnded ? "ended.askNote" : "unknown.againNote", params)}</p>
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
    </>
  );
}
