import { Plus, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { ComboField } from "../../components/ComboField";
import { NumberField } from "../../components/NumberField";
import { TextField } from "../../components/TextField";
import { currencySign } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { OfferShape, PriceShape } from "../../ipc/types.gen";
import { useUndoToast } from "../../undo";
import { zoneOptions } from "./ShippingEditor";
import styles from "./Suppliers.module.css";

export const newOffer = (supplier: number, currency: string): OfferShape => ({
  id: null,
  supplier_id: supplier,
  supplier: "",
  supplier_sku: "",
  title: "",
  currency,
  stock: null,
  low_at: null,
  stock_at: null,
  lead_days: 1,
  min_quantity: 1,
  prices: [{ zone: "*", min_quantity: 1, unit_cost: "0.00" }],
  mapped: 0,
});

export interface OfferEditorProps {
  start: OfferShape;
  onDone?: () => void;
}

/** An offer where it stands in the list: stock, lead time and what it costs by destination and quantity. */
export function OfferEditor({ start, onDone }: OfferEditorProps): ReactNode {
  const [offer, setOffer] = useState(start);
  const [isChecked, setChecked] = useState(false);
  const say = useUndoToast();
  const name = offer.title === "" ? offer.supplier_sku : offer.title;
  const save = useAction("offer_save", {
    failureTitle: t("offer.saveFailed"),
    onDone: (done) => {
      say(t("offer.saved", { name }), done);
      onDone?.();
    },
  });
  const remove = useAction("offer_remove", { failureTitle: t("offer.removeFailed"), onDone: (done) => say(t("offer.removed", { name }), done) });
  const change = (part: Partial<OfferShape>): void => setOffer({ ...offer, ...part });
  const whole = (text: string | null, least: number): number => Math.max(least, Math.round(Number(text ?? least)));
  const hasSku = offer.supplier_sku.trim() !== "";
  const go = (): void => {
    setChecked(true);
    if (hasSku) save.mutate({ ...offer, supplier_sku: offer.supplier_sku.trim() });
  };
  return (
    <div className={styles.offer}>
      <div className={styles.offerFields}>
        <TextField label={t("offer.sku")} value={offer.supplier_sku} isRequired error={isChecked && !hasSku ? t("offer.skuMissing") : undefined} onChange={(sku) => change({ supplier_sku: sku })} />
        <TextField label={t("offer.title")} value={offer.title} onChange={(title) => change({ title })} />
        <NumberField label={t("offer.stock")} placeholder={t("offer.stockUnknown")} min="0" value={offer.stock === null ? null : String(offer.stock)} onChange={(stock) => change({ stock: stock === null ? null : whole(stock, 0) })} />
        <NumberField label={t("offer.lowAt")} placeholder={t("offer.lowAtUsual")} min="0" value={offer.low_at === null ? null : String(offer.low_at)} onChange={(units) => change({ low_at: units === null ? null : whole(units, 0) })} />
        <NumberField label={t("offer.lead")} unit={t("offer.days")} min="0" value={String(offer.lead_days)} onChange={(days) => change({ lead_days: whole(days, 0) })} />
        <NumberField label={t("offer.least")} min="1" value={String(offer.min_quantity)} onChange={(least) => change({ min_quantity: whole(least, 1) })} />
      </div>
      <Prices prices={offer.prices} currency={offer.currency} onChange={(prices) => change({ prices })} />
      <div className={styles.actions}>
        <Button look="primary" hotkey="composer.send" isPending={save.isPending} onPress={go}>{t("common.save")}</Button>
        {onDone !== undefined && <Button onPress={onDone}>{t("common.cancel")}</Button>}
        {offer.id !== null && (
          <Button look="danger" isPending={remove.isPending} onPress={() => offer.id !== null && remove.mutate({ id: offer.id })}>
            {t("offer.remove")}
          </Button>
        )}
      </div>
    </div>
  );
}

function Prices({ prices, currency, onChange }: { prices: readonly PriceShape[]; currency: string; onChange: (prices: PriceShape[]) => void }): ReactNode {
  const zones = zoneOptions();
  const change = (at: number, part: Partial<PriceShape>): void => onChange(prices.map((price, index) => (index === at ? { ...price, ...part } : price)));
  const last = prices.at(-1);
  return (
    <div className={styles.lines}>
      {prices.map((price, index) => (
        // A tier has no name of its own: two may be alike while they are typed.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} role="group" aria-label={t("offer.tierOf", { n: index + 1 })} className={styles.line} data-of="price">
          <ComboField label={t("supplier.zone")} options={zones} value={price.zone} onChange={(zone) => change(index, { zone })} />
          <NumberField label={t("offer.from")} min="1" value={String(price.min_quantity)} onChange={(least) => change(index, { min_quantity: Math.max(1, Math.round(Number(least ?? "1"))) })} />
          <NumberField label={`${t("offer.unitCost")} ${currencySign(currency)}`} min="0" step="0.1" places={Math.max(2, price.unit_cost.split(".")[1]?.length ?? 0)} value={price.unit_cost} onChange={(cost) => change(index, { unit_cost: cost ?? "0.00" })} />
          <Button icon={X} look="ghost" label={t("common.remove", { name: t("offer.tierOf", { n: index + 1 }) })} isDisabled={prices.length === 1} onPress={() => onChange(prices.filter((_, at) => at !== index))} />
        </div>
      ))}
      <div>
        <Button size="sm" icon={Plus} onPress={() => onChange([...prices, { zone: last?.zone ?? "*", min_quantity: (last?.min_quantity ?? 1) * 10, unit_cost: last?.unit_cost ?? "0.00" }])}>
          {t("offer.addTier")}
        </Button>
      </div>
    </div>
  );
}
