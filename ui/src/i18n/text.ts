import { useSyncExternalStore } from "react";
import { english as en } from "./catalogue";

/** Every piece of text has a key here; a key that does not exist does not compile. */
export type TextKey = keyof typeof en;

/** A text, or its forms by number: "one", "other" and whatever else the language has. */
type Entry = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
export type Catalogue = Record<TextKey, Entry>;
export type Params = Record<string, string | number>;

interface Language {
  locale: string;
  catalogue: Catalogue;
  plural: Intl.PluralRules;
  number: Intl.NumberFormat;
}

function language(locale: string, catalogue: Catalogue): Language {
  return { locale, catalogue, plural: new Intl.PluralRules(locale), number: new Intl.NumberFormat(locale) };
}

function systemLocale(): string {
  const wanted = typeof navigator === "undefined" ? "en-GB" : navigator.language;
  try {
    return Intl.getCanonicalLocales(wanted)[0] ?? "en-GB";
  } catch {
    return "en-GB";
  }
}

let current = language(systemLocale(), en);
const listeners = new Set<() => void>();

/** The locale of numbers and dates, such as "en-GB". */
export const locale = (): string => current.locale;

/** Changes the language of the whole window. Text in another language than the catalogue's keeps English words. */
export function setLanguage(next: string, catalogue: Catalogue = en): void {
  current = language(next, catalogue);
  for (const listener of listeners) listener();
}

/** Redraws a component when the language changes. Needed once, at the root. */
export function useLanguage(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current.locale,
  );
}

/** True when `key` names a text; for keys made at run time, such as those of a status from the core. */
export const isTextKey = (key: string): key is TextKey => key in en;

/**
 * The text of `key`. `{name}` takes `params.name`; numbers are written as the locale writes them.
 * Texts with forms choose by `params.count`.
 */
export function t(key: TextKey, params: Params = {}): string {
  const entry: Entry = current.catalogue[key];
  const form = typeof entry === "string" ? entry : (entry[current.plural.select(Number(params["count"] ?? 0))] ?? entry.other);
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? current.number.format(value).replace("-", "\u2212") : value;
  });
}
