import { Factory, Package, PackageCheck } from "lucide-react";
import type { PaletteItem, PaletteKind } from "../../components/CommandPalette";
import { fit } from "../../components/fuzzy";
import { t } from "../../i18n/text";
import { call } from "../../ipc/client";
import { itemsOf } from "./orderColumns";
import { purchaseWord } from "./nextStep";

const ORDERS = 8;
const SUPPLIERS = 5;
const STATES = ["in_doubt", "to_hand_over", "queued", "placed", "rejected"] as const;

/** Goes to an address of the application. */
export type GoTo = (path: string, search?: Record<string, string>) => void;

const toPurchases = (goTo: GoTo): PaletteItem[] => [
  { id: "purchases", title: t("purchase.title"), icon: PackageCheck, group: t("palette.go"), onRun: () => goTo("/purchases") },
  ...STATES.map((state) => ({ id: `purchases ${state}`, title: `${t("purchase.title")}: ${purchaseWord(state)}`, icon: PackageCheck, group: t("palette.go"), onRun: () => goTo("/purchases", { state }) })),
];

/** Looks up orders, customers, suppliers and lists of purchases for the palette. */
export const paletteSearch =
  (goTo: GoTo) =>
  async (query: string, kind: PaletteKind): Promise<readonly PaletteItem[]> => {
    if (query === "" || kind === "/") return [];
    const wantsOrders = kind === "" || kind === "#" || kind === "@";
    const [orders, suppliers] = await Promise.all([
      wantsOrders ? call("orders", { tab: "all", filter: { search: query }, limit: ORDERS }) : null,
      kind === "" ? call("suppliers", { search: query }) : null,
    ]);
    const lists = kind === "" ? toPurchases(goTo).filter(({ title }) => fit(query, title) > 1) : [];
    return [
      ...(orders?.rows ?? []).map((row): PaletteItem => ({
        id: `order ${row.id}`,
        title: kind === "@" ? row.customer : row.number,
        note: kind === "@" ? [row.number, itemsOf(row)].join(", ") : [row.customer, itemsOf(row)].join(", "),
        icon: Package,
        group: t("orders.title"),
        onRun: () => goTo(`/orders/${row.id}`),
      })),
      ...(suppliers?.rows ?? []).slice(0, SUPPLIERS).map((row): PaletteItem => ({ id: `supplier ${row.id}`, title: row.name, note: [row.city, row.country].filter(Boolean).join(" "), icon: Factory, group: t("nav.suppliers"), onRun: () => goTo(`/suppliers/${row.id}`) })),
      ...lists,
    ];
  };
