import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { RowLayout } from "./RowLayout";
import { ScrollMap } from "./ScrollMap";

export interface RowSizes {
  row: number;
  heading: number;
  /** Height of the open row's detail, added under that row. */
  detail: number;
  openIndex: number | null;
  /** Header and totals, which stand still inside the scrolling element. */
  fixed: number;
}

export interface DrawnItem {
  index: number;
  top: number;
  height: number;
}

export interface VirtualRows {
  items: DrawnItem[];
  /** Height of the element that holds the rows. */
  height: number;
  /** First and last item in view, without those drawn ahead. */
  first: number;
  last: number;
  /** Scrolls until an item lies between the sticky parts, given as pixels covered at the top and bottom. */
  reveal: (index: number, covered: { top: number; bottom: number }) => void;
  /** Puts an item at the top of the view. */
  scrollTo: (index: number) => void;
}

const AHEAD = 10;
const REST_MS = 150;

/** Draws only the items in view, of a list that may be higher than an element can be. `kept` stays drawn wherever it is, since it has the focus. */
export function useVirtualRows(scroller: RefObject<HTMLElement | null>, layout: RowLayout, sizes: RowSizes, kept: number | null): VirtualRows {
  const map = useRef(new ScrollMap());
  const [shift, setShift] = useState(0);
  const { row, heading, detail, openIndex, fixed } = sizes;

  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: layout.itemCount,
    overscan: AHEAD,
    // Rows drawn ahead bridge the frame; drawing at once would run into drawings that are under way.
    useFlushSync: false,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (layout.isHeading(index) ? heading : row + (index === openIndex ? detail : 0)),
    rangeExtractor: (range: Range) => {
      const drawn = defaultRangeExtractor(range);
      if (kept === null || kept >= layout.itemCount || drawn.includes(kept)) return drawn;
      return kept < range.startIndex ? [kept, ...drawn] : [...drawn, kept];
    },
    observeElementOffset: (_instance, report) => {
      const element = scroller.current;
      if (element === null) return undefined;
      let rest: ReturnType<typeof setTimeout> | undefined;
      const settle = (): void => {
        // The bar drifts while the list follows a wheel one to one; it is put right when nobody looks at it.
        const place = Math.round(map.current.placeOf(map.current.offset));
        if (map.current.isCapped && Math.abs(place - map.current.place) > 1) {
          map.current.place = place;
          element.scrollTop = place;
          setShift(map.current.shift);
        }
        report(map.current.offset, false);
      };
      const onScroll = (): void => {
        if (Math.abs(element.scrollTop - map.current.place) >= 0.5) map.current.scrolled(element.scrollTop);
        setShift(map.current.shift);
        report(map.current.offset, true);
        clearTimeout(rest);
        rest = setTimeout(settle, REST_MS);
      };
      element.addEventListener("scroll", onScroll, { passive: true });
      report(map.current.offset, false);
      return () => {
        clearTimeout(rest);
        element.removeEventListener("scroll", onScroll);
      };
    },
    scrollToFn: (offset, { adjustments = 0 }) => {
      const element = scroller.current;
      if (element === null) return;
      map.current.goTo(offset + adjustments);
      element.scrollTop = map.current.place;
      setShift(map.current.shift);
    },
  });

  useLayoutEffect(() => {
    virtualizer.measure();
  }, [virtualizer, layout, row, heading, detail, openIndex]);

  const size = virtualizer.getTotalSize();
  map.current.resize(size, Math.max(0, (scroller.current?.clientHeight ?? 0) - fixed));
  const height = map.current.elementHeight;

  const top = useCallback(
    (index: number): number => {
      const headings = layout.headingsUpTo(index - 1);
      const opened = openIndex !== null && openIndex < index ? detail : 0;
      return headings * heading + (index - headings) * row + opened;
    },
    [layout, heading, row, detail, openIndex],
  );

  const go = useCallback(
    (offset: number): void => {
      const element = scroller.current;
      if (element === null) return;
      map.current.goTo(offset);
      element.scrollTop = map.current.place;
      setShift(map.current.shift);
      // The element tells of its scrolling a frame later; the rows have to be there now.
      element.dispatchEvent(new Event("scroll"));
    },
    [scroller],
  );

  const reveal = useCallback(
    (index: number, covered: { top: number; bottom: number }): void => {
      const element = scroller.current;
      if (element === null) return;
      const from = top(index);
      const to = from + row + (index === openIndex ? detail : 0);
      const view = map.current.offset;
      const end = view + element.clientHeight - fixed - covered.bottom;
      const start = from - covered.top;
      if (start < view) go(start);
      else if (to > end) go(Math.min(start, view + to - end));
    },
    [scroller, top, row, detail, openIndex, fixed, go],
  );

  const drawn = virtualizer.getVirtualItems();
  const range = virtualizer.range;
  return {
    items: drawn.map(({ index, start, size: itemHeight }) => ({
      index,
      top: Math.max(0, Math.min(start + shift, height - itemHeight)),
      height: itemHeight,
    })),
    height,
    first: range?.startIndex ?? 0,
    last: range?.endIndex ?? 0,
    reveal,
    scrollTo: useCallback((index: number) => go(top(index)), [go, top]),
  };
}
