import { currentTime } from "../../clock";
import { formatDateHeading, formatTime } from "../../i18n/dates";
import { formatMoney, formatNumber, formatPercent, formatRange, MISSING } from "../../i18n/format";
import { isTextKey, t, type Params } from "../../i18n/text";
import type { DecisionOption, LineShape, OrderDetail, QuoteShape } from "../../ipc/types.gen";
import { checkWord } from "../orders/checkWords";
import { countryName } from "../orders/countries";
import { paymentWord } from "../orders/nextStep";
import { boughtApart } from "../orders/parts";
import { placeLine } from "../orders/placeLine";

type Facts = { [name in string]: string };

/** A fact that was told and is not empty. */
export const factOf = (facts: Facts, name: string): string | null => (facts[name] === undefined || facts[name] === "" ? null : facts[name]);

/** What an offer costs, as the facts of an answer tell it. */
function goodsOf(facts: Facts): string | null {
  const amount = factOf(facts, "goods");
  const currency = factOf(facts, "currency");
  return amount === null || currency === null ? null : formatMoney({ amount, currency });
}

export interface Chosen {
  line: LineShape;
  quote: QuoteShape;
}

/** The offer an order goes to now, of the first line that has one. */
export function routeNow({ lines }: OrderDetail): Chosen | null {
  for (const line of boughtApart(lines)) {
    const quote = line.quotes.find(({ chosen }) => chosen);
    if (quote !== undefined) return { line, quote };
  }
  return null;
}

/** The offer that an answer is about, where it is among the quotes. */
export function quoteOf(detail: OrderDetail, { fix }: DecisionOption): Chosen | null {
  if (fix.kind !== "use_offer" && fix.kind !== "map") return null;
  const line = boughtApart(detail.lines).find(({ id, part }) => id === fix.line_id && part === fix.part);
  const quote = line?.quotes.find(({ offer_id: id }) => id === fix.offer_id);
  return line === undefined || quote === undefined ? null : { line, quote };
}

/** "€29.20 · 212 in stock · 3–5 days". */
export function quoteNote(quote: QuoteShape): string {
  const parts = [
    quote.unit_cost === null ? null : formatMoney(quote.unit_cost),
    quote.stock === null ? t("option.stockUnknown") : t("option.stock", { stock: quote.stock }),
    quote.days_from === null || quote.days_to === null ? null : t("option.days", { days: formatRange(quote.days_from, quote.days_to) }),
  ];
  return parts.filter((part) => part !== null).join(" \u00b7 ");
}

function factsNote(facts: Facts): string {
  const stock = factOf(facts, "stock");
  const [least, most] = [factOf(facts, "days_min"), factOf(facts, "days_max")];
  const days = least === null || most === null ? null : t("option.days", { days: formatRange(Number(least), Number(most)) });
  return [goodsOf(facts), stock === null ? null : t("option.stock", { stock: Number(stock) }), days].filter((part) => part !== null).join(" \u00b7 ");
}

export interface OptionWords {
  title: string;
  note: string;
}

const moment = (iso: string, now: number): string => `${formatDateHeading(iso, now)}, ${formatTime(iso)}`;

/** What an answer does, and what it means, in a line each. */
export function optionWords(detail: OrderDetail, check: string, option: DecisionOption, now: number): OptionWords {
  const { fix, facts } = option;
  const found = quoteOf(detail, option);
  const supplier = found?.quote.supplier ?? factOf(facts, "supplier") ?? t("option.thatSupplier");
  const note = found === null ? factsNote(facts) : quoteNote(found.quote);
  switch (fix.kind) {
    case "map": {
      const match = factOf(facts, "likeness");
      const sku = found?.quote.supplier_sku ?? factOf(facts, "supplier_sku") ?? "";
      return { title: sku === "" ? t("option.mapTo", { supplier }) : t("option.map", { sku }), note: [sku === "" ? null : supplier, match === null ? null : t("option.match", { match }), note === "" ? null : note].filter((part) => part !== null).join(" \u00b7 ") };
    }
    case "use_offer":
      return { title: t(found?.quote.chosen === true ? "option.keep" : "option.switch", { supplier }), note };
    case "accept": {
      const route = routeNow(detail);
      const key = `option.accept.${check}`;
      const anyway = route === null ? t("option.accept") : t("option.acceptWith", { supplier: route.quote.supplier });
      const noteKey = [`option.acceptNote.${check}.${factOf(facts, "cause") ?? ""}`, `option.acceptNote.${check}`].find(isTextKey);
      return { title: isTextKey(key) ? t(key) : anyway, note: noteKey !== undefined ? t(noteKey) : route === null ? "" : quoteNote(route.quote) };
    }
    case "snooze":
      return { title: t("option.wait"), note: t("option.back", { when: moment(fix.until, now) }) };
    case "ask_customer":
      return { title: t("option.ask"), note: t("option.askNote") };
    case "edit_address":
      return { title: t("option.address"), note: t("option.addressNote") };
    case "approve_supplier":
      return { title: t("option.approve", { supplier }), note: t("option.approveNote") };
    case "close":
      return { title: t("option.close"), note: t("option.closeNote") };
    case "open_purchase":
      return { title: t("option.purchase"), note: t("option.purchaseNote") };
  }
}

