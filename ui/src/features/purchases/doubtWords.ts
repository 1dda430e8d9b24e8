import { formatDate, formatTime, toMillis, type Instant } from "../../i18n/dates";
import { formatDuration } from "../../i18n/format";
import { locale, t } from "../../i18n/text";
import type { AttemptRow, NextStep, PurchaseDetail } from "../../ipc/types.gen";

const HOUR = 3_600_000;

/** "3 May 14:03:22", to the second: it is looked up in the supplier's list. */
export function exactly(at: Instant, now: number): string {
  const seconds = new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(toMillis(at) ?? 0);
  return `${formatDate(at, now)} ${seconds}`;
}

/** "14:20", and on another day "4 May 14:20". */
export function clockTime(at: Instant, now: number): string {
  const millis = toMillis(at) ?? now;
  const isToday = formatDate(millis, now) === formatDate(now, now);
  return isToday ? formatTime(millis) : `${formatDate(millis, now)} ${formatTime(millis)}`;
}

/** A sentence as part of another: "the connection broke". Words in capitals keep them. */
const asClause = (sentence: string): string => sentence.replace(/[.\s]+$/, "").replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase());

const asks = ({ kind }: AttemptRow): boolean => kind === "look" || kind === "cancel" || kind === "cancel_draft";

/** The last time it was sent; looks at the supplier's records, cancellations and clearing drafts away are no sending. */
export const lastSent = (attempts: readonly AttemptRow[]): AttemptRow | undefined => attempts.find((attempt) => !asks(attempt));

/** "Sent on 3 May 14:03:22; the connection broke before the answer." Empty where nothing was sent from here. */
export function sentSentence({ attempts }: PurchaseDetail, now: number): string {
  const last = lastSent(attempts);
  if (last === undefined) return "";
  return t("unknown.evidence", { when: exactly(last.started_at, now), evidence: last.evidence === "" ? t("unknown.noEvidence") : asClause(last.evidence) });
}

/** "24 h", "3 days"; whole hours say enough about a memory. */
function lifetime(millis: number): string {
  const hours = Math.floor(millis / HOUR);
  if (hours >= 48) return t("time.days", { count: Math.floor(hours / 24) });
  return hours >= 1 ? t("time.hours", { count: hours }) : formatDuration(millis / 1000);
}

/** Why the supplier's memory is no longer relied on. Empty while it is, or where it never was. */
export function forgottenSentence({ row, next }: PurchaseDetail, now: number): string {
  const first = toMillis(next?.first_sent_at);
  if (next === null || next.key_expired_at === null || next.key_lifetime_ms === null || first === null) return "";
  return t("unknown.forgotten", { supplier: row.supplier, life: lifetime(next.key_lifetime_ms), span: lifetime(Math.max(0, now - first)) });
}

/** What the last look told: the list does not show it, or could not be read. Empty before the first look. */
export function lookSentence({ row, attempts }: PurchaseDetail): string {
  const [last] = attempts;
  if (last === undefined || last.kind !== "look") return "";
  const params = { supplier: row.supplier, number: row.number, evidence: asClause(last.evidence) };
  return last.outcome === "unknown" ? t("unknown.notRead", params) : last.outcome === "definite_no" ? t("unknown.notListed", params) : "";
}

function blockedSentence(next: NextStep, supplier: string): string {
  switch (next.why) {
    case "signed_out":
      return t("unknown.waits.signedOut", { supplier });
    case "read_only":
      return t("unknown.waits.readOnly");
    default:
      return t("unknown.waits.paused");
  }
}

/** What Stockless does next by itself, and when. */
export function nextSentence({ row, next }: PurchaseDetail, now: number): string {
  if (next === null) return "";
  const { supplier } = row;
  const time = next.at === null ? "" : clockTime(next.at, now);
  switch (next.step) {
    case "send_same":
      return [t(next.class === "drafted" ? "unknown.confirms" : "unknown.sendsSame", { supplier }), time === "" ? "" : t("unknown.next", { time })].filter(Boolean).join(" ");
    case "look":
      return time === "" ? t("unknown.looksNow", { supplier }) : t(next.looks > 0 ? "unknown.looksAgain" : "unknown.looks", { supplier, time });
    case "ask":
      return time === "" ? "" : t("unknown.asksLater", { supplier, time });
    default:
      return blockedSentence(next, supplier);
  }
}
