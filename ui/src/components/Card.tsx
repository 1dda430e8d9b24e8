import { useId, type ReactNode } from "react";
import styles from "./Card.module.css";

export interface CardProps {
  title?: ReactNode;
  /** At the right of the title: a count, a chip, a link. */
  end?: ReactNode;
  /** "none" where the content has its own edges, such as a table. */
  padding?: "normal" | "none";
  children: ReactNode;
}

/** A white sheet on the canvas, for a page of several subjects. */
export function Card({ title, end, padding = "normal", children }: CardProps): ReactNode {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <header className={styles.head}>
          <h2 id={id}>{title}</h2>
          {end !== undefined && <div className={styles.end}>{end}</div>}
        </header>
      )}
      <div className={padding === "normal" ? styles.body : undefined} data-headed={title !== undefined || undefined}>
        {children}
      </div>
    </section>
  );
}

export interface SectionProps {
  title: ReactNode;
  end?: ReactNode;
  children: ReactNode;
}

/** A subject inside a pane, without an edge. */
export function Section({ title, end, children }: SectionProps): ReactNode {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.sectionHead}>
        <h3 id={id}>{title}</h3>
        {end !== undefined && <div className={styles.end}>{end}</div>}
      </header>
      {children}
    </section>
  );
}

export interface KeyValueProps {
  items: readonly { label: string; value: ReactNode }[];
  /** "ends" sets values at the right edge, for amounts. */
  align?: "start" | "ends";
  size?: "sm" | "md";
}

/** Facts as label and value. */
export function KeyValue({ items, align = "start", size = "sm" }: KeyValueProps): ReactNode {
  return (
    <dl className={styles.facts} data-align={align} data-size={size}>
      {items.map(({ label, value }) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface AmountLine {
  label: ReactNode;
  value: ReactNode;
  /** Sums stand under a line, in bold. */
  isTotal?: boolean;
}

/** Amounts that add up, as on a till slip. */
export function AmountList({ lines }: { lines: readonly AmountLine[] }): ReactNode {
  return (
    <dl className={styles.amounts}>
      {lines.map(({ label, value, isTotal }, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles.amount} data-total={isTotal || undefined}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
