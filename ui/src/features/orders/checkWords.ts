import type { Mark } from "../../components/StatusMark";
import { isTextKey, t } from "../../i18n/text";
import type { OrderRow } from "../../ipc/types.gen";

/** The order in which checks are shown: what is usual first, what is rare last. */
const CHECKS = ["mapped", "paid", "address", "in_stock", "margin", "duplicate", "ships_there", "approved", "routed", "history", "released", "accepted", "outcome", "answered", "settled"] as const;

export type Verdict = "pass" | "accepted" | "decide" | "block" | "open";

const VERDICT_MARKS: Record<Verdict, Mark> = { pass: "ok", accepted: "ok", decide: "warn", block: "bad", open: "empty" };
const isVerdict = (value: string): value is Verdict => value in VERDICT_MARKS;

export interface CheckState {
  check: string;
  verdict: Verdict;
  mark: Mark;
  /** "SKU mapped", or what is wrong: "SKU not mapped". */
  word: string;
  isFailed: boolean;
}

/** What a failed check is called in a list, and what a passed one. A check we do not know keeps its own name. */
export function checkWord(check: string, hasFailed: boolean): string {
  const key = `check.${check}.${hasFailed ? "failed" : "passed"}`;
  return isTextKey(key) ? t(key) : check.replaceAll("_", " ");
}

/** Every check of an order with its mark and its word. */
export function checksOf(checks: OrderRow["checks"]): CheckState[] {
  const known = CHECKS.filter((check) => check in checks) as string[];
  const others = Object.keys(checks).filter((check) => !known.includes(check));
  return [...known, ...others].map((check) => {
    const told = checks[check] ?? "open";
    const verdict = isVerdict(told) ? told : "open";
    const isFailed = verdict === "decide" || verdict === "block";
    const word = checkWord(check, isFailed);
    return { check, verdict, mark: VERDICT_MARKS[verdict], word: verdict === "accepted" ? t("check.accepted", { check: checkWord(check, true) }) : word, isFailed };
  });
}
