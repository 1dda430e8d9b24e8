import { afterEach, expect, it } from "vitest";
import { workspaceFixture } from "../onboarding/workspace.fixture";
import { openDesk, type Desk } from "../orders/desk.fixture";

let desk: Desk | undefined;
afterEach(() => {
  desk?.leave();
  desk = undefined;
});

it("asks once about the orders that are older than the workspace", async () => {
  const state = workspaceFixture();
  const here = openDesk(
    {
      workspace_state: () => ({ ...state, counts: { ...state.counts, older: 12 } }),
      orders_older_answer: () => ({ count: 12, undo: 5, id: null }),
      undo: () => ({ id: 5, action: "fix", count: 12, redo: null }),
    },
    "/inbox",
  );
  desk = here;
  await here.until(() => expect(here.has("12 open orders are older than this workspace")).toBe(true));
  here.find("button", "They were ordered").click();
  await here.until(() => expect(here.has("12 orders closed")).toBe(true));
  const asked = (name: string): unknown[] => here.core.calls.filter((each) => each.name === name).map(({ request }) => request);
  expect(asked("orders_older_answer")).toEqual([{ ordered: true }]);
  here.find("button", "Undo").click();
  await here.until(() => expect(asked("undo")).toEqual([{ id: 5 }]));
});
