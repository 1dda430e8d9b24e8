import type { ReactNode } from "react";

export interface CellState {
  position: number;
  isFocused: boolean;
  isSelected: boolean;
}

export interface Column<Row> {
  id: string;
  /** Names the column; also the label of its values in the card form. */
  title: string;
  /** Drawn in place of the title, for a shorter or richer header. The title stays for screen readers. */
  header?: ReactNode;
  /** Fixed width in pixels. */
  width?: number;
  /** For columns that grow: the least width in pixels, and the share of what is left (1 unless said). */
  min?: number;
  grow?: number;
  /** Numbers stand at the end. */
  align?: "start" | "end";
  sortable?: boolean;
  /** Left out while the table is narrower than this, in pixels. */
  hideBelow?: number;
  /** The state of the row. A check box takes its place while rows are being chosen. */
  isMark?: boolean;
  /** Names the row: read as its header, and the first line of its card. */
  isTitle?: boolean;
  /** Stays in view when the table scrolls sideways. */
  isSticky?: boolean;
  cell: (row: Row, state: CellState) => ReactNode;
  /** The value as plain text, for copying; a column without it is not copied. */
  text?: (row: Row) => string;
}

export interface Sort {
  column: string;
  descending: boolean;
}

/** Below this width a row is drawn as a card: its title, and its values with their names. */
export const CARD_WIDTH = 520;

const LEAST = 80;

/** Room for the arrow of rows that open. */
const OPENER = 20;

export function shownColumns<Row>(columns: readonly Column<Row>[], width: number, opens = false): Column<Row>[] {
  return columns
    .filter(({ hideBelow }) => hideBelow === undefined || width >= hideBelow)
    .map((column) => (opens && column.isTitle === true && column.width !== undefined ? { ...column, width: column.width + OPENER } : column));
}

/** The value of grid-template-columns: without automatic tracks, so that all rows agree without measuring. */
export function trackList<Row>(columns: readonly Column<Row>[]): string {
  return columns
    .map(({ width, min, grow }) => (width === undefined ? `minmax(${min ?? LEAST}px, ${grow ?? 1}fr)` : `${width}px`))
    .join(" ");
}

export function leastWidth<Row>(columns: readonly Column<Row>[]): number {
  return columns.reduce((sum, { width, min }) => sum + (width ?? min ?? LEAST), 0);
}

/** The sort after a press on a column's header: ascending, descending, and with `extend` beside the sorts there are. */
export function nextSort(sort: readonly Sort[], column: string, extend: boolean): Sort[] {
  const before = sort.find((each) => each.column === column);
  const after: Sort = { column, descending: before === undefined ? false : !before.descending };
  if (!extend) return [after];
  return before === undefined ? [...sort, after] : sort.map((each) => (each === before ? after : each));
}

/** A table as tab separated text with a header line, for the clipboard. Tabs and line ends inside values become spaces. */
export function toTsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const copied = columns.filter((column) => column.text !== undefined);
  const clean = (value: string): string => value.replace(/[\t\r\n]+/g, " ");
  return [copied.map(({ title }) => clean(title)), ...rows.map((row) => copied.map(({ text }) => clean(text?.(row) ?? "")))]
    .map((cells) => cells.join("\t"))
    .join("\n");
}
