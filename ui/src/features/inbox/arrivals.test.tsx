import { afterEach, expect, it, vi } from "vitest";
import { focusedRow, openDesk, type Desk } from "../orders/desk.fixture";
import { morning } from "../orders/morning.fixture";
import { orderRow } from "../orders/orders.fixture";
import { forgetSitting } from "./sitting";

vi.setConfig({ testTimeout: 60_000 });
let desk: Desk;
afterEach(() => {
  desk.leave();
  forgetSitting();
});

const arriving = (id: number) => orderRow({ id, shop: 1, number: `MM-2${id}`, customer: "Ada Fern", country: "DE", item: "Lamp", total: "49.00", margin: "40", age: 0, supplier: "Harborline" });
const asked = (): unknown[] => desk.core.calls.filter(({ name }) => name === "orders").map(({ request }) => (request as { filter?: unknown }).filter);

it("lets orders that come in wait beside the list until they are asked for", async () => {
  const day = morning();
  desk = openDesk(day.answers, "/inbox");
  await desk.until(() => desk.find("[role=row]", "MM-10482"));
  await desk.press("mod+home");
  await desk.until(() => expect(focusedRow()).toContain("MM-10482"));

  const latest = Math.max(...day.rows.map(({ id }) => id));
  day.rows = [arriving(901), arriving(902), ...day.rows];
  await desk.press("h");
  await desk.until(() => desk.find("[role=menuitem]", "Tomorrow"));
  desk.find("[role=menuitem]", "Tomorrow").click();
  await desk.until(() => desk.find("button[data-arrived]", "2 new orders"));
  expect(desk.has("MM-2901")).toBe(false);
  await desk.until(() => expect(focusedRow()).toContain("TK-20831"));
  expect(asked().at(-1)).toEqual({ until_order: latest });

  // What is done with all rows is done with those that are shown.
  await desk.press("mod+a");
  await desk.until(() => desk.find("[role=toolbar]", "39 selected"));
  await desk.press("a");
  await desk.until(() => expect(desk.core.calls.find(({ name }) => name === "order_fix_suggested")?.request).toEqual({ which: { tab: "new", filter: { until_order: latest } } }));

  desk.find("button[data-arrived]").click();
  await desk.until(() => expect(desk.has("MM-2901")).toBe(true));
  expect(document.querySelector("button[data-arrived]")).toBeNull();
});

it("shows them at once where the list was empty", async () => {
  const day = morning();
  const all = day.rows;
  day.rows = all.slice(0, 1);
  desk = openDesk(day.answers, "/inbox");
  await desk.until(() => desk.find("aside[aria-label=Order] h2", "MM-10482"));
  await desk.press("mod+home", "h");
  await desk.until(() => desk.find("[role=menuitem]", "Tomorrow"));
  desk.find("[role=menuitem]", "Tomorrow").click();
  await desk.until(() => expect(desk.has("Nothing new")).toBe(true));
  day.answers.undo = () => {
    day.rows = all;
    return { id: 1, action: "snooze", count: 1, redo: null };
  };
  await desk.press("mod+z");
  await desk.until(() => desk.find("[role=row]", "TK-20831"));
  expect(document.querySelector("button[data-arrived]")).toBeNull();
});
