import { useNavigate, useSearch } from "@tanstack/react-router";
import { PackageCheck } from "lucide-react";
import { useMemo, useState, type ReactNode } from "react";
import { useNow } from "../../clock";
import { BULK_BAR_SPACE, BulkBar } from "../../components/BulkBar";
import { Button } from "../../components/Button";
import { DataTable } from "../../components/DataTable/DataTable";
import { NOTHING, isNothing, selectedCount, type Selection } from "../../components/DataTable/selection";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/Header";
import { HintsLine } from "../../components/HintsLine";
import { Tabs } from "../../components/Tabs";
import { showToast } from "../../components/toasts";
import { formatMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { PurchaseRow } from "../../ipc/types.gen";
import { purchaseWord } from "../orders/nextStep";
import { FollowUpsList } from "./FollowUpsList";
import { purchaseColumns } from "./purchaseColumns";
import { usePurchaseSource } from "./usePurchaseSource";

const STATES = ["in_doubt", "follow_up", "to_hand_over", "queued", "placed", "confirmed", "rejected", "cancelled"] as const;
/** The tab of a state: what is being found out and what has to be asked are one list. */
const tabOf = (state = "all"): string => (state === "unknown" || state === "asking" ? "in_doubt" : (STATES as readonly string[]).includes(state) ? state : "all");

const rowId = (row: PurchaseRow): string => String(row.id);

const tabWord = (id: string): string => (id === "follow_up" ? t("follow.tab") : purchaseWord(id));

/** What was sent to suppliers, by where it stands. */
export function PurchasesPage(): ReactNode {
  const now = useNow();
  const navigate = useNavigate();
  const { state } = useSearch({ strict: false });
  const tab = tabOf(state);
  const { source, error, retry } = usePurchaseSource(tab === "all" || tab === "follow_up" ? undefined : tab);
  const { data: outbox } = useCall("outbox", {});
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const placing = useAction("purchase_placed", { failureTitle: t("purchase.notChanged") });
  const columns = useMemo(() => purchaseColumns(now), [now]);
  const count = selectedCount(selection, source?.total ?? 0);
  const counts: Partial<Record<string, number>> = { in_doubt: outbox?.unknown, follow_up: outbox?.follow_ups, to_hand_over: outbox?.to_hand_over, queued: outbox === undefined ? undefined : outbox.queued + outbox.waiting_for_word };
  const open = (row: PurchaseRow): void => void navigate({ to: "/purchases/$id", params: { id: String(row.id) } });
  const place = async (): Promise<void> => {
    const ids = selection.all ? ((await source?.jump(0, source.total))?.rows ?? []).map(({ id }) => id).filter((id) => !selection.except.has(String(id))) : [...selection.ids].map(Number);
    placing.mutate({ ids }, { onSuccess: ({ count: placed }) => showToast({ text: t("purchase.placedMany", { count: placed }) }) });
    setSelection(NOTHING);
  };
  const isHandOver = tab === "to_hand_over";
  return (
    <>
      <PageHeader title={t("purchase.title")} crumbs={[{ title: t("nav.activity"), href: "/activity" }]} />
      <Tabs
        label={t("purchase.title")}
        tabs={[{ id: "all", title: t("purchase.all") }, ...STATES.map((id) => ({ id, title: tabWord(id), ...(counts[id] === undefined ? {} : { count: counts[id] }) }))]}
        selected={tab}
        onSelect={(id) => {
          setSelection(NOTHING);
          void navigate({ to: "/purchases", search: id === "all" ? {} : { state: id } });
        }}
      />
      {tab === "follow_up" ? (
        <FollowUpsList />
      ) : (
        <DataTable<PurchaseRow>
          label={t("purchase.title")}
          source={source}
          columns={columns}
          rowId={rowId}
          rowName={(row) => [row.number, row.supplier, purchaseWord(row.state), formatMoney(row.total)].join(", ")}
          {...(isHandOver ? { selection, onSelect: setSelection } : {})}
          onActivate={open}
          onOpen={open}
          empty={
            <EmptyState icon={PackageCheck} tone={tab === "in_doubt" || tab === "rejected" ? "good" : "neutral"} title={tab === "all" ? t("purchase.noneTitle") : t("purchase.noneOf", { state: purchaseWord(tab) })}>
              {t(tab === "in_doubt" ? "purchase.noneUnknown" : "purchase.noneNote")}
            </EmptyState>
          }
          error={error}
          onRetry={retry}
          isMain
          restoreKey={`purchases ${tab}`}
          covered={isNothing(selection) ? 0 : BULK_BAR_SPACE}
        />
      )}
      {isHandOver && (
        <BulkBar count={count} onClear={() => setSelection(NOTHING)}>
          <Button size="sm" isPending={placing.isPending} onPress={() => void place()}>
            {t("purchase.handedOver")}
          </Button>
        </BulkBar>
      )}
      <HintsLine hints={[{ keys: ["list.next", "list.previous"], word: t("inbox.hint.move") }, { keys: ["list.activate"], word: t("purchase.hint.open") }, { keys: ["tab.1"], word: t("purchase.hint.tab") }]} />
    </>
  );
}
