import { useNavigate } from "@tanstack/react-router";
import { Copy, ListFilter, Package } from "lucide-react";
import { useCallback, useMemo, useRef, useState, type ReactNode } from "react";
import { useNow } from "../../clock";
import { announce } from "../../components/announce";
import { BULK_BAR_SPACE, BulkBar } from "../../components/BulkBar";
import { Button, LinkButton } from "../../components/Button";
import { toTsv } from "../../components/DataTable/columns";
import { DataTable, type DataTableHandle } from "../../components/DataTable/DataTable";
import { NOTHING, isNothing, selectedCount, type Selection } from "../../components/DataTable/selection";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/Header";
import { HintsLine } from "../../components/HintsLine";
import { Tabs } from "../../components/Tabs";
import { showToast } from "../../components/toasts";
import { formatNumber } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { OrderFilter, OrderRow, Tab } from "../../ipc/types.gen";
import { useScope } from "../../scope";
import { rowsOf } from "./chosenRows";
import { filterSentence, isFiltered } from "./filterWords";
import { orderColumns, orderName } from "./orderColumns";
import { OrderFilters } from "./OrderFilters";
import { SaveViewDialog } from "./SaveViewDialog";
import { chosenSort, shownSort } from "./sorts";
import { leaveTrail } from "./trail";
import { useHidden } from "./useHidden";
import { useListState } from "./useListState";
import { useNames } from "./useNames";
import { useOrderSource } from "./useOrderSource";
import { ViewOptions } from "./ViewOptions";
import { useViews } from "./views";

const TABS = ["all", "waiting", "late", "done"] as const;
const COLUMNS = ["state", "order", "customer", "items", "next", "supplier", "tags", "total", "profit", "margin", "placed"] as const;
const NO_GROUPS: ReadonlySet<string> = new Set();
const MOST_COPIED = 10_000;
const rowId = (row: OrderRow): string => String(row.id);

