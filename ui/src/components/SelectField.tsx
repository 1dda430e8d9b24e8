import { Check, ChevronDown, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from "react-aria-components";
import { Field, type FieldProps } from "./Field";
import styles from "./Field.module.css";

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  note?: string;
  isDisabled?: boolean;
}

export interface SelectFieldProps<Value extends string> extends FieldProps {
  value: Value | null;
  onChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  placeholder?: string;
  icon?: LucideIcon;
  size?: "sm" | "md";
}

/** One of more than five; up to five, RadioGroup or Segmented show all at once. */
export function SelectField<Value extends string>({ value, onChange, options, placeholder, icon: Icon, size, ...props }: SelectFieldProps<Value>): ReactNode {
  return (
    <Field {...props}>
      {(ids) => (
        <Select
          selectedKey={value}
          onSelectionChange={(key) => {
            const chosen = options.find((option) => option.value === key);
            if (chosen !== undefined) onChange(chosen.value);
          }}
          aria-label={props.label}
          aria-describedby={ids["aria-describedby"]}
          isDisabled={props.isDisabled}
          isInvalid={ids["aria-invalid"]}
          placeholder={placeholder}
        >
          <Button id={ids.id} className={`${styles.box} ${styles.select}`} data-size={size} data-invalid={ids["aria-invalid"]}>
            {Icon !== undefined && <Icon size={14} strokeWidth={2} aria-hidden />}
            <SelectValue className={styles.selected ?? ""}>{({ selectedText, defaultChildren }) => selectedText ?? defaultChildren}</SelectValue>
            <ChevronDown size={14} strokeWidth={2} aria-hidden />
          </Button>
          <Popover className={styles.popover ?? ""} offset={4}>
            <ListBox className={styles.options ?? ""} items={options.map((option) => ({ ...option, id: option.value }))}>
              {(option) => (
                <ListBoxItem id={option.value} textValue={option.label} isDisabled={option.isDisabled} className={styles.option ?? ""}>
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
        </Select>
      )}
    </Field>
  );
}
