import { useEffect, useMemo, useRef, useState } from "react";
import { currentTime } from "../../clock";
import { NOTHING, isNothing, selectedCount, type Selection } from "../../components/DataTable/selection";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { OrderDetail, OrderFilter, OrderRow } from "../../ipc/types.gen";
import { useScope } from "../../scope";
import { useListState } from "../orders/useListState";
import { useOrderSource } from "../orders/useOrderSource";
import { useViews } from "../orders/views";
import type { PartLine } from "../orders/parts";
import { beginSitting } from "./sitting";
import { useChoice } from "./useChoice";
import { useOrderActions, type Subject } from "./useOrderActions";

/** What lies over the list: one at a time. */
export type Open =
  | { kind: "review"; subject: Subject }
  | { kind: "snooze"; subject: Subject; at: { x: number; y: number } }
  | { kind: "tag"; subject: Subject; has: readonly string[] }
  | { kind: "address"; detail: OrderDetail }
  | { kind: "offer"; detail: OrderDetail; line: PartLine }
  | { kind: "duplicate"; detail: OrderDetail }
  | { kind: "view" }
  | null;

const NO_GROUPS: ReadonlySet<string> = new Set();

/** What the inbox shows: its list, the row under focus with all about it, what is chosen, and the layer above. */
export function useInboxState() {
  const scope = useScope();
  const list = useListState("inbox", "new");
  const views = useViews();
  const actions = useOrderActions();
  const [closedGroups, setClosedGroups] = useState(NO_GROUPS);
  const filter = useMemo((): OrderFilter => (scope === null ? list.filter : { ...list.filter, shop_id: scope }), [list.filter, scope]);
  const { source, page, filter: shownFilter, arrived, error, retry } = useOrderSource({ tab: list.tab, filter, sort: list.sort }, closedGroups);
  const { data: counts } = useCall("order_counts", scope === null ? {} : { shop_id: scope });
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [focused, setFocused] = useState<{ row: OrderRow | null; position: number }>({ row: null, position: 0 });
  const [open, setOpen] = useState<Open>(null);
  const snoozeRef = useRef<HTMLButtonElement>(null);
  const noteRef = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const { position } = focused;
  // A list that has run empty has no row, whatever had the focus last.
  const row = source !== null && source.total === 0 ? null : focused.row;

  const read = useCall("order", { id: row?.id ?? 0 }, { enabled: row !== null });
  const detail = read.data !== undefined && read.data.row.id === row?.id ? read.data : undefined;
  const choice = useChoice(detail);

  const sourceId = source?.id;
  useEffect(() => setSelection(NOTHING), [sourceId]);
  useEffect(() => beginSitting(currentTime()), []);

  const total = source?.total ?? 0;
  const place = useMemo((): string => {
    if (list.tab !== "new" || page === undefined || page.decide + page.ready !== page.total) return t("inbox.position", { n: position + 1, total });
    return position < page.decide ? t("inbox.position", { n: position + 1, total: page.decide }) : t("inbox.position", { n: position - page.decide + 1, total: page.ready });
  }, [position, list.tab, page, total]);

  return {
    list, views, actions, filter, shownFilter, arrived, source, page, error, retry, counts, selection, setSelection, row, position, detail, choice, open, setOpen, place, total, snoozeRef, noteRef,
    hasSelection: !isNothing(selection),
    count: selectedCount(selection, total),
    focusRow: (next: OrderRow | null, at: number): void => setFocused({ row: next, position: at }),
    toggleGroup: (id: string): void => setClosedGroups((before) => (before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id]))),
  };
}

export type InboxShown = ReturnType<typeof useInboxState>;
