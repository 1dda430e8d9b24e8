import type { OrderCounts, ShopShape, WorkspaceState } from "../../ipc/types.gen";

const counts: OrderCounts = { new: 40, decide: 7, ready: 33, late: 5, waiting: 12, snoozed: 3, all: 20_614, older: 0, unknown: 0, to_hand_over: 0 };

const shop = (id: number, name: string, kind: string, currency = "EUR"): ShopShape => ({
  id,
  name,
  kind,
  currency,
  time_zone: "Europe/Berlin",
  tax_included: true,
  margin_floor: "",
  pays_on_delivery: [],
  tile: id,
});

export const SHOPS: readonly ShopShape[] = [shop(1, "Maple & Moss", "shopify"), shop(2, "Trailkin", "woocommerce"), shop(3, "Pawberry", "etsy", "USD")];

/** A workspace with three shops, as a merchant sees it on a Monday morning. */
export const workspaceFixture = (part: Partial<WorkspaceState> = {}): WorkspaceState => ({
  set_up: true,
  name: "Fernhill Goods",
  folder: "/home/fern/Stockless/Fernhill Goods",
  base_currency: "EUR",
  time_zone: "Europe/Berlin",
  sample: false,
  shops: [...SHOPS],
  suppliers: 7,
  counts,
  outbox: { queued: 0, sends_at: null, waiting_for_word: 0, unknown: 0, asking: 0, to_hand_over: 0, follow_ups: 0 },
  forwarding: { state: "ready", since: null, facts: {} },
  last_import_at: "2026-03-09T08:37:00Z",
  last_backup_at: "2026-03-09T02:00:00Z", backup_refused: null,
  version: "0.1.0",
  now: "2026-03-09T08:38:00Z",
  look: {},
  ...part,
});

/** Before the first question was answered. */
export const newWorkspace = (): WorkspaceState =>
  workspaceFixture({
    set_up: false,
    name: "",
    folder: "/home/fern/Stockless",
    base_currency: "",
    time_zone: "",
    shops: [],
    suppliers: 0,
    counts: { new: 0, decide: 0, ready: 0, late: 0, waiting: 0, snoozed: 0, all: 0, older: 0, unknown: 0, to_hand_over: 0 },
    last_import_at: null,
    last_backup_at: null, backup_refused: null,
  });
