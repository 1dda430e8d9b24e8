import { QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it } from "vitest";
import { ApiError, call, setTransport } from "./client";
import { fakeCore } from "./fake";
import { invalidateTags } from "./queries";
import { changedBy, commandTags, isTouched } from "./tags";

afterEach(() => setTransport());

const TABLE = { list: { provides: ["orders"], invalidates: [] }, change: { provides: [], invalidates: ["orders", "profit"] } } as const;

describe("the way to the core", () => {
  it("refuses a command that the test does not answer, by its name", async () => {
    const core = fakeCore({});
    await expect(call("order_counts", {})).rejects.toMatchObject({ code: "not_faked", message: expect.stringContaining("order_counts") as string });
    expect(core.calls).toEqual([{ name: "order_counts", request: {} }]);
  });

  it("turns what the core throws into one kind of error", async () => {
    setTransport(() => Promise.reject({ code: "stale", message: "The order was changed meanwhile.", action: "" }));
    await expect(call("order_counts", {})).rejects.toMatchObject({ name: "ApiError", code: "stale", action: null });
    setTransport(() => Promise.reject("command order_counts not found"));
    await expect(call("order_counts", {})).rejects.toMatchObject({ code: "unreachable", message: "command order_counts not found" });
    expect(ApiError.from(undefined).message).not.toBe("");
  });
});

describe("tags", () => {
  it("touch the answers that depend on them", () => {
    expect(isTouched("list", ["orders"], TABLE)).toBe(true);
    expect(isTouched("list", ["profit"], TABLE)).toBe(false);
    expect(isTouched("unheard of", ["orders"], TABLE)).toBe(false);
    expect(changedBy("change", TABLE)).toEqual(["orders", "profit"]);
  });

  it("that a command changes are each provided by some command", () => {
    const provided = new Set(Object.values(commandTags).flatMap((command) => command?.provides ?? []));
    for (const [name, command] of Object.entries(commandTags)) {
      for (const tag of command?.invalidates ?? []) expect(provided, `${name} changes ${tag}`).toContain(tag);
    }
  });

  it("mark only the right answers as old", async () => {
    const client = new QueryClient();
    client.setQueryData(["order_counts", {}], {});
    client.setQueryData(["backups", {}], {});
    await invalidateTags(client, ["orders"]);
    expect(client.getQueryState(["order_counts", {}])?.isInvalidated).toBe(true);
    expect(client.getQueryState(["backups", {}])?.isInvalidated).toBe(false);
  });
});
