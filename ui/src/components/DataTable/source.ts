/** The place from which the next page continues, as the core names it. */
export type PageKey = string;

export interface Page<Row> {
  rows: readonly Row[];
  /** Continues after the last row; null when this is the end. */
  next: PageKey | null;
}

/** Consecutive rows under one heading. The counts of all groups add up to the total. */
export interface RowGroup {
  id: string;
  title: string;
  count: number;
  /** Beside the count: "to 6 suppliers, €986.20 to pay". */
  note?: string;
  collapsed?: boolean;
}

/** A list in the core that is read in pages. Positions count all rows of the query from 0, group headings left out. */
export interface RowSource<Row> {
  /** Names the query: filter, sort, scope. Another id throws everything away and starts at the top. */
  id: string;
  /** Another value reads the same query again while the old rows stay on screen. */
  version?: string | number;
  total: number;
  groups?: readonly RowGroup[];
  /** Rows after a key, or from the start with null: the cheap way, used while scrolling on. */
  fetchPage: (after: PageKey | null, limit: number) => Promise<Page<Row>>;
  /** Rows from a position: used for a jump by scroll bar or End. */
  jump: (position: number, limit: number) => Promise<Page<Row>>;
}

/** A source for rows that are all in memory. */
export function memorySource<Row>(
  rows: readonly Row[],
  { id, version, groups }: { id: string; version?: string | number; groups?: readonly RowGroup[] },
): RowSource<Row> {
  const slice = (from: number, limit: number): Promise<Page<Row>> =>
    Promise.resolve({ rows: rows.slice(from, from + limit), next: from + limit < rows.length ? String(from + limit) : null });
  return { id, version, groups, total: rows.length, fetchPage: (after, limit) => slice(after === null ? 0 : Number(after), limit), jump: slice };
}
