import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { ShopTile } from "../../components/ShopTile";
import type { AddressShape } from "../../ipc/types.gen";
import { countryName } from "../orders/countries";
import styles from "./Pane.module.css";
import { t } from "../../i18n/text";

/** The lines of an address in the usual order of Europe; never empty lines. */
export const addressLines = ({ company, line1, line2, postal_code: code, city, region, country, country_text: text }: AddressShape): string[] =>
  [company, [line1, line2].filter(Boolean).join(", "), [code, city].filter(Boolean).join(" "), [region, country === "" ? text : countryName(country)].filter(Boolean).join(", ")].filter((line) => line !== "");

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
