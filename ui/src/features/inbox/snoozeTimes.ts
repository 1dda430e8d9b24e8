import { formatDateHeading, formatTime } from "../../i18n/dates";
import { t } from "../../i18n/text";

export interface SnoozeTime {
  id: "hour" | "evening" | "tomorrow" | "week";
  label: string;
  /** ISO 8601. */
  until: string;
  /** "18:00", "Tue 10 March, 08:00". */
  note: string;
}

const MORNING = 8;
const EVENING = 18;
const MINUTES = 60_000;

function at(now: number, days: number, hour: number): Date {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hour);
}

/** When an order may come back, seen from `now`. The evening is offered while it is still to come. */
export function snoozeTimes(now: number): SnoozeTime[] {
  const untilMonday = ((8 - new Date(now).getDay()) % 7) || 7;
  const evening = at(now, 0, EVENING);
  const time = (id: SnoozeTime["id"], when: Date, isToday: boolean): SnoozeTime => {
    const clock = formatTime(when.getTime());
    return { id, label: t(`snooze.${id}`), until: when.toISOString(), note: isToday ? clock : `${formatDateHeading(when.getTime(), now)}, ${clock}` };
  };
  return [
    time("hour", new Date(now + 60 * MINUTES), true),
    ...(evening.getTime() - now > 30 * MINUTES ? [time("evening", evening, true)] : []),
    time("tomorrow", at(now, 1, MORNING), false),
    time("week", at(now, untilMonday, MORNING), false),
  ];
}
