import { useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from "react";
import { ListFilter, Send } from "lucide-react";
import { BULK_BAR_SPACE, BulkBar } from "../../components/BulkBar";
import { Button } from "../../components/Button";
import { DataTable, type DataTableHandle } from "../../components/DataTable/DataTable";
import { NOTHING } from "../../components/DataTable/selection";
import type { RowGroup } from "../../components/DataTable/source";
import { PageHeader } from "../../components/Header";
import { HintsLine, type Hint } from "../../components/HintsLine";
import { Tabs } from "../../components/Tabs";
import { formatDateHeading } from "../../i18n/dates";
import { t } from "../../i18n/text";
import type { OrderRow, Tab } from "../../ipc/types.gen";
import { useScope } from "../../scope";
import { filterSentence, isFiltered } from "../orders/filterWords";
import { orderColumns, orderName } from "../orders/orderColumns";
import { OrderFilters } from "../orders/OrderFilters";
import { chosenSort, shownSort } from "../orders/sorts";
import { useMedia } from "../orders/useMedia";
import { useHidden } from "../orders/useHidden";
import type { Names } from "../orders/useNames";
import { ViewOptions } from "../orders/ViewOptions";
import { InboxBanners } from "./InboxBanners";
import { InboxEmpty } from "./InboxEmpty";
import { colourEntries } from "./TagsBlock";
import type { InboxState } from "./useInbox";

export interface InboxListProps {
  inbox: InboxState;
  names: Names;
  table: RefObject<DataTableHandle | null>;
  now: number;
  isNarrow: boolean;
}

const TABS = ["new", "late", "waiting", "snoozed"] as const;
const COLUMNS = ["state", "order", "customer", "items", "next", "total", "margin", "age"] as const;
const OPTIONAL = new Set<string>(["customer", "items", "total", "margin", "age"]);

/** Lists longer than this have groups that fold. */
const LONG = 200;

const rowId = (row: OrderRow): string => String(row.id);

/** Tabs, filters and the list, with the bar of a selection and the keys at the foot. */
export function InboxList({ inbox, names, table, now, isNarrow }: InboxListProps): ReactNode {
  const { list, counts, page, source } = inbox;
  const scope = useScope();
  const [isFilterOpen, setFilterOpen] = useState(() => isFiltered(list.filter));
  const search = useRef<HTMLInputElement>(null);
  const [hidden, hide] = useHidden("inbox");
  const { currency, tiles } = names;
  const isTight = useMedia("(max-width: 1399px)");
  const columns = useMemo(
    () => orderColumns(COLUMNS, { currency, tiles, now, isNarrow: isNarrow || isTight }).filter(({ id }) => !hidden.has(id) && !(isNarrow && (id === "items" || id === "age"))),
    [currency, tiles, now, hidden, isNarrow, isTight],
  );
  const filterText = isFiltered(list.filter) ? filterSentence(list.filter, names, now) : "";
  const view = inbox.views.views.find(({ id }) => `view ${id}` === list.tabId);
  const openFilter = (): void => {
    setFilterOpen(true);
    requestAnimationFrame(() => search.current?.focus());
  };

  const hasSource = source !== null;
  useEffect(() => {
    // Coming here is for working here: keys go to the list unless something else has the focus.
    const holder = document.activeElement;
    if (hasSource && (holder === null || holder === document.body || holder.id === "main" || holder.closest("nav") !== null)) table.current?.focus();
  }, [hasSource, table]);

  const choose = (id: string): void => {
    const own = inbox.views.views.find((each) => `view ${each.id}` === id);
    if (own !== undefined) list.choose({ tabId: id, tab: own.tab, filter: own.filter, sort: own.sort });
    else list.choose({ tabId: id, tab: id as Tab });
  };
  const ready = list.tab === "new" ? (page?.ready ?? 0) : 0;

  return (
    <>
      <PageHeader
        title={t("nav.inbox")}
        note={formatDateHeading(now, now)}
        actions={
          <>
            <Button icon={ListFilter} look="ghost" label={t("filter.open")} hotkey="app.filter" isPressed={isFilterOpen} onPress={openFilter} />
            <ViewOptions
              sort={list.sort}
              onSort={list.setSort}
              columns={orderColumns(COLUMNS, { currency, tiles, now }).filter(({ id }) => OPTIONAL.has(id))}
              hidden={hidden}
              onHide={hide}
              more={view === undefined ? [] : [{ id: "remove", label: t("view.remove"), look: "danger", onAction: () => { inbox.views.remove(view); choose("new"); } }]}
            />
            {ready > 0 && (
              <Button look="primary" hotkey="queue.forwardAll" onPress={inbox.reviewAll}>
                {t("inbox.forwardReady", { count: ready })}
              </Button>
            )}
          </>
        }
      />
      <Tabs
        label={t("nav.inbox")}
        tabs={[
          ...TABS.map((id) => ({ id, title: t(`inbox.tab.${id}`), ...(counts === undefined ? {} : { count: counts[id] }) })),
          ...inbox.views.views.map(({ id, name }) => ({ id: `view ${id}`, title: name })),
        ]}
        selected={view === undefined && list.tabId.startsWith("view ") ? list.tab : list.tabId}
        onSelect={choose}
        onAdd={() => inbox.setOpen({ kind: "view" })}
        addLabel={t("view.add")}
      />
      {(isFilterOpen || filterText !== "") && (
        <OrderFilters
          filter={list.filter}
          onChange={list.setFilter}
          names={names}
          now={now}
          hasScope={scope !== null}
          searchRef={search}
          onLeave={() => {
            setFilterOpen(false);
            inbox.toList();
          }}
        />
      )}
      <InboxBanners />
      <DataTable<OrderRow>
        ref={table}
        label={t("inbox.list", { tab: view?.name ?? t(`inbox.tab.${(TABS as readonly string[]).includes(list.tab) ? (list.tab as (typeof TABS)[number]) : "new"}`) })}
        source={source}
        columns={columns}
        rowId={rowId}
        rowName={(row) => orderName(row, now)}
        sort={shownSort(list.sort, "age")}
        onSort={(sort) => list.setSort(chosenSort(sort, list.sort))}
        selection={inbox.selection}
        onSelect={inbox.setSelection}
        onFocusRow={inbox.focusRow}
        onActivate={inbox.on.primary}
        onOpen={(row, position) => inbox.openOrder(row.id, position)}
        rowMenu={inbox.menuOf}
        {...(source !== null && source.total > LONG ? { onToggleGroup: ({ id }: RowGroup) => inbox.toggleGroup(id) } : {})}
        isDim={(row) => row.purchase === "queued"}
        {...(inbox.arrived === undefined ? {} : { arrived: inbox.arrived })}
        empty={<InboxEmpty tab={list.tab} counts={counts} filter={filterText} onClearFilter={() => list.setFilter({})} onTab={(tab) => choose(tab)} />}
        error={inbox.error}
        onRetry={inbox.retry}
        isMain
        restoreKey="inbox"
        covered={inbox.hasSelection ? BULK_BAR_SPACE : 0}
      />
      <BulkBar
        count={inbox.count}
        onClear={() => inbox.setSelection(NOTHING)}
        more={[
          ...(list.tab === "new" ? [{ id: "suggested", label: t("bulk.suggested"), keysOf: "queue.suggested" as const, onAction: inbox.suggested }] : []),
          { id: "tag", label: t("bulk.tag"), keysOf: "queue.label", onAction: inbox.tag },
          { id: "close", label: t("bulk.close"), keysOf: "queue.done", onAction: inbox.close },
          { id: "colour", title: t("bulk.colour"), entries: colourEntries(inbox.colourAll) },
        ]}
      >
        {list.tab === "new" && (
          <Button size="sm" look="primary" icon={Send} keysOf="queue.forward" onPress={inbox.forward}>
            {t("bulk.forward")}
          </Button>
        )}
        <Button size="sm" keysOf="queue.snooze" onPress={inbox.snooze}>
          {t("bulk.snooze")}
        </Button>
      </BulkBar>
      <HintsLine hints={hintsOf(list.tab)} />
    </>
  );
}

/** The keys of a tab: what Enter does depends on it. */
const hintsOf = (tab: Tab): Hint[] => [
  { keys: ["list.next", "list.previous"], word: t("inbox.hint.move") },
  { keys: ["list.activate"], word: t(tab === "new" ? "inbox.hint.apply" : "purchase.hint.open") },
  ...(tab === "new" ? [{ keys: ["queue.forward"] as const, word: t("inbox.hint.forward") }] : []),
  { keys: ["list.select"], word: t("inbox.hint.select") },
  { keys: ["queue.snooze"], word: t("inbox.hint.snooze") },
  { keys: ["app.undo"], word: t("inbox.hint.undo") },
];
