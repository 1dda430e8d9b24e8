import { Boxes } from "lucide-react";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { Button, LinkButton } from "../../components/Button";
import { DataTable, type DataTableHandle } from "../../components/DataTable/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/Header";
import { HintsLine } from "../../components/HintsLine";
import { SplitView } from "../../components/SplitView";
import { Tabs } from "../../components/Tabs";
import { SearchField } from "../../components/TextField";
import { useHotkey } from "../../hotkeys";
import { t } from "../../i18n/text";
import { call } from "../../ipc/client";
import { keyedSource } from "../../ipc/keyedSource";
import { useCall } from "../../ipc/queries";
import type { ProductRow } from "../../ipc/types.gen";
import { MappingPane, type MappingPaneHandle } from "./MappingPane";
import { productColumns } from "./productColumns";
import styles from "./Stock.module.css";

type TabId = "unmapped" | "all";
const FIRST = 100;

/** What shops sell, and which supplier's offer serves it. What has no offer yet comes first. */
export function StockPage(): ReactNode {
  const [tab, setTab] = useState<TabId>("unmapped");
  const [search, setSearch] = useState("");
  const [focused, setFocused] = useState<ProductRow | null>(null);
  const [isPaneShown, setPaneShown] = useState(false);
  const searchField = useRef<HTMLInputElement>(null);
  const table = useRef<DataTableHandle>(null);
  const pane = useRef<MappingPaneHandle>(null);
  const request = useMemo(() => ({ unmapped: tab === "unmapped", ...(search.trim() === "" ? {} : { search: search.trim() }) }), [tab, search]);
  const { data, dataUpdatedAt, error, refetch } = useCall("products", { ...request, limit: FIRST }, { keepPrevious: true });
  const { data: unmapped } = useCall("products", { unmapped: true, limit: 1 });
  const { data: all } = useCall("products", { unmapped: false, limit: 1 });
  const columns = useMemo(() => productColumns(), []);
  const source = useMemo(
    () => (data === undefined ? null : keyedSource<ProductRow>({ id: JSON.stringify(request), version: dataUpdatedAt, total: data.total }, (key, limit) => call("products", { ...request, limit, ...(key === null ? {} : { key }) }))),
    [data, dataUpdatedAt, request],
  );
  useHotkey("app.filter", () => searchField.current?.focus());
  useHotkey("stock.map", () => {
    setPaneShown(true);
    requestAnimationFrame(() => pane.current?.focusSearch());
  }, { enabled: focused !== null });

  return (
    <>
      <SplitView
        name="stock"
        paneLabel={t("stock.pane")}
        isPaneShown={isPaneShown}
        pane={
          focused === null || data?.total === 0 ? (
            <EmptyState icon={Boxes} title={t("stock.noneChosen")} />
          ) : (
            <MappingPane key={focused.id} ref={pane} productId={focused.id} start={focused} onClose={isPaneShown ? () => setPaneShown(false) : undefined} onFirstMapped={() => tab === "unmapped" && table.current?.advance()} />
          )
        }
      >
        <PageHeader
          title={t("nav.stock")}
          actions={
            <>
              <div className={styles.search}>
                <SearchField label={t("stock.search")} value={search} onChange={setSearch} ref={searchField} />
              </div>
              <LinkButton href="/imports/mappings">{t("stock.import")}</LinkButton>
            </>
          }
        />
        <Tabs
          label={t("nav.stock")}
          selected={tab}
          onSelect={(id) => setTab(id === "all" ? "all" : "unmapped")}
          tabs={[
            { id: "unmapped", title: t("stock.tab.unmapped"), ...(unmapped === undefined ? {} : { count: unmapped.total }) },
            { id: "all", title: t("stock.tab.all"), ...(all === undefined ? {} : { count: all.total }) },
          ]}
        />
        <DataTable
          isMain
          ref={table}
          label={t("stock.products")}
          lines="two"
          source={source}
          columns={columns}
          rowId={(row) => String(row.id)}
          rowName={(row) => `${row.title}, ${row.sku}`}
          onFocusRow={setFocused}
          onActivate={() => {
            setPaneShown(true);
            pane.current?.mapBest();
          }}
          restoreKey={`stock ${tab}`}
          error={error}
          onRetry={() => void refetch()}
          empty={<Empty tab={tab} search={search} isNone={all?.total === 0} onClear={() => setSearch("")} onAll={() => setTab("all")} />}
        />
        <HintsLine hints={[{ keys: ["list.next", "list.previous"], word: t("palette.move") }, { keys: ["list.activate"], word: t("stock.mapBestWord") }, { keys: ["stock.map"] }, { keys: ["app.filter"] }]} />
      </SplitView>
    </>
  );
}

function Empty({ tab, search, isNone, onClear, onAll }: { tab: TabId; search: string; isNone: boolean; onClear: () => void; onAll: () => void }): ReactNode {
  if (search !== "") return <EmptyState icon={Boxes} title={t("stock.noneMatch", { search })} actions={<Button onPress={onClear}>{t("supplier.clearFilter")}</Button>} />;
  if (isNone) return <EmptyState icon={Boxes} title={t("stock.none")} actions={<LinkButton look="primary" href="/imports/orders">{t("imports.tab.new")}</LinkButton>}>{t("stock.noneNote")}</EmptyState>;
  return tab === "unmapped" ? <EmptyState icon={Boxes} tone="good" title={t("stock.allMapped")} actions={<Button onPress={onAll}>{t("stock.showAll")}</Button>} /> : null;
}
