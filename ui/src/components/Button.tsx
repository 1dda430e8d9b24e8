import type { LucideIcon } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { Button as AriaButton, Link } from "react-aria-components";
import { hotkey, useHotkey } from "../hotkeys";
import type { HotkeyId } from "../hotkeys.table";
import { ariaKeys } from "../keys";
import styles from "./Button.module.css";
import { KeyCap } from "./KeyCap";
import { Tooltip } from "./Tooltip";

interface Shared {
  children?: ReactNode;
  icon?: LucideIcon;
  /** "primary" is the one blue button of a pane, "danger" writes in red, "destroy" is filled red, "ghost" has no edge. */
  look?: "plain" | "primary" | "ghost" | "danger" | "destroy";
  size?: "sm" | "md" | "lg";
  /** Takes the width that is left. */
  isWide?: boolean;
  isDisabled?: boolean;
}

export interface ButtonProps extends Shared {
  onPress?: () => void;
  /** The command this button stands for: its keys are shown, and press the button while it is on screen. */
  hotkey?: HotkeyId;
  /** Shows the keys of a command that is answered elsewhere. */
  keysOf?: HotkeyId;
  /** Work is under way: the width stays and a ring turns. */
  isPending?: boolean;
  /** For an icon alone: its name, shown with the keys as a tooltip. */
  label?: string;
  /** Why it is disabled, or what it does. */
  hint?: string;
  isPressed?: boolean;
  hasPopup?: boolean;
  type?: "button" | "submit";
  autoFocus?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

const NO_HOTKEY: HotkeyId = "app.help";

export function Button({ children, icon: Icon, look = "plain", size = "md", hotkey: command, keysOf, label, hint, ...props }: ButtonProps): ReactNode {
  const isReady = props.isDisabled !== true && props.isPending !== true;
  useHotkey(command ?? NO_HOTKEY, () => props.onPress?.(), {
    enabled: command !== undefined && isReady,
    label: typeof children === "string" ? children : label,
  });
  const shown = command ?? keysOf;
  const isIconOnly = children === undefined;
  const first = shown === undefined ? undefined : hotkey(shown).keys[0];
  const button = (
    <AriaButton
      ref={props.ref}
      type={props.type}
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={props.autoFocus}
      className={styles.button ?? ""}
      data-look={look}
      data-size={size}
      data-icon={isIconOnly || undefined}
      data-wide={props.isWide || undefined}
      data-print="none"
      aria-label={label}
      aria-pressed={props.isPressed}
      aria-haspopup={props.hasPopup === true ? "menu" : undefined}
      {...(first === undefined ? {} : { "aria-keyshortcuts": ariaKeys(first) })}
      isDisabled={props.isDisabled}
      isPending={props.isPending}
      onPress={() => props.onPress?.()}
    >
      {props.isPending === true && <span className={styles.ring} role="presentation" />}
      {Icon !== undefined && <Icon size={isIconOnly && size !== "sm" ? 16 : 14} strokeWidth={isIconOnly ? 1.85 : 2} aria-hidden />}
      {children}
      {!isIconOnly && shown !== undefined && <KeyCap of={shown} look={look === "primary" || look === "destroy" ? "accent" : "plain"} />}
    </AriaButton>
  );
  const tip = isIconOnly ? label : hint;
  return tip === undefined ? button : <Tooltip text={tip} keysOf={isIconOnly ? shown : undefined}>{button}</Tooltip>;
}

export interface LinkButtonProps extends Shared {
  href: string;
}

/** Looks like a button and goes to an address inside the application. */
export function LinkButton({ children, icon: Icon, look = "plain", size = "md", isWide, isDisabled, href }: LinkButtonProps): ReactNode {
  return (
    <Link href={href} isDisabled={isDisabled} className={styles.button ?? ""} data-look={look} data-size={size} data-wide={isWide || undefined}>
      {Icon !== undefined && <Icon size={14} strokeWidth={2} aria-hidden />}
      {children}
    </Link>
  );
}
