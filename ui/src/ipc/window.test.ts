import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, it, vi } from "vitest";
import { setTransport } from "./client";
import { tellWhenReady } from "./window";

afterEach(() => setTransport());

it("says once that a page is ready, and not for the frame alone", async () => {
  const heard: string[] = [];
  setTransport((name) => {
    heard.push(name);
    return Promise.resolve(null);
  });
  const client = new QueryClient();
  tellWhenReady(client);
  const answer = (name: string): Promise<unknown> => client.fetchQuery({ queryKey: [name, {}], queryFn: () => Promise.resolve(1) });
  await answer("workspace_state");
  await answer("orders");
  await answer("suppliers");
  await vi.waitFor(() => expect(heard).toEqual(["host_ready"]));
});
