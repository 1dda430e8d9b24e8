import type { ReactNode } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { Outbox } from "../../ipc/types.gen";
import { useUndoToast } from "../../undo";
import { DoubtBanner } from "../troubles/DoubtBanner";
import { BackupBanner } from "../troubles/BackupBanner";
import { ForwardingBanner, isBehind } from "../troubles/ForwardingBanner";
import { FirstTroubles } from "../troubles/TroubleBanners";
import styles from "../troubles/Troubles.module.css";

/** What stands in the way of sending, and what waits for a word, above the list. */
export function InboxBanners(): ReactNode {
  const { data: state } = useCall("workspace_state", {});
  if (state === undefined) return null;
  return (
    <div className={styles.banners}>
      <ForwardingBanner state={state} />
      <BackupBanner state={state} />
      <FirstTroubles />
      {/* After a restore the banner above counts them with the others. */}
      {!isBehind(state.forwarding) && <DoubtBanner count={state.outbox.asking} />}
      {state.outbox.waiting_for_word > 0 && <WaitingBanner outbox={state.outbox} />}
      {state.counts.older > 0 && <OlderBanner count={state.counts.older} />}
    </div>
  );
}

function WaitingBanner({ outbox }: { outbox: Outbox }): ReactNode {
  const deciding = useAction("outbox_decide", { failureTitle: t("banner.undecided") });
  const count = outbox.waiting_for_word;
  const decide = (send: boolean): void => deciding.mutate({ send }, { onSuccess: () => showToast({ text: send ? t("banner.sent") : t("act.undone", { name: t("orders.count", { count }) }) }) });
  return (
    <Banner
      title={t("banner.waiting", { count })}
      action={
        <>
          <Button size="sm" isDisabled={deciding.isPending} onPress={() => decide(false)}>
            {t("banner.putBack")}
          </Button>
          <Button size="sm" isDisabled={deciding.isPending} onPress={() => decide(true)}>
            {t("banner.sendNow")}
          </Button>
        </>
      }
    >
      {t("banner.waitingNote")}
    </Banner>
  );
}

/** Orders that were there before the workspace: one word for all of them, or one at a time below. */
function OlderBanner({ count }: { count: number }): ReactNode {
  const say = useUndoToast();
  const answering = useAction("orders_older_answer", {
    failureTitle: t("banner.olderFailed"),
    onDone: (done, { ordered }) => say(t(ordered ? "banner.olderClosed" : "banner.olderReady", { count: done.count }), done),
  });
  return (
    <Banner
      title={t("banner.older", { count })}
      action={
        <>
          <Button size="sm" isDisabled={answering.isPending} onPress={() => answering.mutate({ ordered: true })}>
            {t("banner.olderOrdered", { count })}
          </Button>
          <Button size="sm" isDisabled={answering.isPending} onPress={() => answering.mutate({ ordered: false })}>
            {t("banner.olderNot")}
          </Button>
        </>
      }
    >
      {t("banner.olderNote", { count })}
    </Banner>
  );
}
