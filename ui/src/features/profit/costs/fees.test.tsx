import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setLanguage } from "../../../i18n/text";
import type { Answers } from "../../../ipc/fake";
import type { FeePresetShape, FeeRuleShape } from "../../../ipc/types.gen";
import { workspaceFixture } from "../../onboarding/workspace.fixture";
import { openDesk, type Desk } from "../../orders/desk.fixture";
import { FEES } from "../profit.fixture";
import { feeText } from "./FeesCard";

const rule = (part: Partial<FeeRuleShape>): FeeRuleShape => ({ ...(FEES[0] as FeeRuleShape), percent: "0", fixed: "", ...part });
beforeEach(() => setLanguage("en-GB"));

it("writes the arithmetic of a rule in short", () => {
  expect(feeText(rule({ percent: "2.9", fixed: "0.30" }), "EUR")).toBe("2.9% + €0.30");
  expect(feeText(rule({ percent: "13.6", above: "7500.00", above_percent: "2.35", fixed: "0.40", small: "10.00", small_fixed: "0.30" }), "USD")).toBe("13.6% to US$7,500.00, then 2.35% + US$0.40 (US$0.30 up to US$10.00)");
  expect(feeText(rule({ fixed: "0.20", per: "item" }), "EUR")).toBe("€0.20, each unit");
  expect(feeText(rule({}), "EUR")).toBe("0%");
});

describe("the card of fees", { timeout: 20_000 }, () => {
  let desk: Desk;
  afterEach(() => desk.leave());
  const preset = (name: string, currency: string): FeePresetShape => ({ name, currency, rules: [], source: "example.com, 2026" });

  function open(part: Answers): void {
    desk = openDesk(
      {
        workspace_state: () => workspaceFixture(),
        settings: () => ({ name: "Fernhill Goods", margin_floor: "15", outbox_delay_seconds: 10, trading_name: "", trading_address: "", trading_email: "", time_zone: "Europe/Berlin", base_currency: "EUR" }),
        recurring: () => ({ total: 0, rows: [], next: null }),
        rates: () => ({ total: 0, rows: [], next: null }),
        fee_rules: () => ({ total: 2, rows: [...FEES], next: null }),
        fee_presets: () => ({ total: 2, rows: [preset("Stripe, EEA", "EUR"), preset("Etsy, US", "USD")], next: null }),
        ...part,
      },
      "/profit/costs",
    );
  }
  const asked = (name: string): unknown[] => desk.core.calls.filter((call) => call.name === name).map(({ request }) => request);
  const choose = async (shop: string, name: string): Promise<void> => {
    await desk.until(() => desk.find(`section[aria-label="${shop}"] button`, "Add fees"));
    desk.find(`section[aria-label="${shop}"] button`, "Add fees").click();
    await desk.until(() => desk.find("[role=menuitem]", name));
    desk.find("[role=menuitem]", name).click();
  };

  it("adds a schedule with one call, and takes it back with Ctrl Z", async () => {
    open({ fee_preset_add: () => ({ count: 3, undo: 9, id: null }), undo: () => ({ id: 9, action: "fee", count: 3, redo: 10 }) });
    await choose("Pawberry", "Etsy, US");
    await desk.until(() => expect(desk.has("Etsy, US: 3 fees added to Pawberry")).toBe(true));
    expect(asked("fee_preset_add")).toEqual([{ shop_id: 3, name: "Etsy, US" }]);
    await desk.press("mod+z");
    await desk.until(() => expect(asked("undo")).toEqual([{ id: 9 }]));
  });

  it("says so when the schedule is there already", async () => {
    open({ fee_preset_add: () => ({ count: 0, undo: null, id: null }) });
    await choose("Maple & Moss", "Stripe, EEA");
    await desk.until(() => expect(desk.has("Maple & Moss has Stripe, EEA already. Nothing was changed.")).toBe(true));
  });

  it("offers only schedules in the currency of the shop", async () => {
    open({});
    await desk.until(() => desk.find('section[aria-label="Maple & Moss"] button', "Add fees"));
    desk.find('section[aria-label="Maple & Moss"] button', "Add fees").click();
    await desk.until(() => desk.find("[role=menuitem]", "Stripe, EEA"));
    expect([...document.querySelectorAll("[role=menuitem]")].some((item) => item.textContent?.includes("Etsy"))).toBe(false);
  });

  it("takes a removed fee back", async () => {
    open({ fee_rule_remove: () => ({ count: 1, undo: 4, id: null }), undo: () => ({ id: 4, action: "fee", count: 1, redo: null }) });
    await desk.until(() => desk.find("button", "Remove Commission"));
    desk.find("button", "Remove Commission").click();
    await desk.until(() => desk.find("[role=group] button", "Undo"));
    desk.find("[role=group] button", "Undo").click();
    await desk.until(() => expect(asked("undo")).toEqual([{ id: 4 }]));
  });
});
