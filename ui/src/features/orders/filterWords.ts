import { formatDate } from "../../i18n/dates";
import { formatList, formatNumber } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { OrderFilter } from "../../ipc/types.gen";
import { checkWord } from "./checkWords";
import { countryName } from "./countries";

export interface FilterNames {
  shop: (id: number) => string;
  supplier: (id: number) => string;
}

export interface FilterPart {
  key: keyof OrderFilter;
  /** "Shop: Trailkin". */
  label: string;
  /** "Trailkin". */
  value: string;
}

/** Every part of a filter in words, in the order in which they are offered. */
export function filterParts(filter: OrderFilter, names: FilterNames, now: number): FilterPart[] {
  const parts: FilterPart[] = [];
  const add = (key: keyof OrderFilter, name: string, value: string): void => {
    parts.push({ key, value, label: t("filter.is", { name, value }) });
  };
  if (filter.shop_id !== undefined) add("shop_id", t("filter.shop"), names.shop(filter.shop_id));
  if (filter.supplier_id !== undefined) add("supplier_id", t("filter.supplier"), names.supplier(filter.supplier_id));
  if (filter.country !== undefined) add("country", t("filter.country"), countryName(filter.country));
  if (filter.tag !== undefined) add("tag", t("filter.tag"), filter.tag);
  if (filter.flag !== undefined) add("flag", t("filter.flag"), checkWord(filter.flag, true));
  if (filter.older_than_days !== undefined) add("older_than_days", t("filter.age"), t("filter.days", { count: filter.older_than_days }));
  if (filter.from !== undefined) add("from", t("filter.age"), t("filter.from", { day: formatDate(filter.from, now) }));
  if (filter.to !== undefined) add("to", t("filter.age"), t("filter.to", { day: formatDate(filter.to, now) }));
  if (filter.margin_below !== undefined) add("margin_below", t("filter.margin"), t("filter.under", { percent: formatNumber(filter.margin_below) }));
  return parts;
}

/** The filter in a few words, for empty lists and saved views: "Trailkin, Sweden and “daypack”". */
export function filterSentence(filter: OrderFilter, names: FilterNames, now: number): string {
  const parts = filterParts(filter, names, now).map(({ value }) => value);
  if (filter.search !== undefined) parts.push(t("filter.words", { words: filter.search }));
  return formatList(parts);
}

export const isFiltered = (filter: OrderFilter): boolean => Object.values(filter).some((value) => value !== undefined && value !== "");

/** A filter without one of its parts. */
export function without(filter: OrderFilter, key: keyof OrderFilter): OrderFilter {
  const { [key]: _, ...others } = filter;
  return others;
}
