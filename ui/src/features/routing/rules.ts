import { t } from "../../i18n/text";
import type { RoutingRuleShape } from "../../ipc/types.gen";

/** A rule that asks for nothing and changes nothing yet. */
export const blankRule = (): RoutingRuleShape => ({
  id: null,
  name: "",
  enabled: false,
  when: { to: [], shop_ids: [], goods: [], every_line: false, tags: [], value_from: "", value_to: "" },
  how: "rank",
  preferred_supplier_id: null,
  limits: { stock_left: null, from: [], approved_only: false, most_suppliers: null, minimum_orders: false, most_days: null },
  unreadable: false,
});

export interface Preset {
  id: "cheapest" | "region";
  rule: () => RoutingRuleShape;
}

/** Rules to start from. */
export const PRESETS: readonly Preset[] = [
  {
    id: "cheapest",
    rule: () => {
      const rule = blankRule();
      return { ...rule, name: t("routing.preset.cheapest"), how: "cheapest", limits: { ...rule.limits, approved_only: true, most_days: 10 } };
    },
  },
  {
    id: "region",
    rule: () => {
      const rule = blankRule();
      return { ...rule, name: t("routing.preset.region"), when: { ...rule.when, to: ["EU"] }, limits: { ...rule.limits, from: ["EU"] } };
    },
  },
];

/** The rules that are on, with `draft` in its own place, or behind the others when it is new. */
export function withDraft(rules: readonly RoutingRuleShape[], draft: RoutingRuleShape): RoutingRuleShape[] {
  const isDraft = ({ id }: RoutingRuleShape): boolean => draft.id !== null && id === draft.id;
  const known = rules.filter((rule) => isDraft(rule) || (rule.enabled && !rule.unreadable)).map((rule) => (isDraft(rule) ? draft : rule));
  return draft.id === null || !rules.some(isDraft) ? [...known, draft] : known;
}

/** Words separated by commas, and back. */
export const splitWords = (text: string): string[] => text.split(",").map((word) => word.trim()).filter((word) => word !== "");
