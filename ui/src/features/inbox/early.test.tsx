import { afterEach, expect, it } from "vitest";
import { focusedRow, openDesk, type Desk } from "../orders/desk.fixture";
import { morning } from "../orders/morning.fixture";

let desk: Desk;
afterEach(() => desk.leave());

it("stays in the inbox when Enter comes before the order was read", async () => {
  desk = openDesk({ ...morning().answers, order: () => new Promise(() => undefined) }, "/inbox");
  await desk.until(() => desk.find("[role=row]", "MM-10482"));
  await desk.press("mod+home");
  await desk.until(() => expect(focusedRow()).toContain("MM-10482"));
  await desk.press("enter");
  expect(window.location.hash).toBe("#/inbox");
}, 20_000);
