/**
 * The only module that touches localStorage. What is kept here may be lost without harm: pane widths and places belong
 * to this window; look, keys and columns are a copy of what the workspace holds (workspaceLook.ts), so that the first
 * paint need not wait for it. Everything else lives in the workspace file.
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
  store(name, value);
  writeListener?.(name, JSON.stringify(value));
}

function store(name: string, value: unknown): void {
  cache.set(name, value);
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // A full or forbidden store costs the preference at the next start, nothing more.
  }
  for (const listener of listeners.get(name) ?? []) listener();
}

/** Hears what is chosen in this window, by name and as JSON. */
type WriteListener = (name: string, text: string) => void;
let writeListener: WriteListener | null = null;

/** Tells every choice made in this window to one listener. Returns the end of it. */
export function followWrites(listener: WriteListener): () => void {
  writeListener = listener;
  return () => {
    if (writeListener === listener) writeListener = null;
  };
}

/** Takes a value that was chosen elsewhere, as JSON. Text that is none is left out. */
export function takePref(name: string, text: string): void {
  if (text === prefText(name)) return;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return;
  }
  store(name, value);
}

/** What is kept under a name, as JSON; null when there is nothing. */
export function prefText(name: string): string | null {
  if (!cache.has(name)) cache.set(name, load(name));
  const value = cache.get(name);
  return value === undefined ? null : JSON.stringify(value);
}

/** Names under which something is kept in this window. */
export function prefNames(): string[] {
  try {
    return Object.keys(localStorage).flatMap((key) => (key.startsWith(PREFIX) ? [key.slice(PREFIX.length)] : []));
  } catch {
    return [];
  }
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
