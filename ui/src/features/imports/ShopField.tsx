import type { ReactNode } from "react";
import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import { t } from "../../i18n/text";
import type { ShopShape } from "../../ipc/types.gen";
import type { ShopChoice } from "./draft";

export interface ShopFieldProps {
  shops: readonly ShopShape[];
  value: ShopChoice | null;
  onChange: (choice: ShopChoice) => void;
  isOptional: boolean;
}

const NEW = "new";
const NONE = "none";

/** Which shop the rows belong to: one that is known, or a new one by its name. */
export function ShopField({ shops, value, onChange, isOptional }: ShopFieldProps): ReactNode {
  const key = value === null ? null : "known" in value ? String(value.known) : "name" in value ? NEW : NONE;
  const options = [
    ...(isOptional ? [{ value: NONE, label: t("imports.shopAll") }] : []),
    ...shops.flatMap(({ id, name }) => (id === null ? [] : [{ value: String(id), label: name }])),
    { value: NEW, label: t("imports.shopNew") },
  ];
  return (
    <>
      <SelectField
        label={t("imports.shop")}
        help={t("imports.shopHelp")}
        options={options}
        value={key}
        onChange={(next) => onChange(next === NEW ? { name: "" } : next === NONE ? { none: true } : { known: Number(next) })}
      />
      {value !== null && "name" in value && (
        <TextField label={t("imports.shopName")} value={value.name} onChange={(name) => onChange({ name })} isRequired error={value.name.trim() === "" ? t("imports.shopFirst") : undefined} />
      )}
    </>
  );
}
