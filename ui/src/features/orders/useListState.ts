import { useCallback, useState } from "react";
import { isRecord, readPref, writePref } from "../../prefs";
import type { OrderFilter, OrderSort, Tab } from "../../ipc/types.gen";
import { ORDER_SORTS } from "./sorts";

export interface ListState {
  /** A tab of ours, or "view 3" for one of the merchant's own. */
  tabId: string;
  tab: Tab;
  filter: OrderFilter;
  sort: OrderSort;
}

export interface ListControl extends ListState {
  choose: (next: Pick<ListState, "tabId" | "tab"> & Partial<ListState>) => void;
  setFilter: (filter: OrderFilter) => void;
  setSort: (sort: OrderSort) => void;
}

const TABS: readonly Tab[] = ["new", "late", "waiting", "snoozed", "done", "all"];
const isState = (value: unknown): value is ListState =>
  isRecord(value) && typeof value["tabId"] === "string" && TABS.includes(value["tab"] as Tab) && isRecord(value["filter"]) && ORDER_SORTS.includes(value["sort"] as OrderSort);

/** Which list is shown, kept under a name for the next time. */
export function useListState(name: string, first: Tab): ListControl {
  const [state, setState] = useState<ListState>(() => readPref(`list.${name}`, { tabId: first, tab: first, filter: {}, sort: "newest" }, isState));
  const change = useCallback(
    (part: Partial<ListState>): void =>
      setState((before) => {
        const after = { ...before, ...part };
        writePref(`list.${name}`, after);
        return after;
      }),
    [name],
  );
  const choose = useCallback((next: Pick<ListState, "tabId" | "tab"> & Partial<ListState>) => change({ filter: {}, sort: "newest", ...next }), [change]);
  const setFilter = useCallback((filter: OrderFilter) => change({ filter }), [change]);
  const setSort = useCallback((sort: OrderSort) => change({ sort }), [change]);
  return { ...state, choose, setFilter, setSort };
}
