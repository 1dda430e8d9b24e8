import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isTextKey, setLanguage } from "../../i18n/text";
import type { Automation, RuleBody, RuleRow, RuleShape, TestShape } from "../../ipc/types.gen";
import { workspaceFixture } from "../onboarding/workspace.fixture";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { MORNING } from "../orders/orders.fixture";
import { ACTION_KINDS, blankRule, EVENTS, EXAMPLES, TEST_KINDS } from "./ruleParts";
import { deedWord, eventWord, ruleSentence } from "./ruleWords";

beforeEach(() => setLanguage("en-GB"));

const NAMES = { currency: "EUR", shop: (id: number) => `Shop ${id}`, supplier: (id: number) => `Supplier ${id}` };
const sentence = (event: string, body: Partial<RuleBody>): string => ruleSentence({ event, rule: { ...blankRule().rule, ...body } }, NAMES);
const must = (test: TestShape) => ({ not: false, test });

describe("words of rules", () => {
  it("tell a rule in one sentence", () => {
    const customs = EXAMPLES[0]!.rule();
    expect(ruleSentence(customs, NAMES)).toBe("When an order comes in and it goes to Norway or Switzerland, then tag it “customs” and hold it until you decide.");
    expect(sentence("ready", { actions: [{ kind: "forward_at", time: "16:00" }] })).toBe("When an order passes every check, then forward it at 16:00.");
    const conditions = [must({ kind: "total", from: "50.00", to: null }), { not: true, test: { kind: "known_customer" } as const }];
    expect(sentence("paid", { any: true, conditions, actions: [{ kind: "snooze", minutes: 2880 }] })).toBe("When an order is paid and its total is at least €50.00 or it is not so that the customer has another order, then put it aside for 2 days.");
    expect(sentence("late", { scope: "line", conditions: [must({ kind: "goods", patterns: ["LAMP-*"] })], actions: [{ kind: "supplier", supplier_id: 3 }] })).toBe("When a parcel is late and for one of its lines it is “LAMP-*”, then let Supplier 3 serve it.");
  });

  it("show what is not filled in yet as a gap", () => {
    expect(ruleSentence(blankRule(), NAMES)).toBe("When an order comes in, then tag it “…”.");
    expect(sentence("stock_low", { conditions: [must({ kind: "to", zones: [] })], actions: [{ kind: "draft", to: "supplier", subject: " ", text: "" }] })).toBe("When the stock for an order runs low and it goes to …, then write a message to the supplier, “…”.");
  });

  it("leave no gap for any event, condition, action or deed", () => {
    for (const event of EVENTS) expect(isTextKey(`rules.event.${event}`), event).toBe(true);
    for (const kind of TEST_KINDS) expect(isTextKey(`rules.kind.${kind}`), kind).toBe(true);
    for (const kind of ACTION_KINDS) expect(isTextKey(`rules.name.${kind}`), kind).toBe(true);
    const facts = { tag: "x", colour: "red", until: "2026-03-10T09:00:00Z", due: "2026-03-10T15:00:00Z", supplier: "Nordlicht", items: "LMP", n: "2", to: "customer", subject: "Hello", text: "Note", action: "hold", why: "already", words: "no price" };
    for (const did of ["tag", "untag", "colour", "hold", "snooze", "supplier", "choice", "forward", "draft", "note", "forwarded", "not_forwarded", "asks", "nothing", "stopped", "failed"]) {
      expect(isTextKey(`rules.did.${did}`), did).toBe(true);
      expect(deedWord({ did, facts }, MORNING), did).not.toMatch(/\{|undefined|null/);
    }
    for (const why of ["already", "nothing_open", "no_offer", "not_switched_on", "no_supplier", "forwarded_already", "called_off", "said_no", "supplier_trouble", "snoozed", "waiting", "late", "done"]) expect(isTextKey(`rules.why.${why}`), why).toBe(true);
    expect(deedWord({ did: "not_forwarded", facts: { why: "in_stock" } }, MORNING)).not.toContain("in_stock");
    expect(eventWord("by_moonlight")).toBe("by moonlight");
  });
});

describe("the page of rules", { timeout: 30_000 }, () => {
  let desk: Desk;
  afterEach(() => desk.leave());
  const asked = (name: string): unknown[] => desk.core.calls.filter((call) => call.name === name).map(({ request }) => request);
  const row = (rule: RuleShape): RuleRow => ({ rule, id: rule.id, name: rule.name, event: rule.event, enabled: rule.enabled, fault: "" });

  function open(start: RuleShape[], more: Partial<Automation> = {}): void {
    let rules = [...start];
    const done = { count: 1, undo: null, id: 7 };
    desk = openDesk(
      {
        workspace_state: () => workspaceFixture(),
        suppliers: () => ({ total: 0, rows: [], next: null }),
        automation: () => ({
          rules: rules.map(row), first_only: [], suppliers: [{ supplier_id: 3, supplier: "Nordlicht", on: false }], most_orders: 50, most_to_pay: { amount: "2500.00", currency: "EUR" }, asking: null, planned: 0, drafts: 0, places: ["order"], ...more,
        }),
        automation_log: () => ({ total: 1, next: null, rows: [{ id: 1, at: "2026-03-09T08:00:00.000Z", order_id: 4, number: "#4", rule_id: 1, rule: "Customs", event: "came_in", deed: { did: "tag", facts: { tag: "customs" } }, undo: 12, undone: false }] }),
        undo: () => ({ id: 12, action: "rule", count: 1, redo: null }),
        automation_rule_save: (rule) => {
          rules = [...rules, { ...rule, id: 7 }];
          return done;
        },
        automation_rule_enable: () => done,
        automation_rule_move: ({ id, to }) => {
          const moved = rules.filter((rule) => rule.id === id);
          rules = rules.filter((rule) => rule.id !== id);
          rules.splice(to - 1, 0, ...moved);
          return done;
        },
        automation_supplier: () => done,
        automation_answer: () => done,
        automation_dry_run: ({ key }) => (key === undefined ? { total: 3000, looked: 2000, matched: 1, rows: [{ order_id: 9, number: "#9", placed_at: "2026-03-01T08:00:00.000Z", did: [{ did: "hold", facts: {} }] }], next: "5.6" } : { total: 3000, looked: 1000, matched: 2, rows: [], next: null }),
      },
      "/settings/rules",
    );
  }

  it("starts from an example, and a rule is switched on only behind what it would have done", async () => {
    open([]);
    await desk.until(() => desk.find("button", "Start from this Look at orders").click());
    await desk.until(() => desk.find("[role=dialog]", "it goes to Norway or Switzerland"));
    desk.find("[role=dialog] button", "Save").click();
    await desk.until(() => expect(asked("automation_rule_save")).toEqual([EXAMPLES[0]!.rule()]));
    // While the sheet closes, the page behind it takes no clicks.
    await desk.until(() => expect(document.querySelector("[role=dialog]")).toBeNull());
    // The switches of suppliers are on the page before the rule is.
    await desk.until(() => desk.find("label:has(input[role=switch])", "” is on").click());
    await desk.until(() => expect(desk.has("3 of 3,000 orders")).toBe(true));
    expect(desk.has("held until you decide")).toBe(true);
    expect(asked("automation_rule_enable")).toEqual([]);
    desk.find("[role=dialog] button", "Switch it on").click();
    await desk.until(() => expect(asked("automation_rule_enable")).toEqual([{ id: 7, on: true }]));
  });

  it("moves a rule by keys, and the focus goes with it", async () => {
    open([{ ...blankRule(), id: 1, name: "One" }, { ...blankRule(), id: 2, name: "Two" }]);
    await desk.until(() => desk.find("button[aria-label='Move “Two” up']").focus());
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", altKey: true, bubbles: true, cancelable: true }));
    await desk.until(() => expect(asked("automation_rule_move")).toEqual([{ id: 2, to: 1 }]));
    await desk.until(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("Move “Two” down"));
  });

  it("asks once about what is too much, lets suppliers be switched on, and takes back from the log", async () => {
    open([], { asking: { orders: 60, to_pay: { amount: "990.00", currency: "EUR" }, suppliers: [{ supplier: "Nordlicht", orders: 60, to_pay: { amount: "990.00", currency: "EUR" } }] } });
    await desk.until(() => expect(desk.has("Rules want to forward 60 orders for €990.00")).toBe(true));
    desk.find("button", "Leave them to me").click();
    await desk.until(() => expect(asked("automation_answer")).toEqual([{ forward: false }]));
    desk.find("input[role=switch][type=checkbox]").click();
    await desk.until(() => expect(asked("automation_supplier")).toEqual([{ supplier_id: 3, on: true }]));
    desk.find("button[aria-label='Take back what was done to #4']").click();
    await desk.until(() => expect(asked("undo")).toEqual([{ id: 12 }]));
  });
});
