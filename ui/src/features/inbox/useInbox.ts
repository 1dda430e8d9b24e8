import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { currentTime, useNow } from "../../clock";
import type { DataTableHandle } from "../../components/DataTable/DataTable";
import { NOTHING, isNothing, selectedCount, type Selection } from "../../components/DataTable/selection";
import { showToast } from "../../components/toasts";
import { useHotkey } from "../../hotkeys";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { OrderDetail, OrderFilter, OrderRow } from "../../ipc/types.gen";
import { useScope } from "../../scope";
import { leaveTrail } from "../orders/trail";
import { useListState } from "../orders/useListState";
import type { Names } from "../orders/useNames";
import { useOrderSource } from "../orders/useOrderSource";
import { useViews } from "../orders/views";
import { whichOf } from "../orders/whichOrders";
import { optionWords } from "./decisionWords";
import { beginSitting } from "./sitting";
import { placeOfMenu } from "./SnoozeMenu";
import { useChoice } from "./useChoice";
import { ordersSubject, orderSubject, useOrderActions, type Subject } from "./useOrderActions";
import { rowMenu } from "./rowMenu";

/** What lies over the list: one at a time. */
export type Open =
  | { kind: "review"; subject: Subject }
  | { kind: "snooze"; subject: Subject; at: { x: number; y: number } }
  | { kind: "tag"; subject: Subject; has: readonly string[] }
  | { kind: "address"; detail: OrderDetail }
  | { kind: "offer"; detail: OrderDetail; lineId: number }
  | { kind: "duplicate"; detail: OrderDetail }
  | { kind: "view" }
  | null;

export interface InboxParts {
  table: RefObject<DataTableHandle | null>;
  names: Names;
  isNarrow: boolean;
  isPaneShown: boolean;
  setPaneShown: (isShown: boolean) => void;
}

const NO_GROUPS: ReadonlySet<string> = new Set();

