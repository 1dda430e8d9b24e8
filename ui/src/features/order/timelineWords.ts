import { CalendarClock, Check, CircleCheck, CircleHelp, CircleX, Clock, CreditCard, FileInput, Flag, MessageSquare, PackageCheck, Pencil, RotateCcw, Route, Send, StickyNote, TriangleAlert, Truck, Workflow, type LucideIcon } from "lucide-react";
import { formatDateHeading, formatTime } from "../../i18n/dates";
import { isTextKey, t, type Params } from "../../i18n/text";
import type { TimelineRow } from "../../ipc/types.gen";
import { checkWord } from "../orders/checkWords";
import { parcelWord } from "../orders/nextStep";
import { deedWord } from "../rules/ruleWords";

export interface TimelineWords {
  title: string;
  note: string;
  icon: LucideIcon;
  look: "plain" | "bad" | "forecast";
}

const ICONS: Record<string, LucideIcon> = {
  ordered: CircleCheck, paid: CreditCard, cancelled: CircleX, imported: FileInput, changed: Pencil, accepted: Check, snoozed: Clock, asked_customer: MessageSquare, closed: CircleX, opened: RotateCcw,
  supplier_approved: CircleCheck, mapped: Route, rerouted: Route, address_edited: Pencil, routed: Route, queued: Send, sent: Send, to_hand_over: Send, placed: Send, confirmed: PackageCheck, rejected: CircleX, not_sent: Clock, unknown: Clock, asking: CircleHelp,
  resent: Send, units_refused: CircleX,
  found_there: PackageCheck, not_found_there: Send, cancelled_there: CircleX, not_cancelled_there: CircleX, draft_cleared: Check, missing_there: TriangleAlert, twice_there: TriangleAlert, split_there: TriangleAlert, lines_unclear: TriangleAlert, unknown_here: TriangleAlert,
  settled: Check, purchase_cancelled: CircleX, taken_back: RotateCcw, ended_there: CircleX, send_again: Send, queued_again: Send, parcel: Truck, parcel_removed: Truck, tracking: Truck, note: StickyNote, forecast: Flag, cost: CreditCard, refunded: CreditCard,
};
const BAD = new Set(["rejected", "cancelled", "missing_there", "twice_there", "split_there", "lines_unclear", "unknown_here"]);

/** "total" is told as "64.90 EUR"; people read it as they write amounts. */
function readable(facts: TimelineRow["facts"], money: (amount: string, currency: string) => string): Params {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      const [, amount, currency] = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(value) ?? [];
      return [name, amount === undefined || currency === undefined ? value : money(amount, currency)];
    }),
  );
}

function paramsOf(row: TimelineRow, now: number, money: (amount: string, currency: string) => string): Params {
  const { facts, kind } = row;
  const params = readable(facts, money);
  if (facts["until"] !== undefined) params["until"] = `${formatDateHeading(facts["until"], now)}, ${formatTime(facts["until"])}`;
  if (facts["check"] !== undefined) params["check"] = checkWord(facts["check"], true);
  if (facts["state"] !== undefined) params["state"] = parcelWord(facts["state"]);
  if (kind === "forecast") params["day"] = formatDateHeading(row.at, now);
  return params;
}

/** What the shop changed, in words. */
export function fieldWord(field: string): string {
  const key = `changed.${field}`;
  return isTextKey(key) ? t(key) : field.replaceAll("_", " ");
}

/** The second line: what is known beyond the headline. */
function noteOf({ kind, facts }: TimelineRow): string {
  const parts: Record<string, (string | undefined)[]> = {
    paid: [facts["gateway"]],
    asked_customer: [facts["text"]],
    tracking: [facts["reason"], facts["text"], facts["place"], facts["number"]],
    parcel: [facts["carrier"]],
    placed: [facts["words"], facts["destination"]],
    rejected: [facts["words"]],
    unknown: [facts["words"]],
    asking: [facts["words"]],
    found_there: [facts["words"]],
    ended_there: [facts["words"]],
    resent: [facts["why"]],
    units_refused: [facts["words"]],
    split_there: [facts["words"]],
    lines_unclear: [facts["words"]],
    not_cancelled_there: [facts["words"]],
    not_sent: [facts["words"]],
    settled: [facts["words"]],
    queued: [facts["number"]],
    cost: [facts["account"]],
    changed: [fieldWord(facts["field"] ?? ""), facts["before"], facts["after"]],
  };
  return (parts[kind] ?? []).filter((part) => part !== undefined && part !== "").join(" \u00b7 ");
}

/** A row of the timeline in words. Kinds we do not know keep their own name. */
export function timelineWords(row: TimelineRow, now: number, money: (amount: string, currency: string) => string): TimelineWords {
  if (row.kind.startsWith("rule_")) {
    const did = deedWord({ did: row.kind.slice("rule_".length), facts: row.facts }, now);
    return { title: t(row.facts["undone"] === undefined ? "rules.timeline" : "rules.timelineUndone", { rule: row.facts["rule"] || t("rules.guard"), did }), note: "", icon: Workflow, look: "plain" };
  }
  const key = `timeline.${row.kind}`;
  const isUnread = row.kind === "tracking" && (row.facts["state"] === "unknown" || row.facts["state"] === undefined);
  const title = isUnread && row.facts["text"] !== undefined && row.facts["text"] !== "" ? row.facts["text"] : isTextKey(key) ? t(key, paramsOf(row, now, money)) : row.kind.replaceAll("_", " ");
  const isProblem = row.kind === "tracking" && row.facts["state"] === "problem";
  return { title, note: isUnread ? (row.facts["place"] ?? "") : noteOf(row), icon: ICONS[row.kind] ?? CalendarClock, look: row.kind === "forecast" ? "forecast" : BAD.has(row.kind) || isProblem ? "bad" : "plain" };
}
