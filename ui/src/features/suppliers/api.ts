import { t } from "../../i18n/text";
import type { SupplierApi, SupplierApiSave } from "../../ipc/types.gen";

const CLASSES = ["keyed", "drafted", "listed", "blind"] as const;

/** What can be promised about orders to a supplier of this class, in words. */
export const classWords = (word: string): string => {
  const known = CLASSES.find((name) => name === word);
  return known === undefined ? word : t(`api.class.${known}`);
};

/** What is saved: the key only when one was typed. */
export const apiRequest = (api: SupplierApi, secret: string): SupplierApiSave => ({
  supplier_id: api.supplier_id,
  description: api.description,
  base_url: api.base_url.trim(),
  allowed_host: api.allowed_host.trim(),
  own_authority: api.own_authority.trim(),
  ...(secret === "" ? {} : { secret }),
});
