import { ChevronDown, ChevronUp } from "lucide-react";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { add, compare, negate, parseTyped, type Decimal } from "../i18n/decimal";
import { currencySign, formatNumber } from "../i18n/format";
import { locale, t } from "../i18n/text";
import { Field, type FieldProps } from "./Field";
import styles from "./Field.module.css";

export interface NumberFieldProps extends FieldProps {
  /** A decimal string as the core writes it, or null for an empty field. Never a float: it may be an amount. */
  value: Decimal | null;
  onChange: (value: Decimal | null) => void;
  /** How far ↑ and ↓ go; ten times as far with Shift. */
  step?: Decimal;
  min?: Decimal;
  max?: Decimal;
  /** Digits shown after the point. */
  places?: number;
  /** Before the number: an ISO 4217 code becomes its sign. */
  currency?: string;
  /** After the number: "%", "days". */
  unit?: string;
  size?: "sm" | "md";
  placeholder?: string;
  onEnter?: () => void;
}

/** Takes numbers as the person's locale writes them, and hands on exact decimals. */
export function NumberField({ value, onChange, step = "1", min, max, places, currency, unit, size, placeholder, onEnter, ...props }: NumberFieldProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const written = value === null ? "" : formatNumber(value, places === undefined ? {} : { places });
  const clamp = (next: Decimal): Decimal => (min !== undefined && compare(next, min) < 0 ? min : max !== undefined && compare(next, max) > 0 ? max : next);

  const commit = (): boolean => {
    if (typed === null) return true;
    const text = typed.trim();
    const parsed = text === "" ? null : parseTyped(text, locale());
    if (text !== "" && parsed === null) {
      setWrong(true);
      return false;
    }
    setWrong(false);
    setTyped(null);
    const next = parsed === null ? null : clamp(parsed);
    if (next !== value) onChange(next);
    return true;
  };
  const stepBy = (direction: 1 | -1, isLarge: boolean): void => {
    const from = (typed === null ? value : parseTyped(typed, locale())) ?? "0";
    const one = direction === 1 ? step : negate(step);
    const distance = isLarge ? Array.from({ length: 10 }, () => one).reduce((sum, each) => add(sum, each), "0") : one;
    setTyped(null);
    setWrong(false);
    onChange(clamp(add(from, distance)));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      stepBy(event.key === "ArrowUp" ? 1 : -1, event.shiftKey);
    } else if (event.key === "Enter" && commit()) {
      onEnter?.();
    } else if (event.key === "Escape" && typed !== null) {
      event.preventDefault();
      setTyped(null);
      setWrong(false);
    }
  };

  return (
    <Field {...props} error={props.error ?? (isWrong ? t("common.notANumber", { example: formatNumber("12.50", { places: 2 }) }) : undefined)}>
      {(ids) => (
        <div className={styles.box} data-size={size} data-invalid={ids["aria-invalid"]}>
          {currency !== undefined && <span className={styles.unit}>{currencySign(currency)}</span>}
          <input
            {...ids}
            type="text"
            inputMode="decimal"
            role="spinbutton"
            aria-valuetext={written === "" ? undefined : `${written}${unit === undefined ? "" : ` ${unit}`}`}
            aria-valuenow={value === null ? undefined : Number(value)}
            aria-valuemin={min === undefined ? undefined : Number(min)}
            aria-valuemax={max === undefined ? undefined : Number(max)}
            autoComplete="off"
            placeholder={placeholder}
            disabled={props.isDisabled}
            className={`${styles.input} ${styles.number}`}
            value={typed ?? written}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={commit}
            onKeyDown={onKeyDown}
          />
          {unit !== undefined && <span className={styles.unit}>{unit}</span>}
          {props.isDisabled !== true && (
            <span className={styles.steps} aria-hidden>
              <button type="button" tabIndex={-1} className={styles.step} onClick={() => stepBy(1, false)}>
                <ChevronUp size={11} strokeWidth={2.2} />
              </button>
              <button type="button" tabIndex={-1} className={styles.step} onClick={() => stepBy(-1, false)}>
                <ChevronDown size={11} strokeWidth={2.2} />
              </button>
            </span>
          )}
        </div>
      )}
    </Field>
  );
}
