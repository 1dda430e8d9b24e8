import type { ReactNode, Ref } from "react";
import type { ApiError } from "../../ipc/client";
import type { MenuEntry } from "../Menu";
import type { Column, Sort } from "./columns";
import type { Selection } from "./selection";
import type { RowGroup, RowSource } from "./source";

export interface DataTableHandle {
  /** Puts the focus into the table, on its focused row. */
  focus: () => void;
  /** Focuses the row `steps` away: 1 is the next. */
  move: (steps: number) => void;
  /** Focuses and shows a row by its position. */
  goTo: (position: number) => void;
  /** Call when an action takes the focused row out of the list: the row that moves up into its place gets the focus. */
  advance: () => void;
}

export interface DataTableProps<Row> {
  /** Names the table for screen readers: "New orders". */
  label: string;
  /** Null until the first answer is there; shapes stand in. */
  source: RowSource<Row> | null;
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  /** One line that says what the row is: order, customer, next step, total. */
  rowName: (row: Row) => string;
  /** "two" for rows with a second line. */
  lines?: "one" | "two";
  sort?: readonly Sort[];
  onSort?: (sort: Sort[]) => void;
  /** Without this nothing can be chosen. */
  selection?: Selection;
  onSelect?: (selection: Selection) => void;
  /** The row under focus, for the pane beside the list; null when the list is empty. */
  onFocusRow?: (row: Row | null, position: number) => void;
  /** Enter: what the blue button says. */
  onActivate?: (row: Row, position: number) => void;
  /** O and double click: the row as a full page. */
  onOpen?: (row: Row, position: number) => void;
  /** Full stop, Shift F10, right click. */
  rowMenu?: (row: Row) => MenuEntry[];
  /** Copies the chosen rows; without it, and while none are chosen, the row under focus is copied. */
  onCopy?: () => void;
  /** What opens under a row, with → or a click on its arrow. One row is open at a time. */
  detail?: (row: Row) => ReactNode;
  onToggleGroup?: (group: RowGroup) => void;
  /** Rows whose change is on its way out. */
  isDim?: (row: Row) => boolean;
  /** A last line that covers the whole query: a value for each column that has one. */
  totals?: Partial<Record<string, ReactNode>>;
  /** Rows that arrived while the person worked. They are shown when asked for. */
  arrived?: { text: string; onShow: () => void };
  /** In place of the rows when there are none. */
  empty?: ReactNode;
  /** The list could not be read at all. */
  error?: ApiError | null;
  onRetry?: () => void;
  /** True for the one list whose keys work wherever the focus is on the page. */
  isMain?: boolean;
  /** Keeps scroll, focus and the open row under this name while the person is elsewhere. */
  restoreKey?: string;
  /** Pixels at the bottom covered by a floating bar, kept free of the focused row. */
  covered?: number;
  ref?: Ref<DataTableHandle>;
}
