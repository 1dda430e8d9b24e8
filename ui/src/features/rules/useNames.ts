import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { Names } from "./ruleWords";

/** Names of shops and suppliers, by their numbers. */
export function useNames(): Names {
  const { data: workspace } = useCall("workspace_state", {});
  const { data: suppliers } = useCall("suppliers", {});
  return {
    currency: workspace?.base_currency ?? "EUR",
    shop: (id) => workspace?.shops.find((shop) => shop.id === id)?.name ?? String(id),
    supplier: (id) => suppliers?.rows.find((supplier) => supplier.id === id)?.name ?? t("rules.noSupplier"),
  };
}
