import type { ColumnChoice, Preview } from "../../ipc/types.gen";

/** What a file cannot say by itself, with a value of it that can be read in two ways. */
export interface Question {
  about: "days" | "amounts";
  value: string;
}

const SHOP_EXPORTS = new Set(["shopify", "woocommerce", "etsy", "ebay", "amazon"]);
const DAY = /^\s*(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})(?=$|[\sT,])/;
const AMOUNT = /^[^\d]*?(\d{1,3})[.,](\d{3})[^\d]*$/;

/** True for 03/04/2026: the third of April, or the fourth of March. */
export function isAmbiguousDay(text: string): boolean {
  const match = DAY.exec(text);
  if (match === null) return false;
  const first = Number(match[1]);
  const second = Number(match[2]);
  return first >= 1 && second >= 1 && first <= 12 && second <= 12 && first !== second;
}

/** True for 1.234: more than a thousand, or a little more than one. */
export const isAmbiguousAmount = (text: string): boolean => !/^0[.,]/.test(text.trim()) && AMOUNT.test(text);

const settlesDays = (text: string): boolean => {
  const match = DAY.exec(text);
  return match !== null && (Number(match[1]) > 12 || Number(match[2]) > 12);
};
const settlesAmounts = (text: string): boolean => /[.,]\d{1,2}(?:[^\d.,]*)$/.test(text) || /\d[.,]\d{3}[.,]\d/.test(text);

/** False for the exports of shops: their columns are known, and a choice would take the place of all of them. */
export const canChoose = ({ export: kind, fields }: Preview): boolean => fields.length > 0 && !SHOP_EXPORTS.has(kind);

/**
 * What has to be asked before the file can be read: a column in use holds a value with two readings and none that
 * settles it, or a value was refused for that very reason.
 */
export function openQuestions(preview: Preview, choice: ColumnChoice): Question[] {
  if (!canChoose(preview)) return [];
  const used = new Set(Object.values(choice.columns));
  const columns = preview.columns.filter(({ title }) => used.has(title)).map(({ samples }) => samples);
  const refused = preview.result.rejected.map(({ value }) => value);
  const first = (isOpen: (text: string) => boolean, settles: (text: string) => boolean): string | undefined =>
    columns.flatMap((samples) => (samples.some(settles) ? [] : samples.filter(isOpen)))[0] ?? refused.find(isOpen);

  const day = choice.day_order === "" ? first(isAmbiguousDay, settlesDays) : undefined;
  const amount = choice.decimal_sign === "" ? first(isAmbiguousAmount, settlesAmounts) : undefined;
  return [...(day === undefined ? [] : [{ about: "days" as const, value: day }]), ...(amount === undefined ? [] : [{ about: "amounts" as const, value: amount }])];
}

/** What a day with two readings would be: the same digits as a date in the order given. */
export function readDay(text: string, order: "day_first" | "month_first"): string {
  const match = DAY.exec(text);
  if (match === null) return text;
  const [, first = "", second = "", year = ""] = match;
  const [day, month] = order === "day_first" ? [first, second] : [second, first];
  return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** What an amount with two readings would be, as a decimal. */
export function readAmount(text: string, sign: "point" | "comma"): string {
  const digits = text.replace(/[^\d.,]/g, "");
  const decimal = sign === "point" ? "." : ",";
  return digits.includes(decimal) ? digits.replace(decimal, ".") : digits.replace(/[.,]/g, "");
}
