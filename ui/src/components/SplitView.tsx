import { useEffect, useRef, useState, useSyncExternalStore, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { t } from "../i18n/text";
import { readPref, watchPref, writePref } from "../prefs";
import styles from "./SplitView.module.css";

export interface SplitViewProps {
  /** The list, which takes what the panes leave. */
  children: ReactNode;
  pane: ReactNode;
  paneLabel: string;
  /** Keeps the width under this name. */
  name: string;
  /** Width of the pane in pixels, and its least and most. */
  width?: number;
  min?: number;
  max?: number;
  /** Where there is no room for both, the pane covers the list while this is true. */
  isPaneShown?: boolean;
}

const STEP = 16;
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** A list with a pane. The edge between is moved by pointer, by arrow keys, and put back by a double click. */
export function SplitView({ children, pane, paneLabel, name, width = 424, min = 320, max = 720, isPaneShown = false }: SplitViewProps): ReactNode {
  const pref = `pane.${name}`;
  const stored = useSyncExternalStore(
    (listener) => watchPref(pref, listener),
    () => readPref(pref, width, isNumber),
  );
  const [dragged, setDragged] = useState<number | null>(null);
  const start = useRef<{ x: number; width: number } | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const clamp = (value: number): number => Math.round(Math.max(min, Math.min(max, value)));
  const current = clamp(dragged ?? stored);

  // The width is set on the element, since a policy without inline styles still allows the object model.
  useEffect(() => {
    root.current?.style.setProperty("--pane", `${current}px`);
    // What floats over the window, such as a toast, keeps clear of the pane and its buttons.
    document.documentElement.style.setProperty("--pane-beside", `${current}px`);
  }, [current]);
  useEffect(() => () => void document.documentElement.style.removeProperty("--pane-beside"), []);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width: current };
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (start.current !== null) setDragged(clamp(start.current.width + start.current.x - event.clientX));
  };
  const onPointerUp = (): void => {
    if (dragged !== null) writePref(pref, dragged);
    start.current = null;
    setDragged(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = { ArrowLeft: current + STEP, ArrowRight: current - STEP, Home: max, End: min, Enter: width }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    writePref(pref, clamp(next));
  };

  return (
    <div ref={root} className={styles.split} data-pane={isPaneShown || undefined}>
      <div className={styles.list} data-pane-stop>
        {children}
      </div>
      <div
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={t("pane.resize")}
        aria-valuenow={current}
        aria-valuemin={min}
        aria-valuemax={max}
        className={styles.edge}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onDoubleClick={() => writePref(pref, width)}
        onKeyDown={onKeyDown}
      />
      <aside aria-label={paneLabel} className={styles.pane} tabIndex={-1} data-pane-stop>
        {pane}
      </aside>
    </div>
  );
}

/** The part of a pane that scrolls. */
export function PaneBody({ children }: { children: ReactNode }): ReactNode {
  return <div className={styles.body}>{children}</div>;
}
