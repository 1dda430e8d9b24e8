import { formatDateHeading, formatTime } from "../../i18n/dates";
import { formatMoney, formatNumber } from "../../i18n/format";
import { countryName } from "../../i18n/options";
import { isTextKey, t, type TextKey } from "../../i18n/text";
import type { ActionShape, DeedShape, RuleBody, RuleShape, TestShape } from "../../ipc/types.gen";
import { checkWord } from "../orders/checkWords";

/** What a rule knows only by number. */
export interface Names {
  currency: string;
  shop: (id: number) => string;
  supplier: (id: number) => string;
}

/** What is not filled in yet. */
const GAP = "…";
const orGap = (text: string): string => (text.trim() === "" ? GAP : text);
const list = (words: readonly string[], type: "disjunction" | "conjunction" = "disjunction"): string => orGap(new Intl.ListFormat("en", { type }).format(words));
const quoted = (words: readonly string[]): string => list(words.map((word) => `“${word}”`));

/** The text of a key made at run time, or the word itself. */
export function known(key: string, word: string, params: Record<string, string | number> = {}): string {
  return isTextKey(key) ? t(key, params) : word.replaceAll("_", " ");
}

export const eventWord = (event: string): string => known(`rules.event.${event}`, event);
export const paymentName = (state: string): string => known(`rules.payment.${state}`, state);
export const zoneName = (zone: string): string => (zone === "*" ? t("rules.anywhere") : zone.toUpperCase() === "EU" ? t("rules.eu") : countryName(zone));

/** "16 h", "3 days". */
export function spanText(minutes: number): string {
  if (minutes % 1440 === 0 && minutes > 0) return t("rules.days", { count: minutes / 1440 });
  return minutes % 60 === 0 && minutes > 0 ? t("rules.hours", { count: minutes / 60 }) : t("rules.minutes", { count: minutes });
}

function range(kind: string, from: string | null, to: string | null): string {
  const key: TextKey = from !== null && to !== null ? "rules.between" : from !== null ? "rules.atLeast" : "rules.atMost";
  return t(key, { what: known(`rules.range.${kind}`, kind), from: from ?? GAP, to: to ?? GAP });
}

function rangeOf(test: { kind: string; from: string | number | null; to: string | number | null }, names: Names): string {
  const text = (value: string | number | null): string | null => {
    if (value === null) return null;
    if (test.kind === "total") return formatMoney({ amount: String(value), currency: names.currency });
    return test.kind === "margin" ? `${formatNumber(String(value))} %` : test.kind === "age" ? t("rules.hours", { count: Number(value) }) : formatNumber(Number(value));
  };
  return range(test.kind, text(test.from), text(test.to));
}

/** "it goes to Norway" */
function testText(test: TestShape, names: Names): string {
  switch (test.kind) {
    case "to":
      return t("rules.test.to", { list: list(test.zones.map(zoneName)) });
    case "shop":
      return t("rules.test.shop", { list: list(test.shop_ids.map(names.shop)) });
    case "supplier":
      return t("rules.test.supplier", { list: list(test.supplier_ids.map(names.supplier)) });
    case "tag":
      return t("rules.test.tag", { list: quoted(test.tags) });
    case "goods":
      return t("rules.test.goods", { list: quoted(test.patterns) });
    case "payment":
      return t("rules.test.payment", { list: list(test.states.map(paymentName)) });
    case "risk":
      return t("rules.test.risk", { list: quoted(test.words) });
    case "fails":
      return t("rules.test.fails", { list: list(test.checks.map((check) => checkWord(check, true))) });
    case "known_customer":
      return t("rules.test.known_customer");
    default:
      return rangeOf(test, names);
  }
}

function actionText(action: ActionShape, names: Names): string {
  switch (action.kind) {
    case "tag":
    case "untag":
      return t(`rules.do.${action.kind}`, { tag: orGap(action.tag) });
    case "colour":
      return action.colour === "" ? t("rules.do.uncolour") : t("rules.do.colour", { colour: action.colour });
    case "hold":
      return t("rules.do.hold");
    case "snooze":
      return t("rules.do.snooze", { span: spanText(action.minutes) });
    case "supplier":
      return t("rules.do.supplier", { supplier: names.supplier(action.supplier_id) });
    case "choice":
      return t("rules.do.choice", { n: action.n });
    case "forward_after":
      return action.minutes === 0 ? t("rules.do.forward") : t("rules.do.forward_after", { span: spanText(action.minutes) });
    case "forward_at":
      return t("rules.do.forward_at", { time: action.time });
    case "draft":
      return t("rules.do.draft", { to: known(`rules.recipient.${action.to}`, action.to), subject: orGap(action.subject) });
    case "note":
      return t("rules.do.note");
  }
}

/** "When an order comes in and it goes to Norway, then tag it “customs” and hold it." */
export function ruleSentence({ event, rule }: Pick<RuleShape, "event" | "rule">, names: Names): string {
  return t("rules.sentence", { when: eventWord(event), if: conditionsText(rule, names), actions: list(rule.actions.map((action) => actionText(action, names)), "conjunction") });
}

function conditionsText({ any, conditions, scope }: RuleBody, names: Names): string {
  if (conditions.length === 0) return "";
  const told = conditions.map(({ not, test }) => (not ? t("rules.not", { test: testText(test, names) }) : testText(test, names)));
  const joined = list(told, any ? "disjunction" : "conjunction");
  return t(scope === "line" ? "rules.ifLine" : "rules.if", { list: joined });
}

/** One thing a rule did, or would do. */
export function deedWord({ did, facts }: DeedShape, now: number): string {
  const moment = (iso: string | undefined): string => (iso === undefined ? "" : `${formatDateHeading(iso, now)}, ${formatTime(iso)}`);
  const params: Record<string, string> = { ...facts, until: moment(facts["until"]), due: moment(facts["due"]) };
  if (did === "nothing") return t("rules.did.nothing", { action: known(`rules.name.${facts["action"] ?? ""}`, facts["action"] ?? ""), why: whyWord(facts) });
  if (did === "not_forwarded") return t("rules.did.not_forwarded", { why: whyWord(facts) });
  const text = did === "colour" && facts["colour"] === "" ? t("rules.did.uncolour") : known(`rules.did.${did}`, did, params);
  const missing = facts["missing"] !== undefined && facts["missing"] !== "" ? ` ${t("rules.did.missing", { items: facts["missing"] })}` : "";
  return facts["over"] === undefined ? `${text}${missing}` : `${text}${missing} ${t("rules.did.over", { rule: facts["over"] })}`;
}

function whyWord(facts: DeedShape["facts"]): string {
  const why = facts["why"] ?? "";
  const key = `rules.why.${why}`;
  return isTextKey(key) ? t(key, { supplier: facts["supplier"] ?? "", items: facts["items"] ?? "" }) : checkWord(why, true);
}
