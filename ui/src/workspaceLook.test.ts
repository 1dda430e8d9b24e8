import type { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setKeys, hotkey } from "./hotkeys";
import { workspaceFixture } from "./features/onboarding/workspace.fixture";
import { call } from "./ipc/client";
import { fakeCore, type FakeCore } from "./ipc/fake";
import { createQueryClient } from "./ipc/queries";
import { currentLook, setLook } from "./look";
import { writePref } from "./prefs";
import { followWorkspaceLook } from "./workspaceLook";

/** A workspace that keeps what it is given, as the engine does. */
let look: Record<string, string>;
let isReadOnly: boolean;
let core: FakeCore;
let client: QueryClient;
let stop: () => void;

const read = (): Promise<unknown> => client.fetchQuery({ queryKey: ["workspace_state", {}], queryFn: () => call("workspace_state", {}), staleTime: 0 });
const saves = (): unknown[] => core.calls.filter(({ name }) => name === "look_save").map(({ request }) => (request as { values: unknown }).values);

beforeEach(() => {
  look = {};
  isReadOnly = false;
  core = fakeCore({
    workspace_state: () => workspaceFixture({ look: { ...look } }),
    look_save: ({ values }) => {
      if (isReadOnly) throw new Error("another process is in charge");
      Object.assign(look, values);
      return { count: Object.keys(values).length, undo: null, id: null };
    },
  });
  client = createQueryClient(() => undefined);
  stop = followWorkspaceLook(client);
});
afterEach(() => {
  stop();
  core.restore();
  setLook({ theme: "system", density: "default", zoom: 100 });
  setKeys("list.open", null);
  localStorage.clear();
});

it("shows the look and the keys that the workspace holds", async () => {
  look = { look: JSON.stringify({ theme: "dark", density: "compact", zoom: 110 }), keys: JSON.stringify({ singleKeys: true, keys: { "list.open": ["q"] } }) };
  await read();
  expect(currentLook()).toEqual({ theme: "dark", density: "compact", zoom: 110 });
  expect(hotkey("list.open").keys).toEqual(["q"]);
  expect(JSON.parse(localStorage.getItem("stockless.look") ?? "{}")).toMatchObject({ theme: "dark" });
});

it("writes a choice to the workspace, the last one last", async () => {
  await read();
  setLook({ theme: "dark" });
  setLook({ theme: "light" });
  await vi.waitFor(() => expect(JSON.parse(look["look"] ?? "{}")).toEqual({ theme: "light", density: "default", zoom: 100 }));
  setKeys("list.open", ["q"]);
  await vi.waitFor(() => expect(JSON.parse(look["keys"] ?? "{}")).toMatchObject({ keys: { "list.open": ["q"] } }));
  writePref("hidden.inbox", ["items"]);
  await vi.waitFor(() => expect(look["hidden.inbox"]).toBe('["items"]'));
});

it("does not go back to an answer from before the choice", async () => {
  look = { look: JSON.stringify({ theme: "light", density: "default", zoom: 100 }) };
  await read();
  const before = client.getQueryData(["workspace_state", {}]);
  setLook({ theme: "dark" });
  client.setQueryData(["workspace_state", {}], { ...(before as object), now: "2026-03-09T08:38:01Z" });
  expect(currentLook().theme).toBe("dark");
  await vi.waitFor(() => expect(saves()).toHaveLength(1));
  await read();
  expect(currentLook().theme).toBe("dark");
});

it("brings what was chosen before to a workspace that holds nothing, once", async () => {
  setLook({ theme: "dark" });
  stop();
  core.calls.splice(0);
  look = {};
  stop = followWorkspaceLook(client);
  await read();
  await vi.waitFor(() => expect(JSON.parse(look["look"] ?? "{}")).toMatchObject({ theme: "dark" }));
  await read();
  expect(saves()).toHaveLength(1);
});

it("keeps places and widths to itself, and passes over text it cannot read", async () => {
  look = { look: "{", "pane.inbox": "600", scope: "3" };
  await read();
  expect(currentLook().theme).toBe("system");
  expect(localStorage.getItem("stockless.pane.inbox")).toBeNull();
  writePref("pane.inbox", 500);
  expect(saves()).toEqual([]);
});

it("leaves the choice to this window when the workspace cannot be written", async () => {
  isReadOnly = true;
  await read();
  setLook({ density: "compact" });
  await vi.waitFor(() => expect(saves()).toHaveLength(1));
  await read();
  expect(currentLook().density).toBe("compact");
});
