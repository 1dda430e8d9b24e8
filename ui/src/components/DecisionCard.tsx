import { useId, type ReactNode } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import { useHotkey } from "../hotkeys";
import type { HotkeyId } from "../hotkeys.table";
import styles from "./DecisionCard.module.css";
import { KeyCap } from "./KeyCap";
import { StatusMark, Tag, type Mark, type Tone } from "./StatusMark";

export interface Option<Id extends string = string> {
  id: Id;
  title: string;
  /** Second line: price, stock, days. */
  note?: ReactNode;
  /** At the right edge: what this choice costs or leaves. */
  value?: ReactNode;
  /** Under the value, what it is: "margin", "costs you". */
  valueNote?: string;
  tone?: Tone;
  /** A small tag beside the title: "Suggested". */
  tag?: string;
  isDisabled?: boolean;
}

const KEYS = ["decision.1", "decision.2", "decision.3", "decision.4"] as const satisfies readonly HotkeyId[];

export interface OptionListProps<Id extends string> {
  label: string;
  options: readonly Option<Id>[];
  selected: Id | null;
  onSelect: (id: Id) => void;
  /** The digits 1 to 4 choose, wherever the focus is on the page. */
  hasKeys?: boolean;
}

/** Choices with the price of each; the whole row is the target. */
export function OptionList<Id extends string>({ label, options, selected, onSelect, hasKeys = true }: OptionListProps<Id>): ReactNode {
  for (const [index, id] of KEYS.entries()) {
    const option = options[index];
    const isLive = hasKeys && option !== undefined && option.isDisabled !== true;
    // The list of keys never changes, so neither does the order of these hooks.
    // oxlint-disable-next-line react/rules-of-hooks
    useHotkey(id, () => option !== undefined && onSelect(option.id), { enabled: isLive, ...(option === undefined ? {} : { label: option.title }) });
  }
  return (
    <RadioGroup
      aria-label={label}
      value={selected}
      onChange={(id) => {
        const chosen = options.find((option) => option.id === id);
        if (chosen !== undefined) onSelect(chosen.id);
      }}
      className={styles.options ?? ""}
    >
      {options.map((option, index) => (
        <OptionRow key={option.id} option={option} keysOf={hasKeys ? KEYS[index] : undefined} />
      ))}
    </RadioGroup>
  );
}

function OptionRow({ option, keysOf }: { option: Option; keysOf: HotkeyId | undefined }): ReactNode {
  return (
    <Radio value={option.id} isDisabled={option.isDisabled} className={styles.option ?? ""}>
      <span className={styles.dot} />
      <span className={styles.text}>
        <span className={styles.title}>
          <span>{option.title}</span>
          {option.tag !== undefined && <Tag look="accent">{option.tag}</Tag>}
        </span>
        {option.note !== undefined && <span className={styles.note}>{option.note}</span>}
      </span>
      {option.value !== undefined && (
        <span className={styles.value} data-tone={option.tone}>
          {option.value}
          {option.valueNote !== undefined && <span className={styles.valueNote}>{option.valueNote}</span>}
        </span>
      )}
      {keysOf !== undefined && <KeyCap of={keysOf} />}
    </Radio>
  );
}

export interface DecisionCardProps<Id extends string> extends OptionListProps<Id> {
  mark?: Mark;
  /** The cause, short: "Yarrow Home raised the price by €5.10". */
  title: string;
  /** One or two sentences: what it means. */
  children?: ReactNode;
  /** "From now on": a Checkbox. */
  remember?: ReactNode;
  /** The primary button and the way out. */
  actions: ReactNode;
}

/** One problem, its choices with their prices, and one button. */
export function DecisionCard<Id extends string>({ mark = "warn", title, children, remember, actions, ...list }: DecisionCardProps<Id>): ReactNode {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id}>
      <header className={styles.head}>
        <StatusMark mark={mark} size={16} />
        <div>
          <h2 id={id}>{title}</h2>
          {children !== undefined && <p className="t2">{children}</p>}
        </div>
      </header>
      <OptionList {...list} />
      {remember}
      <div className={styles.actions}>{actions}</div>
    </section>
  );
}
