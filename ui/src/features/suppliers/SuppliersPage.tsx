import { useNavigate } from "@tanstack/react-router";
import { Factory, Plus } from "lucide-react";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { Button, LinkButton } from "../../components/Button";
import { DataTable } from "../../components/DataTable/DataTable";
import { memorySource } from "../../components/DataTable/source";
import { EmptyState } from "../../components/EmptyState";
import { FilterChip } from "../../components/FilterChip";
import { PageHeader } from "../../components/Header";
import { HintsLine } from "../../components/HintsLine";
import { SplitView } from "../../components/SplitView";
import { Tabs } from "../../components/Tabs";
import { SearchField } from "../../components/TextField";
import { useHotkey } from "../../hotkeys";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { SupplierRow, SupplierShape } from "../../ipc/types.gen";
import { TAB_IDS, found, inTab, matching, type Query } from "./directory";
import { KINDS, newSupplier } from "./newSupplier";
import { supplierColumns } from "./supplierColumns";
import { SupplierPane } from "./SupplierPane";
import { SupplierSheet } from "./SupplierSheet";
import styles from "./Suppliers.module.css";

/** Who orders are forwarded to: the directory, with one supplier beside it. */
export function SuppliersPage(): ReactNode {
  const navigate = useNavigate();
  const { data, dataUpdatedAt, error, refetch } = useCall("suppliers", {});
  const { data: workspace } = useCall("workspace_state", {});
  const [query, setQuery] = useState<Query>({ tab: "all", kind: null, search: "" });
  const [focused, setFocused] = useState<number | null>(null);
  const [edited, setEdited] = useState<SupplierShape | null>(null);
  const searchField = useRef<HTMLInputElement>(null);
  useHotkey("app.filter", () => searchField.current?.focus());
  const [isPaneShown, setPaneShown] = useState(false);
  const rows = useMemo(() => data?.rows ?? [], [data]);
  const shown = useMemo(() => matching(rows, query), [rows, query]);
  const columns = useMemo(() => supplierColumns(), []);
  const source = useMemo(() => (data === undefined ? null : memorySource(shown, { id: JSON.stringify(query), version: dataUpdatedAt })), [data, shown, query, dataUpdatedAt]);
  const change = (part: Partial<Query>): void => setQuery({ ...query, ...part });
  const add = (): void => setEdited(newSupplier(workspace?.base_currency ?? "EUR"));
  const open = (row: SupplierRow): void => void navigate({ to: "/suppliers/$id", params: { id: String(row.id) } });
  const isNone = rows.length === 0;
  const empty = isNone ? (
    <EmptyState
      icon={Factory}
      title={t("suppliers.emptyTitle")}
      actions={
        <>
          <Button look="primary" onPress={add}>{t("supplier.add")}</Button>
          <LinkButton href="/imports/suppliers">{t("imports.tab.new")}</LinkButton>
        </>
      }
    >
      {t("suppliers.emptyNote")}
    </EmptyState>
  ) : (
    <EmptyState icon={Factory} title={t("supplier.noneMatch")} actions={<Button hotkey="app.close" onPress={() => setQuery({ tab: "all", kind: null, search: "" })}>{t("supplier.clearFilter")}</Button>} />
  );

  return (
    <>
      <SplitView
        name="suppliers"
        paneLabel={t("supplier.pane")}
        isPaneShown={isPaneShown}
        pane={focused === null ? <EmptyState icon={Factory} title={t("supplier.noneChosen")} /> : <SupplierPane id={focused} onEdit={setEdited} onClose={isPaneShown ? () => setPaneShown(false) : undefined} />}
      >
        <PageHeader
          title={t("nav.suppliers")}
          note={data === undefined ? undefined : t("supplier.count", { count: rows.length })}
          actions={
            <>
              <div className={styles.search}>
                <SearchField label={t("supplier.search")} value={query.search} onChange={(search) => change({ search })} ref={searchField} />
              </div>
              <Button look="primary" icon={Plus} hotkey="suppliers.add" onPress={add}>
                {t("supplier.add")}
              </Button>
            </>
          }
        />
        <Tabs
          label={t("nav.suppliers")}
          selected={query.tab}
          onSelect={(id) => change({ tab: TAB_IDS.find((tab) => tab === id) ?? "all" })}
          tabs={TAB_IDS.map((id) => ({ id, title: t(`supplier.tab.${id}`), count: found(rows, query.search).filter((row) => inTab(row, id)).length }))}
        />
        <div className={styles.bar}>
          <FilterChip isOn={query.kind === null} onChange={() => change({ kind: null })}>{t("supplier.allKinds")}</FilterChip>
          {KINDS.map((kind) => (
            <FilterChip key={kind} isOn={query.kind === kind} count={matching(rows, { ...query, kind }).length} onChange={(isOn) => change({ kind: isOn ? kind : null })}>
              {t(`supplier.kind.${kind}`)}
            </FilterChip>
          ))}
        </div>
        <DataTable
          isMain
          label={t("nav.suppliers")}
          lines="two"
          source={source}
          columns={columns}
          rowId={(row) => String(row.id)}
          rowName={(row) => row.name}
          onFocusRow={(row) => setFocused(row?.id ?? null)}
          onActivate={() => setPaneShown(true)}
          onOpen={open}
          rowMenu={(row) => [
            { id: "open", label: t("supplier.openOffers"), keysOf: "list.open", onAction: () => open(row) },
            { id: "import", label: t("supplier.importOffers"), onAction: () => void navigate({ to: "/imports/$kind/$supplier", params: { kind: "offers", supplier: String(row.id) } }) },
          ]}
          restoreKey="suppliers"
          error={error}
          onRetry={() => void refetch()}
          empty={empty}
        />
        <HintsLine hints={[{ keys: ["list.next", "list.previous"], word: t("palette.move") }, { keys: ["list.open"], word: t("supplier.offersWord") }, { keys: ["suppliers.add"] }, { keys: ["suppliers.watch"] }]} />
      </SplitView>
      {edited !== null && <SupplierSheet start={edited} onClose={() => setEdited(null)} />}
    </>
  );
}
