import { useSyncExternalStore } from "react";

/** Follows a media query, for what a style sheet cannot decide. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Where a pane has no room beside its list and covers it. */
export const NARROW = "(max-width: 1079px)";
