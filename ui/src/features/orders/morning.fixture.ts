import type { Answers } from "../../ipc/fake";
import type { Done, Forwarded, OrderRow, Which } from "../../ipc/types.gen";
import { DECISIONS, MORNING, READY, euro, orderDetail, ordersPage, workspace } from "./orders.fixture";

/** A core that holds one morning in memory and does what is asked of it, for tests and the workshop. */
export interface Morning {
  rows: OrderRow[];
  answers: Answers;
  /** Purchases that left, by the orders they serve. */
  forwarded: number[][];
}

type Step = { undo: number; before: OrderRow[] };

export function morning(change: Answers = {}): Morning {
  const history: Step[] = [];
  const state: Morning = { rows: [...DECISIONS, ...READY], answers: {}, forwarded: [] };
  const idsOf = (which: Which): number[] => ("ids" in which ? which.ids : state.rows.map(({ id }) => id));
  const counts = () => {
    const of = (queue: string): number => state.rows.filter((row) => row.queue === queue).length;
    return { ...workspace().counts, new: of("decide") + of("ready"), decide: of("decide"), ready: of("ready"), waiting: 18 + of("waiting"), snoozed: 4 + of("snoozed") };
  };
  const alter = (ids: number[], to: (row: OrderRow) => OrderRow): Done => {
    const undo = history.length + 1;
    history.push({ undo, before: state.rows });
    state.rows = state.rows.map((row) => (ids.includes(row.id) ? to(row) : row));
    return { count: ids.length, undo, id: null };
  };
  const shown = (tab: string): OrderRow[] => (tab === "new" ? state.rows.filter(({ queue }) => queue === "decide" || queue === "ready") : tab === "all" ? state.rows : state.rows.filter(({ queue }) => queue === tab));
  const find = (id: number): OrderRow => state.rows.find((row) => row.id === id) ?? (state.rows[0] as OrderRow);
  const forward = (which: Which): Forwarded => {
    const ids = idsOf(which).filter((id) => find(id).queue === "ready");
    const suppliers = new Set(ids.flatMap((id) => find(id).suppliers)).size;
    const { undo } = alter(ids, (row) => ({ ...row, queue: "waiting", purchase: "queued" }));
    if (ids.length > 0) state.forwarded.push(ids);
    return { purchases: ids.length, orders: ids.length, suppliers, left_out: [], sends_at: new Date(MORNING + 10_000).toISOString(), undo: ids.length === 0 ? null : undo, sent: [] };
  };
  state.answers = {
    workspace_state: () => workspace({ counts: counts() }),
    order_counts: counts,
    sending: () => ({ suppliers: [], alarms: [] }),
    views: () => ({ total: 0, rows: [], next: null }),
    suppliers: () => ({ total: 0, rows: [], next: null }),
    tags: () => ({ total: 2, rows: ["gift", "press"], next: null }),
    purchases: () => ({ total: 0, rows: [], next: null }),
    orders: (request) => ordersPage(shown(request.tab).filter(({ customer, number }) => `${customer} ${number}`.toLowerCase().includes((request.filter?.search ?? "").toLowerCase())), request, Math.max(0, ...state.rows.map(({ id }) => id))),
    order: ({ id }) => orderDetail(find(id)),
    order_fix: ({ order_id: id, fix }) => alter([id], (row) => ({ ...row, queue: fix.kind === "snooze" || fix.kind === "ask_customer" ? "snoozed" : fix.kind === "close" ? "done" : "ready", flag: null, checks: Object.fromEntries(Object.entries(row.checks).map(([check, verdict]) => [check, verdict === "pass" ? verdict : "accepted"])) })),
    order_fix_suggested: ({ which }) => alter(idsOf(which), (row) => ({ ...row, queue: "ready", flag: null })),
    order_snooze: ({ which, until }) => alter(idsOf(which), (row) => ({ ...row, queue: "snoozed", snoozed_until: until })),
    order_close: ({ which }) => alter(idsOf(which), (row) => ({ ...row, queue: "done" })),
    order_tag: ({ which, tag, on }) => alter(idsOf(which), (row) => ({ ...row, tags: on ? [...row.tags, tag] : row.tags.filter((each) => each !== tag) })),
    order_colour: ({ which, colour }) => alter(idsOf(which), (row) => ({ ...row, colour })),
    order_note_add: ({ order_id: id }) => alter([id], (row) => row),
    order_address_save: ({ order_id: id }) => alter([id], (row) => ({ ...row, queue: "ready", flag: null })),
    offer_matches: () => ({ total: 0, rows: [], next: null }),
    offers: () => ({ total: 0, rows: [], next: null }),
    forward_review: ({ which, without_suppliers: without = [] }) => {
      const ready = idsOf(which).map(find).filter(({ queue }) => queue === "ready");
      const names = [...new Set(ready.flatMap(({ suppliers }) => suppliers))];
      const suppliers = names.map((supplier, index) => ({ supplier_id: index + 1, supplier, channel: index % 3 === 2 ? "manual" : index % 2 === 0 ? "email" : "file", destination: index % 3 === 2 ? "" : index % 2 === 0 ? "orders@example.com" : `outbox/${supplier}`, orders: ready.filter((row) => row.suppliers.includes(supplier)).length, units: 7, to_pay: euro("164.37"), to_pay_base: euro("164.37"), first_promise: "2026-03-12", trouble: "" })).filter(({ supplier_id: id }) => !without.includes(id));
      return { suppliers, orders: suppliers.reduce((sum, { orders }) => sum + orders, 0), to_pay: euro("986.20"), left_out: [{ order_id: 1, number: "MM-10482", reason: "margin" }, { order_id: 2, number: "TK-20831", reason: "mapped" }], asks: false, delay_seconds: 10, stopped: null };
    },
    forward: ({ which }) => forward(which),
    undo: ({ id }) => {
      const step = history.find(({ undo }) => undo === id) ?? history.at(-1);
      if (step !== undefined) state.rows = step.before;
      return { id: step?.undo ?? 0, action: "forward", count: 1, redo: null };
    },
    ...change,
  };
  return state;
}
