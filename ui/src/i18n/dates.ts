import { MISSING } from "./format";
import { locale, t } from "./text";

/** A moment: milliseconds since 1970 in UTC, or ISO 8601 text with an offset. */
export type Instant = number | string;
/** A calendar day without a zone: "2026-03-09". */
export type Day = string;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale() + JSON.stringify(options);
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale(), options);
    formats.set(key, format);
  }
  return format;
}

/** Milliseconds of a moment, or null when it is not one. */
export function toMillis(instant: Instant | null | undefined): number | null {
  if (instant == null) return null;
  const millis = typeof instant === "number" ? instant : Date.parse(instant);
  return Number.isFinite(millis) ? millis : null;
}

const isDay = (value: Instant): value is Day => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);

interface Read {
  millis: number;
  zone: string | undefined;
}

/** A bare day is that day everywhere, so it is read and written in UTC. */
function read(value: Instant | null | undefined, zone?: string): Read | null {
  const millis = toMillis(value);
  if (millis === null) return null;
  return { millis, zone: value != null && isDay(value) ? "UTC" : zone };
}

function year(millis: number, timeZone: string | undefined): string {
  return dateFormat({ year: "numeric", timeZone }).format(millis);
}

/** English writes "Mon, 9 March"; a heading reads better without the comma. */
const plain = (text: string): string => text.replace(/^(\p{L}+), /u, "$1 ");

/** "Mon 9 March", with the year when it is not this one. */
export function formatDateHeading(value: Instant | Day | null | undefined, now: number, zone?: string): string {
  const at = read(value, zone);
  if (at === null) return MISSING;
  const other = year(at.millis, at.zone) !== year(now, zone);
  return plain(
    dateFormat({ weekday: "short", day: "numeric", month: "long", ...(other ? { year: "numeric" } : {}), timeZone: at.zone }).format(at.millis),
  );
}

/** "9 Mar", with the year when it is not this one. */
export function formatDate(value: Instant | Day | null | undefined, now: number, zone?: string): string {
  const at = read(value, zone);
  if (at === null) return MISSING;
  const other = year(at.millis, at.zone) !== year(now, zone);
  return dateFormat({ day: "numeric", month: "short", ...(other ? { year: "numeric" } : {}), timeZone: at.zone }).format(at.millis);
}

/** "09:41". */
export function formatTime(value: Instant | null | undefined, zone?: string): string {
  const millis = toMillis(value);
  return millis === null ? MISSING : dateFormat({ hour: "2-digit", minute: "2-digit", timeZone: zone }).format(millis);
}

/** "March 2026". */
export function formatMonth(value: Instant | Day | null | undefined): string {
  const at = read(value);
  return at === null ? MISSING : dateFormat({ month: "long", year: "numeric", timeZone: at.zone ?? "UTC" }).format(at.millis);
}

/** "Mar", for chart axes. */
export function formatMonthShort(value: Instant | Day): string {
  const at = read(value);
  return at === null ? MISSING : dateFormat({ month: "short", timeZone: at.zone ?? "UTC" }).format(at.millis);
}

/** "Monday, 9 March 2026 at 09:41:20 CET": for tooltips and screen readers. */
export function formatExact(value: Instant | null | undefined, zone?: string): string {
  const at = read(value, zone);
  if (at === null) return MISSING;
  if (value != null && isDay(value)) return dateFormat({ dateStyle: "full", timeZone: "UTC" }).format(at.millis);
  return dateFormat({
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    timeZone: zone,
  }).format(at.millis);
}

/** "now", "12 m", "3 h", and after a day the date. A moment to come reads "in 3 h". */
export function formatAge(value: Instant | null | undefined, now: number, zone?: string): string {
  const millis = toMillis(value);
  if (millis === null) return MISSING;
  const distance = Math.abs(now - millis);
  if (distance >= DAY) return formatDate(millis, now, zone);
  if (distance < MINUTE) return t("age.now");
  const span =
    distance < HOUR
      ? t("time.minutes", { count: Math.floor(distance / MINUTE) })
      : t("time.hours", { count: Math.floor(distance / HOUR) });
  return millis > now ? t("age.in", { span }) : span;
}

/** How long until the text of formatAge changes, in milliseconds; null once it shows a date. */
export function ageChangesIn(value: Instant, now: number): number | null {
  const millis = toMillis(value);
  if (millis === null) return null;
  const distance = Math.abs(now - millis);
  if (distance >= DAY) return null;
  return distance < HOUR ? MINUTE : HOUR / 4;
}
