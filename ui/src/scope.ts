import { useSyncExternalStore } from "react";
import { readPref, watchPref, writePref } from "./prefs";

const PREF = "scope";
const isScope = (value: unknown): value is number | null => value === null || typeof value === "number";

/** The shop that all screens are narrowed to, by its id; null for all shops. */
export const currentScope = (): number | null => readPref(PREF, null, isScope);
export const setScope = (shop: number | null): void => writePref(PREF, shop);
export const useScope = (): number | null => useSyncExternalStore((listener) => watchPref(PREF, listener), currentScope);
