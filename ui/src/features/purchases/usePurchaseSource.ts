import { useMemo, useRef } from "react";
import type { Page, PageKey, RowSource } from "../../components/DataTable/source";
import { call, type ApiError } from "../../ipc/client";
import { useCall } from "../../ipc/queries";
import type { PurchaseRow } from "../../ipc/types.gen";

const PAGE = 100;
const STRIDE = 500;

/** Purchases of a state, latest first. They are read by key alone, so a jump walks there in large steps. */
export function usePurchaseSource(state: string | undefined): { source: RowSource<PurchaseRow> | null; error: ApiError | null; retry: () => void } {
  const request = state === undefined ? {} : { state };
  const { data, error, dataUpdatedAt, refetch } = useCall("purchases", { ...request, limit: PAGE });
  const reads = useRef({ at: 0, count: 0 });
  if (reads.current.at !== dataUpdatedAt) reads.current = { at: dataUpdatedAt, count: reads.current.count + 1 };
  const version = reads.current.count;
  const source = useMemo((): RowSource<PurchaseRow> | null => {
    if (data === undefined) return null;
    const of = state === undefined ? {} : { state };
    const read = (key: PageKey | null, limit: number): Promise<Page<PurchaseRow>> => call("purchases", { ...of, limit, ...(key === null ? {} : { key }) });
    return {
      id: `purchases ${state ?? ""}`,
      version,
      total: data.total,
      fetchPage: (after, limit) => (after === null && limit === PAGE ? Promise.resolve(data) : read(after, limit)),
      jump: async (position, limit) => {
        let key: PageKey | null = null;
        for (let at = 0; at < position; ) {
          const page: Page<PurchaseRow> = await read(key, Math.min(STRIDE, position - at));
          at += page.rows.length;
          key = page.next;
          if (key === null || page.rows.length === 0) return { rows: [], next: null };
        }
        return read(key, limit);
      },
    };
  }, [data, state, version]);
  return { source, error: data === undefined ? error : null, retry: () => void refetch() };
}
