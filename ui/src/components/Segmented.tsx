import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import styles from "./Segmented.module.css";

export interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  /** Two to five views of the same data. */
  options: readonly { value: Value; label: string; icon?: LucideIcon }[];
}

export function Segmented<Value extends string>({ label, value, onChange, options }: SegmentedProps<Value>): ReactNode {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.value));
        if (chosen !== undefined) onChange(chosen.value);
      }}
      className={styles.group ?? ""}
    >
      {options.map(({ value: id, label: text, icon: Icon }) => (
        <ToggleButton key={id} id={id} className={styles.part ?? ""}>
          {Icon !== undefined && <Icon size={14} strokeWidth={2} aria-hidden />}
          {text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
