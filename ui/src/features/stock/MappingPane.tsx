import { useImperativeHandle, useRef, useState, type ReactNode, type Ref } from "react";
import { Section } from "../../components/Card";
import { ComboField } from "../../components/ComboField";
import { PaneHeader } from "../../components/Header";
import { NumberField } from "../../components/NumberField";
import { PaneBody } from "../../components/SplitView";
import { TextField } from "../../components/TextField";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { OfferShape, ProductRow } from "../../ipc/types.gen";
import { useUndoToast } from "../../undo";
import { zoneOptions } from "../suppliers/ShippingEditor";
import { MappingRows } from "./MappingRows";
import { OfferSearch } from "./OfferSearch";
import { PartName } from "./PartName";
import { nextRank, partsIn } from "./parts";
import styles from "./Stock.module.css";

export interface MappingPaneHandle {
  focusSearch: () => void;
  /** Maps the product to the offer that looks most like it; without a likely one, asks for a search. */
  mapBest: () => void;
}

export interface MappingPaneProps {
  productId: number;
  /** As in the list, until the product was read again. */
  start: ProductRow;
  onClose: (() => void) | undefined;
  /** The product had no offer before and has one now. */
  onFirstMapped: () => void;
  ref?: Ref<MappingPaneHandle>;
}

/** From here on an offer is likely enough to be taken with one key. */
const LIKELY = 60;

/** Which offers serve a product, where, in which order, and how many units of each. */
export function MappingPane({ productId, start, onClose, onFirstMapped, ref }: MappingPaneProps): ReactNode {
  const { data: matches } = useCall("offer_matches", { id: productId });
  const [zone, setZone] = useState("*");
  const [factor, setFactor] = useState("1");
  const [part, setPart] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const say = useUndoToast();
  const save = useAction("mapping_save", {
    failureTitle: t("stock.mapFailed"),
    onDone: (done, { supplier_sku: sku }) => {
      say(t("stock.mapped", { product: start.title, offer: sku }), done);
      if (start.mappings.length === 0) onFirstMapped();
    },
  });
  const mapTo = (offer: OfferShape): void => {
    if (offer.id === null) return;
    save.mutate({
      id: null,
      product_id: productId,
      zone,
      rank: nextRank(start.mappings, zone, part),
      offer_id: offer.id,
      factor: Math.max(1, Math.round(Number(factor))),
      part: part.trim(),
      supplier: offer.supplier,
      supplier_sku: offer.supplier_sku,
    });
  };
  const isWhole = partsIn(start.mappings, zone).includes("");
  const [first, second] = matches?.rows ?? [];
  // Of two that are equally alike, neither may be taken with one key.
  const likely = start.mappings.length === 0 && first !== undefined && first.likeness >= LIKELY && first.likeness > (second?.likeness ?? 0) ? first : undefined;
  useImperativeHandle(ref, () => ({
    focusSearch: () => search.current?.focus(),
    mapBest: () => (likely === undefined ? search.current?.focus() : mapTo(likely.offer)),
  }));
  return (
    <>
      <PaneHeader isTall title={start.title} note={[start.sku === "" ? t("stock.noSku") : start.sku, t("stock.openUnits", { count: start.open_units })].join(", ")} {...(onClose === undefined ? {} : { onClose })} />
      <PaneBody>
        <Section title={t("stock.servedTitle")}>
          {start.mappings.length === 0 ? <p className={styles.note}>{t("stock.servedNone")}</p> : <MappingRows mappings={start.mappings} />}
        </Section>
        <Section title={t("stock.addOffer")}>
          <div className={styles.where}>
            <ComboField label={t("stock.where")} options={zoneOptions()} value={zone} onChange={setZone} />
            <NumberField label={t("stock.factor")} help={t("stock.factorHelp")} min="1" value={factor} onChange={(next) => setFactor(next ?? "1")} />
          </div>
          <TextField label={t("stock.part")} help={t(isWhole ? "stock.partNameFirst" : "stock.partHelp")} isDisabled={isWhole} value={isWhole ? "" : part} onChange={setPart} maxLength={60} />
          {isWhole && <PartName key={zone} mappings={start.mappings} zone={zone} part="" />}
          <OfferSearch matches={matches?.rows ?? null} mapped={start.mappings.map(({ offer_id: id }) => id)} likely={likely?.offer.id ?? null} isPending={save.isPending} onMap={mapTo} inputRef={search} />
        </Section>
      </PaneBody>
    </>
  );
}
