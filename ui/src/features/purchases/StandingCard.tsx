import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { StatusMark } from "../../components/StatusMark";
import { TextField } from "../../components/TextField";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { PurchaseDetail } from "../../ipc/types.gen";
import { SecondsLeft } from "../activity/SecondsLeft";
import { momentText } from "../orders/moments";
import { purchaseMark, purchaseWord } from "../orders/nextStep";
import { CancelDialog } from "./CancelDialog";
import { useFollow } from "./FollowingCard";
import { heldSentence } from "./heldWords";
import styles from "./Purchases.module.css";
import { UnitsActions } from "./UnitsActions";

/** Where a purchase stands that raises no question: what may be done with it now. */
export function StandingCard({ detail, now, onReread }: { detail: PurchaseDetail; now: number; onReread: () => void }): ReactNode {
  const { row, ended_there: isEnded } = detail;
  const [number, setNumber] = useState(row.supplier_number);
  const [isCancelling, setCancelling] = useState(false);
  const cancelling = useAction("purchase_cancel", { failureTitle: t("purchase.notChanged") });
  const retrying = useAction("purchase_retry", { failureTitle: t("purchase.notChanged") });
  const sending = useAction("outbox_send", { failureTitle: t("purchase.notChanged") });
  const params = { number: row.number, supplier: row.supplier };
  const follow = useFollow(detail, onReread);
  const [shipOn, setShipOn] = useState("");
  const confirm = (): void => follow.say({ word: "confirmed", supplier_number: number.trim(), ship_on: shipOn }, t("purchase.confirmedOne", params));
  const takeBack = (): void => cancelling.mutate({ id: row.id }, { onSuccess: () => showToast({ text: t("purchase.takenBack", params) }) });
  const held = heldSentence(row, now);
  const isOut = row.state === "placed" || row.state === "confirmed";
  // A mail that waits to be read has the one blue button.
  const isAsked = detail.following?.needs.some((need) => need === "read" || need === "returned" || need === "lapsed") === true;
  return (
    <Card title={purchaseWord(row.state)} end={<StatusMark mark={purchaseMark(row.state)} size={16} />}>
      <div className={styles.stack}>
        {row.state === "queued" && <p>{row.waits_for_word ? t("purchase.waitsForWord") : held !== "" ? held : <SecondsLeft at={row.sends_at} />}</p>}
        {row.placed_at !== null && <p className="t2">{t("purchase.since", { when: momentText(row.placed_at, now) })}</p>}
        {row.reason !== "" && <p className="t2" data-selectable>{row.reason}</p>}
        {isEnded && <p>{t("ended.refused", params)}</p>}
        {row.state === "placed" && (
          <div className={styles.inline}>
            <TextField label={t("unknown.theirNumber")} value={number} onChange={setNumber} maxLength={80} onEnter={confirm} />
            <TextField type="date" label={t("follow.shipDay")} value={shipOn} onChange={setShipOn} />
            <Button {...(isAsked ? {} : { look: "primary" })} isPending={follow.isPending} onPress={confirm}>
              {t("purchase.confirm")}
            </Button>
          </div>
        )}
        <div className={styles.answers}>
          {row.state === "queued" && !row.waits_for_word && held === "" && (
            <Button isPending={sending.isPending} onPress={() => sending.mutate({})}>
              {t("outbox.sendNow")}
            </Button>
          )}
          {row.state === "queued" && (
            <Button isPending={cancelling.isPending} onPress={takeBack}>
              {t("outbox.putBack")}
            </Button>
          )}
          {row.state === "rejected" && (
            <Button look="primary" isPending={retrying.isPending} onPress={() => retrying.mutate({ id: row.id }, { onSuccess: () => showToast({ text: t(isEnded ? "ended.said" : "purchase.retried", params) }) })}>
              {t(isEnded ? "ended.anew" : "purchase.retry")}
            </Button>
          )}
          {isOut && <UnitsActions detail={detail} />}
          {(isOut || row.state === "rejected") && (
            <Button look="danger" onPress={() => setCancelling(true)}>
              {t(isOut ? "purchase.cancel" : "purchase.giveUp")}
            </Button>
          )}
        </div>
      </div>
      {isCancelling && <CancelDialog row={row} onClose={() => setCancelling(false)} />}
    </Card>
  );
}
