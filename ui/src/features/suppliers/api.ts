import { t } from "../../i18n/text";
import type { SupplierApi, SupplierApiSave } from "../../ipc/types.gen";

const CLASSES = ["keyed", "drafted", "listed", "blind"] as const;

/** What can be promised about orders to a supplier of this class, in words. */
export const classWords = (word: string): string => {
  const known = CLASSES.find((name) => name === word);
  return known === undefined ? word : t(`api.class.${known}`);
};

/** Whose a new key is: of the account that purchases were sent to so far, or of another one. */
export type Account = "same" | "other";

/** What is saved: the key only when one was typed, and whose it is when that was asked. */
export const apiRequest = (api: SupplierApi, secret: string, account: Account | null = null): SupplierApiSave => ({
  supplier_id: api.supplier_id,
  description: api.description,
  base_url: api.base_url.trim(),
  allowed_host: api.allowed_host.trim(),
  own_authority: api.own_authority.trim(),
  look_first: api.look_first,
  ...(secret === "" ? {} : { secret }),
  ...(account === null ? {} : { same_account: account === "same" }),
});
