import { Pencil, Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Checkbox } from "../../components/Choice";
import { ComboField } from "../../components/ComboField";
import { NumberField } from "../../components/NumberField";
import { SelectField } from "../../components/SelectField";
import { ShopTile, toTone } from "../../components/ShopTile";
import { SideSheet } from "../../components/SideSheet";
import { TextField } from "../../components/TextField";
import { currencyOptions, zoneOptions } from "../../i18n/options";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { ShopShape } from "../../ipc/types.gen";
import styles from "./Settings.module.css";

const KINDS = ["shopify", "woocommerce", "etsy", "ebay", "amazon", "other"] as const;
type Kind = (typeof KINDS)[number];

const kindName = (kind: string): string => t(`settings.shop.${KINDS.find((each) => each === kind) ?? "other"}`);

/** Where customers order. */
export function ShopsSection(): ReactNode {
  const { data: workspace } = useCall("workspace_state", {});
  const [edited, setEdited] = useState<ShopShape | null>(null);
  const shops = workspace?.shops ?? [];
  const add = (): void =>
    setEdited({ id: null, name: "", kind: "shopify", currency: workspace?.base_currency ?? "EUR", time_zone: workspace?.time_zone ?? "UTC", tax_included: true, margin_floor: "", pays_on_delivery: [], tile: 1 });
  return (
    <>
      <Card padding="none">
        {shops.length === 0 ? (
          <p className={styles.row}>{t("settings.shopsNone")}</p>
        ) : (
          <ul className={styles.list}>
            {shops.map((shop) => (
              <li key={shop.id} className={styles.row}>
                <ShopTile name={shop.name} tone={toTone(shop.tile)} isDecorative />
                <span className={styles.grow}>
                  <span className="b5">{shop.name}</span>
                </span>
                <small>{[kindName(shop.kind), shop.currency, shop.time_zone.replaceAll("_", " ")].join(", ")}</small>
                <Button icon={Pencil} look="ghost" size="sm" label={t("costs.editOf", { name: shop.name })} onPress={() => setEdited(shop)} />
              </li>
            ))}
          </ul>
        )}
      </Card>
      <div className={styles.actions}>
        <Button icon={Plus} onPress={add}>
          {t("settings.shopAdd")}
        </Button>
      </div>
      {edited !== null && <ShopSheet start={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

function ShopSheet({ start, onClose }: { start: ShopShape; onClose: () => void }): ReactNode {
  const [shop, setShop] = useState(start);
  const [words, setWords] = useState(start.pays_on_delivery.join(", "));
  const [isChecked, setChecked] = useState(false);
  const save = useAction("shop_save", { failureTitle: t("settings.shopFailed"), onDone: onClose });
  const change = (part: Partial<ShopShape>): void => setShop({ ...shop, ...part });
  const hasName = shop.name.trim() !== "";
  const go = (): void => {
    setChecked(true);
    if (hasName) save.mutate({ ...shop, name: shop.name.trim(), pays_on_delivery: words.split(",").map((word) => word.trim()).filter(Boolean) });
  };
  return (
    <SideSheet
      isOpen
      title={start.id === null ? t("settings.shopAdd") : start.name}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" hotkey="composer.send" isPending={save.isPending} onPress={go}>{t("common.save")}</Button>
        </>
      }
    >
      <TextField label={t("imports.shopName")} value={shop.name} autoFocus={start.id === null} isRequired error={isChecked && !hasName ? t("settings.shopNameMissing") : undefined} onChange={(name) => change({ name })} />
      <SelectField<Kind> label={t("settings.shopKind")} value={KINDS.find((kind) => kind === shop.kind) ?? "other"} options={KINDS.map((kind) => ({ value: kind, label: t(`settings.shop.${kind}`) }))} onChange={(kind) => change({ kind })} />
      <div className={styles.fields}>
        <ComboField label={t("profit.currency")} options={currencyOptions()} value={shop.currency} onChange={(currency) => change({ currency })} />
        <ComboField label={t("settings.shopZone")} help={t("settings.shopZoneHelp")} options={zoneOptions()} value={shop.time_zone} onChange={(zone) => change({ time_zone: zone })} />
      </div>
      <NumberField label={t("welcome.data.floor")} help={t("settings.shopFloorHelp")} unit="%" min="0" max="95" value={shop.margin_floor === "" ? null : shop.margin_floor} onChange={(floor) => change({ margin_floor: floor ?? "" })} />
      <Checkbox isSelected={shop.tax_included} note={t("settings.taxIncludedNote")} onChange={(isOn) => change({ tax_included: isOn })}>
        {t("settings.taxIncluded")}
      </Checkbox>
      <TextField label={t("settings.onDelivery")} help={t("settings.onDeliveryHelp")} value={words} onChange={setWords} />
    </SideSheet>
  );
}
