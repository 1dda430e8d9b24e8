import { useNavigate } from "@tanstack/react-router";
import { MailCheck } from "lucide-react";
import { useMemo, type ReactNode } from "react";
import { useNow } from "../../clock";
import type { Column } from "../../components/DataTable/columns";
import { DataTable } from "../../components/DataTable/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { StatusMark } from "../../components/StatusMark";
import { Money } from "../../components/Value";
import { formatMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { call } from "../../ipc/client";
import { keyedSource } from "../../ipc/keyedSource";
import { useCall } from "../../ipc/queries";
import type { FollowUp } from "../../ipc/types.gen";
import { momentShort } from "../orders/moments";
import { needWord } from "./followWords";

const FIRST = 100;
const needsOf = ({ needs }: FollowUp): string => needs.map(needWord).join(" \u00b7 ");
const isBad = ({ needs: [first] }: FollowUp): boolean => first === "returned" || first === "lapsed";

const columns = (now: number): Column<FollowUp>[] => [
  { id: "mark", title: t("orders.state"), header: <span className="sr">{t("orders.state")}</span>, width: 38, isMark: true, cell: (row) => <StatusMark mark={isBad(row) ? "bad" : "warn"} name={needWord(row.needs[0] ?? "chase")} /> },
  { id: "number", title: t("purchase.number"), width: 132, isTitle: true, isSticky: true, cell: ({ purchase }) => <span className="b5 num el">{purchase.number}</span>, text: ({ purchase }) => purchase.number },
  { id: "what", title: t("follow.what"), min: 170, grow: 2, cell: (row) => <span className={`${isBad(row) ? "bad" : "warn"} b5 el`} title={needsOf(row)}>{needsOf(row)}</span>, text: needsOf },
  { id: "supplier", title: t("orders.supplier"), min: 130, grow: 2, cell: ({ purchase }) => <span className="el">{purchase.supplier}</span>, text: ({ purchase }) => purchase.supplier },
  { id: "items", title: t("orders.items"), min: 140, grow: 3, hideBelow: 900, cell: ({ purchase }) => <span className="t2 el" title={purchase.items}>{purchase.items}</span>, text: ({ purchase }) => purchase.items },
  { id: "total", title: t("purchase.total"), width: 100, align: "end", hideBelow: 640, cell: ({ purchase }) => <Money value={purchase.total} />, text: ({ purchase }) => purchase.total.amount },
  { id: "since", title: t("follow.since"), width: 116, align: "end", cell: ({ since }) => <span className="t3">{momentShort(since, now)}</span>, text: ({ since }) => since },
];

/** Purchases that need the merchant after their suppliers have them, longest waiting first. */
export function FollowUpsList(): ReactNode {
  const now = useNow();
  const navigate = useNavigate();
  const { data, error, dataUpdatedAt, refetch } = useCall("follow_ups", { limit: FIRST });
  const source = useMemo(
    () => (data === undefined ? null : keyedSource<FollowUp>({ id: "follow ups", version: dataUpdatedAt, total: data.total, first: data }, (key, limit) => call("follow_ups", { limit, ...(key === null ? {} : { key }) }))),
    [data, dataUpdatedAt],
  );
  const shown = useMemo(() => columns(now), [now]);
  const open = ({ purchase }: FollowUp): void => void navigate({ to: "/purchases/$id", params: { id: String(purchase.id) } });
  return (
    <DataTable<FollowUp>
      label={t("follow.tab")}
      source={source}
      columns={shown}
      rowId={({ purchase }) => String(purchase.id)}
      rowName={(row) => [row.purchase.number, row.purchase.supplier, needsOf(row), formatMoney(row.purchase.total)].join(", ")}
      onActivate={open}
      onOpen={open}
      empty={<EmptyState icon={MailCheck} tone="good" title={t("follow.none")}>{t("follow.noneNote")}</EmptyState>}
      error={data === undefined ? error : null}
      onRetry={() => void refetch()}
      isMain
      restoreKey="purchases follow_up"
    />
  );
}
