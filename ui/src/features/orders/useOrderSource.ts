import { useMemo, useRef } from "react";
import type { RowGroup, RowSource } from "../../components/DataTable/source";
import { formatMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { call, type ApiError } from "../../ipc/client";
import { useCall } from "../../ipc/queries";
import type { OrderFilter, OrderRow, OrdersPage, OrderSort, Tab } from "../../ipc/types.gen";

export interface OrderQuery {
  tab: Tab;
  filter: OrderFilter;
  sort: OrderSort;
}

export interface OrderSource {
  source: RowSource<OrderRow> | null;
  /** The first page, which also carries the counts of the list. */
  page: OrdersPage | undefined;
  error: ApiError | null;
  retry: () => void;
}

const PAGE = 100;

/** The group lines of the tab New: decisions first, then what is ready. */
function groupsOf({ decide, ready, ready_suppliers: suppliers, ready_to_pay: toPay, total }: OrdersPage, closed: ReadonlySet<string>): RowGroup[] | undefined {
  if (decide + ready !== total) return undefined;
  const to = t("inbox.toSuppliers", { count: suppliers });
  const note = toPay === null ? to : t("inbox.readyNote", { to, amount: formatMoney(toPay) });
  return [
    { id: "decide", title: t("inbox.decide"), count: decide, collapsed: closed.has("decide") },
    { id: "ready", title: t("inbox.ready"), count: ready, note, collapsed: closed.has("ready") },
  ].filter(({ count }) => count > 0);
}

/** A list of orders that is read in pages: by key while scrolling on, by position after a jump. */
export function useOrderSource({ tab, filter, sort }: OrderQuery, closedGroups: ReadonlySet<string>): OrderSource {
  const id = JSON.stringify([tab, filter, sort]);
  const { data, error, dataUpdatedAt, isPlaceholderData, refetch } = useCall("orders", { tab, filter, sort, limit: PAGE }, { keepPrevious: true });
  const reads = useRef({ at: 0, data, count: 0 });
  if (reads.current.at !== dataUpdatedAt || reads.current.data !== data) reads.current = { at: dataUpdatedAt, data, count: reads.current.count + 1 };
  const version = reads.current.count;

  const fresh = useMemo((): RowSource<OrderRow> | null => {
    if (data === undefined) return null;
    const [of, narrowed, by] = JSON.parse(id) as [Tab, OrderFilter, OrderSort];
    const groups = of === "new" ? groupsOf(data, closedGroups) : undefined;
    return {
      id,
      version,
      total: data.total,
      ...(groups === undefined ? {} : { groups }),
      fetchPage: (after, limit) =>
        after === null && limit === PAGE ? Promise.resolve(data) : call("orders", { tab: of, filter: narrowed, sort: by, limit, ...(after === null ? {} : { key: after }) }),
      jump: (at, limit) => call("orders", { tab: of, filter: narrowed, sort: by, limit, at }),
    };
  }, [data, id, version, closedGroups]);

  // Until the first answer of another query is there, the rows of the last one stay.
  const shown = useRef<RowSource<OrderRow> | null>(null);
  if (!isPlaceholderData) shown.current = fresh;
  return { source: shown.current, page: data, error: data === undefined ? error : null, retry: () => void refetch() };
}
