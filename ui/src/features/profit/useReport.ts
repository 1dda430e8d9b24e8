import { useCall } from "../../ipc/queries";
import type { ProfitAnswer, ProfitBy } from "../../ipc/types.gen";
import { monthEnd, monthStart, shift, type Period } from "./period";

export interface Report {
  now: ProfitAnswer | undefined;
  before: ProfitAnswer | undefined;
  months: ProfitAnswer | undefined;
  error: Error | null;
  retry: () => void;
}

/** Everything the summary shows of a period: itself by `by`, the one before, and the year of months it ends. */
export function useReport(period: Period, by: ProfitBy, shop: number | null): Report {
  const scope = shop === null ? {} : { shop_id: shop };
  const previous = shift(period, -1);
  const now = useCall("profit", { from: period.from, to: period.to, by, ...scope }, { keepPrevious: true });
  const before = useCall("profit", { from: previous.from, to: previous.to, by: "shop", ...scope }, { keepPrevious: true });
  const months = useCall("profit", { from: monthStart(period.to, -11), to: monthEnd(period.to), by: "month", ...scope }, { keepPrevious: true });
  return { now: now.data, before: before.data, months: months.data, error: now.error ?? before.error ?? months.error, retry: () => void now.refetch() };
}
