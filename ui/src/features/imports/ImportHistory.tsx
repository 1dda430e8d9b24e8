import { FileSpreadsheet } from "lucide-react";
import { useState, type ReactNode } from "react";
import { DataTable } from "../../components/DataTable/DataTable";
import type { Column } from "../../components/DataTable/columns";
import { memorySource } from "../../components/DataTable/source";
import { EmptyState } from "../../components/EmptyState";
import { SideSheet } from "../../components/SideSheet";
import { Skeleton } from "../../components/Skeleton";
import { Age } from "../../components/Value";
import { formatNumber } from "../../i18n/format";
import { isTextKey, t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { ImportRow } from "../../ipc/types.gen";
import styles from "./ImportsPage.module.css";
import { RejectionList } from "./RejectionList";

const kindName = (kind: string): string => (isTextKey(`imports.kind.${kind}`) ? t(`imports.kind.${kind}` as "imports.kind.orders") : kind);

function columns(onShow: (row: ImportRow) => void): Column<ImportRow>[] {
  const count = (id: "read" | "added" | "changed" | "unchanged", title: string): Column<ImportRow> => ({ id, title, width: 92, align: "end", hideBelow: 900, cell: (row) => formatNumber(row[id]), text: (row) => String(row[id]) });
  return [
    { id: "at", title: t("imports.when"), width: 110, cell: (row) => <Age at={row.at} />, text: (row) => row.at },
    { id: "kind", title: t("imports.kindColumn"), width: 130, cell: (row) => kindName(row.kind), text: (row) => kindName(row.kind) },
    { id: "files", title: t("imports.files"), min: 160, isTitle: true, cell: (row) => <span className="b5 el">{row.files}</span>, text: (row) => row.files },
    { id: "shop", title: t("imports.shop"), min: 110, hideBelow: 760, cell: (row) => row.shop, text: (row) => row.shop },
    { ...count("added", t("imports.new")), hideBelow: undefined },
    count("changed", t("imports.changed")),
    count("unchanged", t("imports.unchanged")),
    {
      id: "rejected",
      title: t("imports.rejected"),
      width: 96,
      align: "end",
      cell: (row) =>
        row.rejected === 0 ? (
          formatNumber(row.rejected)
        ) : (
          <button type="button" className={styles.rejected} aria-label={t("imports.showRejections", { files: row.files, count: row.rejected })} onClick={() => onShow(row)}>
            {formatNumber(row.rejected)}
          </button>
        ),
      text: (row) => String(row.rejected),
    },
  ];
}

/** Every import there was, with its numbers; Enter shows the rows that were not used. */
export function ImportHistory(): ReactNode {
  const { data, dataUpdatedAt, error, refetch } = useCall("imports", {});
  const [opened, setOpened] = useState<ImportRow | null>(null);
  return (
    <>
      <DataTable
        isMain
        label={t("imports.tab.history")}
        columns={columns(setOpened)}
        source={data === undefined ? null : memorySource(data.rows, { id: "imports", version: dataUpdatedAt })}
        rowId={(row) => String(row.id)}
        rowName={(row) => `${row.files}, ${kindName(row.kind)}`}
        onActivate={setOpened}
        onOpen={setOpened}
        error={error}
        onRetry={() => void refetch()}
        empty={
          <EmptyState icon={FileSpreadsheet} title={t("imports.emptyTitle")}>
            {t("imports.emptyNote")}
          </EmptyState>
        }
      />
      {opened !== null && <Rejections row={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function Rejections({ row, onClose }: { row: ImportRow; onClose: () => void }): ReactNode {
  const { data } = useCall("import_rejections", { id: row.id });
  return (
    <SideSheet isOpen size="lg" title={row.files} note={t("imports.rejections", { count: row.rejected })} onClose={onClose}>
      {data === undefined ? <Skeleton /> : <RejectionList title={t("imports.rejections", { count: data.total })} rows={data.rows} total={data.total} />}
    </SideSheet>
  );
}
