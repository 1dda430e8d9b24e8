import { useSyncExternalStore } from "react";

/**
 * The only place of the interface that reads the system clock. Everything that shows an age takes `now` from here, so
 * all ages on screen turn over together, and a test can stop the time.
 */
const TICK = 20_000;

let read: () => number = Date.now;
let now = read();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick(): void {
  now = read();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = read();
    timer = setInterval(tick, TICK);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** The present moment in milliseconds, renewed every 20 seconds. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);

/** The present moment for handlers; while drawing use useNow. */
export const currentTime = (): number => read();

/** Stops the clock at a moment, for tests and the gallery; with no argument it runs again. */
export function stopClock(at?: number): void {
  read = at === undefined ? Date.now : () => at;
  tick();
}
