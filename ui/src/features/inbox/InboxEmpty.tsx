import { useNavigate } from "@tanstack/react-router";
import { Check, Inbox, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { formatDuration } from "../../i18n/format";
import { isTextKey, t } from "../../i18n/text";
import type { OrderCounts, Tab } from "../../ipc/types.gen";
import { useSitting } from "./sitting";

export interface InboxEmptyProps {
  tab: Tab;
  counts: OrderCounts | undefined;
  /** The filter in words; empty when nothing is filtered. */
  filter: string;
  onClearFilter: () => void;
  onTab: (tab: Tab) => void;
}

/** In place of the list: what will be here, what was achieved, or which filter hides it. */
export function InboxEmpty({ tab, counts, filter, onClearFilter, onTab }: InboxEmptyProps): ReactNode {
  if (filter !== "") {
    return (
      <EmptyState icon={SearchX} title={t("inbox.filteredTitle", { tab: t(`inbox.filteredTab.${tab}`), filter })} actions={<Button look="primary" hotkey="app.close" onPress={onClearFilter}>{t("filter.clear")}</Button>}>
        {t("inbox.filteredNote")}
      </EmptyState>
    );
  }
  if (counts !== undefined && counts.all === 0) return <Never />;
  if (tab === "new") return <Done counts={counts} onTab={onTab} />;
  const title = `inbox.emptyTitle.${tab}`;
  const note = `inbox.emptyNote.${tab}`;
  return (
    <EmptyState icon={Check} tone="good" title={isTextKey(title) ? t(title) : t("inbox.emptyTitle.other")}>
      {isTextKey(note) ? t(note) : t("inbox.emptyNote.other")}
    </EmptyState>
  );
}

function Never(): ReactNode {
  const navigate = useNavigate();
  return (
    <EmptyState
      icon={Inbox}
      title={t("inbox.neverTitle")}
      actions={
        <>
          <Button look="primary" onPress={() => void navigate({ to: "/imports" })}>
            {t("inbox.never.import")}
          </Button>
          <Button onPress={() => void navigate({ to: "/welcome" })}>{t("inbox.never.sample")}</Button>
        </>
      }
    >
      {t("inbox.neverNote")}
    </EmptyState>
  );
}

function Done({ counts, onTab }: { counts: OrderCounts | undefined; onTab: (tab: Tab) => void }): ReactNode {
  const sitting = useSitting();
  const total = sitting === null ? 0 : sitting.together + sitting.single;
  const time = sitting === null ? "" : formatDuration((sitting.lastAt - sitting.startedAt) / 1000);
  const late = counts?.late ?? 0;
  const waiting = counts?.waiting ?? 0;
  const note =
    sitting === null || total === 0
      ? t("inbox.clearNote")
      : sitting.together > 0
        ? t("inbox.doneNote", { together: sitting.together, single: sitting.single, time })
        : t("inbox.doneNoteOne", { count: total, time });
  return (
    <EmptyState
      icon={Check}
      tone="good"
      title={total === 0 ? t("inbox.clearTitle") : t("inbox.doneTitle", { count: total })}
      actions={
        <>
          {late > 0 && (
            <Button look="primary" hotkey="list.activate" onPress={() => onTab("late")}>
              {t("inbox.lateParcels", { count: late })}
            </Button>
          )}
          {waiting > 0 && <Button onPress={() => onTab("waiting")}>{t("inbox.allWaiting", { count: waiting })}</Button>}
        </>
      }
    >
      {note}
    </EmptyState>
  );
}
