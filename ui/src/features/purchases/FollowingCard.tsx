import { useRef, useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { StatusMark } from "../../components/StatusMark";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { FollowWord, PurchaseDetail } from "../../ipc/types.gen";
import { useUndoToast } from "../../undo";
import { SnoozeMenu } from "../inbox/SnoozeMenu";
import { momentText } from "../orders/moments";
import { LetterDialog } from "../troubles/LetterDialog";
import { chaseLetter } from "../troubles/letters";
import { CancelDialog } from "./CancelDialog";
import { KeptDialog, PaidDialog } from "./PaymentDialogs";
import { confirmationSentence, paymentSentence } from "./followWords";
import styles from "./Purchases.module.css";
import { Replies } from "./Replies";

/** The merchant's word about a purchase that its supplier has, with a way to take it back. */
export function useFollow({ row }: PurchaseDetail, onStale: () => void): { say: (says: FollowWord, text: string) => void; isPending: boolean } {
  const toast = useUndoToast();
  const following = useAction("purchase_follow", { failureTitle: t("follow.notSaid") });
  return {
    isPending: following.isPending,
    say: (says, text) => following.mutate({ id: row.id, version: row.version, says }, { onSuccess: (done) => toast(text, done), onError: onStale }),
  };
}

/** What is waited for after the supplier has it: its yes, and its money. */
export function FollowingCard({ detail, now, onReread }: { detail: PurchaseDetail; now: number; onReread: () => void }): ReactNode {
  const { row, following } = detail;
  const { say, isPending } = useFollow(detail, onReread);
  const [open, setOpen] = useState<"letter" | "paid" | "kept" | "lapsed" | null>(null);
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null);
  const remind = useRef<HTMLButtonElement>(null);
  if (following === null) return null;
  const params = { number: row.number, supplier: row.supplier };
  const isOut = row.state === "placed" || row.state === "confirmed";
  const needs = (need: string): boolean => following.needs.includes(need);
  // Whoever never got the mail, or has answered, is not asked again.
  const isOpen = isOut && following.confirmed_at === null && following.chase_at !== null && !needs("returned") && !needs("read");
  const isUnpaid = isOut && following.pay_due !== null && following.paid_on === null;
  const payment = paymentSentence(detail, now);
  // A mail to be read stands before what would be done without it.
  const mails = <Replies detail={detail} now={now} isPending={isPending} say={say} />;
  return (
    <Card title={t("follow.title")} end={following.needs.length > 0 && <StatusMark mark="warn" size={16} name={t("follow.tab")} />}>
      <div className={styles.stack}>
        {needs("returned") && <p className="warn">{t("follow.returned", params)}</p>}
        <p className={needs("chase") ? "warn" : "t2"}>{confirmationSentence(following, now)}</p>
        {payment !== "" && <p className={needs("pay") || needs("lapsed") ? "warn" : "t2"}>{payment}</p>}
        {following.remind_at !== null && <p className="t2">{t("follow.reminds", { when: momentText(following.remind_at, now) })}</p>}
        {needs("read") && mails}
        <div className={styles.answers}>
          {needs("returned") && (
            <>
              <Button isPending={isPending} onPress={() => say({ word: "arrived_all_the_same" }, t("follow.saidArrived", params))}>{t("follow.arrived")}</Button>
              {row.state === "placed" && <Button isPending={isPending} onPress={() => say({ word: "never_arrived" }, t("follow.saidNeverArrived", params))}>{t("follow.neverArrived")}</Button>}
            </>
          )}
          {isOpen && (
            <>
              <Button onPress={() => setOpen("letter")}>{t("follow.ask")}</Button>
              <Button isPending={isPending} onPress={() => say({ word: "chased" }, t("follow.saidAsked", params))}>{t("follow.asked")}</Button>
            </>
          )}
          {isUnpaid && (
            <>
              <Button onPress={() => setOpen("paid")}>{t("follow.pay")}</Button>
              <Button onPress={() => setOpen("kept")}>{t("follow.stillOpen")}</Button>
              {needs("lapsed") && <Button onPress={() => setOpen("lapsed")}>{t("follow.lapsedThere")}</Button>}
            </>
          )}
          {following.needs.length > 0 && (
            <Button
              ref={remind}
              onPress={() => {
                const box = remind.current?.getBoundingClientRect();
                setMenu({ x: box?.left ?? 0, y: box?.bottom ?? 0 });
              }}
            >
              {t("follow.remind")}
            </Button>
          )}
          {isOpen && <Button look="ghost" isPending={isPending} onPress={() => say({ word: "not_expected" }, t("follow.saidNotExpected", params))}>{t("follow.notExpected")}</Button>}
        </div>
        {!needs("read") && mails}
      </div>
      {open === "letter" && <LetterDialog supplierId={row.supplier_id} write={(sender) => chaseLetter(row, momentText(row.placed_at, now), sender)} onClose={() => setOpen(null)} />}
      {open === "paid" && <PaidDialog detail={detail} now={now} say={say} onClose={() => setOpen(null)} />}
      {open === "kept" && <KeptDialog detail={detail} now={now} say={say} onClose={() => setOpen(null)} />}
      {open === "lapsed" && <CancelDialog row={row} onClose={() => setOpen(null)} />}
      {menu !== null && (
        <SnoozeMenu
          at={menu}
          onClose={() => setMenu(null)}
          onSnooze={(at) => {
            setMenu(null);
            say({ word: "remind", at }, t("follow.saidRemind"));
          }}
        />
      )}
    </Card>
  );
}
