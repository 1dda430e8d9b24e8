import { afterEach, expect, it, vi } from "vitest";
import { focusedRow, openDesk, type Desk } from "../orders/desk.fixture";
import { morning } from "../orders/morning.fixture";
import type { Forwarded } from "../../ipc/types.gen";
import { forgetSitting } from "../inbox/sitting";

vi.setConfig({ testTimeout: 60_000 });
let desk: Desk;
afterEach(() => {
  desk.leave();
  forgetSitting();
});

it("waits for the action that is on its way, and takes back that one and no other", async () => {
  const day = morning();
  const forward = day.answers.forward;
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  desk = openDesk({ ...day.answers, forward: async (request) => gate.then(() => forward?.(request) as Forwarded) }, "/inbox");
  await desk.until(() => desk.find("[role=row]", "MM-10482"));
  await desk.press("mod+home");
  await desk.until(() => expect(focusedRow()).toContain("MM-10482"));
  // An earlier action with an undo of its own on the screen.
  await desk.press("h");
  await desk.until(() => desk.find("[role=menuitem]", "Tomorrow"));
  desk.find("[role=menuitem]", "Tomorrow").click();
  await desk.until(() => desk.find("[role=group] button", "Undo"));

  await desk.press("shift+f");
  await desk.until(() => desk.find("[role=dialog] button", "Forward 33 orders"));
  await desk.press("enter", "escape");
  await desk.until(() => expect(document.querySelector("[role=dialog]")).toBeNull());
  await desk.press("mod+z");
  await desk.until(() => expect(desk.has("Taken back as soon as it is done")).toBe(true));
  const undone = (): unknown[] => desk.core.calls.filter(({ name }) => name === "undo").map(({ request }) => (request as { id?: number }).id);
  expect(undone()).toEqual([]);

  letGo();
  await desk.until(() => expect(undone()).toEqual([2]));
  await desk.until(() => expect(day.rows.filter(({ queue }) => queue === "ready")).toHaveLength(33));
  expect(day.rows.find(({ id }) => id === 1)?.queue).toBe("snoozed");
});
