import { Check, ChevronDown } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button, ComboBox, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { t } from "../i18n/text";
import { Field, type FieldProps } from "./Field";
import styles from "./Field.module.css";
import { fit } from "./fuzzy";
import type { SelectOption } from "./SelectField";

export interface ComboFieldProps extends FieldProps {
  value: string | null;
  onChange: (value: string) => void;
  options: readonly SelectOption<string>[];
  placeholder?: string;
}

const MOST = 60;

/** One of very many, found by typing: currencies, time zones, countries. */
export function ComboField({ value, onChange, options, placeholder, ...props }: ComboFieldProps): ReactNode {
  const chosen = options.find((option) => option.value === value);
  const [typed, setTyped] = useState<string | null>(null);
  const query = typed === null || typed === chosen?.label ? "" : typed;
  const shown = query === "" ? options.slice(0, MOST) : options
    .map((option) => ({ option, score: Math.max(fit(query, option.label), fit(query, option.value)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ option }) => option);
  const withChosen = chosen === undefined || shown.includes(chosen) || query !== "" ? shown : [chosen, ...shown];
  return (
    <Field {...props}>
      {(ids) => (
        <ComboBox
          aria-label={props.label}
          selectedKey={value}
          inputValue={typed ?? chosen?.label ?? ""}
          onInputChange={setTyped}
          onSelectionChange={(key) => {
            setTyped(null);
            if (typeof key === "string") onChange(key);
          }}
          onOpenChange={(isOpen) => !isOpen && setTyped(null)}
          items={withChosen.map((option) => ({ ...option, id: option.value }))}
          menuTrigger="focus"
          isDisabled={props.isDisabled}
          isInvalid={ids["aria-invalid"]}
        >
          <div className={styles.box} data-invalid={ids["aria-invalid"]}>
            <Input id={ids.id} className={styles.input ?? ""} placeholder={placeholder} spellCheck={false} />
            <Button className={styles.open ?? ""} aria-label={t("common.choose")}>
              <ChevronDown size={14} strokeWidth={2} aria-hidden />
            </Button>
          </div>
          <Popover className={styles.popover ?? ""} offset={4}>
            <ListBox className={styles.options ?? ""} renderEmptyState={() => <p className={styles.none}>{t("common.nothingFound")}</p>}>
              {(option: SelectOption<string> & { id: string }) => (
                <ListBoxItem id={option.value} textValue={option.label} className={styles.option ?? ""}>
                  {({ isSelected }) => (
                    <>
                      <span className={styles.tick}>{isSelected && <Check size={14} strokeWidth={2} aria-hidden />}</span>
                      <span>
                        {option.label}
                        {option.note !== undefined && <span className={styles.optionNote}>{option.note}</span>}
                      </span>
                    </>
                  )}
                </ListBoxItem>
              )}
            </ListBox>
          </Popover>
        </ComboBox>
      )}
    </Field>
  );
}
