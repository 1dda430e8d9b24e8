import type { ReactNode } from "react";
import { capsFor, useHotkeys } from "../hotkeys";
import type { HotkeyId } from "../hotkeys.table";
import { capsOf, type Keys } from "../keys";
import styles from "./KeyCap.module.css";

export interface KeyCapProps {
  /** The command whose keys are shown; nothing is drawn while it has none. */
  of?: HotkeyId;
  /** Keys that belong to no command. */
  keys?: Keys;
  /** "accent" on a primary button, "quiet" without an edge. */
  look?: "plain" | "accent" | "quiet" | "inverse";
}

/** The keys of a command, as printed on the keyboard. Screen readers hear them from the control itself. */
export function KeyCap({ of, keys, look = "plain" }: KeyCapProps): ReactNode {
  useHotkeys();
  const caps = keys === undefined ? (of === undefined ? null : capsFor(of)) : capsOf(keys);
  return caps?.map((cap) => (
    <kbd key={cap} className={styles.cap} data-look={look} aria-hidden>
      {cap}
    </kbd>
  ));
}
