import { useNavigate } from "@tanstack/react-router";
import type { RefObject } from "react";
import type { DataTableHandle } from "../../components/DataTable/DataTable";
import { NOTHING } from "../../components/DataTable/selection";
import { showToast } from "../../components/toasts";
import { useHotkey } from "../../hotkeys";
import { t } from "../../i18n/text";
import type { OrderRow } from "../../ipc/types.gen";
import { isConflict } from "../order/conflict";
import { leaveTrail } from "../orders/trail";
import { whichOf } from "../orders/whichOrders";
import { boughtApart, type PartLine } from "../orders/parts";
import { rowMenu } from "./rowMenu";
import { placeOfMenu } from "./SnoozeMenu";
import { useDecide } from "./useDecide";
import { useInboxState } from "./useInboxState";
import { ordersSubject, orderSubject, type Subject } from "./useOrderActions";

export interface InboxParts {
  table: RefObject<DataTableHandle | null>;
  isNarrow: boolean;
  isPaneShown: boolean;
  setPaneShown: (isShown: boolean) => void;
}

/** The inbox: what it shows, and what its keys and buttons do. */
export function useInbox({ table, isNarrow, isPaneShown, setPaneShown }: InboxParts) {
  const shown = useInboxState();
  const { list, actions, shownFilter, page, selection, setSelection, hasSelection, count, row, position, detail, setOpen, total, snoozeRef, noteRef } = shown;
  const navigate = useNavigate();
  const toPurchase = (id: number): void => void navigate({ to: "/purchases/$id", params: { id: String(id) } });
  const toList = (): void => table.current?.focus();
  /** The next row has the focus when this one leaves; at the end of the list, the one before. */
  const goOn = (): void => {
    if (position < total - 1) table.current?.move(1);
    else if (total > 1) table.current?.move(-1);
    else toList();
  };
  const { decide, forwardOne } = useDecide(shown, goOn);

  /** What an action is about: the chosen rows, or the row under focus. */
  const withSubject = (run: (subject: Subject, isBulk: boolean) => void): void => {
    if (!hasSelection) {
      if (row !== null) run(orderSubject(row), false);
      return;
    }
    whichOf(selection, list.tab, shownFilter).then(
      (which) => run(ordersSubject(which, count), true),
      () => showToast({ mark: "bad", text: t("act.notApplied") }),
    );
  };
  const afterAction = (isBulk: boolean): void => {
    setOpen(null);
    if (!isBulk) return goOn();
    setSelection(NOTHING);
    table.current?.advance();
    toList();
  };
  const openOrder = (id: number, at: number): void => {
    leaveTrail({ tab: list.tab, filter: shownFilter, sort: list.sort }, at);
    void navigate({ to: "/orders/$id", params: { id: String(id) } });
  };
  const primary = (): void => {
    if (isNarrow && !isPaneShown) setPaneShown(true);
    else if (detail !== undefined && isConflict(detail)) openOrder(detail.row.id, position);
    else if (detail?.decision != null) decide();
    else if (row?.queue === "ready") forwardOne();
    // Before the order is read nobody knows what Enter would answer, and it must not lead away instead.
    else if (row !== null && (detail !== undefined || row.queue !== "decide")) openOrder(row.id, position);
  };
  const review = (subject: Subject): void => setOpen({ kind: "review", subject });
  const snooze = (): void => withSubject((subject) => setOpen({ kind: "snooze", subject, at: placeOfMenu(snoozeRef.current) }));
  const offer = (wanted: PartLine | null): void => {
    const lines = boughtApart(detail?.lines ?? []);
    const line = wanted ?? lines.find(({ quotes, ships, forwarded, quantity }) => ships && forwarded < quantity && !quotes.some(({ chosen }) => chosen)) ?? lines.find(({ forwarded, quantity }) => forwarded < quantity) ?? lines[0];
    if (detail !== undefined && line !== undefined) setOpen({ kind: "offer", detail, line });
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
  const address = (): void => {
    if (detail !== undefined) setOpen({ kind: "address", detail });
  };
  const canCompare = detail !== undefined && "duplicate" in detail.row.checks;
  const duplicate = (): void => {
    if (canCompare) setOpen({ kind: "duplicate", detail });
  };
  /** Leads from a failed check to what mends it. */
  const fix = (check: string): void => {
    if (check === "address") return address();
    if (check === "mapped" || check === "in_stock" || check === "ships_there" || check === "margin" || check === "routed") return offer(null);
    if (check === "duplicate") return duplicate();
    const purchase = detail?.purchases.find(({ state }) => (check === "outcome" && (state === "unknown" || state === "asking")) || (check === "accepted" && state === "rejected"));
    if (purchase !== undefined) toPurchase(purchase.id);
    else document.querySelector<HTMLElement>("[role=radiogroup] [type=radio]:checked, [role=radiogroup] [type=radio]")?.focus();
  };
  const previous = (): void => table.current?.move(-1);
  const next = (): void => table.current?.move(1);

  useHotkey("queue.snooze", snooze, { enabled: row !== null });
  useHotkey("queue.done", close, { enabled: row !== null });
  useHotkey("queue.note", note, { enabled: row !== null });
  useHotkey("queue.label", tag, { enabled: row !== null });
  useHotkey("queue.map", () => offer(null), { enabled: detail !== undefined });
  useHotkey("queue.supplier", () => offer(null), { enabled: detail !== undefined });
  useHotkey("queue.duplicate", duplicate, { enabled: canCompare });
  useHotkey("queue.suggested", suggested, { enabled: list.tab === "new" && row?.queue === "decide" });
  useHotkey("queue.forward", forward, { enabled: hasSelection || row?.queue === "ready" });
  useHotkey("item.next", next);
  useHotkey("item.previous", previous);

  return {
    ...shown,
    afterAction, goOn, toList, openOrder, suggested, forward, snooze, tag, close,
    colourAll: (colour: string): void => withSubject((subject) => actions.colour(subject, colour)),
    reviewAll: (): void => review(ordersSubject({ tab: "new", filter: shownFilter }, page?.ready ?? 0)),
    menuOf: (of: OrderRow) =>
      rowMenu(of, {
        open: () => openOrder(of.id, position),
        forward: forwardOne, snooze, tag, note,
        offer: () => offer(null),
        close: () => {
          actions.close(orderSubject(of), of.queue !== "done");
          afterAction(false);
        },
        colour: (colour) => actions.colour(orderSubject(of), colour),
      }),
    on: {
      primary, snooze, fix, tag, previous, next, address,
      close: () => {
        setPaneShown(false);
        toList();
      },
      wake: () => {
        if (row === null) return;
        actions.wake(orderSubject(row));
        goOn();
      },
      open: () => {
        if (row !== null) openOrder(row.id, position);
      },
      offer: (line: PartLine) => offer(line),
      purchase: toPurchase,
      list: toList,
    },
  };
}

export type InboxState = ReturnType<typeof useInbox>;
