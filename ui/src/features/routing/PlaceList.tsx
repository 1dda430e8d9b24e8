import { X } from "lucide-react";
import { useId, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { ComboField } from "../../components/ComboField";
import { t } from "../../i18n/text";
import { zoneOptions } from "../suppliers/ShippingEditor";
import styles from "./Routing.module.css";
import { placeName } from "./routingWords";

export interface PlaceListProps {
  label: string;
  places: readonly string[];
  onChange: (places: string[]) => void;
}

/** Countries and the European Union, as many as are meant; none means anywhere. */
export function PlaceList({ label, places, onChange }: PlaceListProps): ReactNode {
  const id = useId();
  const options = zoneOptions().filter(({ value }) => value !== "*" && !places.includes(value));
  return (
    <div role="group" aria-labelledby={id} className={styles.places}>
      <span id={id} className={styles.label}>{label}</span>
      <span className={styles.chips}>
        {places.length === 0 && <span className="t3">{t("routing.anywhere")}</span>}
        {places.map((place) => (
          <span key={place} className={styles.chip}>
            {placeName(place)}
            <Button icon={X} look="ghost" size="sm" label={t("common.remove", { name: placeName(place) })} onPress={() => onChange(places.filter((each) => each !== place))} />
          </span>
        ))}
      </span>
      <ComboField key={places.join()} label={t("routing.addPlace")} isLabelHidden placeholder={t("routing.addPlace")} value={null} options={options} onChange={(place) => onChange([...places, place])} />
    </div>
  );
}
