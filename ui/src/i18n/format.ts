import type { Decimal } from "./decimal";
import { isDecimal, sign } from "./decimal";
import { locale, t } from "./text";

/** An amount as the core sends it: a decimal string with all its places, and an ISO 4217 code. */
export interface Amount {
  amount: Decimal;
  currency: string;
}

export const MINUS = "\u2212";
/** Stands for a value that does not exist. Zero is "0", never this. */
export const MISSING = "\u2013";

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale() + JSON.stringify(options);
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale(), options);
    formats.set(key, format);
  }
  return format;
}

/** Intl rounds decimal strings exactly; a number would have been rounded to a float before it got there. */
function write(format: Intl.NumberFormat, value: Decimal | number | bigint): string {
  const exact = typeof value === "string" ? (value as Intl.StringNumericLiteral) : value;
  return format
    .formatToParts(exact)
    .map((part) => (part.type === "minusSign" ? MINUS : part.value))
    .join("");
}

function places(currency: string): number {
  return numberFormat({ style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

export interface MoneyOptions {
  /** Without the symbol, for cells under a header that names the currency. */
  bare?: boolean;
  /** A plus before amounts over zero: only for changes. */
  signed?: boolean;
}

/** "€1,234.50", "−€4.20", in a cell "1,234.50". Always with the places of the currency. */
export function formatMoney(value: Amount | null | undefined, { bare = false, signed = false }: MoneyOptions = {}): string {
  if (value == null || !isDecimal(value.amount)) return MISSING;
  const signDisplay = signed ? "exceptZero" : "negative";
  if (bare) {
    const digits = places(value.currency);
    return write(numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay }), value.amount);
  }
  const options: Intl.NumberFormatOptions = { style: "currency", currency: value.currency, signDisplay };
  // "SEK 479.00" but "€41.90" and "$12.00": the short symbol where the locale does not confuse two dollars.
  return write(numberFormat(options), value.amount);
}

/** The mark of a currency as a column header carries it: "€", "SEK". */
export function currencySign(currency: string): string {
  const part = numberFormat({ style: "currency", currency }).formatToParts(0).find(({ type }) => type === "currency");
  return part?.value ?? currency;
}

export interface NumberOptions {
  /** Digits after the point, fixed. */
  places?: number;
  signed?: boolean;
}

/** "1,842". Decimal strings keep all their digits up to `places`. */
export function formatNumber(value: Decimal | number | null | undefined, { places: digits, signed = false }: NumberOptions = {}): string {
  if (value == null || (typeof value === "string" && !isDecimal(value)) || Number.isNaN(value)) return MISSING;
  const fraction = digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return write(numberFormat({ ...fraction, signDisplay: signed ? "exceptZero" : "negative" }), value);
}

export interface PercentOptions {
  /** "ratio" (0.061, the default) or "percent" (6.1). */
  unit?: "ratio" | "percent";
  places?: number;
  signed?: boolean;
  /** Without the sign, for cells under a header that says %. */
  bare?: boolean;
}

/** "6.1%". One place unless told otherwise; a sign only for changes. */
export function formatPercent(value: Decimal | number | null | undefined, options: PercentOptions = {}): string {
  const { unit = "ratio", places: digits = 1, signed = false, bare = false } = options;
  if (value == null || (typeof value === "string" && !isDecimal(value)) || Number.isNaN(value)) return MISSING;
  const shared: Intl.NumberFormatOptions = {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: signed ? "exceptZero" : "negative",
  };
  if (unit === "percent") return write(numberFormat(bare ? shared : { ...shared, style: "unit", unit: "percent" }), value);
  const format = numberFormat({ ...shared, style: "percent" });
  const text = write(format, value);
  return bare ? text.replace(/[\s\u00a0\u202f]?%[\s\u00a0\u202f]?/u, "") : text;
}

/** Counts beside navigation: "9,999+" above 9,999. */
export function formatCount(count: number): string {
  return count > 9999 ? `${formatNumber(9999)}+` : formatNumber(count);
}

/** "1.2k", for chart axes only. */
export function formatCompact(value: number): string {
  return write(numberFormat({ notation: "compact", maximumFractionDigits: 1 }), value);
}

/** "3–5": an en dash without spaces; one number when both are equal. */
export function formatRange(from: number | string, to: number | string): string {
  const left = typeof from === "number" ? formatNumber(from) : from;
  const right = typeof to === "number" ? formatNumber(to) : to;
  return left === right ? left : `${left}\u2013${right}`;
}

/** 1, 0 or -1, for a mark beside a change. */
export const direction = (value: Decimal | number): -1 | 0 | 1 =>
  typeof value === "number" ? (Math.sign(value) as -1 | 0 | 1) : sign(value);

/** A list in words: "Kestrel, Vela and Northfork". */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(items);
}

/** Writes a length of time in its two largest units: "6 m 40 s", "1 h 10 m", "3 d". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return t("time.seconds", { count: whole });
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) {
    const rest = whole % 60;
    return t("time.minutes", { count: minutes }) + (rest > 0 && minutes < 10 ? ` ${t("time.seconds", { count: rest })}` : "");
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t("time.hours", { count: hours }) + (minutes % 60 > 0 ? ` ${t("time.minutes", { count: minutes % 60 })}` : "");
  return t("time.days", { count: Math.floor(hours / 24) });
}
