import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isTextKey, setLanguage } from "../../i18n/text";
import type { LostShape, RoutingRuleShape } from "../../ipc/types.gen";
import { workspaceFixture } from "../onboarding/workspace.fixture";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { cost } from "../orders/orders.fixture";
import { CHEAPEST, replay, replayRow, UNION } from "./routing.fixture";
import { costParts, lostWord, ruleText } from "./routingWords";
import { blankRule, PRESETS, splitWords, withDraft } from "./rules";

beforeEach(() => setLanguage("en-GB"));

const NAMES = { currency: "EUR", shop: (id: number) => `Shop ${id}`, supplier: (id: number) => `Supplier ${id}` };

describe("words of routing", () => {
  it("say why an offer lost, with its numbers", () => {
    const told = (reason: string, facts: LostShape["facts"] = {}): string => lostWord({ reason, facts });
    expect(told("costs_more", { by: "2.50", currency: "EUR" })).toBe("costs €2.50 more");
    expect(told("slower", { by: "1" })).toBe("1 day slower");
    expect(told("would_split", { suppliers: "2", most: "1" })).toBe("would split the order among 2 suppliers; the rule allows 1");
    expect(told("below_minimum_order", { goods: "15.00", minimum: "40.00", currency: "EUR", supplier: "Fernost" })).toBe("€15.00 of goods; Fernost asks for €40.00");
    expect(told("outside_region", { country: "CN" })).toBe("in China, outside the rule’s region");
    expect(told("outside_region", { country: "" })).toBe("country not known; the rule asks for a region");
    expect(told("not_approved", { standing: "testing" })).toBe("testing, may not receive orders");
    expect(told("by_moonlight")).toBe("by moonlight");
  });

  it("leave no gap for any reason the core tells", () => {
    const facts = { stock: "1", needed: "2", standing: "on_watch", left: "1", least: "5", country: "CN", days: "9", most: "5", supplier: "Fernost", goods: "1.00", minimum: "2.00", currency: "EUR", suppliers: "2", by: "3.00", rank: "2", chosen: "1" };
    for (const reason of ["out_of_stock", "ships_not_there", "no_price", "not_approved", "standing_too_low", "stock_below_minimum", "stock_not_told", "outside_region", "too_slow", "days_not_told", "no_rate", "below_minimum_order", "would_split", "costs_more", "slower", "ranked_lower", "not_preferred", "chosen_by_you", "tied", "not_weighed"]) {
      expect(isTextKey(`lost.${reason}`), reason).toBe(true);
      expect(lostWord({ reason, facts }), reason).not.toMatch(/\{|undefined|null/);
    }
  });

  it("tell the parts of a cost that are not nothing", () => {
    expect(costParts(cost("29.20", "2.40", "31.60"))).toBe("goods €29.20, shipping €2.40");
    expect(costParts(cost("29.20", "0.00", "32.85", "3.65"))).toBe("goods €29.20, duty estimate €3.65");
  });

  it("tell a rule in one sentence", () => {
    expect(ruleText(UNION, NAMES)).toBe("Orders to EU: by ranking, suppliers in EU");
    expect(ruleText(CHEAPEST, NAMES)).toBe("Every order: the cheapest, approved only, within 10 days");
    const full: RoutingRuleShape = { ...blankRule(), how: "preferred", preferred_supplier_id: 3, when: { to: ["DE", "FR"], shop_ids: [1], goods: ["RDG-*"], every_line: true, tags: ["gift"], value_from: "50.00", value_to: "" }, limits: { stock_left: 1, from: [], approved_only: false, most_suppliers: 1, minimum_orders: true, most_days: null } };
    expect(ruleText(full, NAMES)).toBe("Orders to Germany and France, sold in Shop 1, only of RDG-*, tagged gift, from €50.00: from Supplier 3 where it can, 1 unit left, not split, smallest orders respected");
  });
});

describe("rules to try", () => {
  it("are those that are on, with the draft in its place", () => {
    const draft = { ...CHEAPEST, name: "Changed" };
    expect(withDraft([UNION, CHEAPEST], draft)).toEqual([UNION, draft]);
    expect(withDraft([CHEAPEST, UNION], draft)).toEqual([draft, UNION]);
    expect(withDraft([CHEAPEST, UNION], { ...blankRule(), name: "New" }).map(({ name }) => name)).toEqual(["Union", "New"]);
    expect(withDraft([{ ...UNION, unreadable: true }], blankRule())).toHaveLength(1);
  });

  it("read words between commas", () => {
    expect(splitWords(" a, ,b ,")).toEqual(["a", "b"]);
  });
});

describe("the page of routing", { timeout: 30_000 }, () => {
  let desk: Desk;
  afterEach(() => desk.leave());
  const asked = (name: string): unknown[] => desk.core.calls.filter((call) => call.name === name).map(({ request }) => request);

  function open(start: RoutingRuleShape[]): RoutingRuleShape[] {
    const rules = [...start];
    const done = (id: number) => ({ count: 1, undo: 9, id });
    desk = openDesk(
      {
        workspace_state: () => workspaceFixture(),
        suppliers: () => ({ total: 0, rows: [], next: null }),
        routing_rules: () => ({ total: rules.length, rows: [...rules], next: null }),
        duty_rules: () => ({ total: 1, rows: [{ id: 1, origin: "CN", destination: "EU", percent: "4.5", from: "", to: "", source: "my broker" }], next: null }),
        routing_rule_move: ({ id, place }) => {
          const at = rules.findIndex((rule) => rule.id === id);
          rules.splice(place, 0, ...rules.splice(at, 1));
          return done(id);
        },
        routing_rule_enable: ({ id, on }) => {
          const at = rules.findIndex((rule) => rule.id === id);
          rules[at] = { ...rules[at]!, enabled: on };
          return done(id);
        },
        routing_rule_save: (rule) => {
          rules.push({ ...blankRule(), ...rule, id: 7 });
          return done(7);
        },
        routing_replay: ({ key }) => (key === undefined ? replay() : replay({ figures: null, rows: [replayRow({ order_id: 3, number: "PB-3307" })], next: null })),
      },
      "/settings/routing",
    );
    return rules;
  }

  it("starts from a preset, and a rule is switched on only behind what it would have done", async () => {
    const rules = open([]);
    await desk.until(() => desk.find("button", "Start from this Cheapest").click());
    await desk.until(() => desk.find("[role=dialog]", "Add a rule"));
    desk.find("[role=dialog] button", "Save").click();
    await desk.until(() => expect(asked("routing_rule_save")).toMatchObject([{ id: null, how: "cheapest", limits: { approved_only: true, most_days: 10 } }]));
    expect(asked("routing_rule_save")).toEqual([PRESETS[0]!.rule()]);
    await desk.until(() => desk.find("input[role=switch]").click());
    await desk.until(() => expect(desk.has("−€312.40")).toBe(true));
    expect(desk.has("For 1 order the rule allows no offer.")).toBe(true);
    expect(asked("routing_rule_enable")).toEqual([]);
    expect(asked("routing_replay")).toMatchObject([{ rules: [{ id: 7, how: "cheapest" }], limit: 50 }]);
    desk.find("[role=dialog] button", "Show more").click();
    await desk.until(() => expect(desk.has("PB-3307")).toBe(true));
    desk.find("[role=dialog] button", "Switch on").click();
    await desk.until(() => expect(asked("routing_rule_enable")).toEqual([{ id: 7, on: true }]));
    expect(rules[0]?.enabled).toBe(true);
  });

  it("moves a rule by keys, and the focus goes with it", async () => {
    open([UNION, CHEAPEST]);
    await desk.until(() => desk.find("button[aria-label='Take Cheapest earlier']").focus());
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", altKey: true, bubbles: true, cancelable: true }));
    await desk.until(() => expect(asked("routing_rule_move")).toEqual([{ id: 2, place: 0 }]));
    await desk.until(() => expect([...document.querySelectorAll("ol > li")].map((row) => row.textContent)).toMatchObject([expect.stringContaining("Cheapest"), expect.stringContaining("Union")]));
    await desk.until(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("Take Cheapest later"));
  });

  it("saves a rule that is on only after it was tried", async () => {
    open([UNION]);
    await desk.until(() => desk.find("button[aria-label='Change Union']").click());
    await desk.until(() => desk.find("[role=dialog]", "Try it first"));
    expect(desk.find("[role=dialog] button", "Save").hasAttribute("disabled")).toBe(true);
    desk.find("[role=dialog] button", "Try on the last 90 days").click();
    await desk.until(() => expect(desk.has("−€312.40")).toBe(true));
    desk.find("[role=dialog] button", "Back").click();
    await desk.until(() => expect(desk.has("Try it first")).toBe(false));
    await desk.until(() => desk.find("[role=dialog] button", "Save").click());
    await desk.until(() => expect(asked("routing_rule_save")).toMatchObject([{ id: 1, name: "Union" }]));
  });
});
