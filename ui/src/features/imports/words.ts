import { isTextKey, t, type TextKey } from "../../i18n/text";
import type { ImportKind, Preview } from "../../ipc/types.gen";

/** "1,204 orders". */
export const countOf = (kind: ImportKind, count: number): string => t(`imports.count.${kind}`, { count });

/** The name of a field; those without one of ours are written as the core names them. */
export function fieldName(field: string): string {
  const key = `imports.field.${field}`;
  if (isTextKey(key)) return t(key);
  const plain = field.replaceAll("_", " ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

const EXPORTS = new Set(["shopify", "woocommerce", "etsy", "ebay", "amazon", "columns"]);

export const exportName = (preview: Preview, kind: ImportKind): string =>
  EXPORTS.has(preview.export) ? t(`imports.export.${preview.export}` as TextKey) : t("imports.export.other", { name: t(`imports.kind.${kind}`).toLowerCase() });

/** "UTF-8, separated by commas". */
export function shapeOf({ encoding, delimiter }: Preview): string {
  const key = `imports.delimiter.${delimiter === "" ? "none" : delimiter}`;
  const name = encoding.replace(/^(utf|xlsx|iso)/, (word) => word.toUpperCase()).replace(/^w/, "W");
  return [name, isTextKey(key) ? t(key) : delimiter].join(", ");
}
