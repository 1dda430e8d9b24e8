import { useState, type ReactNode, type Ref } from "react";
import { Button } from "../../components/Button";
import { Skeleton } from "../../components/Skeleton";
import { SearchField } from "../../components/TextField";
import { formatNumber } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { OfferMatch, OfferShape } from "../../ipc/types.gen";
import { costText } from "../suppliers/offerColumns";
import styles from "./Stock.module.css";

export interface OfferSearchProps {
  /** Offers that look like the product, best first; null while they are read. */
  matches: readonly OfferMatch[] | null;
  /** Offers it has already. */
  mapped: readonly number[];
  /** The one that the blue button is for. */
  likely: number | null;
  isPending: boolean;
  onMap: (offer: OfferShape) => void;
  inputRef: Ref<HTMLInputElement>;
}

const MOST = 12;

/** Offers to choose from: those that look alike, or what a search finds. */
export function OfferSearch({ matches, mapped, likely, isPending, onMap, inputRef }: OfferSearchProps): ReactNode {
  const [query, setQuery] = useState("");
  const search = query.trim();
  const { data: found } = useCall("offers", { search, limit: MOST }, { enabled: search !== "", keepPrevious: true });
  const shown: readonly OfferMatch[] | null = search === "" ? matches : (found?.rows.map((offer) => ({ offer, likeness: matches?.find((match) => match.offer.id === offer.id)?.likeness ?? 0 })) ?? null);
  const rows = shown?.filter(({ offer }) => offer.id !== null && !mapped.includes(offer.id)).slice(0, MOST) ?? null;
  return (
    <>
      <SearchField label={t("stock.searchOffers")} value={query} onChange={setQuery} ref={inputRef} />
      {rows === null && <Skeleton rows={3} />}
      {rows !== null && rows.length === 0 && <p className={styles.note}>{t(search === "" ? "stock.noMatches" : "offer.noneMatch")}</p>}
      <ul className={styles.rows} aria-label={t("stock.offersFound")}>
        {rows?.map(({ offer, likeness }) => (
          <li key={offer.id} className={styles.row}>
            <span className={styles.two}>
              <span className="b5">{offer.title === "" ? offer.supplier_sku : offer.title}</span>
              <span className={styles.sku}>{[offer.supplier, offer.supplier_sku].join(", ")}</span>
            </span>
            <span className={styles.facts}>
              <span>{costText(offer)}</span>
              <small>
                {offer.stock === null ? t("offer.stockUnknown") : t("stock.inStock", { stock: formatNumber(offer.stock) })}
                {likeness > 0 && `, ${t("stock.likeness", { likeness })}`}
              </small>
            </span>
            <Button size="sm" look={offer.id === likely ? "primary" : "plain"} isDisabled={isPending} {...(offer.id === likely ? { keysOf: "list.activate" as const } : {})} onPress={() => onMap(offer)}>
              {t("stock.map")}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
