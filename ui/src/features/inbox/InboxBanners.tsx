import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { showToast } from "../../components/toasts";
import { formatTime } from "../../i18n/dates";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { ForwardingState, Outbox } from "../../ipc/types.gen";

/** What stands in the way of sending, and what waits for a word, above the list. */
export function InboxBanners(): ReactNode {
  const { data: state } = useCall("workspace_state", {});
  if (state === undefined) return null;
  return (
    <>
      <ForwardingBanner forwarding={state.forwarding} outbox={state.outbox} />
      {state.outbox.waiting_for_word > 0 && <WaitingBanner outbox={state.outbox} />}
      {state.outbox.unknown > 0 && <UnknownBanner count={state.outbox.unknown} />}
    </>
  );
}

function ForwardingBanner({ forwarding, outbox }: { forwarding: ForwardingState; outbox: Outbox }): ReactNode {
  const navigate = useNavigate();
  const resuming = useAction("forwarding_resume", { failureTitle: t("banner.paused.failed") });
  const { state, since, facts } = forwarding;
  if (state === "read_only") return <Banner title={t("banner.readOnly")} />;
  if (state !== "paused") return null;
  const time = since === null ? "" : formatTime(since);
  const reason = facts["reason"] ?? "";
  const isBehind = reason === "journal_knows_more";
  const title = isBehind ? t("banner.paused.behind") : t("banner.paused.disk", { time });
  const count = outbox.unknown;
  return (
    <Banner
      look="bad"
      title={title}
      action={
        outbox.unknown > 0 ? (
          <Button size="sm" onPress={() => void navigate({ to: "/purchases", search: { state: "unknown" } })}>
            {t("banner.paused.open")}
          </Button>
        ) : (
          <Button size="sm" isPending={resuming.isPending} onPress={() => resuming.mutate({})}>
            {t("banner.paused.resume")}
          </Button>
        )
      }
    >
      {isBehind ? t(count > 0 ? "banner.paused.toCheck" : "banner.paused.checked", { count }) : reason}
    </Banner>
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

function UnknownBanner({ count }: { count: number }): ReactNode {
  const navigate = useNavigate();
  const { data } = useCall("purchases", { state: "unknown", limit: 2 });
  const first = data?.rows[0];
  const isOne = count === 1 && first !== undefined;
  return (
    <Banner
      title={isOne ? t("banner.unknown", { supplier: first.supplier, number: first.number }) : t("banner.unknownMany", { count })}
      action={
        <Button size="sm" onPress={() => void (isOne ? navigate({ to: "/purchases/$id", params: { id: String(first.id) } }) : navigate({ to: "/purchases", search: { state: "unknown" } }))}>
          {t("banner.look")}
        </Button>
      }
    >
      {t("banner.unknownNote")}
    </Banner>
  );
}
