import { useLayoutEffect, useState } from "react";

/** Row heights belong to the density, which the style sheet knows. */
export function useRowHeights(element: HTMLElement | null): { one: number; two: number; heading: number } {
  const [heights, setHeights] = useState({ one: 36, two: 48, heading: 30 });
  useLayoutEffect(() => {
    if (element === null) return;
    const read = (): void => {
      const style = getComputedStyle(element);
      const pixels = (name: string, fallback: number): number => Number.parseFloat(style.getPropertyValue(name)) || fallback;
      setHeights((before) => {
        const after = { one: pixels("--row-h", 36), two: pixels("--row-h-2", 48), heading: 30 };
        return before.one === after.one && before.two === after.two ? before : after;
      });
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributeFilter: ["data-density"] });
    return () => observer.disconnect();
  }, [element]);
  return heights;
}
