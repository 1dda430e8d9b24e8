import { formatDateHeading, formatMonth, formatMonthShort, type Day } from "../../i18n/dates";
import { locale, t } from "../../i18n/text";
import type { Period } from "./period";

const millis = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

function range(from: Day, to: Day): string {
  return new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).formatRange(millis(from), millis(to));
}

const quarter = (day: Day): number => Math.ceil(Number(day.slice(5, 7)) / 3);

/** "February 2026", "2–8 Mar 2026", "Q1 2026". */
export function periodName({ unit, from, to }: Period): string {
  if (unit === "month") return formatMonth(from);
  if (unit === "year") return from.slice(0, 4);
  if (unit === "quarter") return t("profit.quarter", { quarter: String(quarter(from)), year: from.slice(0, 4) });
  return unit === "day" ? formatDateHeading(from, 0) : range(from, to);
}

/** Shorter, for a column header or "from Jan". */
export function periodShort({ unit, from, to }: Period): string {
  if (unit === "month") return formatMonthShort(from);
  if (unit === "quarter") return t("profit.quarterShort", { quarter: String(quarter(from)) });
  if (unit === "year") return from.slice(0, 4);
  return new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", timeZone: "UTC" }).formatRange(millis(from), millis(to));
}

/** The month alone where the year is plain: "January". */
export const periodPlain = (period: Period): string =>
  period.unit === "month" ? new Intl.DateTimeFormat(locale(), { month: "long", timeZone: "UTC" }).format(millis(period.from)) : periodShort(period);
