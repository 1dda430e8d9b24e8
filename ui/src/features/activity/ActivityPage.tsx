import { useNavigate } from "@tanstack/react-router";
import { Activity, Copy } from "lucide-react";
import { useCallback, useMemo, useState, type ReactNode } from "react";
import { useNow } from "../../clock";
import { announce } from "../../components/announce";
import { Button, LinkButton } from "../../components/Button";
import { DataTable } from "../../components/DataTable/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/Header";
import { Tabs } from "../../components/Tabs";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { call } from "../../ipc/client";
import { useCall } from "../../ipc/queries";
import type { ActivityRow } from "../../ipc/types.gen";
import { useUndo } from "../../undo";
import { BackupBanner } from "../troubles/BackupBanner";
import { ForwardingBanner } from "../troubles/ForwardingBanner";
import { Troubles } from "../troubles/TroubleBanners";
import { momentShort } from "../orders/moments";
import { activityColumns } from "./activityColumns";
import { ActivityDetail } from "./ActivityDetail";
import { activityTitle, forSupport, kindWord, resultWord } from "./activityWords";
import { OutboxPanel } from "./OutboxPanel";
import { useActivitySource } from "./useActivitySource";

const KINDS = ["attempt", "import", "action", "backup"] as const;
const rowId = (row: ActivityRow): string => `${row.kind} ${row.id}`;
const SUPPORT_ROWS = 200;

const detailWith = (open: (row: ActivityRow) => void) => (row: ActivityRow): ReactNode => <ActivityDetail row={row} onOpen={() => open(row)} />;

/** Everything that was read, sent and decided, with the outbox on top and a way back for each action. */
export function ActivityPage(): ReactNode {
  const now = useNow();
  const navigate = useNavigate();
  const [kind, setKind] = useState<string>("all");
  const { source, error, retry } = useActivitySource(kind === "all" ? undefined : kind);
  const { data: state } = useCall("workspace_state", {});
  const takeBack = useUndo();
  const columns = useMemo(() => activityColumns(now, takeBack), [now, takeBack]);
  const open = useCallback(
    (row: ActivityRow): void => {
      if (row.purchase_id !== null) void navigate({ to: "/purchases/$id", params: { id: String(row.purchase_id) } });
      else if (row.order_id !== null) void navigate({ to: "/orders/$id", params: { id: String(row.order_id) } });
    },
    [navigate],
  );
  const detail = useMemo(() => detailWith(open), [open]);
  const copy = async (): Promise<void> => {
    const page = await call("activity", { limit: SUPPORT_ROWS });
    await navigator.clipboard.writeText(forSupport(page.rows, state?.version ?? ""));
    announce(t("activity.copied"));
    showToast({ text: t("activity.copied") });
  };
  return (
    <>
      <PageHeader
        title={t("nav.activity")}
        actions={
          <>
            <LinkButton href="/purchases" look="ghost">{t("purchase.title")}</LinkButton>
            <Button icon={Copy} hint={t("activity.supportNote")} onPress={() => void copy().catch(() => showToast({ mark: "bad", text: t("activity.notCopied") }))}>
              {t("activity.support")}
            </Button>
          </>
        }
      />
      <Tabs label={t("nav.activity")} tabs={[{ id: "all", title: t("purchase.all") }, ...KINDS.map((id) => ({ id, title: kindWord(id) }))]} selected={kind} onSelect={setKind} />
      {state !== undefined && <ForwardingBanner state={state} />}
      {state !== undefined && <BackupBanner state={state} />}
      <Troubles />
      <OutboxPanel />
      <DataTable<ActivityRow>
        label={t("nav.activity")}
        source={source}
        columns={columns}
        rowId={rowId}
        rowName={(row) => [momentShort(row.at, now), activityTitle(row), resultWord(row)].join(", ")}
        onOpen={open}
        detail={detail}
        empty={
          <EmptyState icon={Activity} title={t("activity.noneTitle")}>
            {t("activity.noneNote")}
          </EmptyState>
        }
        error={error}
        onRetry={retry}
        isMain
        restoreKey={`activity ${kind}`}
      />
    </>
  );
}
