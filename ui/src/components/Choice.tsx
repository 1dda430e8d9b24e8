import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox, Label, Radio, RadioGroup as AriaRadioGroup, Switch as AriaSwitch } from "react-aria-components";
import styles from "./Choice.module.css";
import { FieldError } from "./Field";

export interface CheckboxProps {
  children: ReactNode;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  /** Some of what it stands for is chosen. */
  isMixed?: boolean;
  isDisabled?: boolean;
  /** Second line. */
  note?: ReactNode;
}

export function Checkbox({ children, note, isMixed = false, ...props }: CheckboxProps): ReactNode {
  return (
    <AriaCheckbox {...props} isIndeterminate={isMixed} className={styles.choice ?? ""}>
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className={styles.box}>
            {isIndeterminate ? <Minus size={11} strokeWidth={3} aria-hidden /> : isSelected ? <Check size={11} strokeWidth={3} aria-hidden /> : null}
          </span>
          <span className={styles.text}>
            {children}
            {note !== undefined && <span className={styles.note}>{note}</span>}
          </span>
        </>
      )}
    </AriaCheckbox>
  );
}

export interface SwitchProps {
  children: ReactNode;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
  note?: ReactNode;
}

/** For settings that take effect at once; a choice that is sent with others is a Checkbox. */
export function Switch({ children, note, ...props }: SwitchProps): ReactNode {
  return (
    <AriaSwitch {...props} className={styles.choice ?? ""}>
      <span className={styles.track} />
      <span className={styles.text}>
        {children}
        {note !== undefined && <span className={styles.note}>{note}</span>}
      </span>
    </AriaSwitch>
  );
}

export interface RadioOption<Value extends string> {
  value: Value;
  label: ReactNode;
  note?: ReactNode;
  isDisabled?: boolean;
}

export interface RadioGroupProps<Value extends string> {
  label: string;
  isLabelHidden?: boolean;
  value: Value | null;
  onChange: (value: Value) => void;
  options: readonly RadioOption<Value>[];
  error?: ReactNode;
  isDisabled?: boolean;
  layout?: "column" | "row";
}

export function RadioGroup<Value extends string>({ label, isLabelHidden = false, value, onChange, options, error, isDisabled, layout = "column" }: RadioGroupProps<Value>): ReactNode {
  const hasError = error !== undefined && error !== null;
  return (
    <AriaRadioGroup
      value={value}
      onChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen !== undefined) onChange(chosen.value);
      }}
      isDisabled={isDisabled}
      isInvalid={hasError}
      orientation={layout === "row" ? "horizontal" : "vertical"}
      aria-label={isLabelHidden ? label : undefined}
      className={styles.group ?? ""}
    >
      {!isLabelHidden && <Label className={styles.label}>{label}</Label>}
      <div className={styles.options} data-layout={layout}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} isDisabled={option.isDisabled} className={styles.choice ?? ""}>
            <span className={styles.dot} />
            <span className={styles.text}>
              {option.label}
              {option.note !== undefined && <span className={styles.note}>{option.note}</span>}
            </span>
          </Radio>
        ))}
      </div>
      {hasError && <FieldError>{error}</FieldError>}
    </AriaRadioGroup>
  );
}
