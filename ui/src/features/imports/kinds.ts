import { BadgeCheck, Boxes, Factory, Landmark, Megaphone, Package, Replace, Truck, ArrowLeftRight, type LucideIcon } from "lucide-react";
import type { ImportKind } from "../../ipc/types.gen";

export interface KindEntry {
  kind: ImportKind;
  icon: LucideIcon;
  /** Whether the rows belong to a shop: they must, they may, or they never do. */
  shop: "needed" | "optional" | "none";
}

export const KINDS: readonly KindEntry[] = [
  { kind: "orders", icon: Package, shop: "needed" },
  { kind: "offers", icon: Boxes, shop: "none" },
  { kind: "mappings", icon: Replace, shop: "none" },
  { kind: "suppliers", icon: Factory, shop: "none" },
  { kind: "tracking", icon: Truck, shop: "none" },
  { kind: "confirmations", icon: BadgeCheck, shop: "none" },
  { kind: "costs", icon: Landmark, shop: "optional" },
  { kind: "ads", icon: Megaphone, shop: "optional" },
  { kind: "rates", icon: ArrowLeftRight, shop: "none" },
];

export const isImportKind = (text: string): text is ImportKind => KINDS.some(({ kind }) => kind === text);
export const entryOf = (kind: ImportKind): KindEntry => KINDS.find((entry) => entry.kind === kind) ?? { kind: "orders", icon: Package, shop: "needed" };
