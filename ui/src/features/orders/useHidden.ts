import { useCallback, useMemo, useSyncExternalStore } from "react";
import { readPref, watchPref, writePref } from "../../prefs";

const isNames = (value: unknown): value is string[] => Array.isArray(value) && value.every((name) => typeof name === "string");
const NONE: string[] = [];

/** Columns that a person has put away, by the name of their list. */
export function useHidden(list: string): [ReadonlySet<string>, (id: string, isHidden: boolean) => void] {
  const pref = `hidden.${list}`;
  const names = useSyncExternalStore(
    (listener) => watchPref(pref, listener),
    () => readPref(pref, NONE, isNames),
  );
  const hide = useCallback((id: string, isHidden: boolean) => writePref(pref, isHidden ? [...names, id] : names.filter((name) => name !== id)), [pref, names]);
  return [useMemo(() => new Set(names), [names]), hide];
}
