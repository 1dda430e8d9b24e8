import { useMemo, useRef } from "react";
import type { Page, PageKey, RowSource } from "../../components/DataTable/source";
import { call, type ApiError } from "../../ipc/client";
import { useCall } from "../../ipc/queries";
import type { ActivityRow } from "../../ipc/types.gen";

const PAGE = 100;
const STRIDE = 500;

/** What happened, latest first, of one kind or of all. Read by key; a jump walks there in large steps. */
export function useActivitySource(kind: string | undefined): { source: RowSource<ActivityRow> | null; error: ApiError | null; retry: () => void } {
  const { data, error, dataUpdatedAt, refetch } = useCall("activity", { limit: PAGE, ...(kind === undefined ? {} : { kind }) });
  const reads = useRef({ at: 0, count: 0 });
  if (reads.current.at !== dataUpdatedAt) reads.current = { at: dataUpdatedAt, count: reads.current.count + 1 };
  const version = reads.current.count;
  const source = useMemo((): RowSource<ActivityRow> | null => {
    if (data === undefined) return null;
    const read = (key: PageKey | null, limit: number): Promise<Page<ActivityRow>> => call("activity", { limit, ...(kind === undefined ? {} : { kind }), ...(key === null ? {} : { key }) });
    return {
      id: `activity ${kind ?? ""}`,
      version,
      total: data.total,
      fetchPage: (after, limit) => (after === null && limit === PAGE ? Promise.resolve(data) : read(after, limit)),
      jump: async (position, limit) => {
        let key: PageKey | null = null;
        for (let at = 0; at < position; ) {
          const page: Page<ActivityRow> = await read(key, Math.min(STRIDE, position - at));
          at += page.rows.length;
          key = page.next;
          if (key === null || page.rows.length === 0) return { rows: [], next: null };
        }
        return read(key, limit);
      },
    };
  }, [data, kind, version]);
  return { source, error: data === undefined ? error : null, retry: () => void refetch() };
}
