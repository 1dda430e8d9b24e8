import { useMemo } from "react";
import type { RowSource } from "../../components/DataTable/source";
import { call, type ApiError } from "../../ipc/client";
import { keyedSource } from "../../ipc/keyedSource";
import { useCall } from "../../ipc/queries";
import type { ActivityRow } from "../../ipc/types.gen";

const FIRST = 100;

/** What happened, latest first, of one kind or of all. */
export function useActivitySource(kind: string | undefined): { source: RowSource<ActivityRow> | null; error: ApiError | null; retry: () => void } {
  const request = useMemo(() => (kind === undefined ? {} : { kind }), [kind]);
  const { data, error, dataUpdatedAt, refetch } = useCall("activity", { ...request, limit: FIRST });
  const source = useMemo(
    () => (data === undefined ? null : keyedSource<ActivityRow>({ id: `activity ${kind ?? ""}`, version: dataUpdatedAt, total: data.total, first: data }, (key, limit) => call("activity", { ...request, limit, ...(key === null ? {} : { key }) }))),
    [data, dataUpdatedAt, request, kind],
  );
  return { source, error: data === undefined ? error : null, retry: () => void refetch() };
}
