import { useLayoutEffect, useRef, type ReactNode } from "react";
import styles from "./DataTable.module.css";

/** Tells how high it is, so that the rows below make room. */
export function RowDetail({ onHeight, children }: { onHeight: (height: number) => void; children: ReactNode }): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = (): void => onHeight(element.offsetHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
      onHeight(0);
    };
  }, [onHeight]);
  return (
    // A grid may hold nothing but rows of cells, so what opens under a row is a row of one.
    <div ref={ref} className={styles.detail} role="row">
      <div role="gridcell">{children}</div>
    </div>
  );
}
