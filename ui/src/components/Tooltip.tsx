import type { ReactElement, ReactNode } from "react";
import { Focusable, Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components";
import type { HotkeyId } from "../hotkeys.table";
import { KeyCap } from "./KeyCap";
import styles from "./Tooltip.module.css";

export interface TooltipProps {
  text: ReactNode;
  /** The command whose keys stand beside the text. */
  keysOf?: HotkeyId;
  /** A control of ours, or with `isElement` a plain link or button. */
  children: ReactElement;
  isElement?: boolean;
}

/** More about a control after half a second. Never the only place of a fact. */
export function Tooltip({ text, keysOf, children, isElement = false }: TooltipProps): ReactNode {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {isElement ? <Focusable>{children as ReactElement<object, string>}</Focusable> : children}
      <AriaTooltip className={styles.tip ?? ""} offset={6}>
        {text}
        {keysOf !== undefined && <KeyCap of={keysOf} look="inverse" />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
