import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  useSyncExternalStore,
  type CSSProperties,
  type MouseEvent,
  type ReactNode,
} from "react";
import { ApiError } from "../../ipc/client";
import { t } from "../../i18n/text";
import { announce } from "../announce";
import { KeyCap } from "../KeyCap";
import { ContextMenu, type MenuEntry } from "../Menu";
import { useElementSize } from "../useElementSize";
import { CARD_WIDTH, leastWidth, nextSort, shownColumns, toTsv, trackList } from "./columns";
import styles from "./DataTable.module.css";
import { PageWindow } from "./PageWindow";
import { RowLayout } from "./RowLayout";
import { EVERYTHING, NOTHING, isNothing, isSelected, selectedCount, toggled, withRows } from "./selection";
import type { DataTableProps } from "./props";
import { RowDetail } from "./RowDetail";
import { GroupHeading } from "./GroupHeading";
import { TableFailure } from "./TableFailure";
import { TotalsRow } from "./TotalsRow";
import { restoredPosition, useRestoredPlace } from "./useRestoredPlace";
import { useRowHeights } from "./useRowHeights";
import { TableHeader } from "./TableHeader";
import { TableRow, type RowHandlers } from "./TableRow";
import { useTableCommands, type ListCommands } from "./useTableCommands";
import { useVirtualRows } from "./useVirtualRows";

const LONGEST_RANGE = 5000;
const FIRST_SHAPES = 14;
const CARD_HEIGHT = 84;
const HEAD_HEIGHT = 30;

export type { DataTableHandle, DataTableProps } from "./props";

