import { useMemo } from "react";
import { fit } from "../../components/fuzzy";
import { formatRange, type Amount } from "../../i18n/format";
import { isTextKey, t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { LineShape, OfferShape, QuoteShape } from "../../ipc/types.gen";

export interface OfferChoice {
  offerId: number;
  supplier: string;
  /** SKU, title, stock and days in one line. */
  note: string;
  cost: Amount | null;
  margin: string | null;
  /** Why it cannot serve the line now; empty when it can. */
  trouble: string;
  group: "quotes" | "matches" | "all";
}

const obstacle = (name: string): string => {
  const key = `picker.obstacle.${name}`;
  return isTextKey(key) ? t(key) : name.replaceAll("_", " ");
};

const stockText = (stock: number | null): string => (stock === null ? t("option.stockUnknown") : t("option.stock", { stock }));

function ofQuote(quote: QuoteShape): OfferChoice {
  const days = quote.days_from === null || quote.days_to === null ? null : t("option.days", { days: formatRange(quote.days_from, quote.days_to) });
  return {
    offerId: quote.offer_id,
    supplier: quote.supplier,
    note: [quote.supplier_sku, stockText(quote.stock), days].filter(Boolean).join(" \u00b7 "),
    cost: quote.unit_cost,
    margin: quote.margin,
    trouble: quote.obstacles.map(obstacle).join(", "),
    group: "quotes",
  };
}

function ofOffer(offer: OfferShape, likeness: number | null): OfferChoice | null {
  if (offer.id === null) return null;
  const first = offer.prices[0];
  return {
    offerId: offer.id,
    supplier: offer.supplier,
    note: [likeness === null ? null : t("picker.alike", { likeness }), offer.supplier_sku, offer.title, stockText(offer.stock)].filter(Boolean).join(" \u00b7 "),
    cost: first === undefined ? null : { amount: first.unit_cost, currency: offer.currency },
    margin: null,
    trouble: "",
    group: likeness === null ? "all" : "matches",
  };
}

const LEAST_QUERY = 2;
const MOST = 60;

/** Offers that may serve a line: known ones, those that look alike, and with a query every other that fits its words. */
export function useOfferChoices(line: LineShape | undefined, query: string): { choices: OfferChoice[]; isReading: boolean } {
  const words = query.trim();
  const matches = useCall("offer_matches", { id: line?.product_id ?? 0 }, { enabled: line !== undefined });
  const others = useCall("offers", { search: words, limit: MOST }, { enabled: words.length >= LEAST_QUERY, keepPrevious: true });
  const choices = useMemo(() => {
    const known = line?.quotes.map(ofQuote) ?? [];
    const alike = (matches.data?.rows ?? []).flatMap(({ offer, likeness }) => ofOffer(offer, likeness) ?? []);
    const found = words.length >= LEAST_QUERY ? (others.data?.rows ?? []).flatMap((offer) => ofOffer(offer, null) ?? []) : [];
    const fits = ({ supplier, note, group }: OfferChoice): boolean => words === "" || group === "all" || fit(words, `${supplier} ${note}`) > 0;
    const seen = new Set<number>();
    return [...known, ...alike, ...found].filter((choice) => fits(choice) && !seen.has(choice.offerId) && seen.add(choice.offerId)).slice(0, MOST);
  }, [line, matches.data, others.data, words]);
  return { choices, isReading: matches.isLoading || others.isLoading };
}
