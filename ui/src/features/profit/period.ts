import type { Day } from "../../i18n/dates";

export const UNITS = ["day", "week", "month", "quarter", "year", "custom"] as const;
export type Unit = (typeof UNITS)[number];

/** Days of a report, both counted. */
export interface Period {
  unit: Unit;
  from: Day;
  to: Day;
}

const MILLIS = 86_400_000;
const at = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (millis: number): Day => new Date(millis).toISOString().slice(0, 10);

export const addDays = (day: Day, days: number): Day => dayOf(at(day) + days * MILLIS);
const yearOf = (day: Day): number => Number(day.slice(0, 4));
const monthOf = (day: Day): number => Number(day.slice(5, 7));
const firstOf = (year: number, month: number): Day => dayOf(Date.UTC(year, month - 1, 1));

/** The first day of the month `months` after the month of `day`. */
export const monthStart = (day: Day, months = 0): Day => firstOf(yearOf(day), monthOf(day) + months);
export const monthEnd = (day: Day): Day => addDays(monthStart(day, 1), -1);

/** How many days a period has. */
export const daysIn = ({ from, to }: Pick<Period, "from" | "to">): number => Math.round((at(to) - at(from)) / MILLIS) + 1;

/** The whole day, week (from Monday), month, quarter or year that `day` lies in. */
export function periodOf(unit: Exclude<Unit, "custom">, day: Day): Period {
  if (unit === "day") return { unit, from: day, to: day };
  if (unit === "week") {
    const from = addDays(day, -((new Date(at(day)).getUTCDay() + 6) % 7));
    return { unit, from, to: addDays(from, 6) };
  }
  if (unit === "month") return { unit, from: monthStart(day), to: monthEnd(day) };
  if (unit === "quarter") {
    const from = firstOf(yearOf(day), monthOf(day) - ((monthOf(day) - 1) % 3));
    return { unit, from, to: addDays(monthStart(from, 3), -1) };
  }
  return { unit, from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` };
}

/** The period right before (-1) or after (1); one chosen by hand moves by its own length. */
export function shift(period: Period, direction: 1 | -1): Period {
  const { unit, from, to } = period;
  if (unit !== "custom") return periodOf(unit, direction === 1 ? addDays(to, 1) : addDays(from, -1));
  const days = daysIn(period) * direction;
  return { unit, from: addDays(from, days), to: addDays(to, days) };
}

/** In the first five days of a month the month that has just ended is what people want to see. */
export const startPeriod = (today: Day): Period => periodOf("month", Number(today.slice(8)) <= 5 ? addDays(monthStart(today), -1) : today);

/** The calendar day in a zone. */
export function dayIn(instant: string, zone: string): Day {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone === "" ? "UTC" : zone, year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(Date.parse(instant));
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}
