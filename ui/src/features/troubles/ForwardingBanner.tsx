import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { formatTime } from "../../i18n/dates";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { ForwardingState, WorkspaceState } from "../../ipc/types.gen";
import { isDesktop } from "../../ipc/window";
import { showFile } from "../../shell/folders";

/** True after a restore, while it is not known of every purchase whether it arrived. */
export const isBehind = ({ state, facts }: ForwardingState): boolean => state === "paused" && facts["reason"] === "journal_knows_more";

/** Why nothing leaves at all: another process is in charge, the file is older than what was sent, or the disk refuses. */
export function ForwardingBanner({ state: { forwarding, folder } }: { state: WorkspaceState }): ReactNode {
  if (forwarding.state === "read_only") return <Banner title={t("banner.readOnly")}>{t("banner.readOnlyNote")}</Banner>;
  if (forwarding.facts["journal_made_anew"] !== undefined) return <MadeAnewBanner />;
  if (forwarding.state !== "paused") return null;
  return isBehind(forwarding) ? <BehindBanner facts={forwarding.facts} /> : <DiskBanner forwarding={forwarding} folder={folder} />;
}

const COUNTS = ["checked", "checking", "asking", "missing"] as const;

/** After a restore: how many of the purchases that left after the backup are checked, and how many need the merchant. */
function BehindBanner({ facts }: { facts: ForwardingState["facts"] }): ReactNode {
  const navigate = useNavigate();
  const resuming = useAction("forwarding_resume", { failureTitle: t("banner.paused.failed") });
  const of = (name: string): number => Number(facts[name] ?? 0);
  const open = of("asking") + of("checking");
  const parts = COUNTS.filter((name) => of(name) > 0).map((name) => t(`banner.behind.${name}`, { count: of(name) }));
  return (
    <Banner
      look="bad"
      title={t("banner.behind", { count: of("total") })}
      action={
        <>
          {open > 0 && <Button size="sm" onPress={() => void navigate({ to: "/purchases", search: { state: "in_doubt" } })}>{t("banner.paused.open")}</Button>}
          {of("asking") === 0 && (
            <Button size="sm" isPending={resuming.isPending} onPress={() => resuming.mutate({})}>
              {t("banner.paused.resume")}
            </Button>
          )}
        </>
      }
    >
      {t("banner.behindNote", { count: of("total") })} {parts.join(", ")}.
    </Banner>
  );
}

/** The journal was lost and made anew: what only it knew is known by nobody. */
function MadeAnewBanner(): ReactNode {
  const seeing = useAction("forwarding_resume", { failureTitle: t("banner.madeAnew") });
  return (
    <Banner
      title={t("banner.madeAnew")}
      action={
        <Button size="sm" isPending={seeing.isPending} onPress={() => seeing.mutate({})}>
          {t("banner.madeAnew.seen")}
        </Button>
      }
    >
      {t("banner.madeAnewNote")}
    </Banner>
  );
}

/** The disk takes nothing. The folder is shown, since only the person knows what on this computer may go. */
function DiskBanner({ forwarding, folder }: { forwarding: ForwardingState; folder: string }): ReactNode {
  const resuming = useAction("forwarding_resume", { failureTitle: t("banner.paused.failed") });
  const trying = useAction("forwarding_try_again", { failureTitle: t("banner.paused.failed") });
  const { since, facts } = forwarding;
  const isRefusing = facts["reason"] === "cannot_write";
  return (
    <Banner
      look="bad"
      title={t("banner.paused.disk", { time: since === null ? "" : formatTime(since) })}
      action={
        <>
          {isDesktop && (
            <Button size="sm" onPress={() => showFile(folder)}>
              {t("banner.paused.space")}
            </Button>
          )}
          {isRefusing ? (
            <Button size="sm" isPending={trying.isPending} onPress={() => trying.mutate({})}>
              {t("banner.paused.again")}
            </Button>
          ) : (
            <Button size="sm" isPending={resuming.isPending} onPress={() => resuming.mutate({})}>
              {t("banner.paused.resume")}
            </Button>
          )}
        </>
      }
    >
      {facts["words"] ?? facts["reason"] ?? ""}
      {facts["accepted"] !== undefined && <p>{t("banner.paused.accepted", { purchases: facts["accepted"] })}</p>}
    </Banner>
  );
}
