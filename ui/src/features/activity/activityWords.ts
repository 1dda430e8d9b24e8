import type { Mark } from "../../components/StatusMark";
import { formatDuration } from "../../i18n/format";
import { isTextKey, t, type Params } from "../../i18n/text";
import { fileName } from "../../ipc/host";
import type { ActivityRow } from "../../ipc/types.gen";

const MARKS: Record<string, Mark> = { accepted: "ok", done: "ok", rejected: "bad", definite_no: "wait", unknown: "warn", running: "half", undone: "empty", stopped: "hold" };
export const resultMark = (result: string): Mark => MARKS[result] ?? "wait";

const word = (prefix: string, value: string, params: Params = {}): string => {
  const key = `${prefix}.${value}`;
  return isTextKey(key) ? t(key, params) : value.replaceAll("_", " ");
};
/** A look or a cancellation ends in other words than what was sent. */
export function resultWord({ kind, facts, result }: Pick<ActivityRow, "kind" | "facts" | "result">): string {
  const own = kind === "attempt" ? `result.${facts["kind"] ?? ""}.${result}` : "";
  return isTextKey(own) ? t(own) : word("result", result);
}
export const kindWord = (kind: string): string => word("activity.kind", kind);

/** Actions that are counted in orders; the others change one thing. */
const OF_ORDERS = new Set(["forward", "snooze", "fix", "note", "tag", "colour", "address", "close"]);

/** "Forwarded, 33 orders"; what was taken back or done again carries "undo " once for each time. */
function actionTitle(subject: string, count: number): string {
  const name = subject.replaceAll("undo ", "");
  const times = (subject.length - name.length) / "undo ".length;
  const what = OF_ORDERS.has(name) ? t("activity.action", { action: word("action", name), count }) : word("action", name);
  return times === 0 ? what : t(times % 2 === 1 ? "activity.takenBack" : "activity.doneAgain", { what });
}

/** What happened, in a line. */
export function activityTitle({ kind, subject, facts }: ActivityRow): string {
  switch (kind) {
    case "attempt":
      return word("activity.attempt", facts["kind"] ?? "place", { number: subject, supplier: facts["supplier"] ?? "" });
    case "import":
      return t("activity.import", { what: word("import.kind", facts["what"] ?? ""), files: subject });
    case "backup":
      return t("activity.backup", { file: fileName(subject) });
    case "action":
      return actionTitle(subject, Number(facts["count"] ?? 1));
    default:
      return subject;
  }
}

/** What is known beyond the headline: counts, evidence. */
export function activityNote({ kind, facts }: ActivityRow): string {
  if (kind === "attempt") return facts["evidence"] ?? "";
  if (kind === "import") {
    const count = (name: string): number => Number(facts[name] ?? 0);
    const parts = [
      t("activity.read", { count: count("read") }),
      count("added") > 0 ? t("activity.added", { count: count("added") }) : null,
      count("changed") > 0 ? t("activity.changed", { count: count("changed") }) : null,
      count("rejected") > 0 ? t("activity.rejected", { count: count("rejected") }) : null,
    ];
    return parts.filter((part) => part !== null).join(" \u00b7 ");
  }
  return "";
}

/** How long it took; empty where it took no time worth telling. */
export function activityDuration({ facts }: ActivityRow): string {
  const millis = Number(facts["milliseconds"] ?? "");
  if (!Number.isFinite(millis) || facts["milliseconds"] === undefined || facts["milliseconds"] === "") return "";
  return millis < 1000 ? t("activity.millis", { count: millis }) : formatDuration(millis / 1000);
}

/**
 * Rows as text that may be given away: kinds, times, results and counts, but no name, address, file or number of
 * anybody.
 */
export function forSupport(rows: readonly ActivityRow[], version: string): string {
  const open = new Set(["count", "read", "added", "changed", "unchanged", "rejected", "milliseconds", "attempt", "kind", "status", "what", "bytes"]);
  const lines = rows.map(({ at, kind, direction, result, facts, subject }) => {
    const told = Object.entries(facts).filter(([name, value]) => open.has(name) && value !== "");
    return [at, kind, direction, kind === "action" ? subject : "", result, ...told.map(([name, value]) => `${name}=${value}`)].filter(Boolean).join("  ");
  });
  return [`Stockless ${version}`, ...lines].join("\n");
}
