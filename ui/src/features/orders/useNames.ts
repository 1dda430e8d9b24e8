import { useMemo } from "react";
import { toTone, type TileTone } from "../../components/ShopTile";
import { useCall } from "../../ipc/queries";
import type { SupplierRow, WorkspaceState } from "../../ipc/types.gen";
import type { FilterNames } from "./filterWords";

export interface Names extends FilterNames {
  state: WorkspaceState | undefined;
  suppliers: readonly SupplierRow[];
  tiles: ReadonlyMap<number, TileTone>;
  /** Base currency of the workspace. */
  currency: string;
}

const NO_SUPPLIERS: readonly SupplierRow[] = [];

/** Names and colours of shops and suppliers by their ids. */
export function useNames(): Names {
  const { data: state } = useCall("workspace_state", {});
  const { data: page } = useCall("suppliers", {});
  const suppliers = page?.rows ?? NO_SUPPLIERS;
  return useMemo(() => {
    const shops = state?.shops ?? [];
    return {
      state,
      suppliers,
      tiles: new Map(shops.flatMap(({ id, tile }) => (id === null ? [] : [[id, toTone(tile)] as const]))),
      currency: state?.base_currency ?? "EUR",
      shop: (id) => shops.find((shop) => shop.id === id)?.name ?? String(id),
      supplier: (id) => suppliers.find((supplier) => supplier.id === id)?.name ?? String(id),
    };
  }, [state, suppliers]);
}
