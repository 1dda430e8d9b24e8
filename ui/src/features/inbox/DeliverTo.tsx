import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { ShopTile } from "../../components/ShopTile";
import type { AddressShape } from "../../ipc/types.gen";
import { countryName } from "../orders/countries";
import { placeLine } from "../orders/placeLine";
import styles from "./Pane.module.css";
import { t } from "../../i18n/text";

/** The lines of an address in the order of its country; never empty lines. */
export const addressLines = (address: AddressShape): string[] => {
  const { company, line1, line2, region, country, country_text: text } = address;
  const place = placeLine(address);
  const rest = [place.hasRegion ? "" : region, country === "" ? text : countryName(country)];
  return [company, [line1, line2].filter(Boolean).join(", "), place.text, rest.filter(Boolean).join(", ")].filter((line) => line !== "");
};

export function AddressText({ address }: { address: AddressShape }): ReactNode {
  return (
    <div className={styles.address}>
      <ShopTile name={address.name === "" ? "?" : address.name} shape="round" size="lg" isDecorative />
      <div>
        <div className="b5">{address.name}</div>
        {addressLines(address).map((line) => (
          <div key={line}>{line}</div>
        ))}
      </div>
    </div>
  );
}

export const EditButton = ({ onPress }: { onPress: () => void }): ReactNode => (
  <Button size="sm" look="ghost" onPress={onPress}>
    {t("pane.edit")}
  </Button>
);
