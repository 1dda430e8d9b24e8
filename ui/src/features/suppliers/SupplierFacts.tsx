import type { ReactNode } from "react";
import { Histogram } from "../../charts/Histogram";
import { KeyValue, Section } from "../../components/Card";
import { WebLink } from "../../components/WebLink";
import { formatMoney, formatNumber, formatRange } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { SupplierDetail, SupplierShape } from "../../ipc/types.gen";
import { ENOUGH } from "./directory";
import { countsByDay, within } from "./leadTimes";
import { OnTime } from "./supplierColumns";
import styles from "./Suppliers.module.css";
import { channelName, fieldWord, zoneName } from "./words";

/** What 90 days of parcels say. */
export function Measures({ detail: { row } }: { detail: SupplierDetail }): ReactNode {
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

/** How long parcels took; with too few of them, only how many there were. */
export function LeadTime({ days }: { days: readonly number[] }): ReactNode {
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

/** What was agreed about money. */
export function Terms({ detail: { supplier } }: { detail: SupplierDetail }): ReactNode {
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

/** What sending costs and takes, by destination. */
export function Shipping({ supplier: { shipping, currency } }: { supplier: SupplierShape }): ReactNode {
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

/** How orders reach the supplier, and what the file looks like. */
export function OrderFile({ detail: { supplier, folder } }: { detail: SupplierDetail }): ReactNode {
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

/** Whom to ask. */
export function Contact({ supplier }: { supplier: SupplierShape }): ReactNode {
  const items = [
    { label: t("supplier.contact"), value: supplier.contact },
    { label: t("supplier.email"), value: supplier.email },
    { label: t("supplier.phone"), value: supplier.phone },
    { label: t("supplier.website"), value: supplier.website },
  ].filter(({ value }) => value !== "").map(({ label, value }) => ({ label, value: value === supplier.website ? <WebLink address={value} /> : value }));
  if (items.length === 0 && supplier.notes === "") return null;
  return (
    <Section title={t("supplier.contacts")}>
      <KeyValue items={items} />
      {supplier.notes !== "" && <p className={styles.note}>{supplier.notes}</p>}
    </Section>
  );
}
