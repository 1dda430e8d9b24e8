import type { ColumnChoice, ImportKind, ImportRequest, Preview } from "../../ipc/types.gen";
import { entryOf } from "./kinds";

/** The shop that rows belong to: a known one, or a new one by its name. */
export type ShopChoice = { known: number } | { name: string } | { none: true };

/** What the person has chosen so far; everything that is null is as the file suggests. */
export interface Draft {
  kind: ImportKind;
  files: readonly string[];
  shop: ShopChoice | null;
  supplierId: number | null;
  choice: ColumnChoice | null;
  currency: string | null;
}

export const emptyDraft = (kind: ImportKind, supplierId: number | null = null): Draft => ({ kind, files: [], shop: null, supplierId, choice: null, currency: null });

/** The shop as chosen, or as the file suggests. */
export function shopOf(draft: Draft, preview: Preview | undefined): ShopChoice | null {
  if (draft.shop !== null) return draft.shop;
  if (preview === undefined || entryOf(draft.kind).shop === "none") return null;
  if (preview.shop_id !== null) return { known: preview.shop_id };
  return entryOf(draft.kind).shop === "needed" ? { name: preview.shop } : { none: true };
}

/** What to ask the core for. Only what was chosen is sent, so that the file's own suggestions hold for the rest. */
export function requestOf(draft: Draft, shop: ShopChoice | null = draft.shop): ImportRequest {
  return {
    kind: draft.kind,
    files: [...draft.files],
    ...(shop === null || "none" in shop ? {} : "known" in shop ? { shop_id: shop.known } : { shop: shop.name.trim() }),
    ...(draft.supplierId === null ? {} : { supplier_id: draft.supplierId }),
    ...(draft.choice === null ? {} : { columns: draft.choice }),
    ...(draft.currency === null ? {} : { currency: draft.currency }),
  };
}
