import { useState, type ReactNode } from "react";
import { NumberField } from "../../components/NumberField";
import { SelectField } from "../../components/SelectField";
import { ShopTile, toTone } from "../../components/ShopTile";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { ApiError, call } from "../../ipc/client";
import { useAction, useCall } from "../../ipc/queries";
import type { FeePresetShape, ShopShape } from "../../ipc/types.gen";
import type { StepProps } from "./Onboarding";
import styles from "./Onboarding.module.css";
import { StepFrame } from "./StepFrame";

interface ShopCosts {
  preset: string;
  floor: string | null;
}

const NONE = "";

/** A fee schedule for each shop, and its own floor where it has one. */
export function CostsStep({ workspace, onNext, onBack }: StepProps): ReactNode {
  const { data: presets } = useCall("fee_presets", {});
  const { data: settings } = useCall("settings", {});
  const [chosen, setChosen] = useState<Record<number, ShopCosts>>({});
  const adding = useAction("fee_preset_add", { failureTitle: t("welcome.costs.failed") });
  const [isSaving, setSaving] = useState(false);
  const shops = workspace.shops.flatMap((shop) => (shop.id === null ? [] : [{ ...shop, id: shop.id }]));
  const costsOf = (shop: ShopShape & { id: number }): ShopCosts => chosen[shop.id] ?? { preset: NONE, floor: shop.margin_floor === "" ? null : shop.margin_floor };

  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      for (const shop of shops) {
        const { preset, floor } = costsOf(shop);
        // One after the other: each is its own change in the file. Coming back here adds nothing twice.
        // oxlint-disable-next-line no-await-in-loop
        if (preset !== NONE) await adding.mutateAsync({ shop_id: shop.id, name: preset });
        // oxlint-disable-next-line no-await-in-loop
        if ((floor ?? "") !== shop.margin_floor) await call("shop_save", { ...shop, margin_floor: floor ?? "" });
      }
      onNext();
    } catch (thrown) {
      const { message, action } = ApiError.from(thrown);
      showToast({ mark: "bad", text: [t("welcome.costs.failed"), message, action].filter(Boolean).join(" ") });
    } finally {
      setSaving(false);
    }
  };

  return (
    <StepFrame step="costs" title={t("welcome.costs.title")} lead={t("welcome.costs.lead")} onBack={onBack} primary={{ label: t("welcome.costs.go"), onPress: () => void save(), isPending: isSaving }}>
      {shops.length === 0 && <p className={styles.note}>{t("welcome.costs.noShop")}</p>}
      {shops.map((shop) => (
        <ShopCard key={shop.id} shop={shop} costs={costsOf(shop)} presets={(presets?.rows ?? []).filter(({ currency }) => currency === shop.currency)} floor={settings?.margin_floor ?? ""} onChange={(costs) => setChosen({ ...chosen, [shop.id]: costs })} />
      ))}
    </StepFrame>
  );
}

interface ShopCardProps {
  shop: ShopShape;
  costs: ShopCosts;
  presets: readonly FeePresetShape[];
  floor: string;
  onChange: (costs: ShopCosts) => void;
}

function ShopCard({ shop, costs, presets, floor, onChange }: ShopCardProps): ReactNode {
  const preset = presets.find(({ name }) => name === costs.preset);
  return (
    <section className={styles.shop} aria-label={shop.name}>
      <h2 className={styles.shopName}>
        <ShopTile name={shop.name} tone={toTone(shop.tile)} isDecorative />
        {shop.name}
      </h2>
      <div className={styles.fields}>
        <SelectField
          label={t("welcome.costs.fees", { shop: shop.name })}
          value={costs.preset}
          options={[{ value: NONE, label: t("welcome.costs.none") }, ...presets.map(({ name, source }) => ({ value: name, label: name, note: source }))]}
          onChange={(name) => onChange({ ...costs, preset: name })}
          help={preset === undefined ? undefined : t("welcome.costs.source", { source: preset.source })}
        />
        <NumberField label={t("welcome.costs.floor", { shop: shop.name })} help={t("welcome.costs.floorHelp", { floor })} unit="%" min="0" max="95" value={costs.floor} onChange={(next) => onChange({ ...costs, floor: next })} />
      </div>
    </section>
  );
}