export interface CauseWords {
  title: string;
  text: string;
}

const fill = (prefix: string, params: Params): CauseWords | null => {
  const title = `${prefix}.title`;
  const text = `${prefix}.text`;
  return isTextKey(title) && isTextKey(text) ? { title: t(title, params), text: t(text, params) } : null;
};

function marginCause({ row: { margin, floor } }: OrderDetail, facts: Facts, supplier: string): CauseWords {
  const percent = (value: string): string => formatPercent(value, { unit: "percent", places: value.includes(".") ? 1 : 0 });
  const params: Params = { supplier, margin: margin === null ? MISSING : percent(margin), floor: percent(floor.replace(/\.0+$/, "")) };
  const cost = goodsOf(facts);
  return { title: t("cause.margin.title", params), text: cost === null ? t("cause.margin.text", params) : t("cause.margin.textWithCost", { ...params, cost }) };
}

/** What a purchase needs after its supplier has it. */
function followCause(facts: Facts, supplier: string): CauseWords | null {
  const need = factOf(facts, "need") ?? "chase";
  const at = factOf(facts, need === "chase" ? "chase_at" : "pay_due");
  return fill(`cause.follow.${need}`, { supplier, number: factOf(facts, "number") ?? "", when: at === null ? "" : `${formatDateHeading(at, currentTime())}, ${formatTime(at)}` });
}

/** Why an order waits: a headline and a sentence, from what is known about the order. */
export function causeWords(detail: OrderDetail): CauseWords {
  const { row, decision } = detail;
  const check = decision?.check ?? row.flag ?? "";
  const facts = decision?.facts ?? {};
  const route = routeNow(detail);
  const supplier = factOf(facts, "supplier") ?? route?.quote.supplier ?? row.suppliers[0] ?? t("option.thatSupplier");
  const line = route?.line ?? boughtApart(detail.lines).find(({ quotes, ships }) => ships && quotes.every(({ rank }) => rank === null)) ?? detail.lines[0];
  const purchase = detail.purchases.find(({ state }) => (check === "accepted" ? state === "rejected" : state === "asking" || state === "unknown"));
  const words: Record<string, () => CauseWords | null> = {
    margin: () => marginCause(detail, facts, supplier),
    mapped: () => fill("cause.mapped", { item: factOf(facts, "title") ?? line?.title ?? "", sku: factOf(facts, "sku") ?? t("cause.noSku") }),
    in_stock: () => fill("cause.in_stock", { supplier, item: factOf(facts, "line") ?? line?.title ?? "", stock: formatNumber(Number(facts["stock"] ?? route?.quote.stock ?? 0)), needed: Number(facts["units"] ?? line?.quantity ?? 1) }),
    address: () => fill(`cause.address.${detail.address_fault ?? "other"}`, { address: addressLine(detail) }) ?? fill("cause.address.other", { address: addressLine(detail) }),
    paid: () => {
      const told = { shop: row.shop, text: detail.payment_text === "" ? paymentWord(row.payment) : detail.payment_text };
      return fill(`cause.paid.${row.payment}`, told) ?? fill("cause.paid.unknown", told);
    },
    duplicate: () => fill("cause.duplicate", { other: factOf(facts, "twin") ?? t("cause.another"), customer: row.customer }),
    released: () => fill(`cause.${factOf(facts, "cause") ?? "risk"}`, { shop: row.shop, risk: detail.risk, text: detail.fulfilment_text, rule: factOf(facts, "rule") ?? "", item: factOf(facts, "line") ?? "", number: factOf(facts, "number") ?? "", supplier }),
    approved: () => fill("cause.approved", { supplier, standing: standingWord(factOf(facts, "standing") ?? route?.quote.standing ?? "") }),
    routed: () => fill("cause.routed", { rule: factOf(facts, "rule") ?? "", supplier }),
    history: () => fill("cause.history", {}),
    ships_there: () => fill("cause.ships_there", { supplier, country: countryName(row.country) }),
    outcome: () => fill("cause.outcome", { supplier: purchase?.supplier ?? supplier, number: purchase?.number ?? "" }),
    answered: () => followCause(facts, supplier),
    settled: () => followCause(facts, supplier),
    accepted: () => fill("cause.accepted", { supplier: purchase?.supplier ?? supplier, number: purchase?.number ?? "", reason: factOf(facts, "words") ?? t("cause.noReason") }),
  };
  return words[check]?.() ?? { title: checkWord(check, true), text: t("cause.other") };
}

export const standingWord = (standing: string): string => {
  const key = `standing.${standing}`;
  return isTextKey(key) ? t(key) : standing.replaceAll("_", " ");
};

/** "Gartenzeile, 80336 München". */
export const addressLine = ({ ship_to: to }: OrderDetail): string => [to.line1, to.line2, placeLine(to).text].filter(Boolean).join(", ");
