/**
 * The only module that touches localStorage. What is kept here belongs to this window and may be lost without harm:
 * look, keys, pane widths, column choices. Everything else lives in the workspace file.
 */
const PREFIX = "stockless.";

type Listener = () => void;
const listeners = new Map<string, Set<Listener>>();
const cache = new Map<string, unknown>();

function load(name: string): unknown {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

/** The stored value, or `fallback` when there is none or it is of another shape than `check` accepts. */
export function readPref<T>(name: string, fallback: T, check: (value: unknown) => value is T): T {
  if (!cache.has(name)) cache.set(name, load(name));
  const value = cache.get(name);
  return check(value) ? value : fallback;
}

export function writePref(name: string, value: unknown): void {
  cache.set(name, value);
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // A full or forbidden store costs the preference at the next start, nothing more.
  }
  for (const listener of listeners.get(name) ?? []) listener();
}

/** Tells when `name` changes, here or in another window. */
export function watchPref(name: string, listener: Listener): () => void {
  const set = listeners.get(name) ?? new Set();
  listeners.set(name, set.add(listener));
  return () => {
    set.delete(listener);
  };
}

if (typeof window !== "undefined") {
  window.addEventListener("storage", (event) => {
    if (event.key === null || !event.key.startsWith(PREFIX)) return;
    const name = event.key.slice(PREFIX.length);
    cache.delete(name);
    for (const listener of listeners.get(name) ?? []) listener();
  });
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
