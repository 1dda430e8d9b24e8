import { useEffect, useMemo, useRef, useState } from "react";
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
  /** Holds exactly the orders that are shown, for actions on all of them. */
  filter: OrderFilter;
  /** Orders that came in behind the list and wait beside it until they are asked for. */
  arrived: { text: string; onShow: () => void } | undefined;
  error: ApiError | null;
  retry: () => void;
}

/** A list as it was first looked at: which query, and the order that had arrived last by then. */
interface Looked {
  id: string;
  latest: number;
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

/**
 * A list of orders that is read in pages: by key while scrolling on, by position after a jump. Orders that come in while
 * it is looked at do not push its rows about: the list is then asked for as it was, with how many wait beside it.
 */
export function useOrderSource({ tab, filter, sort }: OrderQuery, closedGroups: ReadonlySet<string>): OrderSource {
  const id = JSON.stringify([tab, filter, sort]);
  const [held, setHeld] = useState<Looked | null>(null);
  const until = held?.id === id ? held.latest : undefined;
  const asked = useMemo((): OrderFilter => (until === undefined ? filter : { ...filter, until_order: until }), [filter, until]);
  const { data, error, dataUpdatedAt, isPlaceholderData, refetch } = useCall("orders", { tab, filter: asked, sort, limit: PAGE }, { keepPrevious: true });
  const reads = useRef({ at: 0, data, count: 0 });
  if (reads.current.at !== dataUpdatedAt || reads.current.data !== data) reads.current = { at: dataUpdatedAt, data, count: reads.current.count + 1 };
  const version = reads.current.count;

  const shown = useRef<{ source: RowSource<OrderRow> | null; page: OrdersPage | undefined }>({ source: null, page: undefined });
  const looked = useRef<Looked | null>(null);
  const isAnswer = data !== undefined && !isPlaceholderData;
  const isBehind = isAnswer && until === undefined && looked.current?.id === id && data.latest > looked.current.latest && (shown.current.page?.total ?? 0) > 0;
  if (isAnswer && until === undefined && !isBehind) looked.current = { id, latest: data.latest };
  useEffect(() => {
    if (isBehind) setHeld(looked.current);
  }, [isBehind]);
  // Coming back to a list is looking at it anew.
  useEffect(() => setHeld(null), [id]);

  const fresh = useMemo((): RowSource<OrderRow> | null => {
    if (data === undefined) return null;
    const [of, narrowed, by] = JSON.parse(id) as [Tab, OrderFilter, OrderSort];
    const shownFilter = until === undefined ? narrowed : { ...narrowed, until_order: until };
    const groups = of === "new" ? groupsOf(data, closedGroups) : undefined;
    return {
      id,
      version,
      total: data.total,
      ...(groups === undefined ? {} : { groups }),
      fetchPage: (after, limit) =>
        after === null && limit === PAGE ? Promise.resolve(data) : call("orders", { tab: of, filter: shownFilter, sort: by, limit, ...(after === null ? {} : { key: after }) }),
      jump: (at, limit) => call("orders", { tab: of, filter: shownFilter, sort: by, limit, at }),
    };
  }, [data, id, version, closedGroups, until]);

  // Until the first answer of another query is there, the rows of the last one stay.
  if (!isPlaceholderData && !isBehind) shown.current = { source: fresh, page: data };
  const { source, page } = shown.current;
  const count = until === undefined ? 0 : (page?.arrived ?? 0);
  const show = (): void => {
    looked.current = null;
    setHeld(null);
  };
  return {
    source,
    page,
    filter: asked,
    arrived: count === 0 ? undefined : { text: t("inbox.arrived", { count }), onShow: show },
    error: data === undefined ? error : null,
    retry: () => void refetch(),
  };
}
