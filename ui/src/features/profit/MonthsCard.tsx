import type { ReactNode } from "react";
import { Columns, type ColumnPoint } from "../../charts/Columns";
import { Card } from "../../components/Card";
import { Skeleton } from "../../components/Skeleton";
import { forDrawing } from "../../i18n/decimal";
import { formatMonth, formatMonthShort } from "../../i18n/dates";
import { currencySign, formatMoney, formatNumber, formatPercent } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { ProfitAnswer } from "../../ipc/types.gen";
import { amountOf } from "./figures";
import { monthEnd, monthStart, type Period } from "./period";

export interface MonthsCardProps {
  months: ProfitAnswer | undefined;
  period: Period;
  today: string;
}

const MONTHS = 12;
/** From this size on, columns are written in thousands. */
const LARGE = 1000;

/** Twelve months of net profit up to the period, with the margin below. */
export function MonthsCard({ months, period, today }: MonthsCardProps): ReactNode {
  if (months === undefined) return <Card title={t("profit.byMonth")}><Skeleton rows={4} /></Card>;
  const days = Array.from({ length: MONTHS }, (_, index) => monthStart(period.to, index - MONTHS + 1));
  const found = days.map((day) => months.rows.find(({ key }) => day.startsWith(key)));
  const values = found.map((row) => (row === undefined ? 0 : forDrawing(amountOf(row, "net_profit").amount)));
  const isLarge = Math.max(...values.map(Math.abs)) >= LARGE;
  const scale = isLarge ? 1000 : 1;
  const written = (value: number): string => formatNumber(value / scale, { places: isLarge ? 1 : 0 });
  const currency = months.basis.currency;
  const points = days.map((day, index): ColumnPoint => {
    const row = found[index];
    const value = values[index] ?? 0;
    return {
      id: day,
      label: formatMonthShort(day),
      value,
      text: written(value),
      fullText: row === undefined ? formatMoney({ amount: "0.00", currency }) : formatMoney(amountOf(row, "net_profit")),
      ...(row?.margin == null ? {} : { rate: Number(row.margin), rateText: formatNumber(row.margin, { places: 1 }) }),
      isPartial: day <= today && today < monthEnd(day),
    };
  });
  const last = points.at(-1);
  const sign = currencySign(currency);
  return (
    <Card title={t("profit.byMonth")} end={t(isLarge ? "profit.thousand" : "profit.plain", { sign })}>
      <Columns
        sentence={t("profit.byMonthSentence", { profit: last?.fullText ?? "", month: formatMonth(period.to), margin: formatPercent(found.at(-1)?.margin, { unit: "percent" }) })}
        points={points}
        names={{ point: t("profit.unit.month"), value: t("profit.step.net_profit"), rate: t("profit.marginLine") }}
        tick={(value) => formatNumber(value / scale)}
      />
    </Card>
  );
}
