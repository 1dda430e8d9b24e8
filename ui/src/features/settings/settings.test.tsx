import { afterEach, expect, it } from "vitest";
import { workspaceFixture } from "../onboarding/workspace.fixture";
import { openDesk, type Desk } from "../orders/desk.fixture";

let desk: Desk;
afterEach(() => desk.leave());

const settings = { name: "Fernhill Goods", margin_floor: "15", outbox_delay_seconds: 10, trading_name: "", trading_address: "", trading_email: "", time_zone: "UTC", base_currency: "EUR" };

it("is saved with Ctrl Enter while the focus is on a choice", async () => {
  desk = openDesk({ workspace_state: () => workspaceFixture(), settings: () => settings, settings_save: () => ({ count: 1, undo: null, id: 1 }) }, "/settings");
  await desk.until(() => expect(desk.has("Before orders leave")).toBe(true));
  const minute = desk.find("[role=radio]", "60 s");
  minute.click();
  await desk.until(() => expect(desk.has("Discard changes")).toBe(true));
  minute.focus();
  await desk.press("mod+enter");
  const saved = desk.core.calls.filter(({ name }) => name === "settings_save");
  expect(saved.map(({ request }) => request)).toEqual([{ ...settings, outbox_delay_seconds: 60 }]);
}, 20_000);
