import { listen } from "@tauri-apps/api/event";
import type { QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { invalidateTags } from "./queries";
import type { Event, Tag } from "./types.gen";

/** How far a long piece of work is: its job, what is done of how much, and the phase it is in. */
export type Progress = Omit<Extract<Event, { kind: "progress" }>, "kind">;

type Stop = () => void;

/** Hears one kind of event from the core. The returned function stops, also when hearing had not begun yet. */
export function hear<T>(event: string, handler: (payload: T) => void): Stop {
  let stop: Stop | null = null;
  let stopped = false;
  listen<T>(event, ({ payload }) => handler(payload)).then(
    (unlisten) => {
      if (stopped) unlisten();
      else stop = unlisten;
    },
    () => {
      // A page outside the desktop window has no events; it reads again when a person acts.
    },
  );
  return () => {
    stopped = true;
    stop?.();
  };
}

/** Keeps the answers on screen true: the core names what changed after each commit. */
export function followChanges(client: QueryClient, onChange?: (tags: readonly Tag[]) => void): Stop {
  return hear<{ tags: Tag[] }>("stockless://changed", ({ tags }) => {
    void invalidateTags(client, tags);
    onChange?.(tags);
  });
}

/** The work under way, by job; a job that is finished or stopped leaves the list. */
export function useProgress(): ReadonlyMap<string, Progress> {
  const [jobs, setJobs] = useState<ReadonlyMap<string, Progress>>(new Map());
  useEffect(
    () =>
      hear<Progress>("stockless://progress", (progress) => {
        setJobs((before) => {
          const after = new Map(before);
          if (progress.phase === "finished" || progress.phase === "stopped") after.delete(progress.job);
          else after.set(progress.job, progress);
          return after;
        });
      }),
    [],
  );
  return jobs;
}
