import type { Replay, ReplayRow, RoutingRuleShape } from "../../ipc/types.gen";
import { euro } from "../orders/orders.fixture";
import { blankRule } from "./rules";

export const UNION: RoutingRuleShape = { ...blankRule(), id: 1, name: "Union", enabled: true, when: { ...blankRule().when, to: ["EU"] }, limits: { ...blankRule().limits, from: ["EU"] } };
export const CHEAPEST: RoutingRuleShape = { ...blankRule(), id: 2, name: "Cheapest", how: "cheapest", limits: { ...blankRule().limits, approved_only: true, most_days: 10 } };

export const replayRow = (change: Partial<ReplayRow>): ReplayRow => ({
  order_id: 1, number: "MM-10482", placed_at: "2026-03-08T10:00:00Z", country: "SE", rule: "Cheapest", fits: true, forwarded: true, before: ["Yarrow Home"], after: ["Harborline"], cost_before: euro("38.00"), cost_after: euro("31.60"), days_before: 14, days_after: 5, ...change,
});

export const replay = (change: Partial<Replay> = {}): Replay => ({
  from: "2025-12-09",
  figures: { orders: 1204, changed: 214, undecided: 1, compared: 214, cost_difference: euro("-312.40"), days_difference: "-4.2", by_rule: [{ rule: "Cheapest", orders: 1204 }] },
  rows: [replayRow({}), replayRow({ order_id: 2, number: "TK-20831", fits: false, after: ["Yarrow Home"] })],
  next: "1.1",
  stopped: false,
  ...change,
});
