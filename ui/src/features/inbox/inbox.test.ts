import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { add } from "../../i18n/decimal";
import { setLanguage } from "../../i18n/text";
import { DECISIONS, MORNING, READY, orderDetail, quote } from "../orders/orders.fixture";
import { nextStep } from "../orders/nextStep";
import { chosenSort, shownSort } from "../orders/sorts";
import { causeWords, optionWords } from "./decisionWords";
import { slipWith } from "./profitWith";
import { snoozeTimes } from "./snoozeTimes";

beforeEach(() => setLanguage("en-GB"));
afterEach(() => setLanguage("en-GB"));

const decision = (id: number) => orderDetail(DECISIONS.find((row) => row.id === id) ?? DECISIONS[0]!);

describe("profit with another offer", () => {
  it("adds up to the core's figure for that offer, goods and shipping apart", () => {
    const detail = decision(1);
    const [now, then] = detail.lines[0]!.quotes;
    const slip = slipWith(detail, now!, then!);
    expect(slip?.net.amount).toBe("9.57");
    expect(slip?.rows.find(({ step }) => step === "product_cost")?.amount.amount).toBe("-29.20");
    expect(slip?.rows.map(({ amount }) => amount.amount).reduce(add)).toBe("9.57");
  });

  it("keeps goods and shipping in one row where they cannot be told apart to the cent", () => {
    const detail = decision(1);
    const then = quote({ offer_id: 5, goods: { amount: "31.00", currency: "USD" }, order_profit: { amount: "5.00", currency: "EUR" } });
    const slip = slipWith(detail, detail.lines[0]!.quotes[0]!, then);
    expect(slip?.rows.map(({ step }) => step)).toContain("supplier_cost");
    expect(slip?.rows.map(({ amount }) => amount.amount).reduce(add)).toBe("5.00");
  });

  it("says nothing where the core gives no figure", () => {
    expect(slipWith(decision(1), null, quote({ order_profit: null }))).toBeNull();
  });
});

describe("words", () => {
  it("name the cause of every kind of decision", () => {
    const titles = DECISIONS.map((row) => causeWords(orderDetail(row)).title);
    expect(titles).toEqual([
      "Margin is under your 15% floor",
      "Ridge 28 L daypack has no supplier yet",
      "No house number",
      "Merino socks: out of stock at Kestrel Outdoor",
      "The payment is authorised, not captured",
      "This may be the same order as PB-3308",
      "Margin is under your 15% floor",
    ]);
    for (const row of DECISIONS) expect(causeWords(orderDetail(row)).text).not.toMatch(/\{|undefined|null|NaN/);
  });

  it("name every answer", () => {
    for (const row of DECISIONS) {
      const detail = orderDetail(row);
      for (const option of detail.decision?.options ?? []) {
        const { title, note } = optionWords(detail, detail.decision?.check ?? "", option, MORNING);
        expect(title).not.toBe("");
        expect(`${title} ${note}`).not.toMatch(/\{|undefined|null|NaN/);
      }
    }
  });

  it("say the next step by the queue", () => {
    expect(nextStep(DECISIONS[1]!, MORNING)).toMatchObject({ mark: "bad", text: "SKU not mapped" });
    expect(nextStep(READY[0]!, MORNING)).toMatchObject({ mark: "ready", text: "Kestrel Outdoor", isRoute: true });
    expect(nextStep({ ...READY[0]!, queue: "waiting", purchase: "unknown" }, MORNING)).toMatchObject({ mark: "half", text: "Being found out" });
    expect(nextStep({ ...READY[0]!, queue: "waiting", purchase: "asking" }, MORNING)).toMatchObject({ mark: "warn", text: "Outcome not known" });
    expect(nextStep({ ...READY[0]!, queue: "waiting", purchase: "queued" }, MORNING)).toMatchObject({ mark: "wait", text: "Queued to send" });
    expect(nextStep({ ...READY[0]!, queue: "waiting", purchase: "confirmed", parcel: "in_transit" }, MORNING)).toMatchObject({ mark: "move", text: "In transit" });
  });
});

it("gives every text of the catalogue one key", () => {
  const files = import.meta.glob<Record<string, unknown>>(["../../i18n/en.json", "../../i18n/en/*.json"], { eager: true, import: "default" });
  const keys = Object.values(files).flatMap((file) => Object.keys(file));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

describe("snoozing", () => {
  it("offers the evening only while it is to come", () => {
    const morning = new Date(2026, 2, 9, 8, 12).getTime();
    const night = new Date(2026, 2, 9, 22, 0).getTime();
    expect(snoozeTimes(morning).map(({ id }) => id)).toEqual(["hour", "evening", "tomorrow", "week"]);
    expect(snoozeTimes(night).map(({ id }) => id)).toEqual(["hour", "tomorrow", "week"]);
  });

  it("means the coming Monday by next week, also on a Monday", () => {
    const monday = new Date(2026, 2, 9, 8, 12).getTime();
    const week = new Date(snoozeTimes(monday).at(-1)!.until);
    expect([week.getDay(), week.getDate(), week.getHours()]).toEqual([1, 16, 8]);
  });
});

describe("sorts", () => {
  it("turn the usual sort round at the first press on its column", () => {
    expect(shownSort("newest", "age")).toEqual([]);
    expect(chosenSort([{ column: "age", descending: false }], "newest")).toBe("oldest");
    expect(chosenSort([{ column: "total", descending: true }], "newest")).toBe("largest");
    expect(chosenSort([{ column: "items", descending: true }], "newest")).toBe("newest");
  });
});
