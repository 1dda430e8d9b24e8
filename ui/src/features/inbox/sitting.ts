import { useSyncExternalStore } from "react";

/** What was done in one go at the inbox, for the page at its end. */
export interface Sitting {
  startedAt: number;
  lastAt: number;
  /** Orders that were forwarded in bulk. */
  together: number;
  /** Orders that were decided one by one. */
  single: number;
}

/** A pause longer than this begins a new sitting. */
const PAUSE = 45 * 60_000;

let sitting: Sitting | null = null;
const listeners = new Set<() => void>();

/** Counts work that was done; a negative number takes it back. */
export function countWork(kind: "together" | "single", orders: number, now: number): void {
  const goesOn = sitting !== null && now - sitting.lastAt < PAUSE;
  const base = goesOn && sitting !== null ? sitting : { startedAt: now, lastAt: now, together: 0, single: 0 };
  sitting = { ...base, lastAt: now, [kind]: Math.max(0, base[kind] + orders) };
  for (const listener of listeners) listener();
}

/** Marks the moment at which somebody began to look, so that the time told at the end is theirs. */
export function beginSitting(now: number): void {
  if (sitting === null || now - sitting.lastAt >= PAUSE) sitting = { startedAt: now, lastAt: now, together: 0, single: 0 };
}

export const forgetSitting = (): void => {
  sitting = null;
};

export const useSitting = (): Sitting | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => sitting,
  );
