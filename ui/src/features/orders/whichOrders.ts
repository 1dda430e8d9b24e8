import { call } from "../../ipc/client";
import type { OrderFilter, Tab, Which } from "../../ipc/types.gen";
import type { Selection } from "../../components/DataTable/selection";

const PAGE = 500;

/**
 * The chosen rows as the core takes them: by their ids, or as the whole query. All but a few cannot be said as a
 * query, so their ids are read.
 */
export async function whichOf(selection: Selection, tab: Tab, filter: OrderFilter): Promise<Which> {
  if (!selection.all) return { ids: [...selection.ids].map(Number) };
  if (selection.except.size === 0) return { tab, filter };
  const ids: number[] = [];
  for (let key: string | null = null; ; ) {
    const page: { rows: { id: number }[]; next: string | null } = await call("orders", { tab, filter, limit: PAGE, ...(key === null ? {} : { key }) });
    for (const { id } of page.rows) if (!selection.except.has(String(id))) ids.push(id);
    key = page.next;
    if (key === null) return { ids };
  }
}