/** Every order there ever was, found by number, customer, SKU or tracking number. */
export function OrdersPage(): ReactNode {
  const now = useNow();
  const navigate = useNavigate();
  const names = useNames();
  const scope = useScope();
  const list = useListState("orders", "all");
  const views = useViews();
  const [hidden, hide] = useHidden("orders");
  const [isFilterOpen, setFilterOpen] = useState(true);
  const [isSaving, setSaving] = useState(false);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const table = useRef<DataTableHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const filter = useMemo((): OrderFilter => (scope === null ? list.filter : { ...list.filter, shop_id: scope }), [list.filter, scope]);
  const { source, filter: shownFilter, arrived, error, retry } = useOrderSource({ tab: list.tab, filter, sort: list.sort }, NO_GROUPS);
  const { data: counts } = useCall("order_counts", scope === null ? {} : { shop_id: scope });
  const { currency, tiles } = names;
  const all = useMemo(() => orderColumns(COLUMNS, { currency, tiles, now, isNarrow: true }), [currency, tiles, now]);
  const columns = useMemo(() => all.filter(({ id }) => !hidden.has(id)), [all, hidden]);
  const total = source?.total ?? 0;
  const count = selectedCount(selection, total);
  const words = isFiltered(list.filter) ? filterSentence(list.filter, names, now) : "";
  const ownViews = views.views.filter(({ tab }) => tab !== "new");
  const view = ownViews.find(({ id }) => `view ${id}` === list.tabId);

  const choose = (id: string): void => {
    const own = ownViews.find((each) => `view ${each.id}` === id);
    setSelection(NOTHING);
    if (own !== undefined) list.choose({ tabId: id, tab: own.tab, filter: own.filter, sort: own.sort });
    else list.choose({ tabId: id, tab: id as Tab, filter: list.filter });
  };
  const open = useCallback(
    (row: OrderRow, position: number): void => {
      leaveTrail({ tab: list.tab, filter: shownFilter, sort: list.sort }, position);
      void navigate({ to: "/orders/$id", params: { id: String(row.id) } });
    },
    [navigate, list.tab, list.sort, shownFilter],
  );
  const copy = async (): Promise<void> => {
    if (source === null) return;
    if (count > MOST_COPIED) return announce(t("orders.copyTooMany", { count: MOST_COPIED }), "assertive");
    const rows = await rowsOf(source, selection, rowId);
    await navigator.clipboard.writeText(toTsv(columns, rows));
    showToast({ text: t("orders.copied", { count: rows.length }) });
  };
  const openFilter = (): void => {
    setFilterOpen(true);
    requestAnimationFrame(() => search.current?.focus());
  };

  return (
    <>
      <PageHeader
        title={t("orders.title")}
        note={source === null ? undefined : formatNumber(total)}
        actions={
          <>
            <Button icon={ListFilter} look="ghost" label={t("filter.open")} hotkey="app.filter" isPressed={isFilterOpen} onPress={openFilter} />
            <ViewOptions
              sort={list.sort}
              onSort={list.setSort}
              columns={all.filter(({ id }) => id !== "state" && id !== "order")}
              hidden={hidden}
              onHide={hide}
              more={view === undefined ? [] : [{ id: "remove", label: t("view.remove"), look: "danger", onAction: () => { views.remove(view); choose("all"); } }]}
            />
          </>
        }
      />
      <Tabs
        label={t("orders.title")}
        tabs={[...TABS.map((id) => ({ id, title: t(`orders.tab.${id}`), ...(counts === undefined || id === "done" ? {} : { count: counts[id] }) })), ...ownViews.map(({ id, name }) => ({ id: `view ${id}`, title: name }))]}
        selected={view === undefined && list.tabId.startsWith("view ") ? list.tab : list.tabId}
        onSelect={choose}
        onAdd={() => setSaving(true)}
        addLabel={t("view.add")}
      />
      {(isFilterOpen || words !== "") && (
        <OrderFilters filter={list.filter} onChange={list.setFilter} names={names} now={now} hasScope={scope !== null} searchRef={search} onLeave={() => table.current?.focus()} />
      )}
      <DataTable<OrderRow>
        ref={table}
        label={t("orders.list", { name: view?.name ?? t("orders.title") })}
        source={source}
        columns={columns}
        rowId={rowId}
        rowName={(row) => orderName(row, now)}
        sort={shownSort(list.sort, "placed")}
        onSort={(sort) => list.setSort(chosenSort(sort, list.sort))}
        selection={selection}
        onSelect={setSelection}
        onActivate={open}
        onOpen={open}
        onCopy={() => void copy()}
        {...(arrived === undefined ? {} : { arrived })}
        empty={
          words === "" ? (
            <EmptyState icon={Package} title={t("orders.noneTitle")} actions={<LinkButton look="primary" href="/imports">{t("orders.import")}</LinkButton>}>
              {t("orders.noneNote")}
            </EmptyState>
          ) : (
            <EmptyState icon={Package} title={t("orders.noMatch", { filter: words })} actions={<Button look="primary" onPress={() => list.setFilter({})}>{t("filter.clear")}</Button>}>
              {t("orders.noMatchNote")}
            </EmptyState>
          )
        }
        error={error}
        onRetry={retry}
        isMain
        restoreKey="orders"
        covered={isNothing(selection) ? 0 : BULK_BAR_SPACE}
      />
      <BulkBar count={count} onClear={() => setSelection(NOTHING)}>
        <Button size="sm" icon={Copy} hotkey="list.copy" onPress={() => void copy()}>
          {t("orders.copy")}
        </Button>
      </BulkBar>
      <HintsLine hints={[{ keys: ["list.next", "list.previous"], word: t("inbox.hint.move") }, { keys: ["list.open"], word: t("purchase.hint.open") }, { keys: ["app.filter"] }, { keys: ["list.select"], word: t("inbox.hint.select") }, { keys: ["list.copy"] }]} />
      {isSaving && (
        <SaveViewDialog
          what={[t("orders.title"), words, t(`sort.${list.sort}`)].filter(Boolean).join(", ")}
          suggestion={words}
          isSaving={views.isSaving}
          onClose={() => setSaving(false)}
          onSave={(name) =>
            views.save({ id: null, name, tab: list.tab, filter, sort: list.sort }, (id) => {
              setSaving(false);
              if (id !== null) list.choose({ tabId: `view ${id}`, tab: list.tab, filter: list.filter, sort: list.sort });
            })
          }
        />
      )}
    </>
  );
}
