/**
 * Arithmetic on decimal strings such as "-12.340". Amounts come from the core as such strings and never pass through
 * a float here: 0.1 + 0.2 has to be 0.3 on an invoice.
 */
export type Decimal = string;

interface Parts {
  /** The number without its point: "-12.34" is -1234 with two places. */
  digits: bigint;
  places: number;
}

const SHAPE = /^([+-]?)(\d+)(?:\.(\d+))?$/;

function split(value: Decimal): Parts {
  const match = SHAPE.exec(value);
  if (match === null) throw new RangeError(`Not a decimal number: ${JSON.stringify(value)}`);
  const [, sign = "", whole = "0", fraction = ""] = match;
  const digits = BigInt(whole + fraction);
  return { digits: sign === "-" ? -digits : digits, places: fraction.length };
}

function join({ digits, places }: Parts): Decimal {
  const negative = digits < 0n;
  const text = (negative ? -digits : digits).toString().padStart(places + 1, "0");
  const cut = text.length - places;
  return (negative ? "-" : "") + text.slice(0, cut) + (places > 0 ? "." + text.slice(cut) : "");
}

function align(a: Parts, b: Parts): [bigint, bigint, number] {
  const places = Math.max(a.places, b.places);
  return [a.digits * 10n ** BigInt(places - a.places), b.digits * 10n ** BigInt(places - b.places), places];
}

/** a / b rounded to `places`, halves away from zero; null when b is zero. */
export function divide(a: Decimal, b: Decimal, places: number): Decimal | null {
  const [left, right] = align(split(a), split(b));
  if (right === 0n) return null;
  const negative = left < 0n !== right < 0n;
  const top = (left < 0n ? -left : left) * 10n ** BigInt(places);
  const bottom = right < 0n ? -right : right;
  const digits = (top * 2n + bottom) / (bottom * 2n);
  return join({ digits: negative ? -digits : digits, places });
}

/** a - b, exactly. */
export const subtract = (a: Decimal, b: Decimal): Decimal => add(a, negate(b));

/** How much `a` is of `b` in percent, `41.7`; null when b is zero. */
export function percentOf(a: Decimal, b: Decimal, places = 1): Decimal | null {
  const { digits, places: own } = split(a);
  return divide(join({ digits: digits * 100n, places: own }), b, places);
}

export const isDecimal = (value: string): boolean => SHAPE.test(value);

/** a + b, exactly, with the places of the longer one. */
export function add(a: Decimal, b: Decimal): Decimal {
  const [left, right, places] = align(split(a), split(b));
  return join({ digits: left + right, places });
}

/** -1, 0 or 1 as a is less than, equal to or more than b. */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const [left, right] = align(split(a), split(b));
  return left < right ? -1 : left > right ? 1 : 0;
}

/** -1, 0 or 1. */
export const sign = (value: Decimal): -1 | 0 | 1 => compare(value, "0");

export const negate = (value: Decimal): Decimal => join({ ...split(value), digits: -split(value).digits });

/** The number for drawing a length or a position. Never for a sum and never for text. */
export const forDrawing = (value: Decimal): number => Number(value);

/**
 * Reads what a person typed: the locale's own marks, either minus sign, spaces and a currency sign are accepted.
 * Returns null when it is not a number.
 */
export function parseTyped(text: string, locale: string): Decimal | null {
  const parts = new Intl.NumberFormat(locale).formatToParts(-12345.6);
  const point = parts.find((part) => part.type === "decimal")?.value ?? ".";
  const group = parts.find((part) => part.type === "group")?.value ?? ",";
  let plain = text.replace(/[\s\u00a0\u202f\p{Sc}%]/gu, "").replace(/[\u2212\u2013]/g, "-");
  const marks = plain.replace(/[^.,]/g, "");
  if (!plain.includes(point) && marks.length === 1 && /[.,]\d{1,2}$/.test(plain)) {
    // "12.50" typed where the comma is the point: one mark with at most two digits after it can only be the point.
    plain = plain.replace(/[.,]/, ".");
  } else {
    plain = plain.split(group).join("").replace(point, ".");
  }
  if (plain.startsWith(".")) plain = "0" + plain;
  plain = plain.replace(/^-\./, "-0.").replace(/\.$/, "");
  return isDecimal(plain) ? plain.replace(/^\+/, "") : null;
}
