import { Check, ChevronRight } from "lucide-react";
import { memo, type CSSProperties, type MouseEvent, type ReactNode } from "react";
import { t } from "../../i18n/text";
import type { Column } from "./columns";
import styles from "./DataTable.module.css";

export interface RowHandlers<Row> {
  press: (position: number, event: MouseEvent) => void;
  open: (position: number) => void;
  toggle: (position: number, range: boolean) => void;
  menu: (position: number, at: { x: number; y: number }) => void;
  detail: (position: number) => void;
  name: (row: Row) => string;
}

export interface TableRowProps<Row> {
  row: Row | undefined;
  position: number;
  rowIndex: number;
  top: number;
  height: number;
  rowHeight: number;
  columns: readonly Column<Row>[];
  handlers: RowHandlers<Row>;
  isFocused: boolean;
  /** Cell with the focus, or null while the row as a whole has it. */
  focusedCell: number | null;
  isSelected: boolean;
  isSelectable: boolean;
  isChoosing: boolean;
  isDim: boolean;
  isCard: boolean;
  /** Undefined where rows do not open. */
  isOpen: boolean | undefined;
  detail: ReactNode;
}

/** Shapes are of different lengths, but always the same for a place, so nothing flickers while scrolling. */
const shapeWidth = (position: number, column: number): string => `${45 + ((position * 37 + column * 53) % 40)}%`;

function CheckBox({ isSelected, onToggle }: { isSelected: boolean; onToggle: (range: boolean) => void }): ReactNode {
  return (
    <button
      type="button"
      role="checkbox"
      tabIndex={-1}
      aria-checked={isSelected}
      aria-label={t("table.selectRow")}
      className={styles.check}
      onClick={(event) => {
        event.stopPropagation();
        onToggle(event.shiftKey);
      }}
    >
      <span className={styles.box}>{isSelected && <Check size={11} strokeWidth={3} aria-hidden />}</span>
    </button>
  );
}

function TableRowOf<Row>(props: TableRowProps<Row>): ReactNode {
  const { row, position, columns, handlers, isFocused, focusedCell, isSelected, isSelectable, isOpen } = props;
  const place: CSSProperties = { transform: `translateY(${props.top}px)`, height: props.height };
  const state = { position, isFocused, isSelected };

  const content = (column: Column<Row>, index: number): ReactNode => {
    if (row === undefined) return <span className={styles.shape} style={{ width: column.width !== undefined && column.width < 60 ? 14 : shapeWidth(position, index) }} />;
    if (column.isMark !== true) return column.cell(row, state);
    return (
      <>
        <span className={styles.mark}>{column.cell(row, state)}</span>
        {isSelectable && <CheckBox isSelected={isSelected} onToggle={(range) => handlers.toggle(position, range)} />}
      </>
    );
  };

  const cell = (column: Column<Row>, index: number): ReactNode => (
    <div
      key={column.id}
      role={column.isTitle === true ? "rowheader" : "gridcell"}
      aria-colindex={index + 1}
      data-cell={index}
      tabIndex={isFocused && focusedCell === index ? 0 : -1}
      className={styles.cell}
      data-align={column.align}
      data-sticky={column.isSticky}
      data-mark={column.isMark}
      data-title={column.isTitle}
      data-label={column.header === undefined ? column.title : undefined}
    >
      {column.isTitle === true && isOpen !== undefined && (
        <button
          type="button"
          tabIndex={-1}
          className={styles.opener}
          aria-label={isOpen ? t("table.closeRow") : t("table.openRow")}
          aria-expanded={isOpen}
          onClick={(event) => {
            event.stopPropagation();
            handlers.detail(position);
          }}
        >
          <ChevronRight size={14} strokeWidth={2} aria-hidden />
        </button>
      )}
      {content(column, index)}
    </div>
  );

  return (
    <div className={styles.item} style={place} data-print="row">
      <div
        role="row"
        aria-rowindex={props.rowIndex}
        aria-label={row === undefined ? t("table.loading") : handlers.name(row)}
        aria-selected={isSelectable ? isSelected : undefined}
        aria-expanded={isOpen}
        aria-busy={row === undefined}
        data-position={position}
        data-focused={isFocused || undefined}
        data-selected={isSelected || undefined}
        data-choosing={props.isChoosing || undefined}
        data-selectable={isSelectable || undefined}
        data-dim={props.isDim || undefined}
        data-open={isOpen === true || undefined}
        tabIndex={isFocused && focusedCell === null ? 0 : -1}
        className={props.isCard ? styles.card : styles.row}
        style={{ height: props.rowHeight }}
        onMouseDown={(event) => handlers.press(position, event)}
        onDoubleClick={() => handlers.open(position)}
        onContextMenu={(event) => {
          event.preventDefault();
          handlers.menu(position, { x: event.clientX, y: event.clientY });
        }}
      >
        {columns.map(cell)}
      </div>
      {isOpen === true && props.detail}
    </div>
  );
}

export const TableRow = memo(TableRowOf) as typeof TableRowOf;
