import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-aria-components";
import { Button } from "../../components/Button";
import { SideSheet } from "../../components/SideSheet";
import { Skeleton } from "../../components/Skeleton";
import { StatusMark } from "../../components/StatusMark";
import { Estimate } from "../../components/Value";
import { formatDate } from "../../i18n/dates";
import { compare } from "../../i18n/decimal";
import { MISSING, formatMoney } from "../../i18n/format";
import { isTextKey, t } from "../../i18n/text";
import { call, type ApiError } from "../../ipc/client";
import type { Amount, EntriesPage, EntriesRequest, EntryRow } from "../../ipc/types.gen";
import styles from "./EntriesSheet.module.css";

/** A figure that was pressed: what it is, which entries make it, and its amount where it is a sum of amounts. */
export interface Opened {
  title: string;
  request: EntriesRequest;
  figure: Amount | null;
}

const accountName = (account: string): string => (isTextKey(`profit.account.${account}`) ? t(`profit.account.${account}` as "profit.account.goods") : account.replaceAll("_", " "));

/** The entries behind a figure. Their sum is the figure, and says so. */
export function EntriesSheet({ opened: { title, request, figure }, onClose }: { opened: Opened; onClose: () => void }): ReactNode {
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery<EntriesPage, ApiError, { pages: EntriesPage[] }, unknown[], string | null>({
    queryKey: ["profit_entries", request],
    queryFn: ({ pageParam }) => call("profit_entries", pageParam === null ? request : { ...request, key: pageParam }),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
  });
  const first = data?.pages[0];
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <SideSheet
      isOpen
      size="lg"
      title={title}
      note={first === undefined ? undefined : t("profit.entryCount", { count: first.total })}
      onClose={onClose}
      actions={first === undefined ? undefined : <Sum sum={first.sum} figure={figure} />}
    >
      {error !== null && <p className="bad">{error.message}</p>}
      {first === undefined && error === null && <Skeleton rows={8} shapes={[12, 40, 20]} />}
      {first !== undefined && rows.length === 0 && <p className="t2">{t("profit.noEntries")}</p>}
      {rows.length > 0 && <EntryTable rows={rows} />}
      {hasNextPage && (
        <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t("profit.showMore", { count: (first?.total ?? 0) - rows.length })}
        </Button>
      )}
    </SideSheet>
  );
}

function Sum({ sum, figure }: { sum: Amount; figure: Amount | null }): ReactNode {
  const isSame = figure !== null && figure.currency === sum.currency && compare(figure.amount, sum.amount) === 0;
  return (
    <p className={styles.sum}>
      <span>{t("profit.sum")}</span>
      {figure !== null && <StatusMark mark={isSame ? "ok" : "warn"} name={t(isSame ? "profit.sumSame" : "profit.sumOther", { figure: formatMoney(figure) })} />}
      <b>{formatMoney(sum)}</b>
    </p>
  );
}

function EntryTable({ rows }: { rows: readonly EntryRow[] }): ReactNode {
  return (
    <table className={styles.entries}>
      <thead>
        <tr>
          <th scope="col">{t("profit.day")}</th>
          <th scope="col">{t("profit.account")}</th>
          <th scope="col">{t("profit.about")}</th>
          <th scope="col">{t("profit.amount")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className="t2 num">{formatDate(row.day, 0)}</td>
            <td>
              {accountName(row.account)}
              <small>{row.source}</small>
            </td>
            <td>
              <About row={row} />
            </td>
            <td className={styles.amount}>
              {row.base === null ? MISSING : formatMoney(row.base)}
              {row.estimated && <Estimate />}
              {(row.base === null || row.amount.currency !== row.base.currency) && (
                <small>
                  {formatMoney(row.amount)}
                  {row.rate !== "" && ` × ${row.rate}`}
                </small>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function About({ row }: { row: EntryRow }): ReactNode {
  const parts = [row.product, row.supplier, row.shop].filter((part) => part !== "");
  return (
    <>
      {row.order_id !== null && (
        <Link href={`/orders/${row.order_id}`} className="link">
          {row.order_number}
        </Link>
      )}
      {parts.length > 0 && (row.order_id === null ? <span>{parts.join(", ")}</span> : <small>{parts.join(", ")}</small>)}
    </>
  );
}
