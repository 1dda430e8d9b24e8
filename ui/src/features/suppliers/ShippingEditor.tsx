import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { ComboField } from "../../components/ComboField";
import { NumberField } from "../../components/NumberField";
import { TextField } from "../../components/TextField";
import { currencySign } from "../../i18n/format";
import { countryOptions } from "../../i18n/options";
import type { SelectOption } from "../../components/SelectField";
import { t } from "../../i18n/text";
import type { ShippingRateShape } from "../../ipc/types.gen";
import styles from "./Suppliers.module.css";

/** Everywhere, the European Union, and every country. */
export const zoneOptions = (): SelectOption<string>[] => [{ value: "*", label: t("supplier.everywhere") }, { value: "EU", label: t("supplier.eu") }, ...countryOptions()];

export interface ShippingEditorProps {
  rates: readonly ShippingRateShape[];
  currency: string;
  onChange: (rates: ShippingRateShape[]) => void;
}

/** What sending costs and how long it takes, by destination. */
export function ShippingEditor({ rates, currency, onChange }: ShippingEditorProps): ReactNode {
  const zones = zoneOptions();
  const sign = currencySign(currency);
  const change = (at: number, part: Partial<ShippingRateShape>): void => onChange(rates.map((rate, index) => (index === at ? { ...rate, ...part } : rate)));
  const add = (): void => onChange([...rates, { zone: rates.length === 0 ? "*" : "EU", service: t("supplier.standardService"), first: "0.00", additional: "0.00", days_min: 2, days_max: 5 }]);
  const whole = (text: string | null): number => Math.max(0, Math.round(Number(text ?? "0")));
  return (
    <div className={styles.lines}>
      {rates.map((rate, index) => (
        // A rate has no name of its own: two may be alike while they are typed.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} role="group" aria-label={t("supplier.rateOf", { n: index + 1 })} className={styles.line} data-of="shipping">
          <ComboField label={t("supplier.zone")} options={zones} value={rate.zone} onChange={(zone) => change(index, { zone })} />
          <TextField label={t("supplier.service")} value={rate.service} onChange={(service) => change(index, { service })} />
          <NumberField label={`${t("supplier.first")} ${sign}`} min="0" places={2} value={rate.first} onChange={(first) => change(index, { first: first ?? "0.00" })} />
          <NumberField label={`${t("supplier.further")} ${sign}`} min="0" places={2} value={rate.additional} onChange={(additional) => change(index, { additional: additional ?? "0.00" })} />
          <NumberField label={t("supplier.daysFrom")} min="0" value={String(rate.days_min)} onChange={(days) => change(index, { days_min: whole(days), days_max: Math.max(whole(days), rate.days_max) })} />
          <NumberField label={t("supplier.daysTo")} min={String(rate.days_min)} value={String(rate.days_max)} onChange={(days) => change(index, { days_max: whole(days) })} />
          <Button icon={X} look="ghost" label={t("common.remove", { name: t("supplier.rateOf", { n: index + 1 }) })} onPress={() => onChange(rates.filter((_, at) => at !== index))} />
        </div>
      ))}
      <div>
        <Button size="sm" icon={Plus} onPress={add}>{t("supplier.addRate")}</Button>
      </div>
    </div>
  );
}