/** The state of the inbox and what its keys do. */
export function useInbox({ table, names, isNarrow, isPaneShown, setPaneShown }: InboxParts) {
  const navigate = useNavigate();
  const now = useNow();
  const scope = useScope();
  const list = useListState("inbox", "new");
  const views = useViews();
  const actions = useOrderActions();
  const [closedGroups, setClosedGroups] = useState(NO_GROUPS);
  const filter = useMemo((): OrderFilter => (scope === null ? list.filter : { ...list.filter, shop_id: scope }), [list.filter, scope]);
  const { source, page, error, retry } = useOrderSource({ tab: list.tab, filter, sort: list.sort }, closedGroups);
  const { data: counts } = useCall("order_counts", scope === null ? {} : { shop_id: scope });
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [focused, setFocused] = useState<{ row: OrderRow | null; position: number }>({ row: null, position: 0 });
  const [open, setOpen] = useState<Open>(null);
  const snoozeRef = useRef<HTMLButtonElement>(null);
  const noteRef = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const { row } = focused;

  const read = useCall("order", { id: row?.id ?? 0 }, { enabled: row !== null });
  const detail = read.data !== undefined && read.data.row.id === row?.id ? read.data : undefined;
  const choice = useChoice(detail);
  // An order that was just decided takes no second answer while its list is read again.
  const settled = useRef<{ id: number; version: number } | null>(null);

  const sourceId = source?.id;
  useEffect(() => setSelection(NOTHING), [sourceId]);
  useEffect(() => beginSitting(currentTime()), []);

  const hasSelection = !isNothing(selection);
  const total = source?.total ?? 0;
  const count = selectedCount(selection, total);

  /** The next row has the focus when this one leaves. */
  const goOn = useCallback((): void => {
    if (focused.position < total - 1) table.current?.move(1);
    else if (total > 1) table.current?.move(-1);
    else table.current?.focus();
  }, [table, focused.position, total]);
  const toList = useCallback((): void => table.current?.focus(), [table]);

  /** What an action is about: the chosen rows, or the row under focus. */
  const withSubject = (run: (subject: Subject, isBulk: boolean) => void): void => {
    if (!hasSelection) {
      if (row !== null) run(orderSubject(row), false);
      return;
    }
    whichOf(selection, list.tab, filter).then(
      (which) => run(ordersSubject(which, count), true),
      () => showToast({ mark: "bad", text: t("act.notApplied") }),
    );
  };
  const afterAction = (isBulk: boolean): void => {
    setOpen(null);
    if (isBulk) {
      setSelection(NOTHING);
      table.current?.advance();
      toList();
    } else goOn();
  };

  const decide = (): void => {
    if (detail === undefined || choice.option === null || detail.decision === null) return;
    if (settled.current?.id === detail.row.id && settled.current.version === detail.version) return;
    const { fix } = choice.option;
    if (fix.kind === "edit_address") return setOpen({ kind: "address", detail });
    if (fix.kind === "open_purchase") return void navigate({ to: "/purchases/$id", params: { id: String(fix.purchase_id) } });
    settled.current = { id: detail.row.id, version: detail.version };
    if (fix.kind === "ask_customer") void navigator.clipboard?.writeText(fix.text);
    const title = fix.kind === "ask_customer" ? t("option.asked") : optionWords(detail, detail.decision.check, choice.option, now).title;
    const left = Math.max(0, (counts?.decide ?? 1) - 1);
    actions.decide({ orderId: detail.row.id, number: detail.row.number, option: choice.option, remember: choice.remember, title, left, onFailed: () => { settled.current = null; } });
    goOn();
  };
  const forwardOne = (): void => {
    if (row === null || row.queue !== "ready") return;
    if (settled.current?.id === row.id && settled.current.version === (detail?.version ?? 0)) return;
    settled.current = { id: row.id, version: detail?.version ?? 0 };
    actions.forward(orderSubject(row), { supplier: row.suppliers.length === 1 ? row.suppliers[0] : undefined });
    goOn();
  };
  const openOrder = (id: number, position: number): void => {
    leaveTrail({ tab: list.tab, filter, sort: list.sort }, position);
    void navigate({ to: "/orders/$id", params: { id: String(id) } });
  };
  const primary = (): void => {
    if (isNarrow && !isPaneShown) setPaneShown(true);
    else if (detail?.decision != null) decide();
    else if (row?.queue === "ready") forwardOne();
    else if (row !== null) openOrder(row.id, focused.position);
  };
  const review = (subject: Subject): void => setOpen({ kind: "review", subject });
  const snooze = (): void => withSubject((subject) => setOpen({ kind: "snooze", subject, at: placeOfMenu(snoozeRef.current) }));
  const offer = (lineId: number | null): void => {
    const line = lineId ?? detail?.lines.find(({ quotes, ships }) => ships && !quotes.some(({ chosen }) => chosen))?.id ?? detail?.lines[0]?.id;
    if (detail !== undefined && line !== undefined) setOpen({ kind: "offer", detail, lineId: line });
  };
  const tag = (): void => withSubject((subject, isBulk) => setOpen({ kind: "tag", subject, has: isBulk || row === null ? [] : row.tags }));
  const close = (): void =>
    withSubject((subject, isBulk) => {
      actions.close(subject, true);
      afterAction(isBulk);
    });
  const suggested = (): void =>
    withSubject((subject, isBulk) => {
      actions.suggested(subject);
      if (isBulk) setSelection(NOTHING);
    });
  const note = (): void => {
    if (isNarrow) setPaneShown(true);
    requestAnimationFrame(() => noteRef.current?.focus());
  };
  const forward = (): void => {
    if (hasSelection) withSubject(review);
    else forwardOne();
  };
  const duplicate = (): void => {
    if (detail !== undefined && "duplicate" in detail.row.checks) setOpen({ kind: "duplicate", detail });
  };
  /** Leads from a failed check to what mends it. */
  const fix = (check: string): void => {
    if (check === "address" && detail !== undefined) setOpen({ kind: "address", detail });
    else if (check === "mapped" || check === "in_stock" || check === "ships_there" || check === "margin") offer(null);
    else if (check === "duplicate") duplicate();
    else if (check === "outcome" || check === "accepted") {
      const purchase = detail?.purchases.find(({ state }) => state === (check === "outcome" ? "unknown" : "rejected"));
      if (purchase !== undefined) void navigate({ to: "/purchases/$id", params: { id: String(purchase.id) } });
    } else document.querySelector<HTMLElement>("[role=radiogroup] [type=radio]:checked, [role=radiogroup] [type=radio]")?.focus();
  };

  useHotkey("queue.snooze", snooze, { enabled: row !== null });
  useHotkey("queue.done", close, { enabled: row !== null });
  useHotkey("queue.note", note, { enabled: row !== null });
  useHotkey("queue.label", tag, { enabled: row !== null });
  useHotkey("queue.map", () => offer(null), { enabled: detail !== undefined });
  useHotkey("queue.supplier", () => offer(null), { enabled: detail !== undefined });
  useHotkey("queue.duplicate", duplicate, { enabled: detail !== undefined && "duplicate" in detail.row.checks });
  useHotkey("queue.suggested", suggested, { enabled: list.tab === "new" && row?.queue === "decide" });
  useHotkey("queue.forward", forward, { enabled: hasSelection || row?.queue === "ready" });
  useHotkey("item.next", () => table.current?.move(1));
  useHotkey("item.previous", () => table.current?.move(-1));

  const place = useMemo((): string => {
    const { position } = focused;
    if (list.tab !== "new" || page === undefined || page.decide + page.ready !== page.total) return t("inbox.position", { n: position + 1, total });
    return position < page.decide ? t("inbox.position", { n: position + 1, total: page.decide }) : t("inbox.position", { n: position - page.decide + 1, total: page.ready });
  }, [focused, list.tab, page, total]);

  return {
    list, views, actions, filter, source, page, error, retry, counts, selection, setSelection, hasSelection, count, row, detail, choice, open, setOpen, place, names, snoozeRef, noteRef,
    toggleGroup: (id: string): void => setClosedGroups((before) => (before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id]))),
    focusRow: (next: OrderRow | null, position: number): void => setFocused({ row: next, position }),
    focusedPosition: focused.position,
    afterAction, goOn, toList, openOrder,
    menuOf: (of: OrderRow) => rowMenu(of, { open: () => openOrder(of.id, focused.position), forward: forwardOne, snooze, tag, note, offer: () => offer(null), close: () => { actions.close(orderSubject(of), of.queue !== "done"); afterAction(false); }, colour: (colour) => actions.colour(orderSubject(of), colour) }),
    reviewAll: (): void => review(ordersSubject({ tab: "new", filter }, page?.ready ?? 0)),
    suggested, forward, snooze, tag, close,
    colourAll: (colour: string): void => withSubject((subject) => actions.colour(subject, colour)),
    on: {
      primary, snooze, close: () => { setPaneShown(false); toList(); }, fix, tag,
      wake: () => { if (row !== null) { actions.wake(orderSubject(row)); goOn(); } },
      previous: () => table.current?.move(-1),
      next: () => table.current?.move(1),
      open: () => { if (row !== null) openOrder(row.id, focused.position); },
      offer: (lineId: number) => offer(lineId),
      address: () => { if (detail !== undefined) setOpen({ kind: "address", detail }); },
      purchase: (id: number) => void navigate({ to: "/purchases/$id", params: { id: String(id) } }),
      list: toList,
    },
  };
}

export type InboxState = ReturnType<typeof useInbox>;
