import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Boxes, FileSpreadsheet, Pencil, Plug, Plus } from "lucide-react";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { Button, LinkButton } from "../../components/Button";
import { DataTable } from "../../components/DataTable/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { PageHeader } from "../../components/Header";
import { ShopTile } from "../../components/ShopTile";
import { SideSheet } from "../../components/SideSheet";
import { StatusChip } from "../../components/StatusMark";
import { SearchField } from "../../components/TextField";
import { useHotkey } from "../../hotkeys";
import { t } from "../../i18n/text";
import { call } from "../../ipc/client";
import { keyedSource } from "../../ipc/keyedSource";
import { useCall } from "../../ipc/queries";
import type { OfferShape, SupplierShape } from "../../ipc/types.gen";
import { ConnectionSheet, isConnected } from "./ConnectionSheet";
import { offerColumns } from "./offerColumns";
import { OfferEditor, newOffer } from "./OfferEditor";
import styles from "./Suppliers.module.css";
import { SupplierSheet } from "./SupplierSheet";
import { markOf, standingName } from "./words";

const FIRST = 100;

// A row that was saved is another row, so that the editor begins with what the core kept.
const editorOf = (row: OfferShape): ReactNode => <OfferEditor key={JSON.stringify(row)} start={row} />;

/** The offers of one supplier, each changed where it stands. */
export function SupplierPage(): ReactNode {
  const { id: text = "" } = useParams({ strict: false });
  const id = Number(text);
  const navigate = useNavigate();
  const [search, setSearch] = useState("");
  const searchField = useRef<HTMLInputElement>(null);
  useHotkey("app.filter", () => searchField.current?.focus());
  const { edit } = useSearch({ strict: false });
  const [isClosed, setClosed] = useState(false);
  const [edited, setEdited] = useState<SupplierShape | null>(null);
  const [isConnecting, setConnecting] = useState(false);
  const [added, setAdded] = useState<OfferShape | null>(null);
  const { data: detail } = useCall("supplier", { id });
  const request = useMemo(() => ({ supplier_id: id, ...(search.trim() === "" ? {} : { search: search.trim() }) }), [id, search]);
  const { data, dataUpdatedAt, error, refetch } = useCall("offers", { ...request, limit: FIRST }, { keepPrevious: true });
  const columns = useMemo(() => offerColumns(), []);
  const source = useMemo(
    () => (data === undefined ? null : keyedSource<OfferShape>({ id: JSON.stringify(request), version: dataUpdatedAt, total: data.total }, (key, limit) => call("offers", { ...request, limit, ...(key === null ? {} : { key }) }))),
    [data, dataUpdatedAt, request],
  );
  // An address that asks for the form opens it once, as soon as it is known what stands in it.
  const form = edited ?? (edit === true && !isClosed ? (detail?.supplier ?? null) : null);
  const name = detail?.row.name ?? "";
  const add = (): void => setAdded(newOffer(id, detail?.supplier.currency ?? "EUR"));
  return (
    <>
      <PageHeader
        title={name}
        crumbs={[{ title: t("nav.suppliers"), href: "/suppliers" }]}
        lead={detail === undefined ? undefined : <ShopTile name={name} size="md" isDecorative />}
        chip={detail === undefined ? undefined : <StatusChip mark={markOf(detail.row.standing)}>{standingName(detail.row.standing)}</StatusChip>}
        note={data === undefined ? undefined : t("supplier.offerCount", { count: data.total })}
        hasEdge
        actions={
          <>
            <Button icon={Pencil} label={t("costs.editOf", { name })} isDisabled={detail === undefined} onPress={() => setEdited(detail?.supplier ?? null)} />
            {detail !== undefined && isConnected(detail.supplier.channel) && (
              <Button icon={Plug} onPress={() => setConnecting(true)}>{t("supplier.connection")}</Button>
            )}
            <Button icon={FileSpreadsheet} onPress={() => void navigate({ to: "/imports/$kind/$supplier", params: { kind: "offers", supplier: text } })}>{t("supplier.importOffers")}</Button>
            <Button look="primary" icon={Plus} hotkey="suppliers.add" onPress={add}>{t("offer.add")}</Button>
          </>
        }
      />
      <div className={styles.bar}>
        <div className={styles.search}>
          <SearchField label={t("offer.search")} value={search} onChange={setSearch} ref={searchField} />
        </div>
      </div>
      <DataTable
        isMain
        label={t("supplier.offers")}
        source={source}
        columns={columns}
        rowId={(row) => String(row.id)}
        rowName={(row) => `${row.supplier_sku}, ${row.title}`}
        detail={editorOf}
        error={error}
        onRetry={() => void refetch()}
        empty={
          <EmptyState
            icon={Boxes}
            title={t(search === "" ? "offer.none" : "offer.noneMatch")}
            actions={search === "" ? <LinkButton look="primary" href={`/imports/offers/${text}`}>{t("supplier.importOffers")}</LinkButton> : <Button onPress={() => setSearch("")}>{t("supplier.clearFilter")}</Button>}
          />
        }
      />
      {form !== null && (
        <SupplierSheet
          start={form}
          onClose={() => {
            setEdited(null);
            setClosed(true);
          }}
        />
      )}
      {isConnecting && detail !== undefined && <ConnectionSheet supplierId={id} name={name} channel={detail.supplier.channel} onClose={() => setConnecting(false)} />}
      {added !== null && (
        <SideSheet isOpen size="lg" title={t("offer.add")} note={name} onClose={() => setAdded(null)}>
          <OfferEditor start={added} onDone={() => setAdded(null)} />
        </SideSheet>
      )}
    </>
  );
}
