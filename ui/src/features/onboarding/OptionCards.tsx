import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import { Tag } from "../../components/StatusMark";
import styles from "./OptionCards.module.css";

export interface OptionCard<Value extends string> {
  value: Value;
  icon: LucideIcon;
  title: string;
  tag?: string;
  note: string;
  /** Below the note, while it is chosen. */
  more?: ReactNode;
}

export interface OptionCardsProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly OptionCard<Value>[];
}

/** A few large answers to one question. */
export function OptionCards<Value extends string>({ label, value, onChange, options }: OptionCardsProps<Value>): ReactNode {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      className={styles.cards ?? ""}
      onChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {options.map(({ value: id, icon: Icon, title, tag, note, more }) => (
        <Radio key={id} value={id} className={styles.card ?? ""} autoFocus={id === value}>
          <span className={styles.dot} />
          <Icon size={20} strokeWidth={1.85} aria-hidden className={styles.icon} />
          <span className={styles.text}>
            <span className={styles.title}>
              {title} {tag !== undefined && <Tag look="accent">{tag}</Tag>}
            </span>
            <span className={styles.note}>{note}</span>
            {more !== undefined && <span className={styles.more}>{more}</span>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