/** The one table: a grid of any length that is read in pages, worked by keys, and drawn only where it is looked at. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { source, columns, rowId, rowName, selection = NOTHING, onSelect, onFocusRow, isMain = false, detail, restoreKey } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [scrollElement, setScrollElement] = useState<HTMLDivElement | null>(null);
  const takeScroller = useCallback((element: HTMLDivElement | null) => {
    scroller.current = element;
    setScrollElement(element);
  }, []);
  const { width } = useElementSize(scrollElement);
  const heights = useRowHeights(scrollElement);

  // ---- rows ------------------------------------------------------------------------------------------------------
  const [pages] = useState(() => new PageWindow<Row>());
  const version = useSyncExternalStore(pages.subscribe, pages.snapshot);
  const total = source?.total ?? 0;
  const groups = source?.groups;
  const layout = useMemo(() => new RowLayout(total, groups), [total, groups]);

  // ---- focus -----------------------------------------------------------------------------------------------------
  const [focused, setFocused] = useState(() => restoredPosition(restoreKey));
  const [focusedCell, setFocusedCell] = useState<number | null>(null);
  const [opened, setOpened] = useState<{ id: string; position: number } | null>(null);
  const [detailHeight, setDetailHeight] = useState(0);
  /** Where the focus has to go once that place is drawn. */
  const wantsFocus = useRef<{ position: number; cell: number | null } | null>(null);
  /** The row that had the focus when the list changed, until it is found again. */
  const toFollow = useRef<string | null>(null);
  const keepsPlace = useRef(false);
  const focusedId = useRef<string | null>(null);
  const anchor = useRef<number | null>(null);
  const [menu, setMenu] = useState<{ entries: MenuEntry[]; at: { x: number; y: number } } | null>(null);

  const position = total === 0 ? 0 : Math.min(focused, total - 1);
  const focusedRow = pages.row(position);
  const openRow = opened === null ? undefined : pages.row(opened.position);
  const openIndex = opened !== null && openRow !== undefined && rowId(openRow) === opened.id ? layout.indexOf(opened.position) : null;

  const isCard = width > 0 && width < CARD_WIDTH;
  const rowHeight = isCard ? CARD_HEIGHT : props.lines === "two" ? heights.two : heights.one;
  const rows = useVirtualRows(
    scroller,
    layout,
    { row: rowHeight, heading: heights.heading, detail: openIndex === null ? 0 : detailHeight, openIndex, fixed: (isCard ? 0 : HEAD_HEIGHT) + (props.totals === undefined ? 0 : rowHeight) },
    total === 0 ? null : layout.indexOf(position),
  );
  const opens = detail !== undefined;
  const shown = useMemo(() => shownColumns(columns, width === 0 ? Infinity : width, opens), [columns, width, opens]);

  const sourceId = source?.id;
  const lastSourceId = useRef(sourceId);
  useLayoutEffect(() => {
    pages.setSource(source);
    toFollow.current = keepsPlace.current || lastSourceId.current !== sourceId || pages.isFresh ? null : focusedId.current;
    keepsPlace.current = false;
    if (lastSourceId.current !== undefined && lastSourceId.current !== sourceId) {
      setFocused(0);
      setFocusedCell(null);
      setOpened(null);
      scroller.current?.scrollTo({ top: 0 });
    }
    lastSourceId.current = sourceId;
  }, [pages, source, sourceId]);

  const firstRow = layout.item(rows.first);
  const lastRow = layout.item(Math.min(rows.last, layout.itemCount - 1));
  const firstNeeded = firstRow?.kind === "row" ? firstRow.position : layout.item(rows.first + 1)?.kind === "row" ? positionOf(layout, rows.first + 1) : 0;
  const lastNeeded = lastRow?.kind === "row" ? lastRow.position : firstNeeded;
  useEffect(() => {
    if (source !== null) pages.need(firstNeeded, Math.max(firstNeeded, lastNeeded));
  }, [pages, source, firstNeeded, lastNeeded]);

  // After a change of the same query the focus stays on its row, or on its place when the row has gone.
  useEffect(() => {
    const id = toFollow.current;
    if (id === null || !pages.isFresh) return;
    toFollow.current = null;
    const now = pages.find((each) => rowId(each) === id);
    if (now === null) return;
    // The keyboard goes with the row, not with the place that another row has now.
    if (now !== position && scroller.current?.contains(document.activeElement) === true) wantsFocus.current = { position: now, cell: focusedCell };
    setFocused(now);
  }, [version, pages, rowId, position, focusedCell]);

  const currentId = focusedRow === undefined ? null : rowId(focusedRow);
  const tellFocus = useRef(onFocusRow);
  useEffect(() => {
    tellFocus.current = onFocusRow;
  });
  useEffect(() => {
    if (focusedRow !== undefined) {
      focusedId.current = currentId;
      tellFocus.current?.(focusedRow, position);
    } else if (source !== null && total === 0) {
      focusedId.current = null;
      tellFocus.current?.(null, 0);
    }
  }, [currentId, focusedRow, position, source, total]);

  useEffect(() => {
    // A drawing that began before the last key still shows the place before it.
    const wanted = wantsFocus.current;
    if (wanted === null || wanted.position !== position || wanted.cell !== focusedCell) return;
    const selector = `[data-position="${position}"]`;
    const element = scroller.current?.querySelector<HTMLElement>(focusedCell === null ? selector : `${selector} [data-cell="${focusedCell}"]`);
    if (element == null) return;
    wantsFocus.current = null;
    element.focus({ preventScroll: true });
  });

  useRestoredPlace(restoreKey, { sourceId, position, firstItem: rows.first }, layout.itemCount, rows.scrollTo);

  // ---- moving ----------------------------------------------------------------------------------------------------
  const covered = { top: groups === undefined ? 0 : heights.heading, bottom: props.covered ?? 0 };
  const coveredRef = useRef(covered);
  const revealRef = useRef(rows.reveal);
  useEffect(() => {
    coveredRef.current = covered;
    revealRef.current = rows.reveal;
  });
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const goTo = useCallback(
    (next: number, cell: number | null = null, takeFocus = true): void => {
      wantsFocus.current = takeFocus ? { position: next, cell } : null;
      toFollow.current = null;
      setFocused(next);
      setFocusedCell(cell);
      redraw();
      revealRef.current(layout.indexOf(next), coveredRef.current);
    },
    [layout],
  );
  // A row that opens at the end of the view is brought into it with all that opened.
  useEffect(() => {
    if (openIndex !== null && detailHeight > 0) revealRef.current(openIndex, coveredRef.current);
  }, [openIndex, detailHeight]);
  const hasFocus = (): boolean => scroller.current?.contains(document.activeElement) === true;
  const move = useCallback((steps: number) => goTo(layout.move(position, steps), focusedCell), [goTo, layout, position, focusedCell]);

  useImperativeHandle(
    props.ref,
    () => ({
      focus: () => goTo(position),
      move,
      goTo: (next) => goTo(Math.max(0, Math.min(next, total - 1)), null, hasFocus()),
      advance: () => {
        keepsPlace.current = true;
        setOpened(null);
      },
    }),
    [goTo, move, position, total],
  );

  // ---- choosing --------------------------------------------------------------------------------------------------
  const isSelectable = onSelect !== undefined;
  const selectRange = useCallback(
    async (from: number, to: number): Promise<void> => {
      const [low, high] = from < to ? [from, to] : [to, from];
      if (high - low >= LONGEST_RANGE) {
        announce(t("table.rangeTooLong", { count: LONGEST_RANGE, keys: "Ctrl A" }));
        return;
      }
      const chosen = await pages.range(low, high);
      onSelect?.(withRows(selection, chosen.map(rowId), true));
    },
    [pages, onSelect, selection, rowId],
  );
  const toggle = useCallback(
    (at: number, range: boolean): void => {
      if (range && anchor.current !== null) {
        void selectRange(anchor.current, at);
        return;
      }
      const row = pages.row(at);
      anchor.current = at;
      if (row !== undefined) onSelect?.(toggled(selection, rowId(row)));
    },
    [pages, onSelect, selection, rowId, selectRange],
  );
  const extend = (steps: number): void => {
    const next = layout.move(position, steps);
    anchor.current ??= position;
    void selectRange(position, next);
    goTo(next);
  };
  const selectAll = (): void => {
    const everything = selectedCount(selection, total) === total && total > 0;
    onSelect?.(everything ? NOTHING : EVERYTHING);
    if (!everything) announce(t("table.allSelected", { count: total }));
  };

  // ---- opening ---------------------------------------------------------------------------------------------------
  const setOpen = useCallback(
    (at: number, open: boolean): void => {
      const row = pages.row(at);
      if (row === undefined || detail === undefined) return;
      setFocused(at);
      setOpened(open ? { id: rowId(row), position: at } : null);
    },
    [pages, detail, rowId],
  );
  const showMenu = useCallback(
    (at: number, point: { x: number; y: number }): void => {
      const row = pages.row(at);
      const entries = row === undefined ? [] : (props.rowMenu?.(row) ?? []);
      if (entries.length === 0) return;
      setFocused(at);
      setMenu({ entries, at: point });
    },
    // oxlint-disable-next-line react/exhaustive-deps
    [pages, props.rowMenu],
  );
  const menuAtFocus = (): void => {
    const box = scroller.current?.querySelector(`[data-position="${position}"]`)?.getBoundingClientRect();
    if (box !== undefined) showMenu(position, { x: box.left + 48, y: box.bottom });
  };
  const copy = (): boolean => {
    if (props.onCopy !== undefined && !isNothing(selection)) {
      props.onCopy();
      return true;
    }
    if (focusedRow === undefined || window.getSelection()?.isCollapsed === false) return false;
    void navigator.clipboard.writeText(toTsv(columns, [focusedRow])).then(() => announce(t("table.copied")));
    return true;
  };
  const focusedIsOpen = openIndex !== null && opened?.position === position;
  const perScreen = Math.max(1, Math.floor(((scrollElement?.clientHeight ?? 400) - 60) / rowHeight));

  const withRow = (run: ((row: Row, position: number) => void) | undefined): (() => boolean) | undefined =>
    run === undefined
      ? undefined
      : () => {
          if (focusedRow === undefined) return false;
          run(focusedRow, position);
          return true;
        };

  const commands: ListCommands = {
    "list.next": () => move(1),
    "list.previous": () => move(-1),
    "list.extendNext": isSelectable ? () => extend(1) : undefined,
    "list.extendPrevious": isSelectable ? () => extend(-1) : undefined,
    "list.select": isSelectable ? () => toggle(position, false) : undefined,
    "list.selectAll": isSelectable ? selectAll : undefined,
    "list.activate": withRow(props.onActivate ?? props.onOpen),
    "list.open": withRow(props.onOpen),
    "list.copy": copy,
    "list.menu": props.rowMenu === undefined ? undefined : menuAtFocus,
    "list.sort": () => {
      const column = shown[focusedCell ?? -1];
      if (column?.sortable !== true || props.onSort === undefined) return false;
      props.onSort(nextSort(props.sort ?? [], column.id, false));
      return true;
    },
    "list.showNew": props.arrived?.onShow,
    "list.nextCell": () => {
      if (detail !== undefined && focusedCell === null && !focusedIsOpen) setOpen(position, true);
      else goTo(position, Math.min(shown.length - 1, (focusedCell ?? -1) + 1));
    },
    "list.previousCell": () => {
      if (focusedCell !== null) goTo(position, focusedCell === 0 ? null : focusedCell - 1);
      else if (focusedIsOpen) setOpen(position, false);
    },
    "list.firstCell": () => goTo(position, 0),
    "list.lastCell": () => goTo(position, shown.length - 1),
    "list.first": () => goTo(layout.firstRow),
    "list.last": () => goTo(layout.lastRow),
    "list.pageDown": () => move(perScreen),
    "list.pageUp": () => move(-perScreen),
  };
  const onKeyDown = useTableCommands(commands, isMain);

  const latest = useRef({ toggle, setOpen, showMenu, openAt: openIndex === null ? null : (opened?.position ?? null), position, onOpen: props.onOpen, rowName, selectRange, goTo });
  useLayoutEffect(() => {
    latest.current = { toggle, setOpen, showMenu, openAt: openIndex === null ? null : (opened?.position ?? null), position, onOpen: props.onOpen, rowName, selectRange, goTo };
  });
  // One object for all rows and all time, so that moving the focus draws two rows and not all of them.
  const handlers = useMemo<RowHandlers<Row>>(
    () => ({
      press: (at, event: MouseEvent) => {
        if (event.button !== 0 || (event.target instanceof Element && event.target.closest("button, a, input") !== null)) return;
        const now = latest.current;
        // The row takes the focus, not the cell under the pointer.
        event.preventDefault();
        if (event.shiftKey) {
          void now.selectRange(anchor.current ?? now.position, at);
        } else if (event.ctrlKey || event.metaKey) {
          now.toggle(at, false);
        }
        now.goTo(at);
      },
      open: (at) => {
        const row = pages.row(at);
        if (row !== undefined) latest.current.onOpen?.(row, at);
      },
      toggle: (at, range) => latest.current.toggle(at, range),
      menu: (at, point) => latest.current.showMenu(at, point),
      detail: (at) => latest.current.setOpen(at, latest.current.openAt !== at),
      name: (row) => latest.current.rowName(row),
    }),
    [pages],
  );

  // ---- drawing ---------------------------------------------------------------------------------------------------
  const isChoosing = isSelectable && !isNothing(selection);
  const tracks = trackList(shown);
  const gridStyle = { "--tracks": tracks, "--least": isCard ? "0px" : `${leastWidth(shown)}px` } as CSSProperties;
  const failure = props.error ?? (pages.failure === null ? null : ApiError.from(pages.failure));
  const isEmpty = source !== null && total === 0 && failure === null;
  const sticky = rows.first > 0 || (scroller.current?.scrollTop ?? 0) > 0 ? layout.groupAt(rows.first) : null;
  const count = selectedCount(selection, total);

  return (
    <div className={styles.table} style={gridStyle}>
      {/* Its role is one of two, which the rule cannot see. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        ref={takeScroller}
        role={detail === undefined ? "grid" : "treegrid"}
        aria-label={props.label}
        aria-rowcount={source === null ? -1 : layout.itemCount + 1 + (props.totals === undefined ? 0 : 1)}
        aria-colcount={shown.length}
        aria-multiselectable={isSelectable || undefined}
        aria-busy={source === null || pages.isReading}
        tabIndex={total === 0 ? 0 : -1}
        className={styles.scroll}
        data-empty={isEmpty || undefined}
        data-card={isCard || undefined}
        onKeyDown={onKeyDown}
      >
        {!isCard && (
          <TableHeader
            columns={shown}
            sort={props.sort ?? []}
            onSort={(column, more) => props.onSort?.(nextSort(props.sort ?? [], column, more))}
            selection={isSelectable ? (count === 0 ? "none" : count === total ? "all" : "some") : undefined}
            onSelectAll={selectAll}
          />
        )}
        {source !== null && pages.isReading && <div className={styles.reading} role="presentation" />}
        {sticky !== null && !isEmpty && (
          <div className={styles.stickyHeading} data-card={isCard || undefined} aria-hidden>
            <GroupHeading group={sticky} onToggle={props.onToggleGroup} />
          </div>
        )}
        {source === null && failure === null ? (
          <div className={styles.body} role="rowgroup" aria-label={t("table.loading")}>
            {Array.from({ length: FIRST_SHAPES }, (_, index) => (
              <TableRow<Row>
                key={index}
                row={undefined}
                position={index}
                rowIndex={index + 2}
                top={index * rowHeight}
                height={rowHeight}
                rowHeight={rowHeight}
                columns={shown}
                handlers={handlers}
                isFocused={false}
                focusedCell={null}
                isSelected={false}
                isSelectable={false}
                isChoosing={false}
                isDim={false}
                isCard={isCard}
                isOpen={undefined}
                detail={null}
              />
            ))}
          </div>
        ) : (
          <div role="rowgroup" className={styles.body} style={{ height: rows.height }}>
            {rows.items.map(({ index, top, height }) => {
              const item = layout.item(index);
              if (item === null) return null;
              if (item.kind === "group") {
                return (
                  <div key={`group ${item.group.id}`} role="row" aria-rowindex={index + 2} className={styles.item} style={{ transform: `translateY(${top}px)`, height }}>
                    <div role="gridcell" aria-colspan={shown.length}>
                      <GroupHeading group={item.group} onToggle={props.onToggleGroup} />
                    </div>
                  </div>
                );
              }
              const row = pages.row(item.position);
              const isOpen = index === openIndex;
              return (
                <TableRow<Row>
                  key={item.position}
                  row={row}
                  position={item.position}
                  rowIndex={index + 2}
                  top={top}
                  height={height}
                  rowHeight={rowHeight}
                  columns={shown}
                  handlers={handlers}
                  isFocused={item.position === position}
                  focusedCell={item.position === position ? focusedCell : null}
                  isSelected={isSelectable && row !== undefined && isSelected(selection, rowId(row))}
                  isSelectable={isSelectable}
                  isChoosing={isChoosing}
                  isDim={row !== undefined && props.isDim?.(row) === true}
                  isCard={isCard}
                  isOpen={detail === undefined ? undefined : isOpen}
                  detail={
                    isOpen && row !== undefined && detail !== undefined ? (
                      <RowDetail onHeight={setDetailHeight}>{detail(row)}</RowDetail>
                    ) : null
                  }
                />
              );
            })}
          </div>
        )}
        {props.totals !== undefined && total > 0 && (
          <TotalsRow columns={shown} totals={props.totals} rowIndex={layout.itemCount + 2} height={rowHeight} isCard={isCard} />
        )}
      </div>
      {isEmpty && <div className={styles.instead}>{props.empty ?? <p className="t3">{t("table.noRows")}</p>}</div>}
      {failure !== null && (
        <TableFailure
          error={failure}
          onRetry={() => {
            pages.retry();
            props.onRetry?.();
          }}
        />
      )}
      {/* At the foot, so that it moves no row when it appears. */}
      {props.arrived !== undefined && (
        <button type="button" className={styles.arrived} data-arrived onClick={props.arrived.onShow}>
          {props.arrived.text}, <span className="link">{t("table.showNew")}</span> <KeyCap of="list.showNew" />
        </button>
      )}
      {menu !== null && <ContextMenu label={t("key.list.menu")} entries={menu.entries} at={menu.at} onClose={() => setMenu(null)} />}
    </div>
  );
}

function positionOf(layout: RowLayout, index: number): number {
  const item = layout.item(index);
  return item?.kind === "row" ? item.position : 0;
}
