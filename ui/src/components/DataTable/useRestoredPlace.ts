import { useEffect, useLayoutEffect, useRef } from "react";

interface Place {
  sourceId: string | undefined;
  position: number;
  firstItem: number;
}

const places = new Map<string, Place>();

/** The row that had the focus when the table of this name was last on screen. */
export const restoredPosition = (name: string | undefined): number => (name === undefined ? 0 : (places.get(name)?.position ?? 0));

/** Scrolls back to where the person left the list, and remembers the place when they leave again. */
export function useRestoredPlace(name: string | undefined, place: Place, itemCount: number, scrollTo: (index: number) => void): void {
  const isRestored = useRef(false);
  useLayoutEffect(() => {
    if (isRestored.current || place.sourceId === undefined || name === undefined) return;
    isRestored.current = true;
    const before = places.get(name);
    if (before !== undefined && before.sourceId === place.sourceId) scrollTo(Math.min(before.firstItem, Math.max(0, itemCount - 1)));
  }, [name, place.sourceId, itemCount, scrollTo]);

  const latest = useRef(place);
  useEffect(() => {
    latest.current = place;
  });
  useEffect(
    () => () => {
      if (name !== undefined && latest.current.sourceId !== undefined) places.set(name, latest.current);
    },
    [name],
  );
}
