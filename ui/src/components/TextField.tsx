import { Search, X, type LucideIcon } from "lucide-react";
import type { KeyboardEvent, ReactNode, Ref } from "react";
import { t } from "../i18n/text";
import { Button } from "./Button";
import { Field, type FieldProps } from "./Field";
import styles from "./Field.module.css";

export interface TextFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** Lines; more than one makes a field that grows with its text. */
  rows?: number;
  type?: "text" | "email" | "url" | "tel" | "password" | "date";
  icon?: LucideIcon;
  /** After the text, such as "days". */
  unit?: string;
  size?: "sm" | "md";
  autoFocus?: boolean;
  autoComplete?: string;
  maxLength?: number;
  onEnter?: () => void;
  onBlur?: () => void;
  ref?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

/** A field of more lines is for texts that are pasted: it begins tall. */
const TALL = 6;

export function TextField({ value, onChange, rows = 1, icon: Icon, unit, size, ref, onEnter, ...props }: TextFieldProps): ReactNode {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && onEnter !== undefined && !event.nativeEvent.isComposing && (rows === 1 || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onEnter();
    }
  };
  return (
    <Field {...props}>
      {(ids) => {
        const shared = {
          ...ids,
          ref,
          value,
          placeholder: props.placeholder,
          disabled: props.isDisabled,
          maxLength: props.maxLength,
          autoFocus: props.autoFocus,
          onBlur: props.onBlur,
          onKeyDown,
        };
        return (
          <div className={styles.box} data-size={size} data-invalid={ids["aria-invalid"]}>
            {Icon !== undefined && <Icon size={14} strokeWidth={2} aria-hidden />}
            {rows === 1 ? (
              <input {...shared} type={props.type ?? "text"} autoComplete={props.autoComplete ?? "off"} spellCheck={false} className={styles.input} onChange={(event) => onChange(event.target.value)} />
            ) : (
              <textarea {...shared} rows={rows} data-tall={rows > TALL || undefined} className={`${styles.input} ${styles.area}`} onChange={(event) => onChange(event.target.value)} />
            )}
            {unit !== undefined && <span className={styles.unit}>{unit}</span>}
          </div>
        );
      }}
    </Field>
  );
}

export interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  autoFocus?: boolean;
  /** Escape in the empty field. */
  onLeave?: () => void;
  ref?: Ref<HTMLInputElement>;
}

/** A filter over a list: Escape clears it, and leaves it when it is clear. */
export function SearchField({ label, value, onChange, placeholder = label, autoFocus, onLeave, ref }: SearchFieldProps): ReactNode {
  return (
    <div className={styles.box} role="search">
      <Search size={14} strokeWidth={2} aria-hidden />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={autoFocus}
        autoComplete="off"
        spellCheck={false}
        className={styles.input}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (value === "") onLeave?.();
          else onChange("");
        }}
      />
      {value !== "" && <Button icon={X} look="ghost" size="sm" label={t("common.clear")} onPress={() => onChange("")} />}
    </div>
  );
}
