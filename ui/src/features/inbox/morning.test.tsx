import { afterEach, expect, it, vi } from "vitest";
import { focusedRow, openDesk, type Desk } from "../orders/desk.fixture";
import { morning } from "../orders/morning.fixture";
import type { Answers } from "../../ipc/fake";
import { forgetSitting } from "./sitting";

vi.setConfig({ testTimeout: 60_000 });
let desk: Desk;
afterEach(() => {
  desk.leave();
  forgetSitting();
});

/** Opens the inbox on its first decision; the place of the test before is remembered by the table. */
async function openInbox(answers: Answers): Promise<void> {
  desk = openDesk(answers, "/inbox");
  await desk.until(() => desk.find("[role=row]", "MM-10482"));
  await desk.press("mod+home");
  await desk.until(() => {
    expect(focusedRow()).toContain("MM-10482");
    desk.find("aside[aria-label=Order] h2", "MM-10482");
    desk.find("[role=radiogroup] input");
  });
}

const toast = (): string => document.querySelector("[data-live=polite]")?.textContent ?? "";

it("takes at most 20 keys from 40 new orders to the empty inbox", async () => {
  const day = morning();
  desk = openDesk(day.answers, "/activity");
  await desk.until(() => desk.find("nav a", "Inbox"));

  await desk.press("g", "i");
  await desk.until(() => expect(focusedRow()).toContain("MM-10482"));
  await desk.press("shift+f");
  await desk.until(() => desk.find("[role=dialog] button", "Forward 33 orders"));
  await desk.press("enter");
  await desk.until(() => expect(day.forwarded).toHaveLength(1));
  expect(day.forwarded[0]).toHaveLength(33);
  await desk.until(() => expect(document.querySelector("[role=dialog]")).toBeNull());

  const answers: [string, string[]][] = [
    ["MM-10482", ["enter"]],
    ["TK-20831", ["enter"]],
    ["PB-3307", ["enter"]],
    ["TK-20828", ["2", "enter"]],
    ["MM-10479", ["enter"]],
    ["PB-3304", ["2", "enter"]],
    ["MM-10474", ["enter"]],
  ];
  for (const [number, keys] of answers) {
    await desk.until(() => {
      expect(focusedRow()).toContain(number);
      expect(desk.find("aside[aria-label=Order] h2", number)).toBeTruthy();
      desk.find("[role=radiogroup] input");
    });
    await desk.press(...keys);
  }
  await desk.until(() => expect(desk.has("All 40 orders are on their way")).toBe(true));
  expect(desk.has("33 forwarded together, 7 decided one by one")).toBe(true);
  expect(desk.keys()).toBeLessThanOrEqual(20);
  // Six of the seven went to their suppliers; the address waits for the customer.
  expect(day.forwarded.flat()).toHaveLength(39);
});

it("moves the focus to the next row and says what happened", async () => {
  await openInbox(morning().answers);
  await desk.press("enter");
  await desk.until(() => expect(focusedRow()).toContain("TK-20831"));
  expect(document.activeElement?.getAttribute("aria-label")).toContain("TK-20831");
  await desk.until(() => expect(toast()).toBe("MM-10482: Switch to Harborline, forwarded. 6 decisions left"));
});

it("puts the fix and the forward back in one step", async () => {
  const day = morning();
  await openInbox(day.answers);
  await desk.press("enter");
  await desk.until(() => expect(day.rows.find(({ id }) => id === 1)?.queue).toBe("waiting"));
  await desk.until(() => desk.find("button", "Undo"));
  await desk.press("mod+z");
  await desk.until(() => expect(day.rows.find(({ id }) => id === 1)?.queue).toBe("decide"));
  expect(desk.core.calls.filter(({ name }) => name === "undo").map(({ request }) => (request as { id: number }).id)).toEqual([2, 1]);
});

it("acts on the whole query when all rows are chosen", async () => {
  await openInbox(morning().answers);
  await desk.press("mod+a");
  await desk.until(() => desk.find("[role=toolbar]", "40 selected"));
  await desk.press("a");
  await desk.until(() => expect(desk.core.calls.find(({ name }) => name === "order_fix_suggested")?.request).toEqual({ which: { tab: "new", filter: {} } }));
});

it("never decides the same order twice while its list is read again", async () => {
  const day = morning();
  await openInbox(day.answers);
  await Promise.all([desk.press("enter"), desk.press("enter")]);
  await desk.until(() => expect(day.forwarded.length).toBeGreaterThan(0));
  const decided = desk.core.calls.filter(({ name }) => name === "order_fix").map(({ request }) => (request as { order_id: number }).order_id);
  expect(new Set(decided).size).toBe(decided.length);
});

it("snoozes with H and a time, and the next row has the focus", async () => {
  const day = morning();
  await openInbox(day.answers);
  await desk.press("h");
  await desk.until(() => desk.find("[role=menuitem]", "Tomorrow"));
  desk.find("[role=menuitem]", "Tomorrow").click();
  await desk.until(() => expect(day.rows.find(({ id }) => id === 1)?.queue).toBe("snoozed"));
  await desk.until(() => expect(focusedRow()).toContain("TK-20831"));
});

it("asks once, with the totals, before much is forwarded at once", async () => {
  const day = morning();
  const review = day.answers.forward_review!;
  const asked: unknown[] = [];
  const answers: Answers = {
    ...day.answers,
    forward_review: async (request) => ({ ...(await review(request)), asks: true }),
    forward: (request) => {
      asked.push(request.confirmed);
      return day.answers.forward!(request);
    },
  };
  await openInbox(answers);
  await desk.press("shift+f");
  await desk.until(() => desk.find("[role=dialog] button", "Forward 33 orders"));
  const confirm = (): HTMLElement => desk.find("[role=dialog] button", "Forward 33 orders");
  expect(confirm().hasAttribute("disabled") || confirm().getAttribute("aria-disabled") === "true").toBe(true);
  const box = desk.find("[role=dialog] label", "Yes, forward 33 orders for €986.20 at once").querySelector("input") ?? desk.find("[role=dialog] input[type=checkbox]");
  box.click();
  await desk.until(() => expect(confirm().hasAttribute("disabled") || confirm().getAttribute("aria-disabled") === "true").toBe(false));
  confirm().click();
  await desk.until(() => expect(asked).toEqual([{ orders: 33, to_pay: { amount: "986.20", currency: "EUR" } }]));
});
