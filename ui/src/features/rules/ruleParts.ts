import { t } from "../../i18n/text";
import type { ActionShape, RuleShape, TestShape } from "../../ipc/types.gen";

export const EVENTS = ["came_in", "changed", "paid", "ready", "needs_decision", "stock_low", "late", "purchase_placed", "purchase_confirmed", "purchase_rejected"] as const;
export type EventName = (typeof EVENTS)[number];

export type TestKind = TestShape["kind"];
export type ActionKind = ActionShape["kind"];
export const COLOURS = ["red", "amber", "green", "blue", "violet"] as const;
export const PAYMENTS = ["pending", "authorised", "partly_paid", "paid", "partly_refunded", "refunded", "voided", "unknown"] as const;
export const CHECKS = ["mapped", "in_stock", "address", "margin", "paid", "duplicate", "released", "approved", "ships_there", "accepted", "outcome"] as const;

/** A test of each kind before anybody has filled it in. */
export const EMPTY_TESTS: { [Kind in TestKind]: Extract<TestShape, { kind: Kind }> } = {
  to: { kind: "to", zones: [] },
  shop: { kind: "shop", shop_ids: [] },
  total: { kind: "total", from: null, to: null },
  margin: { kind: "margin", from: null, to: null },
  goods: { kind: "goods", patterns: [] },
  units: { kind: "units", from: null, to: null },
  tag: { kind: "tag", tags: [] },
  supplier: { kind: "supplier", supplier_ids: [] },
  known_customer: { kind: "known_customer" },
  payment: { kind: "payment", states: [] },
  risk: { kind: "risk", words: [] },
  age: { kind: "age", from: null, to: null },
  fails: { kind: "fails", checks: [] },
};

/** An action of each kind before anybody has filled it in. */
export const EMPTY_ACTIONS: { [Kind in ActionKind]: Extract<ActionShape, { kind: Kind }> } = {
  tag: { kind: "tag", tag: "" },
  untag: { kind: "untag", tag: "" },
  colour: { kind: "colour", colour: "amber" },
  hold: { kind: "hold" },
  snooze: { kind: "snooze", minutes: 1440 },
  supplier: { kind: "supplier", supplier_id: 0 },
  choice: { kind: "choice", n: 2 },
  forward_after: { kind: "forward_after", minutes: 60 },
  forward_at: { kind: "forward_at", time: "16:00" },
  draft: { kind: "draft", to: "customer", subject: "", text: "" },
  note: { kind: "note", text: "" },
};

export const TEST_KINDS = Object.keys(EMPTY_TESTS) as TestKind[];
export const ACTION_KINDS = Object.keys(EMPTY_ACTIONS) as ActionKind[];

/** A rule of one's own. New rules are off until they were tried. */
export const blankRule = (): RuleShape => ({ id: 0, name: "", event: "came_in", enabled: false, rule: { scope: "order", any: false, conditions: [], actions: [{ kind: "tag", tag: "" }] } });

/** Rules to start from. */
export const EXAMPLES: { id: "customs" | "stock" | "evening"; rule: () => RuleShape }[] = [
  {
    id: "customs",
    rule: () => ({
      ...blankRule(),
      name: t("rules.example.customs"),
      rule: { scope: "order", any: false, conditions: [{ not: false, test: { kind: "to", zones: ["NO", "CH"] } }], actions: [{ kind: "tag", tag: "customs" }, { kind: "hold" }] },
    }),
  },
  {
    id: "stock",
    rule: () => ({
      ...blankRule(),
      name: t("rules.example.stock"),
      event: "needs_decision",
      rule: { scope: "order", any: false, conditions: [{ not: false, test: { kind: "fails", checks: ["in_stock"] } }], actions: [{ kind: "choice", n: 2 }, { kind: "tag", tag: "second choice" }] },
    }),
  },
  {
    id: "evening",
    rule: () => ({ ...blankRule(), name: t("rules.example.evening"), event: "ready", rule: { scope: "order", any: false, conditions: [], actions: [{ kind: "forward_at", time: "16:00" }] } }),
  },
];

/** Words between commas. */
export const splitWords = (text: string): string[] => text.split(",").map((word) => word.trim()).filter(Boolean);
