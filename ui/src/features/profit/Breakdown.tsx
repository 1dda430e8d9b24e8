import { ArrowDown, ArrowUp } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Segmented } from "../../components/Segmented";
import { ShopTile, toTone } from "../../components/ShopTile";
import { StatusMark } from "../../components/StatusMark";
import { useHotkey } from "../../hotkeys";
import { currencySign, formatMoney, formatNumber, formatPercent } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { Amount, EntriesRequest, ProfitAnswer, ProfitBy, ProfitRow } from "../../ipc/types.gen";
import { AMOUNTS, CUTS, filterOf, isCut, rowName, sorted, type Cut, type SortKey } from "./breakdownRows";
import styles from "./Breakdown.module.css";
import { amountOf, isUnder } from "./figures";

export type OpenFigure = (title: string, filter: Partial<EntriesRequest>, figure: Amount) => void;

export interface BreakdownProps {
  answer: ProfitAnswer;
  by: ProfitBy;
  onBy: (by: ProfitBy) => void;
  onOpen: OpenFigure;
}

const PAGE = 50;

/** The same figures cut by product, supplier, shop or country. The last row covers all of them. */
export function Breakdown({ answer, by, onBy, onOpen }: BreakdownProps): ReactNode {
  const cut: Cut = isCut(by) ? by : "product";
  const [sort, setSort] = useState<{ key: SortKey; isDescending: boolean }>({ key: "net_sales", isDescending: true });
  const [shown, setShown] = useState(PAGE);
  const { data: settings } = useCall("settings", {});
  const { data: workspace } = useCall("workspace_state", {});
  useHotkey("profit.groupBy", () => onBy(CUTS[(CUTS.indexOf(cut) + 1) % CUTS.length] ?? "product"));
  const rows = sorted(answer.rows, cut, sort.key, sort.isDescending);
  const sign = currencySign(answer.basis.currency);
  const countName = cut === "product" ? "units" : "orders";
  const header = (key: SortKey, title: string): ReactNode => (
    <th key={key} scope="col" aria-sort={sort.key === key ? (sort.isDescending ? "descending" : "ascending") : undefined}>
      <button type="button" className={styles.sort} onClick={() => setSort({ key, isDescending: sort.key === key ? !sort.isDescending : key !== "name" })}>
        {title}
        {sort.key === key && (sort.isDescending ? <ArrowDown size={12} strokeWidth={2} aria-hidden /> : <ArrowUp size={12} strokeWidth={2} aria-hidden />)}
      </button>
    </th>
  );
  const line = (row: ProfitRow, name: string, filter: Partial<EntriesRequest> | null): ReactNode => (
    <>
      <td>{formatNumber(countName === "units" ? row.units : row.orders)}</td>
      {AMOUNTS.map((step) => {
        const figure = amountOf(row, step);
        return (
          <td key={step} data-strong={step === "net_profit" || undefined} data-quiet={step !== "net_profit" && step !== "net_sales" ? true : undefined}>
            <Figure figure={figure} label={`${name}, ${t(`profit.step.${step}`)}`} onOpen={filter === null ? null : () => onOpen(`${name}, ${t(`profit.step.${step}`)}`, { ...filter, step }, figure)} />
          </td>
        );
      })}
      <td data-quiet>{formatPercent(row.refund_rate, { unit: "percent", bare: true })}</td>
      <td className={isUnder(row.margin, settings?.margin_floor) ? "warn b5" : undefined}>
        <span className={styles.margin}>
          {isUnder(row.margin, settings?.margin_floor) && <StatusMark mark="warn" size={12} name={t("profit.underFloor", { floor: settings?.margin_floor ?? "" })} />}
          {formatPercent(row.margin, { unit: "percent", bare: true })}
        </span>
      </td>
    </>
  );
  const tile = (row: ProfitRow): ReactNode =>
    cut === "country" || row.id === null ? null : <ShopTile name={rowName(row, cut)} isDecorative {...(cut === "shop" ? { tone: toTone(workspace?.shops.find(({ id }) => id === row.id)?.tile ?? 5) } : {})} />;

  return (
    <Card padding="none">
      <div className={styles.head}>
        <Segmented<Cut> label={t("key.profit.groupBy")} value={cut} onChange={(next) => { setShown(PAGE); onBy(next); }} options={CUTS.map((each) => ({ value: each, label: t(`profit.cut.${each}`) }))} />
        <span className={styles.count}>{t(`profit.count.${cut}`, { count: rows.length })}</span>
      </div>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={t("profit.breakdown")}>
          <thead>
            <tr>
              {header("name", t(`profit.cut.${cut}`))}
              {header("units", t(countName === "units" ? "profit.units" : "nav.orders"))}
              {AMOUNTS.map((step) => header(step, `${t(`profit.step.${step}`)} ${sign}`))}
              {header("refunds", t("profit.refundsPercent"))}
              {header("margin", t("profit.marginPercent"))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => (
              <tr key={`${row.id ?? ""} ${row.key}`}>
                <th scope="row">
                  <span className={styles.name}>
                    {tile(row)}
                    <span className="b5 el">{rowName(row, cut)}</span>
                  </span>
                </th>
                {line(row, rowName(row, cut), filterOf(row, cut))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t(`profit.all.${cut}`, { count: rows.length })}</th>
              {line(answer.total, t(`profit.all.${cut}`, { count: rows.length }), {})}
            </tr>
          </tfoot>
        </table>
      </div>
      {rows.length > shown && (
        <div className={styles.more}>
          <Button size="sm" onPress={() => setShown(shown + PAGE * 4)}>
            {t("profit.showMore", { count: rows.length - shown })}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Figure({ figure, label, onOpen }: { figure: Amount; label: string; onOpen: (() => void) | null }): ReactNode {
  const text = formatMoney(figure, { bare: true });
  if (onOpen === null) return text;
  return (
    <button type="button" className={styles.figure} aria-label={`${label}, ${formatMoney(figure)}`} onClick={onOpen}>
      {text}
    </button>
  );
}
