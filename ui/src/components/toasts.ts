import { announce } from "./announce";
import type { Mark } from "./StatusMark";

export interface Toast {
  /** What was done: "33 orders forwarded to 6 suppliers". */
  text: string;
  mark?: Mark;
  /** How long it stays; 10 unless said. Shown as a countdown where it can be undone until then. */
  seconds?: number;
  /** Takes it back; the button says "Undo", and Ctrl Z does the same (undo.ts). */
  onUndo?: () => void;
  /** Another way on, such as "Show". */
  action?: { label: string; onPress: () => void };
  /** The time ran out or the toast was closed, and nothing was taken back. */
  onEnd?: () => void;
}

export interface ShownToast extends Toast {
  id: number;
}

let shown: ShownToast | null = null;
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: ShownToast | null): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Says what the person just did. One at a time: a newer one takes the place of the last. */
export function showToast(toast: Toast): void {
  shown?.onEnd?.();
  set({ ...toast, id: nextId++ });
  announce(toast.text, toast.mark === "bad" ? "assertive" : "polite");
}

/** Takes the toast away; `id` keeps a late timer from closing a newer one. */
export function closeToast(id: number, isUndone: boolean): void {
  if (shown?.id !== id) return;
  const toast = shown;
  set(null);
  if (isUndone) toast.onUndo?.();
  else toast.onEnd?.();
}

export const currentToast = (): ShownToast | null => shown;

export function watchToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
