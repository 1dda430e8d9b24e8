import { Ellipsis, Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { Histogram } from "../../charts/Histogram";
import { Button, LinkButton } from "../../components/Button";
import { KeyValue, Section } from "../../components/Card";
import { PaneHeader } from "../../components/Header";
import { Menu } from "../../components/Menu";
import { ShopTile } from "../../components/ShopTile";
import { Skeleton } from "../../components/Skeleton";
import { PaneBody } from "../../components/SplitView";
import { StatusChip } from "../../components/StatusMark";
import { useHotkey } from "../../hotkeys";
import { formatMoney, formatNumber, formatRange } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { SupplierDetail, SupplierShape } from "../../ipc/types.gen";
import { ENOUGH } from "./directory";
import { countsByDay, within } from "./leadTimes";
import { STANDINGS, type Standing } from "./newSupplier";
import { OnTime } from "./supplierColumns";
import styles from "./Suppliers.module.css";
import { useUndoToast } from "./useSupplierAction";
import { channelName, fieldWord, kindName, markOf, placeOf, standingName, zoneName } from "./words";

export interface SupplierPaneProps {
  id: number;
  onEdit: (supplier: SupplierShape) => void;
  onClose: (() => void) | undefined;
}

/** One supplier: what is known of it, the terms, and how orders reach it. */
export function SupplierPane({ id, onEdit, onClose }: SupplierPaneProps): ReactNode {
  const { data, error } = useCall("supplier", { id }, { keepPrevious: true });
  const say = useUndoToast();
  const save = useAction("supplier_save", {
    failureTitle: t("supplier.saveFailed"),
    onDone: (done, { name, standing }) => say(t("supplier.nowStands", { name, standing: standingName(standing) }), done),
  });
  const stand = (standing: Standing): void => {
    if (data !== undefined) save.mutate({ ...data.supplier, standing });
  };
  useHotkey("suppliers.watch", () => stand(data?.supplier.standing === "on_watch" ? "approved" : "on_watch"), { enabled: data !== undefined });
  if (data === undefined) return <PaneBody>{error === null ? <Skeleton /> : <p className="bad">{error.message}</p>}</PaneBody>;
  const { row, supplier } = data;
  return (
    <>
      <PaneHeader
        isTall
        lead={<ShopTile name={row.name} size="lg" isDecorative />}
        title={row.name}
        note={[kindName(row.kind), placeOf(row)].filter(Boolean).join(", ")}
        {...(onClose === undefined ? {} : { onClose })}
        actions={
          <>
            <Button size="sm" icon={Pencil} onPress={() => onEdit(supplier)}>
              {t("common.edit")}
            </Button>
            <Menu
              label={t("supplier.standing")}
              placement="bottom end"
              entries={[
                {
                  id: "standing",
                  title: t("supplier.standing"),
                  entries: STANDINGS.map((standing) => ({ id: standing, label: standingName(standing), isChecked: supplier.standing === standing, ...(standing === "on_watch" ? { keysOf: "suppliers.watch" as const } : {}), onAction: () => stand(standing) })),
                },
              ]}
            >
              <Button icon={Ellipsis} look="ghost" size="sm" label={t("common.more")} hasPopup />
            </Menu>
          </>
        }
      />
      <PaneBody>
        <div className={styles.actions}>
          <StatusChip mark={markOf(row.standing)}>{standingName(row.standing)}</StatusChip>
          {row.open > 0 && <span className="warn s12">{t("supplier.waiting", { count: row.open })}</span>}
          <LinkButton size="sm" href={`/suppliers/${row.id}`}>
            {t("supplier.offerCount", { count: row.offers })}
          </LinkButton>
        </div>
        <Measures detail={data} />
        <LeadTime days={data.days_to_door} />
        <Terms detail={data} />
        <Shipping supplier={supplier} />
        <OrderFile detail={data} />
        <Contact supplier={supplier} />
      </PaneBody>
    </>
  );
}

function Measures({ detail: { row } }: { detail: SupplierDetail }): ReactNode {
  return (
    <Section title={t("supplier.last90")}>
      <dl className={styles.figures}>
        <div className={styles.figure}>
          <dt>{t("supplier.purchases")}</dt>
          <dd>{formatNumber(row.purchases_90)}</dd>
        </div>
        <div className={styles.figure}>
          <dt>{t("supplier.delivered")}</dt>
          <dd>{formatNumber(row.delivered_90)}</dd>
        </div>
        <div className={styles.figure}>
          <dt>{t("supplier.onTime")}</dt>
          <dd>
            <OnTime row={row} isInline />
          </dd>
        </div>
      </dl>
    </Section>
  );
}

function LeadTime({ days }: { days: readonly number[] }): ReactNode {
  const title = t("supplier.leadTime");
  const end = t("supplier.parcels", { count: days.length });
  if (days.length < ENOUGH) {
    return (
      <Section title={title} end={end}>
        <p className={styles.note}>{t(days.length === 0 ? "supplier.leadNone" : "supplier.leadThin", { count: days.length, enough: ENOUGH })}</p>
      </Section>
    );
  }
  const p50 = within(days, 0.5);
  const p90 = within(days, 0.9);
  return (
    <Section title={title} end={end}>
      <Histogram
        sentence={t("supplier.leadSentence", { count: days.length, p50: formatNumber(p50), p90: formatNumber(p90) })}
        counts={countsByDay(days)}
        p50={p50}
        p50Text={t("supplier.half", { days: formatNumber(p50) })}
        p90={p90}
        p90Text={t("supplier.ninety", { days: formatNumber(p90) })}
        names={{ day: t("supplier.days"), count: t("supplier.parcelsWord") }}
      />
    </Section>
  );
}

function Terms({ detail: { supplier } }: { detail: SupplierDetail }): ReactNode {
  const { currency, order_fee: fee, minimum_order: minimum, account_number: account } = supplier;
  return (
    <Section title={t("supplier.terms")}>
      <KeyValue
        items={[
          { label: t("profit.currency"), value: currency },
          { label: t("supplier.orderFee"), value: Number(fee || "0") === 0 ? t("supplier.noFee") : formatMoney({ amount: fee, currency }) },
          { label: t("supplier.minimum"), value: minimum === "" ? t("supplier.noMinimum") : formatMoney({ amount: minimum, currency }) },
          ...(account === "" ? [] : [{ label: t("supplier.account"), value: account }]),
        ]}
      />
    </Section>
  );
}

function Shipping({ supplier: { shipping, currency } }: { supplier: SupplierShape }): ReactNode {
  return (
    <Section title={t("supplier.shipping")}>
      {shipping.length === 0 ? (
        <p className={styles.note}>{t("supplier.shippingNone")}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("supplier.zone")}</th>
              <th scope="col">{t("supplier.service")}</th>
              <th scope="col" data-end>{t("supplier.first")}</th>
              <th scope="col" data-end>{t("supplier.further")}</th>
              <th scope="col" data-end>{t("supplier.days")}</th>
            </tr>
          </thead>
          <tbody>
            {shipping.map((rate) => (
              <tr key={`${rate.zone} ${rate.service}`}>
                <td>{zoneName(rate.zone)}</td>
                <td>{rate.service}</td>
                <td data-end>{formatMoney({ amount: rate.first, currency })}</td>
                <td data-end>{formatMoney({ amount: rate.additional, currency })}</td>
                <td data-end>{formatRange(rate.days_min, rate.days_max)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function OrderFile({ detail: { supplier, folder } }: { detail: SupplierDetail }): ReactNode {
  const { template, channel, email } = supplier;
  const columns = template.columns.map(({ title, field }) => (title === "" ? fieldWord(field) : title)).join(", ");
  return (
    <Section title={t("supplier.orders")}>
      <KeyValue
        items={[
          { label: t("supplier.channel"), value: channelName(channel) },
          ...(channel === "email" ? [{ label: t("supplier.email"), value: email }] : channel === "file" ? [{ label: t("supplier.folder"), value: folder }] : []),
          ...(channel === "manual" ? [] : [
            { label: t("supplier.fileFormat"), value: template.format.toUpperCase() },
            { label: t("supplier.fileName"), value: <span className="mono">{template.file_name}</span> },
            ...(template.format === "pdf" ? [] : [{ label: t("imports.columns"), value: columns === "" ? t("supplier.standardColumns") : columns }]),
          ]),
        ]}
      />
    </Section>
  );
}

function Contact({ supplier }: { supplier: SupplierShape }): ReactNode {
  const items = [
    { label: t("supplier.contact"), value: supplier.contact },
    { label: t("supplier.email"), value: supplier.email },
    { label: t("supplier.phone"), value: supplier.phone },
    { label: t("supplier.website"), value: supplier.website },
  ].filter(({ value }) => value !== "");
  if (items.length === 0 && supplier.notes === "") return null;
  return (
    <Section title={t("supplier.contacts")}>
      <KeyValue items={items} />
      {supplier.notes !== "" && <p className={styles.note}>{supplier.notes}</p>}
    </Section>
  );
}
