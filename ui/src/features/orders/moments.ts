import { formatDate, formatDateHeading, formatTime, toMillis } from "../../i18n/dates";
import { t } from "../../i18n/text";

const sameDay = (a: number, b: number): boolean => new Date(a).toDateString() === new Date(b).toDateString();
const DAY = 86_400_000;

/** "today 07:12", "yesterday 22:10", "Fri 6 March, 09:14". */
export function momentText(at: string | null, now: number): string {
  const millis = toMillis(at);
  if (millis === null) return formatTime(null);
  const time = formatTime(millis);
  if (sameDay(millis, now)) return t("moment.today", { time });
  if (sameDay(millis, now - DAY)) return t("moment.yesterday", { time });
  return `${formatDateHeading(millis, now)}, ${time}`;
}

/** The same, short, for narrow places: "07:12", "6 Mar, 09:14". */
export function momentShort(at: string | null, now: number): string {
  const millis = toMillis(at);
  if (millis === null) return formatTime(null);
  return sameDay(millis, now) ? formatTime(millis) : `${formatDate(millis, now)}, ${formatTime(millis)}`;
}
