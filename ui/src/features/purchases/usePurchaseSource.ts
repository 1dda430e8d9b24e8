import { useMemo } from "react";
import type { RowSource } from "../../components/DataTable/source";
import { call, type ApiError } from "../../ipc/client";
import { keyedSource } from "../../ipc/keyedSource";
import { useCall } from "../../ipc/queries";
import type { PurchaseRow } from "../../ipc/types.gen";

const FIRST = 100;

/** Purchases of a state or of all, latest first. */
export function usePurchaseSource(state: string | undefined): { source: RowSource<PurchaseRow> | null; error: ApiError | null; retry: () => void } {
  const request = useMemo(() => (state === undefined ? {} : { state }), [state]);
  const { data, error, dataUpdatedAt, refetch } = useCall("purchases", { ...request, limit: FIRST });
  const source = useMemo(
    () => (data === undefined ? null : keyedSource<PurchaseRow>({ id: `purchases ${state ?? ""}`, version: dataUpdatedAt, total: data.total, first: data }, (key, limit) => call("purchases", { ...request, limit, ...(key === null ? {} : { key }) }))),
    [data, dataUpdatedAt, request, state],
  );
  return { source, error: data === undefined ? error : null, retry: () => void refetch() };
}
