import type { SupplierRow } from "../../ipc/types.gen";
import type { Kind } from "./newSupplier";
import { placeOf } from "./words";

/** The tabs of the directory, by standing. */
export const TABS = {
  all: null,
  approved: ["approved"],
  vetting: ["invited", "testing"],
  watch: ["on_watch"],
  off: ["paused", "rejected"],
} as const satisfies Record<string, readonly string[] | null>;
export type TabId = keyof typeof TABS;
export const TAB_IDS = Object.keys(TABS) as TabId[];

export const inTab = (row: SupplierRow, tab: TabId): boolean => (TABS[tab] as readonly string[] | null)?.includes(row.standing) ?? true;

/** Rows whose name or place holds every word of the search. */
export function found(rows: readonly SupplierRow[], search: string): SupplierRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => words.every((word) => `${row.name} ${placeOf(row)}`.toLowerCase().includes(word)));
}

export interface Query {
  tab: TabId;
  kind: Kind | null;
  search: string;
}

export const matching = (rows: readonly SupplierRow[], { tab, kind, search }: Query): SupplierRow[] =>
  found(rows, search).filter((row) => inTab(row, tab) && (kind === null || row.kind === kind));

/** Below this many parcels a share says little, and is not written as one. */
export const ENOUGH = 10;
