import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useNow } from "../../clock";
import { Button } from "../../components/Button";
import { StatusMark } from "../../components/StatusMark";
import { showToast } from "../../components/toasts";
import { Money } from "../../components/Value";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import { heldSentence } from "../purchases/heldWords";
import styles from "./Activity.module.css";
import { SecondsLeft } from "./SecondsLeft";

const SHOWN = 6;

/** What waits to leave, with the seconds that are left, and what waits for a person. */
export function OutboxPanel(): ReactNode {
  const navigate = useNavigate();
  const now = useNow();
  const { data: outbox } = useCall("outbox", {});
  const queued = (outbox?.queued ?? 0) + (outbox?.waiting_for_word ?? 0);
  const { data: purchases } = useCall("purchases", { state: "queued", limit: SHOWN }, { enabled: queued > 0 });
  const sending = useAction("outbox_send", { failureTitle: t("outbox.notSent") });
  const deciding = useAction("outbox_decide", { failureTitle: t("banner.undecided") });
  const cancelling = useAction("purchase_cancel", { failureTitle: t("purchase.notChanged") });
  if (outbox === undefined || queued + outbox.unknown + outbox.to_hand_over === 0) return null;
  const finding = outbox.unknown - outbox.asking;
  const toState = (state: string): void => void navigate({ to: "/purchases", search: { state } });
  return (
    <section className={styles.outbox} aria-label={t("outbox.title")}>
      <h2>{t("outbox.title")}</h2>
      {outbox.queued > 0 && (
        <div className={styles.outboxLine}>
          <StatusMark mark="wait" name="" />
          <span className={styles.grow}>
            {t("outbox.queued", { count: outbox.queued })} · <SecondsLeft at={outbox.sends_at} />
          </span>
          <Button size="sm" isPending={sending.isPending} onPress={() => sending.mutate({}, { onSuccess: ({ count }) => showToast({ text: t("outbox.sent", { count }) }) })}>
            {t("outbox.sendNow")}
          </Button>
        </div>
      )}
      {outbox.waiting_for_word > 0 && (
        <div className={styles.outboxLine}>
          <StatusMark mark="warn" name="" />
          <span className={styles.grow}>
            {t("banner.waiting", { count: outbox.waiting_for_word })} {t("banner.waitingNote")}
          </span>
          <Button size="sm" onPress={() => deciding.mutate({ send: false })}>{t("banner.putBack")}</Button>
          <Button size="sm" onPress={() => deciding.mutate({ send: true })}>{t("banner.sendNow")}</Button>
        </div>
      )}
      {queued > 0 && (
        <ul className={styles.queued}>
          {(purchases?.rows ?? []).map((purchase) => (
            <li key={purchase.id}>
              <span className="num b5">{purchase.number}</span>
              <span className="t2 el">{heldSentence(purchase, now) || purchase.supplier}</span>
              <span className="num">
                <Money value={purchase.total} />
              </span>
              <Button size="sm" look="ghost" isDisabled={cancelling.isPending} onPress={() => cancelling.mutate({ id: purchase.id }, { onSuccess: () => showToast({ text: t("purchase.takenBack", { number: purchase.number }) }) })}>
                {t("outbox.putBack")}
              </Button>
            </li>
          ))}
          {queued > SHOWN && (
            <li>
              <Button size="sm" look="ghost" onPress={() => toState("queued")}>{t("sheet.leftMore", { count: queued - SHOWN })}</Button>
            </li>
          )}
        </ul>
      )}
      {outbox.asking > 0 && (
        <div className={styles.outboxLine}>
          <StatusMark mark="warn" name="" />
          <span className={styles.grow}>{t("banner.unknownMany", { count: outbox.asking })}</span>
          <Button size="sm" onPress={() => toState("in_doubt")}>{t(outbox.asking === 1 ? "banner.look" : "banner.lookMany")}</Button>
        </div>
      )}
      {finding > 0 && (
        <div className={styles.outboxLine}>
          <StatusMark mark="half" name="" />
          <span className={styles.grow}>{t("outbox.findingOut", { count: finding })}</span>
          <Button size="sm" look="ghost" onPress={() => toState("in_doubt")}>{t("purchase.show")}</Button>
        </div>
      )}
      {outbox.to_hand_over > 0 && (
        <div className={styles.outboxLine}>
          <StatusMark mark="warn" name="" />
          <span className={styles.grow}>{t("outbox.toHandOver", { count: outbox.to_hand_over })}</span>
          <Button size="sm" onPress={() => toState("to_hand_over")}>{t("purchase.handOver")}</Button>
        </div>
      )}
    </section>
  );
}
