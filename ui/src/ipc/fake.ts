import { ApiError, setTransport } from "./client";
import type { CommandName, Commands } from "./types.gen";

export type Answers = {
  [K in CommandName]?: (request: Commands[K]["request"]) => Commands[K]["response"] | Promise<Commands[K]["response"]>;
};

export interface FakeCore {
  /** Every command that was run, in order. */
  readonly calls: { name: string; request: unknown }[];
  /** Puts the real core back. */
  restore(): void;
}

/** Stands in for the core in tests. A command without an answer is refused by its name, so no test passes by silence. */
export function fakeCore(answers: Answers): FakeCore {
  const calls: FakeCore["calls"] = [];
  setTransport(async (name, request) => {
    calls.push({ name, request });
    const answer = (answers as Record<string, ((request: unknown) => unknown) | undefined>)[name];
    if (answer === undefined) {
      throw new ApiError("not_faked", `The test gives no answer for the command "${name}".`, "Add it to fakeCore({ … }).");
    }
    return answer(request);
  });
  return { calls, restore: () => setTransport() };
}
