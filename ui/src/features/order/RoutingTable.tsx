import { useId, type ReactNode } from "react";
import { Tag } from "../../components/StatusMark";
import { KeyCap } from "../../components/KeyCap";
import { Money } from "../../components/Value";
import { useHotkey } from "../../hotkeys";
import type { HotkeyId } from "../../hotkeys.table";
import { add } from "../../i18n/decimal";
import { currencySign, formatMoney, formatNumber, formatRange, MISSING } from "../../i18n/format";
import { isTextKey, t } from "../../i18n/text";
import type { Amount } from "../../i18n/format";
import type { LineShape, QuoteShape, RouteCost } from "../../ipc/types.gen";
import { costParts, isHard, lostWord } from "../routing/routingWords";
import styles from "./Order.module.css";
import { RangeBar } from "./RangeBar";

export interface RoutingTableProps {
  line: LineShape;
  selected: number | null;
  onSelect: (offerId: number) => void;
  /** The offer that the decision suggests. */
  suggested: number | null;
  currency: string;
  /** The digits choose a row of this table. */
  hasKeys: boolean;
}

const KEYS = ["decision.1", "decision.2", "decision.3", "decision.4"] as const satisfies readonly HotkeyId[];

const kindWord = (kind: string): string => {
  const key = `supplier.kind.${kind}`;
  return isTextKey(key) ? t(key) : kind.replaceAll("_", " ");
};
const obstacleWord = (obstacle: string): string => {
  const key = `picker.obstacle.${obstacle}`;
  return isTextKey(key) ? t(key) : obstacle.replaceAll("_", " ");
};

/** Sending, and the fee of the order where no other item pays it. */
const sendingOf = ({ cost }: QuoteShape): Amount | null => (cost === null ? null : { amount: add(cost.shipping.amount, cost.fee.amount), currency: cost.shipping.currency });

/** All ways to serve a line, side by side: stock, price, sending, days, what the order earns with each, and why the others lost. */
export function RoutingTable({ line, selected, onSelect, suggested, currency, hasKeys }: RoutingTableProps): ReactNode {
  const name = useId();
  const { quotes } = line;
  for (const [index, id] of KEYS.entries()) {
    const quote = quotes[index];
    // The list of keys never changes, so neither does the order of these hooks.
    // oxlint-disable-next-line react/rules-of-hooks
    useHotkey(id, () => quote !== undefined && onSelect(quote.offer_id), { enabled: hasKeys && quote !== undefined, ...(quote === undefined ? {} : { label: quote.supplier }) });
  }
  const most = Math.max(10, ...quotes.map(({ days_to: days }) => days ?? 0));
  return (
    <div className={styles.routeScroll}>
      <table className={styles.routing}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t("order.sendTo", { item: line.title })}</th>
            <th scope="col" data-end>{t("order.stock")}</th>
            <th scope="col" data-end>{t("order.unit")}</th>
            <th scope="col" data-end title={t("order.shippingHint")}>{t("order.shipping")}</th>
            <th scope="col" data-end>{t("order.cost")}</th>
            <th scope="col" data-end>{t("order.days")}</th>
            <th scope="col" data-end>{t("order.orderProfit", { sign: currencySign(currency) })}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {quotes.map((quote, index) => (
            <tr key={quote.offer_id} data-selected={quote.offer_id === selected || undefined} onClick={() => onSelect(quote.offer_id)}>
              <td>
                <input type="radio" name={name} aria-label={`${quote.supplier}, ${quote.supplier_sku}`} checked={quote.offer_id === selected} onChange={() => onSelect(quote.offer_id)} />
              </td>
              <th scope="row">
                <span className={styles.supplier}>
                  <span className="b5">{quote.supplier}</span>
                  {quote.offer_id === suggested && <Tag look="accent">{t("option.suggested")}</Tag>}
                </span>
                <span className="t3 s12">{[kindWord(quote.supplier_kind), quote.place].filter(Boolean).join(", ")}</span>
                <Why quote={quote} />
              </th>
              <td data-end className={quote.stock === 0 ? "bad b5" : undefined}>{quote.stock === null ? MISSING : formatNumber(quote.stock)}</td>
              <td data-end><Money value={quote.unit_cost} /></td>
              <td data-end><Money value={sendingOf(quote) ?? quote.shipping} /></td>
              <Total cost={quote.cost} />
              <Days quote={quote} most={most} isChosen={quote.offer_id === selected} />
              <td data-end className="b6"><Money value={quote.order_profit} bare /></td>
              <td>{hasKeys && KEYS[index] !== undefined && <KeyCap of={KEYS[index]} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What an offer adds to the cost of the order; duty is named where it is part of it. */
function Total({ cost }: { cost: RouteCost | null }): ReactNode {
  const hasDuty = cost !== null && Number(cost.duty.amount) !== 0;
  return (
    <td data-end title={cost === null ? undefined : costParts(cost)}>
      <Money value={cost?.total ?? null} />
      {hasDuty && <span className={`${styles.below} t3 s11`}>{t("order.withDuty", { amount: formatMoney(cost.duty) })}</span>}
    </td>
  );
}

/** What speaks against an offer, and why it is not the one that is chosen. */
function Why({ quote }: { quote: QuoteShape }): ReactNode {
  if (quote.lost.length > 0) return <span className={`${quote.lost.some(isHard) ? "bad" : "t2"} s12`}>{quote.lost.map(lostWord).join("; ")}</span>;
  return quote.obstacles.length > 0 ? <span className="bad s12">{quote.obstacles.map(obstacleWord).join(", ")}</span> : null;
}

function Days({ quote: { days_from: from, days_to: to, days_parcels: parcels }, most, isChosen }: { quote: QuoteShape; most: number; isChosen: boolean }): ReactNode {
  if (from === null || to === null) return <td data-end>{MISSING}</td>;
  return (
    <td data-end>
      <span className={styles.days}>
        <RangeBar from={from} to={to} most={most} isChosen={isChosen} />
        <span>{formatRange(from, to)}</span>
      </span>
      <span className={`${styles.below} t3 s11`}>{parcels === null ? t("route.stated") : t("route.measured", { count: parcels })}</span>
    </td>
  );
}
