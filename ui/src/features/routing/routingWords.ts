import { formatList, formatMoney, type Amount } from "../../i18n/format";
import { isTextKey, t } from "../../i18n/text";
import type { LostShape, RouteCost, RoutingRuleShape } from "../../ipc/types.gen";
import { standingWord } from "../inbox/decisionWords";
import { countryName } from "../orders/countries";

/** Reasons for which an offer could not serve the order at all, whatever the rules say. */
const HARD = new Set(["out_of_stock", "ships_not_there", "no_price", "not_approved"]);

export const isHard = ({ reason }: LostShape): boolean => HARD.has(reason);

/** "DE" is Germany, "EU" and "*" have names of their own. */
export const placeName = (zone: string): string => (zone === "*" ? t("supplier.everywhere") : zone === "EU" ? t("supplier.eu") : countryName(zone));

const shortPlace = (zone: string): string => (zone === "EU" ? "EU" : placeName(zone));

/** Why an offer lost, with its numbers. A reason we do not know keeps its own name. */
export function lostWord({ reason, facts }: LostShape): string {
  const amount = (name: string): string => {
    const [value, currency] = [facts[name], facts["currency"]];
    return value === undefined || value === "" || currency === undefined ? "" : formatMoney({ amount: value, currency });
  };
  const country = facts["country"];
  if (reason === "outside_region" && (country === undefined || country === "")) return t("lost.outside_region_unknown");
  const key = `lost.${reason}`;
  if (!isTextKey(key)) return reason.replaceAll("_", " ");
  return t(key, {
    ...facts,
    count: Number(facts["by"] ?? 0),
    country: country === undefined ? "" : countryName(country),
    standing: standingWord(facts["standing"] ?? ""),
    ...(reason === "costs_more" ? { by: amount("by") } : {}),
    ...(reason === "below_minimum_order" ? { goods: amount("goods"), minimum: amount("minimum") } : {}),
  });
}

const isNothing = ({ amount }: Amount): boolean => Number(amount) === 0;

/** "goods €29.20, shipping €2.40": the parts that are not nothing. */
export function costParts({ goods, shipping, fee, duty }: RouteCost): string {
  const part = (key: "route.goods" | "route.shippingPart" | "route.feePart" | "route.dutyPart", amount: Amount): string | null => (isNothing(amount) && key !== "route.goods" ? null : t(key, { amount: formatMoney(amount) }));
  return [part("route.goods", goods), part("route.shippingPart", shipping), part("route.feePart", fee), part("route.dutyPart", duty)].filter((text) => text !== null).join(", ");
}

export interface Names {
  currency: string;
  shop: (id: number) => string;
  supplier: (id: number) => string;
}

/** Which orders, in a few words. */
function ordersText({ when }: RoutingRuleShape, names: Names): string {
  const money = (amount: string): string => formatMoney({ amount, currency: names.currency });
  const conditions = [
    when.to.length > 0 ? t("routing.ordersTo", { places: formatList(when.to.map(shortPlace)) }) : null,
    when.shop_ids.length > 0 ? t("routing.ordersIn", { shops: formatList(when.shop_ids.map(names.shop)) }) : null,
    when.goods.length > 0 ? t(when.every_line ? "routing.ordersOfOnly" : "routing.ordersOf", { goods: formatList(when.goods) }) : null,
    when.tags.length > 0 ? t("routing.ordersTagged", { tags: formatList(when.tags) }) : null,
    when.value_from !== "" ? t("routing.ordersFrom", { amount: money(when.value_from) }) : null,
    when.value_to !== "" ? t("routing.ordersUpTo", { amount: money(when.value_to) }) : null,
  ].filter((text) => text !== null);
  return conditions.length === 0 ? t("routing.allOrders") : t("routing.orders", { conditions: conditions.join(", ") });
}

/** "Orders to EU: the cheapest, suppliers in EU, approved only". */
export function ruleText(rule: RoutingRuleShape, names: Names): string {
  const { limits } = rule;
  const key = `routing.chooses.${rule.how}`;
  const chooses = isTextKey(key) ? t(key, { supplier: rule.preferred_supplier_id === null ? "" : names.supplier(rule.preferred_supplier_id) }) : rule.how;
  const how = [
    chooses,
    limits.from.length > 0 ? t("routing.only.from", { places: formatList(limits.from.map(shortPlace)) }) : null,
    limits.approved_only ? t("routing.only.approved") : null,
    limits.stock_left !== null ? t("routing.only.stock", { count: limits.stock_left }) : null,
    limits.most_days !== null ? t("routing.only.days", { count: limits.most_days }) : null,
    limits.most_suppliers !== null ? t("routing.only.suppliers", { count: limits.most_suppliers }) : null,
    limits.minimum_orders ? t("routing.only.minimum") : null,
  ].filter((text) => text !== null);
  return t("routing.then", { orders: ordersText(rule, names), how: how.join(", ") });
}
