import { afterEach, expect, it, vi } from "vitest";
import { openDesk, type Desk } from "../orders/desk.fixture";
import { morning } from "../orders/morning.fixture";
import { purchaseDetail, purchaseRow } from "./purchases.fixture";

vi.setConfig({ testTimeout: 60_000 });
let desk: Desk;
afterEach(() => desk.leave());

it("sends nothing again without a line and a reason", async () => {
  const row = purchaseRow({ state: "placed", supplier_number: "7781", doubt_since: null });
  desk = openDesk(morning({ purchase: () => purchaseDetail({ row, next: null, send_again_token: null }), purchase_resend: () => ({ count: 1, undo: 3, id: 9 }) }).answers, "/purchases/7");
  await desk.until(() => desk.find("button", "Send items again"));
  desk.find("button", "Send items again").click();
  await desk.until(() => desk.find("[role=dialog] button", "Put into the outbox"));
  expect(desk.find("[role=dialog] button", "Put into the outbox").hasAttribute("disabled")).toBe(true);
  const why = document.querySelector<HTMLInputElement>("[role=dialog] input[maxlength='500']");
  if (why !== null) desk.type(why, "Arrived broken");
  expect(desk.find("[role=dialog] button", "Put into the outbox").hasAttribute("disabled")).toBe(true);
  expect(desk.core.calls.some(({ name }) => name === "purchase_resend")).toBe(false);
  const units = document.querySelector<HTMLSelectElement>("[role=dialog] select");
  expect(units).not.toBeNull();
  if (units !== null) {
    units.value = "1";
    units.dispatchEvent(new Event("change", { bubbles: true }));
  }
  await desk.until(() => expect(desk.find("[role=dialog] button", "Put into the outbox").hasAttribute("disabled")).toBe(false));
  desk.find("[role=dialog] button", "Put into the outbox").click();
  await desk.until(() => expect(desk.core.calls.find(({ name }) => name === "purchase_resend")?.request).toEqual({ id: 7, lines: [{ order_line_id: 4, part: "", quantity: 1 }], why: "Arrived broken" }));
});
